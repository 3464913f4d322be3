"""Money by task and source: counted from values; what nobody wrote is unknown."""

from __future__ import annotations

from typing import Any

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from tests import make

from lantoa.ledger.queries import Fact
from lantoa.plan.costs import Budget, Cell, cost_table, total_of

ONE, TWO = "task:KH/1.1", "task:KH/1.2"


def entry(kind: str, *tasks: str, seq: int = 1, proof: str = "document", **payload: Any) -> Fact:
    return Fact(seq, kind, make.NOW, make.NOW, "account:1", tasks, payload, proof, (), "")


def spent(amount: int, *tasks: str, **more: Any) -> Fact:
    return entry("cost.spent", *tasks, **{"source": "state", "planned": 0, "spent": amount, **more})


def test_what_nobody_wrote_is_unknown_and_never_zero() -> None:
    table = cost_table(tasks=[ONE, TWO], budgets=[], spending=[spent(500, ONE, document="PC 1")])
    first, second = table.rows
    assert first.cells["state"] == Cell(None, 500)
    assert (first.cells["state"].left, first.cells["other"]) == (None, Cell(None, None))
    assert (second.total, table.total) == (Cell(None, None), Cell(None, 500))
    assert (table.unspent, table.unplanned) == (0, 1)


def test_money_set_aside_goes_before_the_estimate_of_an_entry() -> None:
    table = cost_table(
        tasks=[ONE], budgets=[Budget(ONE, "state", 900), Budget("", "socialised", 70)],
        spending=[spent(500, ONE, planned=600)],
    )  # fmt: skip
    assert table.rows[0].cells["state"] == Cell(900, 500)
    assert table.rows[0].cells["state"].left == 400
    assert (table.rows[-1].tasks, table.sums["socialised"]) == ((), Cell(70, None))
    assert table.unspent == 1


def test_an_entry_of_two_tasks_is_not_divided() -> None:
    table = cost_table(tasks=[ONE, TWO], budgets=[], spending=[spent(500, TWO, ONE)])
    assert [(row.tasks, row.total.spent) for row in table.rows] == [
        ((ONE,), None), ((TWO,), None), ((ONE, TWO), 500),
    ]  # fmt: skip


def test_an_entry_without_number_and_file_has_no_paper() -> None:
    table = cost_table(
        tasks=[ONE], budgets=[],
        spending=[spent(5, ONE, seq=1), spent(6, ONE, seq=2, document="PC 2"),
                  spent(0, ONE, seq=3, planned=7)],
    )  # fmt: skip
    assert [fact.seq for fact in table.paperless] == [1]


def test_cost_a_minute_and_a_person_only_where_both_are_known() -> None:
    reach = [
        entry("broadcast.played", ONE, proof="P2", seconds=90),
        entry("broadcast.played", ONE, proof="logbook", seconds=600),
        entry("training.held", TWO, attendees=40),
        entry("meeting.held", TWO),
    ]
    table = cost_table(tasks=[ONE, TWO], budgets=[], spending=[spent(3000, ONE)], reach=reach)
    first, second = table.rows
    assert (first.per_minute, first.per_person) == (2000, None)
    assert (second.people, second.per_person) == (40, None)


def test_a_sum_with_a_half_known_part_has_no_rest() -> None:
    table = cost_table(
        tasks=[ONE, TWO], budgets=[Budget(ONE, "state", 900)], spending=[spent(500, TWO)]
    )
    assert (table.total, table.total.left) == (Cell(900, 500), None)
    both = cost_table(tasks=[ONE], budgets=[Budget(ONE, "state", 900)], spending=[spent(5, ONE)])
    assert both.total.left == 895


amounts = st.none() | st.integers(0, 10**13)


@settings(max_examples=30, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(st.lists(st.builds(Cell, amounts, amounts), max_size=8))
def test_a_sum_holds_exactly_what_is_known(cells: list[Cell]) -> None:
    known = [cell.spent for cell in cells if cell.spent is not None]
    assert total_of(cells).spent == (sum(known) if known else None)
