"""One cluster: how its receiver is, and a person's orders to it, each confirmed by name."""

from __future__ import annotations

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render

from lantoa.channels.station.models import NoiseComplaint, RepairTicket
from lantoa.channels.station.services.devices import (
    LEVELS,
    TONE_SECONDS,
    restart,
    set_volume,
    sound_test,
)
from lantoa.core import clock
from lantoa.desk.audit.noting import note_audit
from lantoa.desk.guard import DeskRequest, needs
from lantoa.desk.station.devices import device_page
from lantoa.desk.station.queries import device_of
from lantoa.registry.models import Receiver, SpeakerCluster
from lantoa.registry.services import revoke_receiver
from lantoa.vietnamese import money

VIEW, TIMETABLE, RECEIVERS = (
    "newsroom.view_article", "station.change_timetable", "registry.change_receiver"
)  # fmt: skip
ACTS = {"am-luong": "volume", "am-thu": "test", "khoi-dong-lai": "restart"}


@needs(VIEW)
def device(request: DeskRequest, pk: int) -> HttpResponse:
    """One cluster: its state, its orders, what it refused."""
    cluster = get_object_or_404(SpeakerCluster.objects.select_related("hamlet"), pk=pk)
    context = {
        "page": device_page(cluster), "device": device_of(cluster, clock.now()),
        "can_order": request.user.has_perm(TIMETABLE),
        "can_invite": request.user.has_perm(RECEIVERS),
        "repairs": [
            (row, money(row.cost))
            for row in RepairTicket.objects.filter(cluster=cluster).select_related("opened_by")[:12]
        ],
        "complaints": NoiseComplaint.objects.filter(cluster=cluster)[:12],
    }  # fmt: skip
    return render(request, "desk/station/device.html", context)


@needs(TIMETABLE)
def order(request: DeskRequest, pk: int, act: str) -> HttpResponse:
    """Asks once more, naming what will happen and where; then does it."""
    receiver = _receiver(pk)
    what = ACTS.get(act)
    if what is None:
        raise Http404
    if request.method == "POST":
        note_audit(request, subject=receiver.code, words=_do(request, receiver, what))
        return redirect("station-device", pk=pk)
    page = device_page(receiver.cluster)
    context = {
        "page": page, "receiver": receiver, "act": what, "levels": sorted(LEVELS),
        "seconds": TONE_SECONDS, "device": device_of(receiver.cluster, clock.now()),
    }  # fmt: skip
    return render(request, "desk/station/device_order.html", context)


@needs(RECEIVERS)
def revoke(request: DeskRequest, pk: int) -> HttpResponse:
    """Thu hồi: from now on nothing of this device counts and the broker lets it in no more."""
    receiver = _receiver(pk)
    if request.method == "POST":
        reason = request.POST.get("reason", "")
        revoke_receiver(receiver=receiver, reason=reason, by=request.user, now=clock.now())
        messages.success(request, f"Đã thu hồi {receiver}. Mời ghi danh lại khi có bộ thu khác.")
        return redirect("station-device", pk=pk)
    context = {"page": device_page(receiver.cluster), "receiver": receiver, "act": "revoke"}
    return render(request, "desk/station/device_order.html", context)


def _receiver(pk: int) -> Receiver:
    return get_object_or_404(Receiver.objects.select_related("cluster__hamlet"), cluster=pk)


def _do(request: DeskRequest, receiver: Receiver, what: str) -> str:
    now, by = clock.now(), request.user
    if what == "volume":
        text = request.POST.get("level", "")
        level = int(text) if text.isascii() and text.isdigit() and len(text) < 3 else 0
        set_volume(receiver=receiver, level=level, by=by, now=now)
        said = f"Đã gửi lệnh đặt âm lượng mức {level} cho cụm loa {receiver.cluster}."
    elif what == "test":
        sound_test(receiver=receiver, by=by, now=now)
        said = f"Đã gửi lệnh phát âm thử tại cụm loa {receiver.cluster}; kết quả ghi bên dưới."
    else:
        restart(receiver=receiver, by=by, now=now)
        said = f"Đã gửi lệnh khởi động lại bộ thu của cụm loa {receiver.cluster}."
    messages.success(request, said)
    return said
