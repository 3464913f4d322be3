"""Changes of live work: cadence and assignment."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime

from django.db import transaction

from lantoa.core.errors import Refused
from lantoa.ledger.services import record_evidence
from lantoa.ledger.terms import Proof
from lantoa.plan.models import Cadence, Task
from lantoa.plan.proposals import SHOWN
from lantoa.plan.terms import CadencePeriod
from lantoa.registry.models import Account, Unit


def change_cadence(
    *, task: Task, count: int, period: str, what: str, kinds: Sequence[str], by: Account
) -> Cadence:
    """Sets how often a task must show something. `kinds`: evidence that counts, at least one."""
    unknown = [kind for kind in kinds if kind not in SHOWN]
    if not 1 <= count <= 999 or period not in CadencePeriod.values or not what.strip():
        raise Refused("Tần suất cần số lượng từ 1 đến 999, tên sản phẩm và kỳ. Chưa đổi gì.")
    if not kinds or unknown:
        raise Refused("Tần suất cần ít nhất một loại minh chứng được tính. Chưa đổi gì.")
    cadence, _ = Cadence.objects.update_or_create(
        task=task,
        defaults={
            "count": count, "period": period, "what": what.strip()[:80], "kinds": list(kinds),
        },
    )  # fmt: skip
    return cadence


def assign_task(
    *, task: Task, leads: Sequence[Unit], supporting: Sequence[Unit], by: Account, now: datetime
) -> Task:
    """Phân công: gives a task to units; recorded as evidence."""
    if not leads:
        raise Refused("Nhiệm vụ cần ít nhất một đơn vị chủ trì. Chưa đổi gì. Chọn đơn vị chủ trì.")
    with transaction.atomic():
        task.lead_units.set(leads)
        task.supporting_units.set([unit for unit in supporting if unit not in leads])
        record_evidence(
            kind="task.assigned", occurred_at=now, now=now, by=by.code,
            subjects=[task.plan.subject, task.code, *(unit.code for unit in leads)],
            payload={
                "leads": [unit.name for unit in leads],
                "supporting": [unit.name for unit in supporting],
            },
            proof=Proof.SYSTEM,
        )  # fmt: skip
    return task
