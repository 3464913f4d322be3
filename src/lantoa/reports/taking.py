"""Takes the snapshot of a report: reads ledger and indicators once and counts."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, datetime
from urllib.parse import urlsplit

from django.conf import settings

from lantoa.core.clock import iso
from lantoa.indicators.grounds import day_of, is_of_plan
from lantoa.indicators.queries import figures
from lantoa.indicators.terms import Figure, Progress, Verdict
from lantoa.ledger import queries as ledger
from lantoa.ledger.queries import Fact
from lantoa.plan.models import Plan
from lantoa.registry.models import Hamlet
from lantoa.reports.counts import between, compared, counts, monthly
from lantoa.reports.lines import Names, activities_of, items_of
from lantoa.reports.periods import a_year_before, months_of
from lantoa.reports.snapshot import Snapshot, TargetRow
from lantoa.reports.terms import PERIOD, Period, Value
from lantoa.vietnamese import date_short, number


def take_snapshot(plan: Plan, period: Period, *, now: datetime, today: date) -> Snapshot:
    """Counts everything for a report of one plan and one period, as the ledger stands now."""
    until = period.counted_until(today)
    facts = [fact for fact in ledger.facts(until=until) if is_of_plan(fact, plan.code)]
    seq, chain_hash = ledger.head()
    listed = figures(plan, on=until)
    inside = between(facts, period.since, until)
    names = _names()
    months = months_of(period.year_since or period.since, until)
    return Snapshot(
        until=until.isoformat(), taken_at=iso(now), chain_seq=seq, chain_hash=chain_hash,
        is_demo=any(fact.is_demo for fact in facts),
        values=_values(plan, facts, period, until, listed),
        targets=tuple(_target(figure) for figure in listed),
        months=tuple(f"{month.month}/{month.year}" for month in months),
        monthly={key: tuple(row) for key, row in monthly(facts, months, until).items()},
        items=tuple(items_of(inside, names)),
        activities=tuple(activities_of(inside, names)),
    )  # fmt: skip


def _values(
    plan: Plan, facts: Sequence[Fact], period: Period, until: date, listed: list[Figure]
) -> dict[str, Value]:
    now = counts(facts, period.since, until)
    past = counts(facts, a_year_before(period.since), a_year_before(until), tag="last")
    parts = [now, past, compared(now, past)]
    if period.year_since:
        parts.append(counts(facts, period.year_since, until, tag="year"))
    found = {value.key: value for part in parts for value in part.values()}
    others = (_of_period(period, until), *_of_plan(plan, facts))
    for value in (*others, *(_of_target(figure) for figure in listed)):
        found[value.key] = value
    return found


def _of_period(period: Period, until: date) -> Value:
    """From when to when the report tells, and how far its figures go."""
    how = "tính" if until < period.cutoff_on else "chốt"
    first, last = date_short(period.since), date_short(period.cutoff_on)
    return Value(
        key=PERIOD, name="kỳ báo cáo", period=f"{first}–{date_short(until)}",
        text=f"từ ngày {first} đến ngày {last} (số liệu {how} đến hết ngày {date_short(until)})",
    )  # fmt: skip


def _of_plan(plan: Plan, facts: Sequence[Fact]) -> list[Value]:
    """How many tasks were taken into work, as the ledger says."""
    confirmed = [f for f in facts if f.kind == "plan.confirmed" and plan.subject in f.subjects]
    tasks = [code for fact in confirmed[-1:] for code in fact.subjects if code.startswith("task:")]
    return [
        Value(
            key="plan.tasks", name="số nhiệm vụ của kế hoạch", text=number(len(tasks)),
            period=date_short(day_of(confirmed[-1])) if confirmed else "", value=len(tasks),
            entries=tuple(fact.seq for fact in confirmed[-1:]),
        )
    ]  # fmt: skip


def _of_target(figure: Figure) -> Value:
    counted = figure.counted
    return Value(
        key=_target_key(figure), name=f"chỉ tiêu {figure.code or figure.target_pk}",
        text=counted.in_words, period=f"đến {date_short(figure.on)}",
        value=counted.numerator, unknown=counted.unknown, unknown_why=counted.unknown_why,
        sheet=figure.sheet.name if figure.sheet else "", entries=counted.entries,
        backfilled=counted.backfilled,
    )  # fmt: skip


def _target_key(figure: Figure) -> str:
    return f"target.{figure.code or figure.target_pk}"


def _target(figure: Figure) -> TargetRow:
    counted = figure.counted
    return TargetRow(
        key=_target_key(figure), code=figure.code, title=figure.title, year=figure.year,
        in_words=counted.in_words, note=counted.note,
        progress=str(Progress(figure.progress).label), verdict=figure.verdict_words,
        is_met=figure.verdict == Verdict.MET,
        is_late=figure.progress in (Progress.BEHIND, Progress.OVERDUE),
        unknown_why=counted.unknown_why,
    )  # fmt: skip


def _names() -> Names:
    site = str(settings.WAGTAILADMIN_BASE_URL).rstrip("/")
    is_public = urlsplit(site).hostname not in ("127.0.0.1", "localhost")
    hamlets = {hamlet.code: hamlet.name for hamlet in Hamlet.objects.all()}
    return Names(hamlets, site if is_public else "")
