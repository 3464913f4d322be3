"""Khó khăn, vướng mắc: raised by a unit, laid before a leader, closed by a decision."""

from __future__ import annotations

from datetime import date, datetime

from django.db import transaction

from lantoa.core.errors import Refused
from lantoa.ledger.services import record_evidence
from lantoa.ledger.terms import Proof
from lantoa.notices.services import remind_unit
from lantoa.plan.models import Obstacle, Task
from lantoa.plan.terms import ObstacleState
from lantoa.registry.models import Account, Unit
from lantoa.registry.queries import units_of
from lantoa.vietnamese import date_short

LONGEST = 4_000
OBSTACLES = "/ban-lam-viec/vuong-mac/"


def raise_obstacle(
    *, task: Task, unit: Unit, text: str, wish: str, by: Account, now: datetime, today: date
) -> Obstacle:
    """A unit says what stands in the way of a task of its own, and what it asks for.

    Who may change plans speaks for every unit. Refuses another unit, a task that has ended,
    nothing said.
    """
    if not by.has_perm("plan.add_obstacle"):
        raise Refused("Tài khoản này không có quyền báo khó khăn, vướng mắc. Chưa ghi gì.")
    if not by.has_perm("plan.forward_obstacle") and unit not in units_of(by, today=today):
        raise Refused(f"Tài khoản này không thuộc {unit.name} nên chưa ghi gì. Chọn đơn vị mình.")
    if task.closed_at:
        raise Refused(f"Nhiệm vụ {task.number} đã kết thúc. Chưa ghi gì. Chọn nhiệm vụ khác.")
    said = text.strip()[:LONGEST]
    if not said:
        raise Refused("Chưa ghi khó khăn, vướng mắc nào. Chưa gửi. Ghi vài chữ rồi gửi lại.")
    with transaction.atomic():
        row = Obstacle.objects.create(
            task=task, unit=unit, text=said, wish=wish.strip()[:LONGEST], raised_by=by,
            raised_at=now,
        )  # fmt: skip
        _record(row, "obstacle.raised", {"wish": bool(row.wish)}, by, now)
    return row


def forward_obstacle(*, obstacle: Obstacle, opinion: str, by: Account, now: datetime) -> Obstacle:
    """The plan officer lays it before the leader, with an opinion."""
    if not by.has_perm("plan.forward_obstacle"):
        raise Refused("Tài khoản này không có quyền trình lãnh đạo. Chưa trình.")
    with transaction.atomic():
        row = _open(obstacle)
        if row.state != ObstacleState.RAISED:
            raise Refused("Việc này đã được trình lãnh đạo. Chưa đổi gì.")
        row.state, row.opinion, row.forwarded_at = ObstacleState.LAID, opinion.strip(), now
        row.save(update_fields=["state", "opinion", "forwarded_at"])
    return row


def decide_obstacle(
    *, obstacle: Obstacle, decision: str, unit: Unit | None, due_on: date | None, by: Account,
    now: datetime, today: date,
) -> Obstacle:  # fmt: skip
    """A leader decides what is done, by whom and by when; that closes it and is evidence.

    The unit that is to do it and the one that asked are told at once. Refuses an account without
    the right, a decision that lacks one of the three, a day that is past, a closed obstacle.
    """
    if not by.has_perm("plan.decide_obstacle"):
        raise Refused("Tài khoản này không có quyền quyết định. Chưa ghi quyết định nào.")
    words = decision.strip()[:LONGEST]
    if not words or unit is None or due_on is None:
        raise Refused(
            "Quyết định cần đủ ba điều: làm gì, đơn vị nào làm, trước ngày nào. Chưa ghi gì. "
            "Bổ sung rồi ghi lại."
        )
    if due_on < today:
        raise Refused(f"Ngày {date_short(due_on)} đã qua. Chưa ghi gì. Chọn ngày từ hôm nay.")
    with transaction.atomic():
        row = _open(obstacle)
        row.state, row.decision = ObstacleState.DECIDED, words
        row.decided_unit, row.decided_due_on = unit, due_on
        row.decided_by, row.decided_at = by, now
        row.save()
        _record(row, "obstacle.decided", {"due_on": due_on.isoformat()}, by, now, unit)
        task, by_when = row.task.number, f"trước ngày {date_short(due_on)}"
        said = f"{words.rstrip('.')}."
        told = {unit: f"Lãnh đạo giao: {said} Hoàn thành {by_when} (nhiệm vụ {task})."}
        if row.unit != unit:
            told[row.unit] = (f"Vướng mắc ở nhiệm vụ {task} đã có quyết định: {said} "
                              f"Giao {unit.name}, {by_when}.")  # fmt: skip
        for each, text in told.items():
            remind_unit(unit=each, text=text, subject=row.code, by=by.code, today=today, now=now,
                        link=f"{OBSTACLES}{row.pk}/")  # fmt: skip
    return row


def _open(obstacle: Obstacle) -> Obstacle:
    row = Obstacle.objects.select_for_update().get(pk=obstacle.pk)
    if row.state == ObstacleState.DECIDED:
        raise Refused("Việc này đã có quyết định. Chưa đổi gì.")
    return row


def _record(
    row: Obstacle, kind: str, payload: dict[str, object], by: Account, now: datetime,
    unit: Unit | None = None,
) -> None:  # fmt: skip
    units = {row.unit.code, *([unit.code] if unit else [])}
    record_evidence(
        kind=kind, occurred_at=now, now=now, by=by.code,
        subjects=[row.task.plan.subject, row.task.code, row.code, *sorted(units)],
        payload=payload, proof=Proof.SYSTEM,
    )  # fmt: skip
