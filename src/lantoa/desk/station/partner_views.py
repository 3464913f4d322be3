"""Giao, nhận với nơi phát hộ: packs out, logs back."""

from __future__ import annotations

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import FileResponse, HttpResponse, HttpResponseBase
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import require_POST

from lantoa.channels.station.handing.packing import cluster_words, moment, pack_name, write_pack
from lantoa.channels.station.handing.queries import logs, missing_sounds, packs, partners
from lantoa.channels.station.models import HandoverPack, Partner
from lantoa.channels.station.services.partners import drop_pack, make_pack, save_partner
from lantoa.core import clock
from lantoa.core.errors import Refused
from lantoa.desk.audit.noting import note_audit
from lantoa.desk.guard import DeskRequest, needs
from lantoa.desk.station.partner_forms import LogForm, PackForm, PartnerForm, log_words

VIEW, CHANGE = "newsroom.view_article", "station.change_timetable"
PAGE_SIZE = 20
STALE = (
    "Tin {titles} đã sửa hoặc đã gỡ sau khi lập gói nên không tải nữa. Báo «{partner}» không phát "
    "bản cũ, rồi lập gói khác cho những ngày ấy."
)


@needs(VIEW)
def partner_list(request: DeskRequest) -> HttpResponse:
    """Who plays for us."""
    context = {"partners": partners(), "can_write": request.user.has_perm(CHANGE)}
    return render(request, "desk/station/partners.html", context)


@needs(CHANGE)
def edit(request: DeskRequest, pk: int | None = None) -> HttpResponse:
    """Ghi, sửa nơi phát hộ."""
    row = get_object_or_404(Partner, pk=pk) if pk else Partner()
    form = PartnerForm(request.POST or None, instance=row)
    refusal = ""
    if request.method == "POST" and form.is_valid():
        try:
            made = save_partner(
                partner=form.save(commit=False), by=request.user,
                clusters=list(form.cleaned_data["clusters"]),
            )  # fmt: skip
        except Refused as refused:
            refusal = str(refused)
        else:
            messages.success(request, f"Đã lưu «{made}».")
            return redirect("station-partner", made.pk)
    status = 422 if refusal or form.errors else 200
    context = {"form": form, "row": row, "refusal": refusal}
    return render(request, "desk/station/partner_edit.html", context, status=status)


@needs(VIEW)
def partner(request: DeskRequest, pk: int) -> HttpResponse:
    """One partner: hand over, take back, what was before."""
    row = get_object_or_404(partners(), pk=pk)
    return _page(request, row)


@needs(CHANGE)
@require_POST
def pack_make(request: DeskRequest, pk: int) -> HttpResponse:
    """Lập gói giao."""
    row = get_object_or_404(partners(), pk=pk)
    form = PackForm(request.POST, today=clock.today())
    if not form.is_valid():
        return _page(request, row, pack_form=form, status=422)
    data = form.cleaned_data
    try:
        made = make_pack(partner=row, first=data["first"], last=data["last"], by=request.user,
                         now=clock.now())  # fmt: skip
    except Refused as refused:
        return _page(request, row, pack_form=form, refusal=str(refused), status=422)
    messages.success(request, "Đã lập gói giao. Tải về rồi gửi cho nơi phát.")
    return redirect("station-pack", made.pk)


@needs(VIEW)
def pack(request: DeskRequest, pk: int) -> HttpResponse:
    """What the pack holds, slot by slot, and what must not be played any more."""
    row = get_object_or_404(packs(), pk=pk)
    clusters = cluster_words(row)
    context = {
        "pack": row, "stale": missing_sounds(row), "can_write": request.user.has_perm(CHANGE),
        "slots": [
            (moment(slot["at"]), slot, [clusters[one] for one in slot["clusters"]
                                        if one in clusters])
            for slot in row.slots
        ],
    }  # fmt: skip
    return render(request, "desk/station/pack.html", context)


@needs(CHANGE)
def pack_download(request: DeskRequest, pk: int) -> HttpResponseBase:
    """Tải gói: while everything in it still is what was approved."""
    row = get_object_or_404(packs(), pk=pk)
    stale = missing_sounds(row)
    if stale:
        titles = ", ".join(f"«{title}»" for title in stale[:5])
        raise Refused(STALE.format(titles=titles, partner=row.partner))
    note_audit(request, subject=f"pack:{row.pk}", words=f"Tải gói giao {row}.")
    return FileResponse(write_pack(row), as_attachment=True, filename=pack_name(row))


@needs(CHANGE)
@require_POST
def pack_drop(request: DeskRequest, pk: int) -> HttpResponse:
    """Bỏ gói: nothing is matched against it any more."""
    row = get_object_or_404(HandoverPack, pk=pk)
    drop_pack(pack=row, by=request.user, now=clock.now())
    messages.success(request, "Đã bỏ gói giao này; nhật ký nhận về không đối chiếu với nó nữa.")
    return redirect("station-partner", row.partner_id)


def _page(
    request: DeskRequest, row: Partner, *, pack_form: PackForm | None = None,
    log_form: LogForm | None = None, refusal: str = "", status: int = 200,
) -> HttpResponse:  # fmt: skip
    page = Paginator(logs().filter(partner=row), PAGE_SIZE).get_page(request.GET.get("trang"))
    context = {
        "partner": row, "refusal": refusal, "can_write": request.user.has_perm(CHANGE),
        "pack_form": pack_form or PackForm(today=clock.today()), "log_form": log_form or LogForm(),
        "packs": packs().filter(partner=row)[:PAGE_SIZE], "page": page,
        "logs": [(log, log_words(log)) for log in page.object_list],
    }  # fmt: skip
    return render(request, "desk/station/partner.html", context, status=status)


partner_page = _page
