"""Money set aside and rates, written by who may."""

from __future__ import annotations

import pytest
from tests import make

from lantoa.core.errors import Refused
from lantoa.plan.models import BudgetLine, RoyaltyRate
from lantoa.plan.services import drop_budget, set_budget, set_rate
from lantoa.registry.terms import Role

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize("number", ["1.1", None])
def test_the_same_line_takes_the_new_amount(number: str | None) -> None:
    task = make.task(number) if number else None
    officer = make.account(Role.PLAN_OFFICER)
    for amount in (5, 7):
        line = set_budget(
            plan=make.plan(), task=task, source="state", year=2026, amount=amount, by=officer,
            now=make.NOW,
        )  # fmt: skip
    assert list(BudgetLine.objects.values_list("amount", flat=True)) == [7]
    drop_budget(line=line, by=officer)
    assert BudgetLine.objects.count() == 0


def test_who_may_not_write_money_is_refused() -> None:
    with pytest.raises(Refused, match="không có quyền"):
        set_budget(
            plan=make.plan(), task=None, source="state", year=2026, amount=5, by=make.account(),
            now=make.NOW,
        )  # fmt: skip
    assert BudgetLine.objects.count() == 0


def test_a_rate_needs_its_basis() -> None:
    with pytest.raises(Refused, match="căn cứ"):
        set_rate(
            genre="news", form="web", amount=5, starts_on=make.TODAY, basis=" ",
            by=make.account(Role.PLAN_OFFICER),
        )  # fmt: skip
    assert RoyaltyRate.objects.count() == 0
