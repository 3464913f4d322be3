"""What one click on Hôm nay does: nudge, note a notice, air again, send again."""

from __future__ import annotations

from django.contrib import messages
from django.http import HttpResponseBase
from django.shortcuts import get_object_or_404, redirect
from django.views.decorators.http import require_POST

from lantoa.channels.base.models import Delivery
from lantoa.channels.base.services import send_again
from lantoa.channels.base.terms import DeliveryState
from lantoa.channels.station.services.again import air_again
from lantoa.core import clock
from lantoa.core.errors import Refused
from lantoa.desk.accounts.services import unlock_account
from lantoa.desk.guard import DeskRequest, needs
from lantoa.desk.today.nudging import MAY_NUDGE, read_token
from lantoa.notices.models import Notice
from lantoa.notices.services import note_notice, remind_unit
from lantoa.registry.models import Account, Unit
from lantoa.vietnamese import clock_time, day_month

STALE = (
    "Trang này đã cũ nên chưa nhắc được. Chưa gửi gì. Mở lại trang Hôm nay rồi nhấn nút lần nữa."
)


@require_POST
@needs(MAY_NUDGE)
def nudge(request: DeskRequest) -> HttpResponseBase:
    """Nhắc a unit, in the program's words; at most once a day for one thing."""
    asked = read_token(request.POST.get("token", ""))
    if asked is None:
        raise Refused(STALE)
    unit = get_object_or_404(Unit, pk=asked.unit)
    remind_unit(
        unit=unit, text=asked.text, subject=asked.subject, link=asked.link,
        by=request.user.code, today=clock.today(), now=clock.now(),
    )  # fmt: skip
    messages.success(request, f"Đã nhắc {unit}. Lời nhắc hiện ở trang Hôm nay của đơn vị và đã "
                     "ghi vào sổ minh chứng.")  # fmt: skip
    return redirect("today")


@require_POST
@needs()
def noted(request: DeskRequest, pk: int) -> HttpResponseBase:
    """Đã xem: the notice leaves the first screen."""
    notice = get_object_or_404(Notice, pk=pk)
    note_notice(notice=notice, by=request.user, now=clock.now(), today=clock.today())
    return redirect("today")


@require_POST
@needs("station.change_timetable")
def air(request: DeskRequest, pk: int) -> HttpResponseBase:
    """Phát lại: into the next slot with room, only where nothing sounded."""
    delivery = get_object_or_404(Delivery.objects.select_related("article", "rendition"), pk=pk)
    bulletin = air_again(delivery=delivery, by=request.user, now=clock.now())
    at = clock.local(bulletin.starts_at)
    messages.success(
        request, f"Đã xếp «{bulletin.title}» phát lại lúc {clock_time(at)} ngày "
        f"{day_month(at.date())}, ở những cụm loa chưa phát được.",
    )  # fmt: skip
    return redirect("today")


@require_POST
@needs("registry.change_account")
def lift(request: DeskRequest, pk: int) -> HttpResponseBase:
    """Mở khóa a name that was locked after wrong passwords."""
    account = get_object_or_404(Account, pk=pk)
    if unlock_account(account=account, by=request.user):
        messages.success(request, f"Đã mở khóa đăng nhập cho tài khoản {account.username}.")
    else:
        messages.info(request, f"Tài khoản {account.username} đã hết bị khóa.")
    return redirect("today")


@require_POST
@needs("newsroom.change_article")
def send(request: DeskRequest, pk: int) -> HttpResponseBase:
    """Gửi lại: one attempt at once."""
    delivery = get_object_or_404(Delivery.objects.select_related("article", "rendition"), pk=pk)
    sent = send_again(delivery=delivery, by=request.user, now=clock.now())
    title = sent.article.title if sent.article else sent.target
    if sent.state == DeliveryState.WAITING and sent.problem:
        messages.warning(request, f"«{title}» vẫn chưa gửi được: {sent.problem} Bài vẫn được giữ.")
    else:
        messages.success(request, f"Đã gửi lại «{title}».")
    return redirect("today")
