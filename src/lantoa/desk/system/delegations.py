"""Ủy quyền duyệt: who decides in a leader's place, from which day to which."""

from __future__ import annotations

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import require_POST

from lantoa.approval.authority import FINAL, standing_delegations
from lantoa.approval.delegating import end_delegation, give_delegation, possible_deputies
from lantoa.approval.models import Delegation
from lantoa.core import clock
from lantoa.core.errors import Refused
from lantoa.desk.audit.queries import day_of
from lantoa.desk.guard import DeskRequest, needs, refuse
from lantoa.registry.models import Account
from lantoa.vietnamese import date_short

SEE = (FINAL, "approval.change_routerule")
SHOWN = 40


@needs(*SEE)
def delegations(request: DeskRequest) -> HttpResponse:
    """What holds today, what comes, what was; and the form of a leader."""
    refusal = ""
    if request.method == "POST":
        if not request.user.has_perm(FINAL):
            return refuse(request)
        try:
            made = _give(request)
        except Refused as refused:
            refusal = str(refused)
        else:
            messages.success(
                request,
                f"Đã ủy quyền cho {made.deputy} từ {date_short(made.since)} đến hết "
                f"{date_short(made.until)}. Quyết định trong những ngày này ghi cả hai tên.",
            )
            return redirect("delegations")
    today = clock.today()
    standing = set(standing_delegations(today=today).values_list("pk", flat=True))
    rows = Delegation.objects.select_related("giver", "deputy")[:SHOWN]
    context = {
        "rows": [(row, _state(row, standing, today)) for row in rows], "refusal": refusal,
        "deputies": possible_deputies(giver=request.user), "today": today,
        "can_give": request.user.has_perm(FINAL), "typed": request.POST,
    }  # fmt: skip
    status = 422 if refusal else 200
    return render(request, "desk/system/delegations.html", context, status=status)


@needs(FINAL)
@require_POST
def end(request: DeskRequest, pk: int) -> HttpResponse:
    """Thôi ủy quyền, from now."""
    row = get_object_or_404(Delegation, pk=pk)
    end_delegation(delegation=row, by=request.user, now=clock.now())
    messages.success(request, f"Đã thôi ủy quyền cho {row.deputy}. Điều đã duyệt vẫn giữ.")
    return redirect("delegations")


def _give(request: DeskRequest) -> Delegation:
    chosen = request.POST.get("deputy", "")
    deputy = Account.objects.filter(pk=chosen).first() if chosen.isdigit() else None
    since, until = (day_of(request.POST.get(name, "")) for name in ("since", "until"))
    if deputy is None or since is None or until is None:
        raise Refused("Cần chọn người, ngày bắt đầu và ngày kết thúc. Chưa ghi gì. Chọn rồi lưu.")
    return give_delegation(
        deputy=deputy, since=since, until=until, basis=request.POST.get("basis", ""),
        by=request.user, now=clock.now(),
    )  # fmt: skip


def _state(row: Delegation, standing: set[int], today: object) -> str:
    if row.ended_at:
        return "đã thôi"
    if row.pk in standing:
        return "đang có hiệu lực"
    return "sắp tới" if str(row.since) > str(today) else "đã hết hạn"
