"""A task ends with evidence of the work, or with a written reason; it may be taken up again."""

from __future__ import annotations

import pytest
from tests import make

from lantoa.core.errors import Refused
from lantoa.ledger.models import Evidence
from lantoa.ledger.services import record_evidence
from lantoa.ledger.terms import Proof
from lantoa.plan.queries import task_rows
from lantoa.plan.services import close_task, reopen_task
from lantoa.registry.terms import Role

pytestmark = pytest.mark.django_db


def test_without_evidence_a_reason_is_asked_for() -> None:
    officer, task = make.account(Role.PLAN_OFFICER), make.task("1.1")
    with pytest.raises(Refused, match="ghi rõ lý do"):
        close_task(task=task, why="xong", by=officer, now=make.NOW)
    task.refresh_from_db()
    assert task.closed_at is None


def test_a_reason_in_writing_ends_a_task_and_is_evidence() -> None:
    officer, task = make.account(Role.PLAN_OFFICER), make.task("1.1")
    close_task(task=task, why="Tỉnh giao lại cho Sở thực hiện.", by=officer, now=make.NOW)
    entry = Evidence.objects.get(kind="task.closed")
    assert entry.payload == {"entries": 0, "why": "Tỉnh giao lại cho Sở thực hiện."}
    assert [row.task.number for row in task_rows(task.plan, today=make.TODAY)] == ["1.4"]


def test_evidence_of_the_work_ends_a_task_without_a_reason() -> None:
    task = make.task("1.1")
    record_evidence(kind="website.published", occurred_at=make.NOW, now=make.NOW, by="system",
                    subjects=[task.code, "article:1"], payload={}, proof=Proof.SYSTEM)  # fmt: skip
    closed = close_task(task=task, why="", by=make.account(Role.PLAN_OFFICER), now=make.NOW)
    assert closed.closed_at == make.NOW


def test_an_ended_task_is_taken_up_again_once() -> None:
    officer, task = make.account(Role.PLAN_OFFICER), make.task("1.1")
    close_task(task=task, why="Đã có đề án khác làm thay.", by=officer, now=make.NOW)
    assert reopen_task(task=task, by=officer, now=make.at(10)).closed_at is None
    with pytest.raises(Refused, match="đang thực hiện"):
        reopen_task(task=task, by=officer, now=make.at(11))
