"""Nhật ký nhận về: handed in, looked at, kept, taken back."""

from __future__ import annotations

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import require_POST

from lantoa.channels.station.handing.queries import logs, partners
from lantoa.channels.station.models import PartnerLog
from lantoa.channels.station.services.partner_logs import (
    choose_columns,
    drop_log,
    keep_log,
    open_log,
    read_log,
    undo_log,
)
from lantoa.channels.station.terms import LogState, RowVerdict
from lantoa.core import clock
from lantoa.core.errors import Refused, Unreadable
from lantoa.desk.guard import DeskRequest, needs
from lantoa.desk.station.partner_forms import ColumnsForm, LogForm, log_words
from lantoa.desk.station.partner_views import partner_page

CHANGE = "station.change_timetable"
PAGE_SIZE = 100


@needs(CHANGE)
@require_POST
def open_(request: DeskRequest, pk: int) -> HttpResponse:
    """Nhận tệp: read and shown, nothing is written."""
    row = get_object_or_404(partners(), pk=pk)
    form = LogForm(request.POST, request.FILES)
    if not form.is_valid():
        return partner_page(request, row, log_form=form, status=422)
    upload = form.cleaned_data["log"]
    try:
        made = open_log(partner=row, content=upload.read(), file_name=upload.name or "nhat-ky",
                        by=request.user, now=clock.now())  # fmt: skip
    except (Refused, Unreadable) as refused:
        return partner_page(request, row, log_form=form, refusal=str(refused), status=422)
    return redirect("station-log", made.pk)


@needs(CHANGE)
def log(request: DeskRequest, pk: int) -> HttpResponse:
    """The preview; of a kept one what was counted and what was not."""
    row = get_object_or_404(PartnerLog.objects.select_related("partner", "made_by"), pk=pk)
    if row.state != LogState.DRAFT:
        return _kept(request, row)
    draft = read_log(row, now=clock.now())
    asked = request.GET.get("dong", "")
    shown = [one for one in draft.matched if not asked or one.verdict == asked]
    page = Paginator(shown, PAGE_SIZE).get_page(request.GET.get("trang"))
    context = {
        "log": row, "draft": draft, "form": ColumnsForm(draft=draft), "page": page,
        "asked": asked, "kept": f"dong={asked}" if asked in RowVerdict.values else "",
        "counts": [
            (verdict, RowVerdict(verdict).label, draft.counts[verdict])
            for verdict in RowVerdict.values if draft.counts[verdict]
        ],
    }  # fmt: skip
    return render(request, "desk/station/log.html", context)


@needs(CHANGE)
@require_POST
def columns(request: DeskRequest, pk: int) -> HttpResponse:
    """Đọc lại theo cách đã chọn."""
    row = get_object_or_404(PartnerLog.objects.select_related("partner"), pk=pk)
    form = ColumnsForm(request.POST, draft=read_log(row, now=clock.now()))
    if not form.is_valid():
        raise Refused("Cách đọc gửi lên chưa đúng. Cách cũ vẫn giữ. Chọn lại các cột.")
    choose_columns(
        log=row, sheet=int(form.cleaned_data["sheet"]), places=form.places(),
        in_minutes=form.cleaned_data["in_minutes"], names=form.names(), by=request.user,
    )  # fmt: skip
    return redirect("station-log", pk)


@needs(CHANGE)
@require_POST
def keep(request: DeskRequest, pk: int) -> HttpResponse:
    """Ghi vào sổ minh chứng."""
    row = get_object_or_404(logs(), pk=pk)
    count = keep_log(log=row, by=request.user, now=clock.now())
    messages.success(request, f"Đã ghi {count} lượt phát theo nhật ký vào sổ minh chứng.")
    return redirect("station-log", pk)


@needs(CHANGE)
@require_POST
def undo(request: DeskRequest, pk: int) -> HttpResponse:
    """Hoàn tác."""
    row = get_object_or_404(logs(), pk=pk)
    count = undo_log(log=row, reason=request.POST.get("reason", ""), by=request.user,
                     now=clock.now())  # fmt: skip
    messages.success(request, f"Đã hoàn tác: {count} lượt không còn được tính.")
    return redirect("station-log", pk)


@needs(CHANGE)
@require_POST
def drop(request: DeskRequest, pk: int) -> HttpResponse:
    """Thôi, không nhận tệp này."""
    row = get_object_or_404(logs(), pk=pk)
    partner = row.partner_id
    drop_log(log=row, by=request.user)
    messages.success(request, "Đã bỏ tệp nhật ký; chưa ghi gì.")
    return redirect("station-partner", partner)


def _kept(request: DeskRequest, row: PartnerLog) -> HttpResponse:
    page = Paginator(row.others, PAGE_SIZE).get_page(request.GET.get("trang"))
    context = {
        "log": row, "words": log_words(row), "page": page,
        "others": [
            (number, RowVerdict(verdict).label, words)
            for number, verdict, words in page.object_list
        ],
        "first": row.airings.order_by("evidence_seq").first(),
        "last": row.airings.order_by("evidence_seq").last(),
    }  # fmt: skip
    return render(request, "desk/station/log_kept.html", context)
