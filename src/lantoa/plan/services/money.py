"""Money set aside, and the commune's own rates."""

from __future__ import annotations

from datetime import date, datetime

from lantoa.core.errors import Refused
from lantoa.plan.models import BudgetLine, Plan, RoyaltyRate, Task
from lantoa.plan.terms import ItemForm, PlanState, Source
from lantoa.registry.models import Account
from lantoa.vietnamese import nfc

MOST = 10**13
DEAREST = 10**9
MAY_WRITE = "plan.add_costline"


def set_budget(
    *, plan: Plan, task: Task | None, source: Source | str, year: int, amount: int,
    document: str = "", by: Account, now: datetime,
) -> BudgetLine:  # fmt: skip
    """Writes what is set aside for a year; a line that stands already takes the new amount."""
    _allow(by)
    if plan.state == PlanState.DRAFT or (task is not None and task.plan_id != plan.pk):
        raise Refused("Dự toán ghi cho kế hoạch đang thực hiện và nhiệm vụ của nó. Chưa ghi gì.")
    if source not in Source.values or not 2000 <= year <= 2100:
        raise Refused("Dự toán cần nguồn kinh phí và năm. Chưa ghi gì. Chọn lại rồi ghi.")
    if not 0 <= amount <= MOST:
        raise Refused("Số tiền dự toán không hợp lệ. Chưa ghi gì. Nhập số đồng, không âm.")
    line, _ = BudgetLine.objects.update_or_create(
        plan=plan, task=task, source=source, year=year,
        defaults={"amount": amount, "document": nfc(document).strip()[:200], "made_by": by,
                  "made_at": now},
    )  # fmt: skip
    return line


def drop_budget(*, line: BudgetLine, by: Account) -> None:
    """Takes a line out: what is set aside is unknown again."""
    _allow(by)
    line.delete()


def set_rate(
    *, genre: str, form: ItemForm | str, amount: int, starts_on: date, basis: str, by: Account,
) -> RoyaltyRate:  # fmt: skip
    """Writes the amount an item from a day on; the same day again takes the new amount."""
    _allow(by)
    if not genre or form not in ItemForm.values:
        raise Refused("Định mức cần thể loại và hình thức. Chưa ghi gì. Chọn lại rồi ghi.")
    if not 0 < amount <= DEAREST:
        raise Refused("Mức chi cần lớn hơn 0. Chưa ghi gì. Nhập lại số đồng.")
    if not basis.strip():
        raise Refused("Định mức cần căn cứ: văn bản của xã, số, ngày. Chưa ghi gì.")
    rate, _ = RoyaltyRate.objects.update_or_create(
        genre=genre, form=form, starts_on=starts_on,
        defaults={"amount": amount, "basis": nfc(basis).strip()[:200]},
    )  # fmt: skip
    return rate


def drop_rate(*, rate: RoyaltyRate, by: Account) -> None:
    """Takes a rate out; items that it paid have no rate again, or the one before."""
    _allow(by)
    rate.delete()


def _allow(by: Account) -> None:
    if not by.has_perm(MAY_WRITE):
        raise Refused("Tài khoản này không có quyền ghi kinh phí. Chưa ghi gì.")
