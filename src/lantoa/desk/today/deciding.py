"""What waits for this person's decision, by the steps that each request takes. Three queries for
any number of requests."""

from __future__ import annotations

from datetime import date, datetime

from lantoa.approval.authority import FINAL, standing_delegations, waiting_words
from lantoa.approval.models import Approval, Request
from lantoa.approval.queries import can_decide, open_requests
from lantoa.approval.terms import RequestState, Route
from lantoa.core.clock import local
from lantoa.desk.today.rows import Row, link
from lantoa.registry.models import Account
from lantoa.vietnamese import clock_time, day_month


def decisions(account: Account, *, now: datetime) -> list[Row]:
    """The most urgent first; what a head should see before stands last for a leader."""
    today = local(now).date()
    listed = list(open_requests())
    if not listed or waiting_words(account, today=today):
        return []
    own = set(open_requests().filter(authors=account).values_list("pk", flat=True))
    first = dict(
        Approval.objects.filter(request__state=RequestState.OPEN, is_final=False).values_list(
            "request_id", "by_id"
        )
    )
    mine = [
        request
        for request in listed
        if request.pk not in own
        and request.submitted_by_id != account.pk
        and first.get(request.pk) != account.pk
        and _is_my_step(request, account, request.pk in first, today)
    ]
    early = {row.pk for row in mine if row.route == Route.TWO and row.pk not in first}
    is_final = account.has_perm(FINAL)
    rows = [(is_final and row.pk in early, _row(row, is_final and row.pk in early, now))
            for row in mine]  # fmt: skip
    return [row for _, row in sorted(rows, key=lambda each: each[0])]


def new_approver_rows(account: Account, *, today: date) -> list[Row]:
    """Why nothing waits for an approver who is too new."""
    words = waiting_words(account, today=today)
    if not words:
        return []
    what = "Tài khoản này chưa duyệt được."
    return [Row("waiting", "Chờ xác nhận", what, words, "Tài khoản của tôi", link("my-account"))]


def _is_my_step(request: Request, account: Account, has_first: bool, today: date) -> bool:
    if account.has_perm(FINAL) or request.route == Route.ONE:
        return True
    if request.route == Route.TWO and not has_first:
        return True
    stands_in = standing_delegations(today=today).filter(deputy=account).exists()
    return stands_in and can_decide(request=request, by=account, today=today)


def _row(request: Request, is_early: bool, now: datetime) -> Row:
    needed = request.needed_by
    is_late = needed is not None and needed <= now
    when = f"Cần trước {clock_time(needed)} ngày {day_month(local(needed).date())}. " \
        if needed else ""  # fmt: skip
    sent = local(request.submitted_at)
    step = " Trưởng phòng chưa duyệt bước một." if is_early else ""
    return Row(
        "late" if is_late else "waiting", "Quá giờ" if is_late else "Chờ duyệt", request.title,
        f"{when}{request.submitted_by} trình lúc {clock_time(sent)} "
        f"ngày {day_month(sent.date())}.{step}", "Xem và duyệt", link("approval", request.pk),
    )  # fmt: skip
