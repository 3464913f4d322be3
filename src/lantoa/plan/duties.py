"""Which reports are owed: the next one of each duty, and the last one while it was not issued."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import date, timedelta

from lantoa.core.clock import local
from lantoa.ledger.queries import Fact, facts
from lantoa.plan.models import Plan, ReportDuty
from lantoa.plan.queries import DutyDate, next_due

DAY = timedelta(days=1)
# So far before its day may a yearly report be cut off: the half year before it is another one.
LONGEST_WAIT = timedelta(days=150)
# How many days a report of a month or a quarter is about, at least and at most.
LENGTHS = {"month": (14, 46), "quarter": (45, 140)}


def owed_duties(plans: Sequence[Plan], *, today: date) -> list[DutyDate]:
    """Reports that are owed and not issued, the longest overdue first; the same day once. What
    was due before the plan was taken up is owed to nobody."""
    found: dict[tuple[str, date, str], DutyDate] = {}
    for plan in plans:
        duties = list(ReportDuty.objects.filter(plan=plan).select_related("plan"))
        issued = facts(kinds=("report.issued",), subject=plan.subject)
        for duty in duties:
            for due_on in _days_of(duty, plan, today):
                begins = _begins(duty, duties, due_on)
                if not any(_answers(fact, duty, begins, due_on) for fact in issued):
                    one = DutyDate(duty, due_on, (due_on - today).days)
                    found[plan.code, due_on, duty.to] = one
    return sorted(found.values(), key=lambda one: one.due_on)


def last_due(before: str, every: str, *, today: date) -> date | None:
    """The last day before today that `MM-DD` or `*-DD` names."""
    found, due_on = None, next_due(before, every, today=today - timedelta(days=400))
    while due_on is not None and due_on < today:
        found, due_on = due_on, next_due(before, every, today=due_on + DAY)
    return found


def _days_of(duty: ReportDuty, plan: Plan, today: date) -> Iterable[date]:
    """The last day that has passed since the plan was taken up, and the next one."""
    past = last_due(duty.before, duty.every, today=today)
    if past and past >= local(plan.confirmed_at or plan.imported_at).date():
        yield past
    coming = next_due(duty.before, duty.every, today=today)
    if coming:
        yield coming


def _begins(duty: ReportDuty, duties: Sequence[ReportDuty], due_on: date) -> date:
    """The day after which a report must be cut off to be the one that is due then."""
    same = duties if duty.every == "year" else [duty]
    days = [
        day
        for one in same
        if one.every == duty.every and (day := last_due(one.before, one.every, today=due_on))
    ]
    return max([due_on - LONGEST_WAIT, *days])


def _answers(fact: Fact, duty: ReportDuty, begins: date, due_on: date) -> bool:
    """Is an issued report the one of this duty? A half year or a year has a period of its own; a
    month or a quarter is told by how many days it is about."""
    since, until = (date.fromisoformat(str(fact.payload[key])) for key in ("since", "cutoff_on"))
    if not begins < until <= due_on:
        return False
    if duty.every not in LENGTHS:
        return bool(fact.payload.get("period"))
    least, most = LENGTHS[duty.every]
    return least <= (until - since).days + 1 <= most
