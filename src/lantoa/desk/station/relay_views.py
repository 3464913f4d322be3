"""Duyệt nguồn tiếp âm: what all loudspeakers would relay, before a second person."""

from __future__ import annotations

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import require_POST

from lantoa.approval.authority import waits_for
from lantoa.approval.queries import last_return, why_not_decide
from lantoa.approval.terms import Decision
from lantoa.channels.station.models import RelaySource, TimeSlot
from lantoa.channels.station.relay_queries import is_relay_approved, relay_manifest, relay_request
from lantoa.channels.station.services.relay_approving import decide_relay, submit_relay
from lantoa.core import clock
from lantoa.desk.guard import DeskRequest, needs
from lantoa.vietnamese import nfc

VIEW, CHANGE, DECIDE = (
    "newsroom.view_article", "station.change_timetable", "approval.add_approval"
)  # fmt: skip


@needs(VIEW)
def check(request: DeskRequest, pk: int) -> HttpResponse:
    """One source as it waits, or as it was decided."""
    source = get_object_or_404(RelaySource.objects.select_related("fallback"), pk=pk)
    waiting = relay_request(source)
    context = {
        "source": source, "waiting": waiting, "is_approved": is_relay_approved(source),
        "is_changed": bool(waiting and waiting.manifest != relay_manifest(source)),
        "waits_for": waits_for(waiting) if waiting else "",
        "why_not": (
            why_not_decide(request=waiting, by=request.user, today=clock.today())
            if waiting else ""
        ),
        "returned": None if waiting else last_return(subject=source.code),
        "can_change": request.user.has_perm(CHANGE),
        "slots": TimeSlot.objects.filter(relay=source, is_active=True).select_related("zone"),
    }  # fmt: skip
    return render(request, "desk/station/relay.html", context)


@needs(CHANGE)
@require_POST
def submit(request: DeskRequest, pk: int) -> HttpResponse:
    """Trình duyệt."""
    source = get_object_or_404(RelaySource, pk=pk)
    submit_relay(source=source, by=request.user, now=clock.now())
    messages.success(request, f"Đã trình nguồn tiếp âm «{source}». Người duyệt thấy ở mục Duyệt.")
    return redirect("station-relay-check", pk)


@needs(DECIDE)
@require_POST
def decide(request: DeskRequest, pk: int) -> HttpResponse:
    """Duyệt or trả lại exactly what the page showed."""
    source = get_object_or_404(RelaySource, pk=pk)
    is_yes = request.POST.get("decision") == Decision.APPROVED
    made = decide_relay(
        source=source, decision=Decision.APPROVED if is_yes else Decision.RETURNED,
        reason=nfc(request.POST.get("reason", "")), expected_hash=request.POST.get("hash", ""),
        by=request.user, now=clock.now(),
    )  # fmt: skip
    if not is_yes:
        said = f"Đã trả lại nguồn tiếp âm «{source}». Người trình đã được báo lý do."
    elif made.is_final:
        said = f"Đã duyệt nguồn tiếp âm «{source}». Loa tiếp âm từ lượt tới."
    else:
        said = f"Đã duyệt bước một nguồn tiếp âm «{source}», chờ lãnh đạo."
    messages.success(request, said)
    return redirect("station-relay-check", pk)
