"""Kết thúc nhiệm vụ: with evidence, or with a written reason."""

from __future__ import annotations

from datetime import datetime

from django.db import transaction

from lantoa.core.errors import Refused
from lantoa.ledger.queries import facts
from lantoa.ledger.services import record_evidence
from lantoa.ledger.terms import Proof
from lantoa.plan.models import Task
from lantoa.plan.proposals import SHOWN
from lantoa.registry.models import Account

SHORTEST_REASON = 10


def close_task(*, task: Task, why: str, by: Account, now: datetime) -> Task:
    """Ends a task. Without evidence of the work it needs a reason in writing.

    Recorded with the number of entries that stand for the task. Refuses a task that has ended.
    """
    with transaction.atomic():
        row = Task.objects.select_for_update().select_related("plan").get(pk=task.pk)
        if row.closed_at:
            raise Refused(f"Nhiệm vụ {row.number} đã kết thúc từ trước. Chưa đổi gì.")
        count = len(facts(subject=row.code, kinds=SHOWN))
        reason = why.strip()
        if not count and len(reason) < SHORTEST_REASON:
            raise Refused(
                f"Nhiệm vụ {row.number} chưa có minh chứng nào nên kết thúc cần ghi rõ lý do. "
                "Chưa kết thúc. Ghi lý do, hoặc ghi việc đã làm ở Hoạt động."
            )
        row.closed_at, row.closed_why = now, reason
        row.save(update_fields=["closed_at", "closed_why"])
        _record(row, "task.closed", {"entries": count, "why": reason}, by, now)
    return row


def reopen_task(*, task: Task, by: Account, now: datetime) -> Task:
    """Takes an ended task up again. One that the plan no longer holds stays ended."""
    with transaction.atomic():
        row = Task.objects.select_for_update().select_related("plan").get(pk=task.pk)
        if not row.closed_at:
            raise Refused(f"Nhiệm vụ {row.number} đang thực hiện. Chưa đổi gì.")
        if row.until_version is not None:
            raise Refused(
                f"Nhiệm vụ {row.number} không còn trong bản kế hoạch hiện nay nên không mở lại "
                "được. Chưa đổi gì."
            )
        row.closed_at, row.closed_why = None, ""
        row.save(update_fields=["closed_at", "closed_why"])
        _record(row, "task.reopened", {}, by, now)
    return row


def _record(task: Task, kind: str, payload: dict[str, object], by: Account, now: datetime) -> None:
    record_evidence(
        kind=kind, occurred_at=now, now=now, by=by.code, subjects=[task.plan.subject, task.code],
        payload=payload, proof=Proof.SYSTEM,
    )  # fmt: skip
