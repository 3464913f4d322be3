"""A later version of a plan takes the place of the one at work, and the work done stays."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime

from django.db import transaction
from django.db.models import F, Q

from lantoa.core.errors import Refused
from lantoa.ledger.services import record_evidence
from lantoa.ledger.terms import Proof
from lantoa.plan.models import Plan, PlanVersion, Target, Task
from lantoa.plan.proposals import indicators_for
from lantoa.plan.services.confirming import fill_plan
from lantoa.plan.services.issuing import issue_plan, source_attachment
from lantoa.plan.services.rows import make_rows
from lantoa.plan.services.superior import register_bases
from lantoa.plan.terms import PlanState
from lantoa.plan.versions import Item, Pairing, pair
from lantoa.registry.models import Account

REPLACED = (
    "legalbasiss", "goals", "recipients", "fundingsources", "responsibilitys", "reportdutys",
    "observances",
)  # fmt: skip
"""Parts that hold no work of their own: the new version's stand in their place."""
ASIDE = 20_000
"""Further than any place of a task."""


@dataclass(frozen=True)
class Revised:
    """What became of the tasks."""

    plan: Plan
    kept: int
    new: int
    gone: int


def mark_revision(*, draft: Plan, of: Plan | None, by: Account) -> Plan:
    """Says of which plan at work a draft is a later version; None: it is a plan of its own."""
    if not by.has_perm("plan.change_plan"):
        raise Refused("Tài khoản này không có quyền sửa bản nháp. Chưa đổi gì.")
    if draft.state != PlanState.DRAFT or (of and of.state != PlanState.LIVE):
        raise Refused("Chỉ bản nháp mới thay được kế hoạch đang thực hiện. Chưa đổi gì.")
    draft.revises = of
    draft.save(update_fields=["revises"])
    return draft


def revise_plan(*, draft: Plan, by: Account | None, now: datetime, today: date) -> Revised:
    """Puts a confirmed draft in the place of the plan that it revises.

    A task of both versions keeps its evidence, cadence and history and takes the new words; a
    task that only the old one has ends; a new one begins. What the plan said before is kept as
    a version. Refuses a draft that revises nothing, or without tasks.
    """
    with transaction.atomic():
        held = Plan.objects.select_for_update().filter(pk=draft.pk).first()
        if held is None:
            raise Refused("Bản nháp này vừa được người khác dùng hoặc bỏ. Chưa đổi gì thêm.")
        draft = held
        if draft.state != PlanState.DRAFT or draft.revises_id is None:
            raise Refused("Bản nháp này không phải bản mới của kế hoạch nào. Chưa đổi gì.")
        plan = _held(draft.revises_id)
        make_rows(draft)
        if not draft.tasks.exists():
            raise Refused(
                "Bản mới chưa có nhiệm vụ nào nên chưa thay được. Bản nháp vẫn được giữ. "
                "Xem lại các mục đã bỏ."
            )
        _keep_version(plan, now)
        tasks = _take_over_tasks(plan, draft, now)
        _take_over_targets(plan, draft)
        _take_over_parts(plan, draft)
        number, issued_on = _take_over_document(plan, draft)
        register_bases(plan=plan, by=by, now=now)
        _record(plan, tasks, by, now)
        if number and issued_on and issued_on <= today:
            issue_plan(plan=plan, number=number, issued_on=issued_on, by=by, now=now)
    return Revised(plan, len(tasks.same), len(tasks.new), len(tasks.gone))


def _held(pk: int) -> Plan:
    """The plan that a draft takes the place of; one that has ended is taken up again first."""
    plan = Plan.objects.select_for_update().get(pk=pk)
    if plan.state != PlanState.LIVE:
        raise Refused(f"Kế hoạch {plan.code} đã kết thúc. Chưa thay bản. Mở lại kế hoạch trước.")
    return plan


def _keep_version(plan: Plan, now: datetime) -> None:
    PlanVersion.objects.create(
        plan=plan, version=plan.version, number=plan.number, issued_on=plan.issued_on,
        text=plan.text, reading=plan.reading, source_sha256=plan.source_sha256,
        source_name=plan.source_name, replaced_at=now,
    )  # fmt: skip
    plan.version += 1


def _take_over_tasks(plan: Plan, draft: Plan, now: datetime) -> Pairing:
    old = list(plan.tasks.filter(until_version__isnull=True).order_by("position"))
    new = list(draft.tasks.select_related("solution", "cadence").order_by("position"))
    found = pair(_items(old), _items(new))
    for place in found.gone:
        old[place].until_version = plan.version - 1
        old[place].closed_at = old[place].closed_at or now
        old[place].closed_why = old[place].closed_why or "Không còn trong bản kế hoạch mới."
        old[place].save(update_fields=["until_version", "closed_at", "closed_why"])
    taken = {task.slug for task in plan.tasks.all()}
    # No two rows may hold the same number and place, not even while they change places.
    plan.tasks.filter(until_version__isnull=True).update(position=F("position") + ASIDE)
    draft.solutions.update(plan=plan)
    for place, other in found.same:
        _take_over_task(old[place], new[other])
    for place in found.new:
        task = new[place]
        task.plan, task.since_version = plan, plan.version
        task.key = _free_key(task.number, taken)
        taken.add(task.slug)
        task.save(update_fields=["plan", "since_version", "key"])
    plan.solutions.filter(tasks__isnull=True).delete()
    return found


def _take_over_task(old: Task, new: Task) -> None:
    """The old row takes the new words; what was decided about it stays."""
    old.key = old.slug
    for name in (
        "position", "first_line", "last_line", "solution", "number", "text", "supporting_text",
        "timing", "timing_text", "due_on",
    ):  # fmt: skip
        setattr(old, name, getattr(new, name))
    old.save()
    old.lead_units.set(new.lead_units.all())
    old.supporting_units.set(new.supporting_units.all())
    if not hasattr(old, "cadence") and hasattr(new, "cadence"):
        new.cadence.task = old
        new.cadence.save(update_fields=["task"])
    new.delete()


def _free_key(number: str, taken: set[str]) -> str:
    """The number, unless an earlier task of the plan has it in the ledger."""
    key, step = number, 2
    while key in taken:
        key, step = f"{number}({step})"[:16], step + 1
    return "" if key == number else key


def _take_over_targets(plan: Plan, draft: Plan) -> None:
    old = list(plan.targets.order_by("position"))
    new = list(draft.targets.order_by("position"))
    found = pair([Item(row.period, row.text) for row in old],
                 [Item(row.period, row.text) for row in new])  # fmt: skip
    for place in found.gone:
        old[place].delete()
    for place, other in found.same:
        _take_over_target(old[place], new[other])
    for place in found.new:
        new[place].plan = plan
        new[place].save(update_fields=["plan"])


def _take_over_target(old: Target, new: Target) -> None:
    """Codes that only the new words name come along; those that a person chose stay."""
    known = {*old.indicators, *indicators_for(old.text)}
    old.indicators = [*old.indicators, *(code for code in new.indicators if code not in known)]
    for name in (
        "position", "first_line", "last_line", "period", "year", "text", "value", "unit",
        "comparator",
    ):  # fmt: skip
        setattr(old, name, getattr(new, name))
    old.save()
    new.delete()


def _take_over_parts(plan: Plan, draft: Plan) -> None:
    for name in REPLACED:
        gone = getattr(plan, name).all()
        if name == "observances":
            gone = gone.filter(_named_anew(draft))
        gone.delete()
        getattr(draft, name).update(plan=plan)


def _named_anew(draft: Plan) -> Q:
    """Days of the old version, and those added by hand that the new one names itself."""
    found = Q(added_by__isnull=True)
    for month, day in draft.observances.values_list("month", "day"):
        found |= Q(month=month, day=day)
    return found


def _take_over_document(plan: Plan, draft: Plan) -> tuple[str, date | None]:
    """The plan's own fields. The draft is no more; its code is not used again."""
    for name in ("text", "reading", "source_sha256", "source_name"):
        setattr(plan, name, getattr(draft, name))
    plan.number, plan.issued_on = "", None
    number, issued_on = fill_plan(plan)
    draft.delete()
    plan.save()
    return number, issued_on


def _record(plan: Plan, found: Pairing, by: Account | None, now: datetime) -> None:
    tasks = list(plan.tasks.filter(until_version__isnull=True))
    record_evidence(
        kind="plan.revised", occurred_at=now, now=now, by=by.code if by else "system",
        subjects=[plan.subject, *(task.code for task in tasks)],
        payload={
            "version": plan.version, "source": plan.source_sha256, "tasks": len(tasks),
            "kept": len(found.same), "new": len(found.new), "gone": len(found.gone),
        },
        proof=Proof.DOCUMENT, attachments=[source_attachment(plan)],
    )  # fmt: skip


def _items(tasks: list[Task]) -> list[Item]:
    return [Item(task.number, task.text) for task in tasks]
