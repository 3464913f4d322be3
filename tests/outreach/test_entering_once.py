"""Pressed twice, a deed is entered once; its files lie on the disk before anything is locked."""

from __future__ import annotations

import hashlib
from typing import Any

import pytest
from django.db import connection

from lantoa.channels.outreach.models import Meeting, Training
from lantoa.channels.outreach.services import record_meeting
from lantoa.core.errors import Refused
from lantoa.ledger import attachments
from lantoa.ledger.models import Evidence
from lantoa.ledger.terms import Proof
from tests.make import NOW, audience, commune, task
from tests.outreach.test_recording import HELD, contact, train

pytestmark = pytest.mark.django_db


def test_same_training_twice_is_refused_with_its_number() -> None:
    first = train()
    with pytest.raises(Refused, match=f"minh chứng số {first.evidence_seq}"):
        train()
    assert Training.objects.count() == 1


def test_a_press_that_wins_before_the_transaction_opens_is_the_only_one() -> None:
    # All that the press needs is there, so that its first savepoint is its own transaction.
    commune(), task("1.4"), audience()
    by, opened = contact(), []

    def other_press(execute: Any, sql: str, params: Any, many: bool, context: Any) -> Any:
        if sql.startswith("SAVEPOINT") and not opened:
            opened.append(sql)
            train(by)
        return execute(sql, params, many, context)

    with connection.execute_wrapper(other_press), pytest.raises(Refused, match="đã ghi rồi"):
        train(by)
    assert (Training.objects.count(), Evidence.objects.count()) == (1, 1)


def test_files_lie_on_the_disk_before_the_transaction_opens() -> None:
    kept: list[bool] = []
    by, its_task, content = contact(), task(), b"%PDF-1.7 a list of names"
    row = Meeting(**HELD, happened_at=NOW)
    path = attachments.path_of(hashlib.sha256(content).hexdigest())

    def begin(execute: Any, sql: str, params: Any, many: bool, context: Any) -> Any:
        if sql.startswith("SAVEPOINT"):
            kept.append(path.exists())
        return execute(sql, params, many, context)

    with connection.execute_wrapper(begin):
        record_meeting(
            meeting=row, tasks=[its_task], proof=Proof.DOCUMENT,
            attachments=[(content, "application/pdf")], by=by, now=NOW,
        )  # fmt: skip
    assert kept[0]
