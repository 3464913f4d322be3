"""Changes of live work: cadence and assignment."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import date, datetime

from django.db import transaction

from lantoa.core.errors import Refused
from lantoa.ledger.services import record_evidence
from lantoa.ledger.terms import Proof
from lantoa.notices.services import remind_unit
from lantoa.plan.models import Cadence, Task
from lantoa.plan.proposals import SHOWN
from lantoa.plan.terms import CadencePeriod
from lantoa.registry.models import Account, Unit

LONGEST_WHY = 300
PARTS = {"chủ trì": "lead", "phối hợp": "support", "": "off"}


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
    *, task: Task, leads: Sequence[Unit], supporting: Sequence[Unit], by: Account, now: datetime,
    today: date, why: str = "",
) -> Task:  # fmt: skip
    """Phân công: gives a task to units; recorded as evidence, and every unit whose part is another
    one than before is told. Refuses a task that has ended, and what changes nothing."""
    if not by.has_perm("plan.change_task"):
        raise Refused("Tài khoản này không có quyền phân công nhiệm vụ. Chưa đổi gì.")
    if not leads:
        raise Refused("Nhiệm vụ cần ít nhất một đơn vị chủ trì. Chưa đổi gì. Chọn đơn vị chủ trì.")
    helping = [unit for unit in supporting if unit not in leads]
    with transaction.atomic():
        row = Task.objects.select_for_update().select_related("plan").get(pk=task.pk)
        if row.closed_at:
            raise Refused(f"Nhiệm vụ {row.number} đã kết thúc. Chưa đổi gì. Mở lại nhiệm vụ trước.")
        before, after = (
            _parts(row.lead_units.all(), row.supporting_units.all()),
            _parts(leads, helping),
        )
        if before == after:
            raise Refused(f"Nhiệm vụ {row.number} đã phân công như vậy. Chưa đổi gì.")
        row.lead_units.set(leads)
        row.supporting_units.set(helping)
        record_evidence(
            kind="task.assigned", occurred_at=now, now=now, by=by.code,
            subjects=[row.plan.subject, row.code, *(unit.code for unit in leads)],
            payload={
                "leads": [unit.name for unit in leads],
                "supporting": [unit.name for unit in helping], "why": why.strip()[:LONGEST_WHY],
            },
            proof=Proof.SYSTEM,
        )  # fmt: skip
        _tell(row, before, after, by, now, today)
    return row


def _parts(leads: Iterable[Unit], supporting: Iterable[Unit]) -> dict[Unit, str]:
    """The part of each unit: chủ trì or phối hợp."""
    return dict.fromkeys(supporting, "phối hợp") | dict.fromkeys(leads, "chủ trì")


def _tell(
    task: Task, before: dict[Unit, str], after: dict[Unit, str], by: Account, now: datetime,
    today: date,
) -> None:  # fmt: skip
    for unit in {**before, **after}:
        part = after.get(unit, "")
        if part == before.get(unit, ""):
            continue
        said = f"Đơn vị {part} nhiệm vụ" if part else "Đơn vị không còn được giao nhiệm vụ"
        subject = f"assigned:{PARTS[part]}:{task.code}"
        remind_unit(
            unit=unit, subject=subject, by=by.code, now=now, today=today,
            text=f"{said} {task.number} «{task.text[:90]}».",
            link=f"/ban-lam-viec/ke-hoach/{task.plan.code}/nhiem-vu/{task.slug}/",
        )  # fmt: skip
