"""Duyệt cả tuần on the desk."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.debug import sensitive_post_parameters

from lantoa.approval.models import Request
from lantoa.approval.pins import has_pin
from lantoa.core import clock
from lantoa.core.errors import Refused
from lantoa.desk.approvals.reasons import REASONS
from lantoa.desk.approvals.week import (
    choices_of,
    outcome_words,
    returned_of,
    waiting_articles,
    week_list,
)
from lantoa.desk.guard import DeskRequest, needs
from lantoa.newsroom.services import return_article
from lantoa.newsroom.week.approval import approve_all, check_pin
from lantoa.registry.models import Account

DECIDE = "approval.add_approval"


@sensitive_post_parameters("pin")
@needs(DECIDE)
def week(request: DeskRequest) -> HttpResponse:
    """Every waiting article on one page; one PIN for those that stay ticked."""
    refusal = ""
    if request.method == "POST":
        try:
            if "tra-lai" in request.POST:
                _send_back(request)
            else:
                _decide(request)
        except Refused as refused:
            refusal = str(refused)
        else:
            return redirect("approve-week")
    now = clock.now()
    context = {
        "list": week_list(waiting_articles(), by=request.user, now=now),
        "reasons": REASONS, "has_pin": has_pin(request.user), "refusal": refusal,
        "ticked": request.POST.getlist("bai") if refusal else None,
        "action": reverse("approve-week"),
    }  # fmt: skip
    status = 422 if refusal else 200
    return render(request, "desk/approvals/week.html", context, status=status)


def _decide(request: DeskRequest) -> None:
    choices = choices_of(request.POST, waiting_articles())
    if not choices:
        raise Refused("Chưa chọn bài nào nên chưa duyệt. Đánh dấu ít nhất một bài.")
    now = clock.now()
    pin = "".join(request.POST.get("pin", "")[:20].split())
    check_pin(account=request.user, pin=pin, now=now)

    @contextmanager
    def acting(item: Request) -> Iterator[Account]:
        yield request.user

    done, left = outcome_words(approve_all(choices, acting=acting, now=now, via="week"))
    if done:
        messages.success(request, done)
    for words in left:
        messages.warning(request, words)


def _send_back(request: DeskRequest) -> None:
    one = returned_of(request.POST, waiting_articles())
    return_article(
        request=one.choice.request, reason=one.reason, expected_hash=one.choice.expected_hash,
        seen=one.choice.seen, by=request.user, now=clock.now(), via="week",
    )  # fmt: skip
    title = one.choice.request.title
    messages.success(request, f"Đã trả lại «{title}». Người viết đã được báo lý do.")
