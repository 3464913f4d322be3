"""Duyệt cả tuần by link: the list on a phone, one PIN; and on the desk where it is made."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from functools import wraps
from typing import Any

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.views.decorators.cache import never_cache
from django.views.decorators.debug import sensitive_post_parameters
from django.views.decorators.http import require_http_methods, require_POST

from lantoa.approval.links import OPEN_STATES, WHY_NOT, can_make_link, token_of, using
from lantoa.approval.models import ApprovalLink, Request, WeekLink
from lantoa.approval.pins import RIGHT, has_pin
from lantoa.approval.queries import can_decide
from lantoa.approval.week_links import (
    check_week_pin,
    live_links,
    make_week_link,
    open_week_link,
    revoke_week_link,
    week_link_of,
    week_state,
    week_token,
)
from lantoa.channels.base.addresses import full_address
from lantoa.core import clock
from lantoa.core.clock import local
from lantoa.core.errors import Refused
from lantoa.desk.approvals.reasons import REASONS
from lantoa.desk.approvals.week import (
    choices_of,
    outcome_words,
    returned_of,
    waiting_articles,
    week_list,
)
from lantoa.desk.audit.device import device_of
from lantoa.desk.audit.services import record_audit
from lantoa.desk.audit.terms import Outcome as AuditOutcome
from lantoa.desk.guard import DeskRequest, needs
from lantoa.desk.links.guard import note_opened
from lantoa.desk.links.queries import approver_words, content_context, until_words
from lantoa.newsroom.services import return_article
from lantoa.newsroom.week.approval import approve_all
from lantoa.registry.models import Account, Commune

COOKIE = "mo-duyet-tuan"
MAKE = ("newsroom.change_article", "plan.change_plan")
View = Callable[..., HttpResponseBase]


def _with_week(view: View) -> View:
    """Finds the link of the address; answers are never stored, indexed or kept."""

    @wraps(view)
    def found(request: HttpRequest, token: str) -> HttpResponseBase:
        week = week_link_of(token)
        if week is None:
            raise Http404
        answer = view(request, week, token)
        answer["Cache-Control"] = "private, no-store"
        answer["X-Robots-Tag"] = "noindex, nofollow, noarchive"
        return answer

    return never_cache(found)


@require_http_methods(["GET", "HEAD", "POST"])
@_with_week
def closed_page(request: HttpRequest, week: WeekLink, token: str) -> HttpResponse:
    """Nothing of the content: the commune and a button. Pressing it opens every link in it."""
    now = clock.now()
    if request.method == "POST":
        try:
            links = open_week_link(week=week, device=device_of(request), now=now)
        except Refused as refusal:
            _audit(request, week, "week-link-open", str(refusal))
            return redirect("week-link", token)
        _audit(request, week, "week-link-open")
        answer: HttpResponse = redirect("week-link-content", token)
        _note_opened(request, answer, week, token, links)
        return answer
    return render(request, "desk/links/closed.html", _closed(week))


@sensitive_post_parameters("pin")
@require_http_methods(["GET", "HEAD", "POST"])
@_with_week
def content_page(request: HttpRequest, week: WeekLink, token: str) -> HttpResponseBase:
    """The list; a POST decides on what stays ticked, with one PIN."""
    if request.get_signed_cookie(COOKIE, "", salt=week.nonce) != str(week.pk):
        return redirect("week-link", token)
    if request.method != "POST":
        return _list(request, week, token)
    is_return = "tra-lai" in request.POST
    action = "week-link-return" if is_return else "week-link-approve"
    try:
        done, left = (_send_back if is_return else _decide)(request, week)
    except Refused as refusal:
        _audit(request, week, action, str(refusal))
        return _list(request, week, token, refusal=str(refusal))
    _audit(request, week, action, words=done)
    return _list(request, week, token, done=done, left=left)


def _decide(request: HttpRequest, week: WeekLink) -> tuple[str, list[str]]:
    now, device = clock.now(), device_of(request)
    links = {link.request_id: link for link in live_links(week, now=now)}
    choices = choices_of(request.POST, [link.request for link in links.values()])
    if not choices:
        raise Refused("Chưa chọn bài nào nên chưa duyệt. Đánh dấu ít nhất một bài.")
    pin = "".join(request.POST.get("pin", "")[:20].split())
    check_week_pin(week=week, pin=pin, now=now)

    @contextmanager
    def acting(item: Request) -> Iterator[Account]:
        with using(link=links[item.pk], device=device, now=now) as by:
            yield by

    return outcome_words(approve_all(choices, acting=acting, now=now, via="link"))


def _send_back(request: HttpRequest, week: WeekLink) -> tuple[str, list[str]]:
    now = clock.now()
    links = {link.request_id: link for link in live_links(week, now=now)}
    one = returned_of(request.POST, [link.request for link in links.values()])
    pin = "".join(request.POST.get("pin", "")[:20].split())
    check_week_pin(week=week, pin=pin, now=now)
    item = one.choice.request
    with using(link=links[item.pk], device=device_of(request), now=now) as by:
        return_article(
            request=item, reason=one.reason, expected_hash=one.choice.expected_hash,
            seen=one.choice.seen, by=by, now=now, via="link",
        )  # fmt: skip
    return f"Đã trả lại «{item.title}». Người viết đã được báo lý do.", []


def _list(
    request: HttpRequest, week: WeekLink, token: str, *, refusal: str = "", done: str = "",
    left: list[str] | None = None,
) -> HttpResponse:  # fmt: skip
    now = clock.now()
    result = {"refusal": refusal, "done": done, "left": left or []}
    if week_state(WeekLink.objects.get(pk=week.pk), now=now) not in OPEN_STATES:
        closed = _closed(week) | result
        return render(request, "desk/links/closed.html", closed, status=422 if refusal else 200)
    links = {link.request_id: link for link in live_links(week, now=now)}
    shown = week_list(
        [link.request for link in links.values()], by=week.approver, now=now,
        page=lambda item: content_context(links[item.pk], token_of(links[item.pk]), now=now),
    )  # fmt: skip
    context: dict[str, Any] = result | {
        "list": shown, "token": token, "reasons": REASONS, "by_link": True, "has_pin": True,
        "approver_words": approver_words(week.approver), "expires": until_words(week, now),
        "ticked": request.POST.getlist("bai") if refusal else None,
        "action": reverse("week-link-content", args=[token]),
    }  # fmt: skip
    return render(request, "desk/links/week.html", context, status=422 if refusal else 200)


def _closed(week: WeekLink) -> dict[str, Any]:
    state = week_state(week, now=clock.now())
    return {"is_live": state in OPEN_STATES, "sentence": WHY_NOT.get(state, "")}


def _note_opened(
    request: HttpRequest, answer: HttpResponse, week: WeekLink, token: str,
    links: list[ApprovalLink],
) -> None:  # fmt: skip
    """Marks this browser for the list and for each link in it, each at its own address."""
    secure = request.is_secure()
    answer.set_signed_cookie(
        COOKIE, str(week.pk), salt=week.nonce, path=reverse("week-link", args=[token]),
        httponly=True, samesite="Strict", secure=secure, expires=week.expires_at,
    )  # fmt: skip
    for link in links:
        own = HttpResponse()
        note_opened(own, link, token_of(link), secure=secure)
        for name, morsel in own.cookies.items():
            # One name at many addresses: a dictionary of cookies would keep the last only.
            answer.cookies[f"{name}-{link.pk}"] = morsel


def _audit(
    request: HttpRequest, week: WeekLink, action: str, refusal: str = "", words: str = ""
) -> None:
    record_audit(
        request=request, by=week.approver, action=action, subject=f"week-link:{week.pk}",
        words=refusal or words, now=clock.now(),
        outcome=AuditOutcome.REFUSED if refusal else AuditOutcome.DONE,
    )  # fmt: skip


@needs(*MAKE)
def links(request: DeskRequest) -> HttpResponse:
    """Where the list's link is made for one approver, copied, taken back."""
    now = clock.now()
    mine = [item for item in waiting_articles() if can_make_link(request=item, by=request.user)]
    if request.method == "POST":
        chosen = request.POST.get("approver", "")
        approver = Account.objects.filter(pk=chosen).first() if chosen.isdecimal() else None
        if approver is None:
            raise Refused("Chưa chọn người duyệt nên chưa tạo đường dẫn. Chọn một người.")
        make_week_link(requests=mine, approver=approver, by=request.user, now=now)
        messages.success(request, f"Đã tạo đường dẫn cho {approver}. Chép lời nhắn bên dưới.")
        return redirect("week-links")
    rows = WeekLink.objects.select_related("approver").order_by("-made_at")[:20]
    live = [row for row in rows if week_state(row, now=now) in OPEN_STATES]
    context = {
        "waiting": mine, "people": _people(mine, now) if mine else [],
        "live": [(row, _message(row, now)) for row in live if _is_senders(row, request.user)],
    }  # fmt: skip
    return render(request, "desk/links/week_links.html", context)


@needs(*MAKE)
@require_POST
def revoke(request: DeskRequest, pk: int) -> HttpResponse:
    """Thu hồi."""
    week = get_object_or_404(WeekLink, pk=pk)
    revoke_week_link(week=week, by=request.user, now=clock.now())
    messages.success(request, f"Đã thu hồi đường dẫn của {week.approver}.")
    return redirect("week-links")


def _is_senders(week: WeekLink, by: Account) -> bool:
    return all(can_make_link(request=link.request, by=by) for link in week.links.all())


def _people(requests: list[Request], now: Any) -> list[tuple[Account, int, bool]]:
    """Who may decide at least one of them: how many, and whether they set a PIN."""
    today = local(now).date()
    found = []
    for one in Account.objects.filter(is_active=True).select_related("officer").order_by("name"):
        if not one.has_perm(RIGHT):
            continue
        count = sum(can_decide(request=item, by=one, today=today) for item in requests)
        if count:
            found.append((one, count, has_pin(one)))
    return found


def _message(week: WeekLink, now: Any) -> str:
    """What is pasted into a chat: nothing of the content."""
    commune = Commune.objects.filter(pk=1).first()
    name = commune.name if commune else "Ủy ban nhân dân xã"
    address = full_address(reverse("week-link", args=[week_token(week)]))
    count = len(live_links(week, now=now))
    return "\n".join((
        f"{name[:1].upper()}{name[1:]}: có {count} nội dung cần duyệt trong tuần.",
        f"Mở đường dẫn, nghe, xem từng bài và nhập mã PIN duyệt một lần: {address}",
        f"Đường dẫn chỉ dành cho {approver_words(week.approver)}, "
        f"hết hạn {until_words(week, now)}.",
    ))  # fmt: skip
