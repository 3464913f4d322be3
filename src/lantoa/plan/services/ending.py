"""Kết thúc kế hoạch: nothing is nudged or counted from that day on, everything is kept."""

from __future__ import annotations

from datetime import date, datetime

from django.db import transaction

from lantoa.core.errors import Refused
from lantoa.ledger.services import record_evidence
from lantoa.ledger.terms import Proof
from lantoa.plan.models import Plan
from lantoa.plan.terms import PlanState
from lantoa.registry.models import Account

SHORTEST_REASON = 10


def close_plan(*, plan: Plan, why: str, by: Account, now: datetime, today: date) -> Plan:
    """Ends a plan that is being carried out, for a reason in writing. Its tasks, figures and
    evidence stay readable; recorded as evidence."""
    _allow(by)
    reason = why.strip()
    if len(reason) < SHORTEST_REASON:
        raise Refused("Kết thúc kế hoạch cần ghi rõ lý do. Chưa kết thúc. Ghi lý do rồi làm lại.")
    return _change(plan, PlanState.LIVE, PlanState.CLOSED, "plan.closed",
                   {"why": reason, "on": today.isoformat()}, by, now)  # fmt: skip


def reopen_plan(*, plan: Plan, by: Account, now: datetime) -> Plan:
    """Takes an ended plan up again; recorded as evidence."""
    _allow(by)
    return _change(plan, PlanState.CLOSED, PlanState.LIVE, "plan.reopened", {}, by, now)


def _change(
    plan: Plan, old: PlanState, new: PlanState, kind: str, payload: dict[str, object],
    by: Account, now: datetime,
) -> Plan:  # fmt: skip
    with transaction.atomic():
        row = Plan.objects.select_for_update().get(pk=plan.pk)
        if row.state != old:
            raise Refused(f"Kế hoạch {row.code} {row.get_state_display()}. Chưa đổi gì.")
        row.state = new
        row.save(update_fields=["state"])
        record_evidence(
            kind=kind, occurred_at=now, now=now, by=by.code, subjects=[row.subject],
            payload=payload, proof=Proof.SYSTEM,
        )  # fmt: skip
    plan.state = new
    return row


def _allow(by: Account) -> None:
    if not by.has_perm("plan.change_plan"):
        raise Refused("Tài khoản này không có quyền kết thúc hay mở lại kế hoạch. Chưa đổi gì.")
