"""One bulletin of a programme: its place among equals, its repeats, a standing piece or not."""

from __future__ import annotations

from datetime import date

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.urls import reverse
from django.views.decorators.http import require_POST

from lantoa.channels.station.models import Bulletin, StandingPiece
from lantoa.channels.station.services.filling_up import drop_standing, keep_standing
from lantoa.channels.station.services.own_order import DOWN, UP, move_bulletin
from lantoa.channels.station.services.repeating import ask_repeats
from lantoa.core import clock
from lantoa.core.clock import local
from lantoa.core.errors import Refused
from lantoa.desk.guard import DeskRequest, needs

CHANGE = "station.change_timetable"
UNDO = "station-order-undo"
STEPS = {"len": UP, "xuong": DOWN}
BACK = {"len": "xuong", "xuong": "len"}


@needs(CHANGE)
@require_POST
def move(request: DeskRequest, pk: int) -> HttpResponse:
    """Lên, xuống: among those of its level. What is done last can be undone."""
    row = get_object_or_404(Bulletin.objects.select_related("programme"), pk=pk)
    way = request.POST.get("huong", "")
    if way not in STEPS:
        raise Refused("Chưa rõ chuyển lên hay xuống. Thứ tự giữ nguyên.")
    move_bulletin(bulletin=row, step=STEPS[way], by=request.user, now=clock.now())
    words = f"Đã chuyển «{row.title}» {'lên' if way == 'len' else 'xuống'}."
    request.session[UNDO] = {"pk": row.pk, "back": BACK[way], "words": words}
    return redirect(_page(row))


@needs(CHANGE)
@require_POST
def repeat(request: DeskRequest, pk: int) -> HttpResponse:
    """Đặt phát lại."""
    row = get_object_or_404(Bulletin.objects.select_related("programme", "delivery"), pk=pk)
    times, until = request.POST.get("times", ""), request.POST.get("until", "")
    if not times.isdecimal() or len(times) > 3:
        raise Refused("Số lần phát lại chưa phải một con số. Chưa đặt gì.")
    try:
        last = date.fromisoformat(until) if until else None
    except ValueError as error:
        raise Refused("Ngày cuối chưa đúng. Chưa đặt gì. Chọn lại ngày.") from error
    ask_repeats(
        delivery=row.delivery, times=int(times), until=last, by=request.user, now=clock.now()
    )
    many = f"Phát lại «{row.title}» {times} lần nữa."
    messages.success(request, many if int(times) else f"Không phát lại «{row.title}».")
    return redirect(_page(row))


@needs(CHANGE)
@require_POST
def standing(request: DeskRequest, pk: int) -> HttpResponse:
    """Làm mục đệm, or no more."""
    row = get_object_or_404(Bulletin.objects.select_related("programme", "article"), pk=pk)
    if request.POST.get("giu") == "khong":
        piece = StandingPiece.objects.filter(article=row.article).first()
        if piece is not None:
            drop_standing(row=piece, by=request.user)
        messages.success(request, f"«{row.title}» thôi làm mục đệm.")
    else:
        keep_standing(article=row.article, by=request.user)
        messages.success(request, f"«{row.title}» phát vào chỗ trống cuối khung giờ.")
    return redirect(_page(row))


def _page(row: Bulletin) -> str:
    at = local(row.programme.starts_at)
    key = f"{row.programme.slot_id}@{at:%Y-%m-%dT%H:%M}"
    return f"{reverse('station-programme')}?khung={key}#bt-{row.pk}"
