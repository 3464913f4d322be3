"""Who may decide at which step, in whose name, and why not.

A leader decides at any step and the decision is final. A head is the first of two steps, or the
only one. A deputy has a leader's authority from day to day. Nobody decides on what they wrote or
submitted, nor in the name of whoever did; nobody does both steps.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from django.db.models import Q, QuerySet

from lantoa.approval.matters import matter_of
from lantoa.approval.models import Approval, Delegation, Request, RouteRule
from lantoa.approval.terms import Decision, RequestState, Route
from lantoa.registry.guarding import REFUSED, waits_to_sign
from lantoa.registry.models import Account
from lantoa.vietnamese import date_short

DECIDE, FINAL = "approval.add_approval", "approval.final_approval"
OWN_WORK = "Không ai tự duyệt nội dung do mình viết hoặc trình."
BACKEND = "django.contrib.auth.backends.ModelBackend"


@dataclass(frozen=True)
class Authority:
    """What a decision of this person would be; with a refusal there is none."""

    refusal: str = ""
    is_final: bool = True
    on_behalf_of: Account | None = None


def authority_of(*, request: Request, by: Account, today: date | None) -> Authority:
    """Without `today` no delegation counts, nor the days that a new approver waits."""
    first = first_step(request)
    refusal = _plain_refusal(request, by, first) or waiting_words(by, today=today)
    if refusal:
        return Authority(refusal)
    if by.has_perm(FINAL) or request.route == Route.ONE:
        return Authority()
    giver = _giver(request, by, today)
    if giver:
        return Authority(on_behalf_of=giver)
    if request.route == Route.TWO and first is None:
        return Authority(is_final=False)
    if first:
        return Authority(f"{first.by} đã duyệt bước một. Lượt này chờ lãnh đạo duyệt.")
    return Authority("Loại nội dung này do lãnh đạo duyệt.")


def _plain_refusal(request: Request, by: Account, first: Approval | None) -> str:
    if is_own_work(request, by):
        return OWN_WORK
    if not by.has_perm(DECIDE):
        return "Tài khoản này không có quyền duyệt."
    if request.state != RequestState.OPEN:
        return "Lượt trình này đã được xử lý."
    if first and first.by_id == by.pk:
        return "Bước một do chính tài khoản này duyệt. Bước hai cần người khác."
    return ""


def waiting_words(by: Account, *, today: date | None) -> str:
    """Why an approver who is too new may not decide yet; empty where they may."""
    if not waits_to_sign(by, today=today):
        return ""
    if by.signs_from is None or by.signs_from == REFUSED:
        return (
            "Quyền duyệt của tài khoản này đã bị một người duyệt khác từ chối xác nhận. Hỏi quản "
            "trị hệ thống hoặc lãnh đạo xã."
        )
    return (
        f"Quyền duyệt của tài khoản này có từ ngày {date_short(by.signs_from)}, hoặc ngay khi một "
        "người duyệt khác xác nhận."
    )


def is_own_work(request: Request, by: Account) -> bool:
    """Did this person write or submit it?"""
    return request.submitted_by_id == by.pk or request.authors.filter(pk=by.pk).exists()


def first_step(request: Request) -> Approval | None:
    """The head's decision on this request, where there is one."""
    taken = request.approvals.all()  # two at most, and perhaps fetched already
    return next((one for one in taken if not one.is_final), None)


def standing_delegations(*, today: date) -> QuerySet[Delegation]:
    """Delegations that hold on this day."""
    return Delegation.objects.filter(
        since__lte=today, until__gte=today, ended_at__isnull=True
    ).select_related("giver", "deputy")


def _giver(request: Request, by: Account, today: date | None) -> Account | None:
    """The leader in whose name this person may decide: one who could decide on it alone."""
    if today is None:
        return None
    for delegation in standing_delegations(today=today).filter(deputy=by):
        giver = delegation.giver
        may = giver.is_active and giver.has_perm(FINAL) and not waits_to_sign(giver, today=today)
        if may and not is_own_work(request, giver):
            return giver
    return None


def route_of(code: str) -> Route:
    """The steps that the commune set for a kind of matter, else its usual ones."""
    rule = RouteRule.objects.filter(matter=code).first()
    if rule:
        return Route(rule.route)
    matter = matter_of(code)
    return matter.usual if matter else Route.TWO


def route_for(code: str, *, involved: list[int]) -> Route:
    """The steps that a request will take: without a head who may decide on it, the leader alone."""
    route = route_of(code)
    if route == Route.TWO and not _heads().exclude(pk__in=involved).exists():
        return Route.LEADER
    return route


def _heads() -> QuerySet[Account]:
    leaders = Account.objects.with_perm(FINAL, backend=BACKEND, include_superusers=False)
    able = Account.objects.with_perm(DECIDE, backend=BACKEND, include_superusers=False)
    found: QuerySet[Account] = able.exclude(pk__in=leaders.values("pk"))
    return found


def waits_for(request: Request) -> str:
    """Whose step comes next, in words; empty where nothing waits."""
    if request.state != RequestState.OPEN:
        return ""
    if request.route == Route.ONE:
        return "trưởng phòng hoặc lãnh đạo"
    if request.route == Route.TWO and first_step(request) is None:
        return "trưởng phòng (bước một trên hai)"
    return "lãnh đạo (bước hai trên hai)" if request.route == Route.TWO else "lãnh đạo"


def final_approvals(**of: str) -> QuerySet[Approval]:
    """Decisions that open the gate: the last step, granted."""
    return Approval.objects.filter(Q(decision=Decision.APPROVED, is_final=True), **of)
