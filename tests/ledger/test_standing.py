"""Facts kept in memory say what the ledger says, whatever happened to it meanwhile."""

from __future__ import annotations

from datetime import timedelta

import pytest
from django.db import transaction
from hypothesis import given, settings
from hypothesis import strategies as st
from hypothesis.extra.django import TestCase

from lantoa.ledger.facts import fact_of
from lantoa.ledger.models import Evidence
from lantoa.ledger.queries import Fact, Remembered, book, facts
from lantoa.ledger.services import correct_evidence, record_evidence
from lantoa.ledger.standing import CORRECTED
from lantoa.ledger.terms import Proof
from tests import make


def written(number: int, *, kind: str = "cost.spent", days: int = 0) -> Evidence:
    return record_evidence(
        kind=kind, occurred_at=make.NOW - timedelta(days=days), now=make.NOW, by="account:1",
        subjects=[f"task:KH/{number % 3}"], payload={"spent": number}, proof=Proof.DOCUMENT,
    )  # fmt: skip


def as_the_table_says() -> list[Fact]:
    """The slow way: every entry read and corrected anew."""
    corrections: dict[int, list[Evidence]] = {}
    for row in Evidence.objects.filter(kind=CORRECTED).order_by("seq"):
        corrections.setdefault(int(row.payload["of"]), []).append(row)
    found = [
        fact_of(row, corrections.get(row.seq, []))
        for row in Evidence.objects.order_by("occurred_at", "seq")
    ]
    return [fact for fact in found if fact]


@pytest.mark.django_db
def test_an_empty_ledger_has_no_facts() -> None:
    assert (facts(), book().head) == ([], (0, "0" * 64))


@pytest.mark.django_db
def test_one_more_entry_costs_one_more_reading(django_assert_num_queries: object) -> None:
    written(1)
    facts()
    with django_assert_num_queries(1):  # type: ignore[operator]
        assert len(facts()) == 1
    written(2)
    with django_assert_num_queries(2):  # type: ignore[operator]
        assert [fact.payload["spent"] for fact in facts()] == [1, 2]


@pytest.mark.django_db
def test_what_was_rolled_back_is_forgotten() -> None:
    written(1)
    with transaction.atomic():
        written(2)
        assert len(facts()) == 2
        transaction.set_rollback(True)
    assert [fact.payload["spent"] for fact in facts()] == [1]
    written(3)  # another entry at the number of the one that was rolled back
    assert [fact.payload["spent"] for fact in facts()] == [1, 3]


@pytest.mark.django_db
def test_a_withdrawn_entry_is_gone_from_every_index() -> None:
    first = written(1)
    assert len(facts(subject="task:KH/1")) == 1
    correct_evidence(of=first, reason="Nhập nhầm", changes={}, by="account:1", now=make.NOW)
    assert facts(subject="task:KH/1", kinds=["cost.spent"]) == []
    assert facts(kinds=["cost.spent"]) == []
    assert facts(seqs=[first.seq]) == []


@pytest.mark.django_db
def test_an_answer_is_made_once_for_a_head_and_forgotten_with_it() -> None:
    made: list[int] = []
    kept: Remembered[int] = Remembered()
    for head in ((1, "a"), (1, "a"), (2, "b"), (1, "a")):
        kept.of(head, "key", lambda: made.append(1) or len(made))
    assert len(made) == 3


class TestAnyHistory(TestCase):
    @settings(max_examples=25, deadline=None)
    @given(st.lists(st.tuples(st.integers(0, 9), st.integers(0, 40), st.booleans()), max_size=12))
    def test_the_kept_facts_are_those_of_the_table(
        self, history: list[tuple[int, int, bool]]
    ) -> None:
        for number, days, corrects in history:
            standing = Evidence.objects.exclude(kind=CORRECTED).order_by("seq")
            if corrects and standing:
                of = standing[number % len(standing)]
                changes = {} if days % 4 == 0 else {"spent": days}
                correct_evidence(of=of, reason="Sửa", changes=changes, by="account:1", now=make.NOW)
            else:
                written(number, days=days)
            assert facts() == as_the_table_says()
        for code in ("task:KH/0", "task:KH/1", "task:KH/2"):
            assert facts(subject=code) == [
                fact for fact in as_the_table_says() if code in fact.subjects
            ]
