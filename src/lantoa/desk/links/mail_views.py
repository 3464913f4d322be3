"""Thư điện tử: what went out, what did not and why."""

from __future__ import annotations

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import require_POST

from lantoa.core import clock
from lantoa.desk.guard import DeskRequest, needs
from lantoa.notices.mail import send_again
from lantoa.notices.models import Mail
from lantoa.notices.smtp import is_mail_ready
from lantoa.notices.terms import MailState

WHO = ("registry.change_account", "plan.change_plan")
PAGE_SIZE = 30
# What waits for a person comes first.
ORDER = (MailState.UNCERTAIN, MailState.FAILED)


@needs(*WHO)
def letters(request: DeskRequest) -> HttpResponse:
    """All letters, newest first; addresses stand here only."""
    asked = request.GET.get("tinh-trang", "")
    rows = Mail.objects.filter(state=asked) if asked in MailState.values else Mail.objects.all()
    context = {
        "page": Paginator(rows, PAGE_SIZE).get_page(request.GET.get("trang")), "asked": asked,
        "states": MailState.choices, "has_mail": is_mail_ready(), "again": ORDER,
        "kept": f"tinh-trang={asked}" if asked else "",
    }  # fmt: skip
    return render(request, "desk/links/mails.html", context)


@needs(*WHO)
@require_POST
def resend(request: DeskRequest, pk: int) -> HttpResponse:
    """A person sends once more what failed or is uncertain."""
    mail = get_object_or_404(Mail, pk=pk)
    send_again(mail=mail, now=clock.now())
    messages.success(request, f"Thư gửi {mail.to} đang chờ gửi lại.")
    return redirect("mails")
