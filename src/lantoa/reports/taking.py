"""Takes the snapshot of a report: reads ledger and indicators once and counts."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, datetime

from lantoa.core.clock import iso
from lantoa.indicators.grounds import day_of, is_of_plan, whole
from lantoa.indicators.queries import figures
from lantoa.indicators.terms import Figure, Progress, Verdict
from lantoa.ledger import queries as ledger
from lantoa.ledger.kinds import KINDS
from lantoa.ledger.queries import Fact
from lantoa.ledger.terms import Proof
from lantoa.plan.models import Plan
from lantoa.reports.counts import between, compared, counts, monthly
from lantoa.reports.periods import a_year_before, months_of
from lantoa.reports.snapshot import AnnexRow, Snapshot, TargetRow
from lantoa.reports.terms import PERIOD, Period, Value
from lantoa.vietnamese import date_short, number

ITEM_KINDS = ("website.published", "post.published", "broadcast.played")
ACTIVITY_KINDS = (
    "training.held", "meeting.held", "activity.held", "visits.made", "briefing.given",
    "commendation.given", "commendation.proposed",
)  # fmt: skip


def take_snapshot(plan: Plan, period: Period, *, now: datetime, today: date) -> Snapshot:
    """Counts everything for a report of one plan and one period, as the ledger stands now."""
    until = period.counted_until(today)
    facts = [fact for fact in ledger.facts(until=until) if is_of_plan(fact, plan.code)]
    seq, chain_hash = ledger.head()
    listed = figures(plan, on=until)
    inside = between(facts, period.since, until)
    months = months_of(period.year_since or period.since, until)
    return Snapshot(
        until=until.isoformat(), taken_at=iso(now), chain_seq=seq, chain_hash=chain_hash,
        is_demo=any(fact.is_demo for fact in facts),
        values=_values(plan, facts, period, until, listed),
        targets=tuple(_target(figure) for figure in listed),
        months=tuple(f"{month.month}/{month.year}" for month in months),
        monthly={key: tuple(row) for key, row in monthly(facts, months, until).items()},
        items=tuple(items_of(inside)),
        activities=tuple(_row(fact) for fact in inside if fact.kind in ACTIVITY_KINDS),
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


def items_of(facts: Sequence[Fact]) -> list[AnnexRow]:
    """Items that went out, one row each; a broadcast on several clusters is one row."""
    rows: dict[tuple[str, str], list[Fact]] = {}
    for fact in facts:
        if fact.kind in ITEM_KINDS:
            name = str(fact.payload.get("broadcast") or fact.seq)
            rows.setdefault((fact.kind, name), []).append(fact)
    return [_row(group[0], clusters=len(group)) for group in rows.values()]


def _row(fact: Fact, *, clusters: int = 0) -> AnnexRow:
    people = whole(fact, "attendees") or whole(fact, "confirmed") or whole(fact, "households")
    return AnnexRow(
        day=date_short(day_of(fact)),
        title=str(fact.payload.get("title") or KINDS[fact.kind].name),
        kind=KINDS[fact.kind].name,
        place=_place(fact, clusters),
        people=str(people) if people else "",
        proof=str(Proof(fact.proof).label),
        seq=fact.seq,
        is_backfilled=fact.is_backfilled,
    )


def _place(fact: Fact, clusters: int) -> str:
    if fact.kind == "broadcast.played":
        return f"{clusters} cụm loa"
    return str(fact.payload.get("url") or fact.payload.get("place") or "")
