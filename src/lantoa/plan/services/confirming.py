"""Đưa vào thực hiện: a draft that a person confirmed becomes live work."""

from __future__ import annotations

from datetime import date, datetime
from typing import Any

from django.db import transaction

from lantoa.core.canonical import digest_of
from lantoa.core.errors import Refused
from lantoa.ledger.services import record_evidence
from lantoa.ledger.terms import Proof
from lantoa.plan.corrections import choices_of
from lantoa.plan.doubts import open_doubts
from lantoa.plan.models import Plan
from lantoa.plan.queries import known_units
from lantoa.plan.services.issuing import issue_plan, source_attachment
from lantoa.plan.services.rows import make_rows
from lantoa.plan.services.superior import register_bases
from lantoa.plan.terms import PlanState
from lantoa.registry.models import Account
from lantoa.registry.spoken import propose_names


def confirm_plan(*, plan: Plan, by: Account | None, now: datetime, today: date) -> Plan:
    """Makes the rows of a draft as it was read and corrected; the plan is live from then on.

    Doubts that nobody settled stay as they were read and are counted in the evidence; unknown
    units are made. A document that carries its number and day is recorded as issued as well.
    Refuses a plan that is live, without tasks, or dated after today. `by` None: the console.
    """
    with transaction.atomic():
        row = Plan.objects.select_for_update().get(pk=plan.pk)
        if row.state != PlanState.DRAFT:
            raise Refused(f"Kế hoạch {row.code} đã được đưa vào thực hiện. Chưa đổi gì.")
        if row.revises_id is not None:
            raise Refused(
                "Bản nháp này là bản mới của một kế hoạch đang thực hiện. Chưa đổi gì. "
                "Xem so sánh rồi thay bản cũ."
            )
        doubt_count = len(open_doubts(row.reading, known_units()))
        make_rows(row)
        if not row.tasks.exists():
            raise Refused(
                "Kế hoạch chưa có nhiệm vụ nào nên chưa đưa vào thực hiện được. "
                "Bản nháp vẫn được giữ. Xem lại các mục đã bỏ."
            )
        number, issued_on = fill_plan(row)
        row.state, row.confirmed_at = PlanState.LIVE, now
        row.save()
        register_bases(plan=row, by=by, now=now)
        _record(row, doubt_count, by, now)
        if number and issued_on and issued_on <= today:
            issue_plan(plan=row, number=number, issued_on=issued_on, by=by, now=now)
        propose_names(names=_names(row), origin=f"kế hoạch {row.code}")
    plan.refresh_from_db()
    return plan


def _names(plan: Plan) -> set[str]:
    """Places, bodies, people and days that a loudspeaker will have to say."""
    reading = plan.reading
    single = {reading.get(name) or "" for name in ("place", "issuer", "signer")}
    units = {unit.name for task in plan.tasks.all() for unit in task.lead_units.all()}
    units |= {unit.name for task in plan.tasks.all() for unit in task.supporting_units.all()}
    days = {day["name"] for day in reading.get("annual_days", ()) if day.get("name")}
    return single | units | days


def fill_plan(plan: Plan) -> tuple[str, date | None]:
    """The plan's own fields; number and day are answered, to be written by the issuing."""
    reading = plan.reading
    plan.title = reading.get("title") or plan.title
    for name in ("symbol", "place", "issuer", "signer", "signer_title", "on_behalf_of"):
        setattr(plan, name, reading.get(name) or "")
    plan.budget_text = reading.get("budget") or ""
    plan.has_ad_hoc_reports = bool(reading.get("ad_hoc_reports"))
    years = [target.year for target in plan.targets.all()]
    plan.ends_year = max([*years, plan.year or 0]) or None
    day = reading.get("date")
    return reading.get("number") or "", date.fromisoformat(day) if day else None


def _record(plan: Plan, doubt_count: int, by: Account | None, now: datetime) -> None:
    tasks = list(plan.tasks.all())
    record_evidence(
        kind="plan.confirmed",
        occurred_at=now,
        now=now,
        by=by.code if by else "system",
        subjects=[plan.subject, *(task.code for task in tasks)],
        payload=_counts(plan, len(tasks), doubt_count),
        proof=Proof.DOCUMENT,
        attachments=[source_attachment(plan)],
    )


def _counts(plan: Plan, task_count: int, doubt_count: int) -> dict[str, Any]:
    choices = choices_of(plan.reading)
    read = {key: value for key, value in plan.reading.items() if key != "choices"}
    return {
        "title": plan.title,
        "source": plan.source_sha256,
        "reading": digest_of(_without_floats(read)),
        "tasks": task_count,
        "targets": plan.targets.count(),
        "corrected": sorted(choices["corrected"]),
        "left_out": list(choices["left_out"]),
        "doubts_open": doubt_count,
    }


def _without_floats(value: Any) -> Any:
    """Canonical JSON takes no floats: 2.5 goes in as words."""
    if isinstance(value, dict):
        return {key: _without_floats(each) for key, each in value.items()}
    if isinstance(value, list):
        return [_without_floats(each) for each in value]
    return str(value) if isinstance(value, float) else value
