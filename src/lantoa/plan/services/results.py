"""Praise and money as evidence."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date, datetime, time
from typing import Any

from django.db import transaction

from lantoa.core.clock import ZONE
from lantoa.core.errors import Refused
from lantoa.ledger.services import BACKFILL_AFTER, record_evidence
from lantoa.ledger.terms import Proof
from lantoa.plan.models import Commendation, CostLine, Task
from lantoa.plan.terms import Praised, Source
from lantoa.registry.models import Account


def record_commendation(
    *,
    tasks: Sequence[Task],
    whom: str,
    for_what: str,
    happened_on: date,
    is_given: bool,
    decision_number: str = "",
    kind: str = "",
    proof: Proof | str = Proof.DOCUMENT,
    attachments: Sequence[Mapping[str, Any]] = (),
    by: Account,
    now: datetime,
    today: date,
) -> Commendation:
    """Praise proposed, or given by a decision with a number. `kind`: collective, person or model.

    The name of whom it praises is personal: it stays beside the entry.
    """
    _check(tasks, happened_on, today)
    if not whom.strip() or not for_what.strip():
        raise Refused("Cần ghi rõ ai được biểu dương và vì thành tích gì. Chưa ghi gì.")
    if is_given and not decision_number.strip():
        raise Refused("Khen thưởng đã có thì cần số quyết định. Chưa ghi gì. Nhập số quyết định.")
    with transaction.atomic():
        row = Commendation.objects.create(
            whom=whom.strip()[:300], for_what=for_what.strip(), is_given=is_given,
            decision_number=decision_number.strip()[:80], decided_on=happened_on,
            whom_kind=kind if kind in Praised.values else "",
        )  # fmt: skip
        row.tasks.set(tasks)
        record_evidence(
            kind="commendation.given" if is_given else "commendation.proposed",
            occurred_at=_moment(happened_on), now=now, by=by.code,
            subjects=[*_codes(tasks), f"commendation:{row.pk}"],
            payload={"decision": row.decision_number, "whom_kind": kind},
            proof=proof, attachments=attachments, personal={"whom": row.whom, "for": row.for_what},
            backfilled=today - happened_on > BACKFILL_AFTER,
        )  # fmt: skip
    return row


def record_cost(
    *,
    tasks: Sequence[Task],
    text: str,
    source: Source | str,
    planned: int,
    spent: int,
    happened_on: date,
    document: str = "",
    proof: Proof | str = Proof.DOCUMENT,
    attachments: Sequence[Mapping[str, Any]] = (),
    by: Account,
    now: datetime,
    today: date,
) -> CostLine:
    """Money of tasks from one of the four sources, in đồng."""
    _check(tasks, happened_on, today)
    if not text.strip() or source not in Source.values:
        raise Refused("Khoản chi cần nội dung và nguồn kinh phí. Chưa ghi gì. Bổ sung rồi ghi lại.")
    if planned < 0 or spent < 0 or planned + spent == 0:
        raise Refused("Khoản chi cần số tiền lớn hơn 0. Chưa ghi gì. Nhập lại số tiền.")
    with transaction.atomic():
        row = CostLine.objects.create(
            text=text.strip()[:300], source=source, planned=planned, spent=spent,
            spent_on=happened_on, document=document.strip()[:200],
        )  # fmt: skip
        row.tasks.set(tasks)
        record_evidence(
            kind="cost.spent", occurred_at=_moment(happened_on), now=now, by=by.code,
            subjects=[*_codes(tasks), f"cost:{row.pk}"],
            payload={
                "text": row.text, "source": str(source), "planned": planned, "spent": spent,
                "document": row.document,
            },
            proof=proof, attachments=attachments,
            backfilled=today - happened_on > BACKFILL_AFTER,
        )  # fmt: skip
    return row


def _check(tasks: Sequence[Task], happened_on: date, today: date) -> None:
    if not tasks:
        raise Refused("Chưa chọn nhiệm vụ của kế hoạch. Chưa ghi gì. Chọn ít nhất một nhiệm vụ.")
    if happened_on > today:
        raise Refused("Không ghi được việc chưa xảy ra. Chưa ghi gì. Kiểm tra lại ngày.")


def _codes(tasks: Sequence[Task]) -> list[str]:
    return [*(task.code for task in tasks), *{task.plan.subject for task in tasks}]


def _moment(day: date) -> datetime:
    return datetime.combine(day, time.min, ZONE)
