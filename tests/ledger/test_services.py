"""Evidence is added, chained, never changed."""

from __future__ import annotations

import pytest
from django.db import DatabaseError, connection, transaction

from lantoa.core.errors import Refused
from lantoa.ledger.entries import check_chain
from lantoa.ledger.models import Evidence
from lantoa.ledger.queries import all_entries, facts
from lantoa.ledger.services import correct_evidence, erase_annexes, record_evidence
from tests.make import NOW, TODAY

pytestmark = pytest.mark.django_db


def record(**fields: object) -> Evidence:
    return record_evidence(
        **{
            "kind": "training.held", "occurred_at": NOW, "now": NOW, "by": "account:1",
            "subjects": ["task:KH-2026-1/1.5"], "payload": {"attendees": 20},
            "proof": "document", **fields,
        }
    )  # type: ignore[arg-type]  # fmt: skip


def test_entries_form_one_chain() -> None:
    first, second = record(), record(payload={"attendees": 5})
    assert (first.seq, second.seq) == (1, 2)
    assert second.prev == first.hash
    assert list(check_chain(all_entries())) == []


def test_changed_entry_is_named() -> None:
    record()
    record()
    entries = list(all_entries())
    entries[0]["payload"] = {"attendees": 21}
    assert [finding.seq for finding in check_chain(entries)] == [1]


@pytest.mark.parametrize(
    "statement",
    ["UPDATE ledger_evidence SET by = 'x'", "DELETE FROM ledger_evidence"],
)
def test_database_refuses_a_change(statement: str) -> None:
    record()
    with pytest.raises(DatabaseError), transaction.atomic(), connection.cursor() as cursor:
        cursor.execute(statement)
    assert Evidence.objects.get().by == "account:1"


def test_model_refuses_a_change() -> None:
    entry = record()
    with pytest.raises(Refused):
        entry.save()
    with pytest.raises(Refused):
        Evidence.objects.all().delete()


def test_correction_is_read_as_corrected() -> None:
    entry = record()
    correct_evidence(
        of=entry, reason="đếm nhầm", changes={"attendees": 18}, by="account:1", now=NOW
    )
    assert [fact.payload["attendees"] for fact in facts(kinds=["training.held"])] == [18]


def test_withdrawn_entry_is_left_out() -> None:
    entry = record()
    correct_evidence(of=entry, reason="ghi hai lần", changes={}, by="account:1", now=NOW)
    assert facts(kinds=["training.held"]) == []


def test_personal_data_is_beside_the_entry_and_erasable() -> None:
    entry = record(personal={"trainer": "Nguyễn Văn A"})
    assert "Nguyễn" not in str(list(all_entries()))
    assert entry.annex.data == {"trainer": "Nguyễn Văn A"}
    assert erase_annexes(today=entry.annex.erase_on) == 1
    assert list(check_chain(all_entries())) == []


def test_future_act_is_refused() -> None:
    from datetime import timedelta

    with pytest.raises(Refused, match="chưa xảy ra"):
        record(occurred_at=NOW + timedelta(days=1))
    assert Evidence.objects.count() == 0


def test_facts_are_found_by_subject_and_days() -> None:
    record()
    assert len(facts(subject="task:KH-2026-1/1.5", since=TODAY, until=TODAY)) == 1
    assert facts(subject="task:KH-2026-1/1.4") == []
