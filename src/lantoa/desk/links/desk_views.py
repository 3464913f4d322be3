"""Đường dẫn duyệt on the desk: made, copied, revoked; and the approver's own PIN."""

from __future__ import annotations

from django.contrib import messages
from django.contrib.auth import authenticate
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.debug import sensitive_post_parameters
from django.views.decorators.http import require_POST

from lantoa.approval.links import can_make_link, make_link, revoke_link
from lantoa.approval.models import ApprovalLink, Request
from lantoa.approval.pins import RIGHT, set_pin
from lantoa.approval.terms import RequestState
from lantoa.core import clock
from lantoa.core.errors import Refused
from lantoa.desk.guard import DeskRequest, needs, refuse
from lantoa.desk.links.queries import candidates, link_lines, message_words
from lantoa.notices.mail import post_mail
from lantoa.notices.smtp import is_mail_ready
from lantoa.registry.models import Account

# What is decided on a page that a phone opens: an article, one product of it, an alert.
LINKED = r"^(article|rendition|alert):"
MAKE = ("newsroom.change_article", "plan.change_plan", "newsroom.add_alert")


@needs(*MAKE)
def links(request: DeskRequest, pk: int) -> HttpResponse:
    """The links of one request: ready to copy, with where each stands."""
    item = get_object_or_404(Request, pk=pk, subject__regex=LINKED)
    if not can_make_link(request=item, by=request.user):
        return refuse(request)
    now = clock.now()
    lines = link_lines(item, now=now)
    is_open = item.state == RequestState.OPEN
    context = {
        "item": item, "is_open": is_open, "has_mail": is_mail_ready(),
        "people": candidates(item, now=now) if is_open else [],
        "live": [(line, message_words(line, item, now=now)) for line in lines if line.is_live],
        "past": [line for line in lines if not line.is_live],
    }  # fmt: skip
    return render(request, "desk/links/links.html", context)


@needs(*MAKE)
@require_POST
def make(request: DeskRequest, pk: int) -> HttpResponse:
    """Tạo đường dẫn duyệt for one approver."""
    item = get_object_or_404(Request, pk=pk, subject__regex=LINKED)
    chosen = request.POST.get("approver", "")
    approver = Account.objects.filter(pk=chosen).first() if chosen.isdigit() else None
    if approver is None:
        raise Refused("Chưa chọn người duyệt nên chưa tạo đường dẫn. Chọn một người rồi tạo lại.")
    make_link(request=item, approver=approver, by=request.user, now=clock.now())
    messages.success(request, f"Đã tạo đường dẫn cho {approver}. Chép lời nhắn bên dưới để gửi.")
    return redirect("approval-links", pk)


@needs(*MAKE)
@require_POST
def revoke(request: DeskRequest, pk: int) -> HttpResponse:
    """Thu hồi."""
    link = get_object_or_404(ApprovalLink, pk=pk)
    revoke_link(link=link, by=request.user, now=clock.now())
    messages.success(request, f"Đã thu hồi đường dẫn của {link.approver}.")
    return redirect("approval-links", link.request_id)


@needs(*MAKE)
@require_POST
def mail(request: DeskRequest, pk: int) -> HttpResponse:
    """Gửi thư: the same words as for a chat, once for one link."""
    link = get_object_or_404(ApprovalLink, pk=pk)
    if not can_make_link(request=link.request, by=request.user):
        return refuse(request)
    now = clock.now()
    line = next((one for one in link_lines(link.request, now=now) if one.link.pk == pk), None)
    if line is None or not line.is_live:
        raise Refused("Đường dẫn này không còn dùng được nên không gửi thư. Tạo đường dẫn mới.")
    letter = post_mail(
        key=f"approval-link:{link.pk}", to=link.approver.email, headline="Có nội dung cần duyệt",
        text=message_words(line, link.request, now=now), subject=f"approval-link:{link.pk}",
        by=request.user.code, now=now,
    )  # fmt: skip
    messages.success(request, f"Thư gửi {link.approver}: {letter.get_state_display()}.")
    return redirect("approval-links", link.request_id)


@sensitive_post_parameters("pin", "again")
@needs(RIGHT)
def own_pin(request: DeskRequest) -> HttpResponse:
    """Mã PIN duyệt of the signed-in approver."""
    refusal = ""
    if request.method == "POST":
        try:
            _confirm_password(request)
            set_pin(
                account=request.user, pin=request.POST.get("pin", "").strip(),
                again=request.POST.get("again", "").strip(), now=clock.now(),
            )  # fmt: skip
        except Refused as refused:
            refusal = str(refused)
        else:
            messages.success(request, "Đã lưu mã PIN duyệt. Mã cũ không còn dùng được.")
            return redirect("approval-pin")
    kept = getattr(request.user, "approval_pin", None)
    context = {"kept": kept, "refusal": refusal, "now": clock.now()}
    return render(request, "desk/links/pin.html", context, status=422 if refusal else 200)


def _confirm_password(request: DeskRequest) -> None:
    """Whoever finds a desk left open must not give themselves a leader's PIN."""
    password = request.POST.get("password", "")[:256]
    if authenticate(request, username=request.user.username, password=password) is None:
        raise Refused("Mật khẩu đăng nhập chưa đúng. Mã PIN chưa đổi. Gõ lại mật khẩu.")
