"""Figures of live plans. Reads ledger, plan and registry only; nothing can be typed in."""

from __future__ import annotations

from collections.abc import Hashable
from dataclasses import replace
from datetime import date, datetime, time, timedelta

from lantoa.core.clock import ZONE, local
from lantoa.indicators.grounds import (
    CommunicatorLine,
    Grounds,
    ProjectLine,
    RosterLine,
    is_of_plan,
)
from lantoa.indicators.judging import judge, progress_uncounted
from lantoa.indicators.pacing import pace_words
from lantoa.indicators.sheets import INDICATORS, NO_RULE
from lantoa.indicators.terms import Figure, Progress, Verdict
from lantoa.ledger.queries import Book, Fact, Remembered, between, book
from lantoa.plan.models import Plan, Target
from lantoa.plan.terms import PlanState
from lantoa.registry.models import Audience, Communicator, Hamlet, Roster, ScienceProject

_FIGURES: Remembered[list[Figure]] = Remembered(most=200)
WORST_FIRST = (Progress.OVERDUE, Progress.BEHIND, Progress.NOT_DUE, Progress.ON_PACE)


def live_plans() -> list[Plan]:
    """Plans that are being carried out, the newest first."""
    return list(Plan.objects.filter(state=PlanState.LIVE))


def figures(plan: Plan | None = None, *, on: date) -> list[Figure]:
    """One figure for each indicator of each target of the plan, or of every live plan, in the
    order of the document; a target without an indicator answers «chưa có cách đếm»."""
    plans = [plan] if plan else live_plans()
    return [figure for one in plans for figure in _figures_of(one, on)]


def figure(code: str, plan: Plan, *, on: date) -> Figure | None:
    """The figure of one indicator of one plan; None where no target asks for it."""
    return next((one for one in figures(plan, on=on) if one.code == code), None)


def worst_first(listed: list[Figure]) -> list[Figure]:
    """Overdue and behind first; what is met comes last and quiet."""
    return sorted(
        listed,
        key=lambda one: (one.verdict == Verdict.MET, WORST_FIRST.index(one.progress), one.year),
    )


def start_of(plan: Plan) -> date:
    """From which day evidence counts for the plan: its issue, else the first day of its year."""
    if plan.issued_on:
        return plan.issued_on
    moment = plan.confirmed_at or plan.imported_at
    return date(plan.year or local(moment).year, 1, 1)


def _figures_of(plan: Plan, on: date) -> list[Figure]:
    """What is counted follows from the ledger, the plan and the registers: it is counted once for
    each state of them, however often it is looked at."""
    targets = list(plan.targets.all())
    known = book()
    registers = grounds_of(plan, on=on) if any(target.indicators for target in targets) else None
    key = (
        registers and _key(registers),
        tuple(
            (target.pk, target.text, target.period, target.year, target.value,
             tuple(target.indicators))
            for target in targets
        ),
    )  # fmt: skip
    return list(_FIGURES.of(known.head, key, lambda: _count(plan, targets, registers, known, on)))


def _key(grounds: Grounds) -> Hashable:
    return (
        grounds.plan, grounds.start, grounds.on, grounds.tasks, grounds.rosters,
        grounds.projects, grounds.communicators, grounds.hamlets, tuple(grounds.names.items()),
    )  # fmt: skip


def _count(
    plan: Plan, targets: list[Target], registers: Grounds | None, known: Book, on: date
) -> list[Figure]:
    grounds = registers and replace(registers, facts=facts_of(plan, known, on=on))
    found = []
    for target in targets:
        codes = [code for code in target.indicators if code in INDICATORS]
        found += [_figure(target, plan, code, grounds, on) for code in codes if grounds]
        if not codes:
            found.append(_without_rule(target, plan, on))
    return found


def facts_of(plan: Plan, known: Book, *, on: date) -> tuple[Fact, ...]:
    """Everything in the ledger up to a day that serves this plan or no plan's task at all."""
    last = datetime.combine(on + timedelta(days=1), time.min, ZONE)
    return tuple(fact for fact in between(known.facts, None, last) if is_of_plan(fact, plan.code))


def _figure(target: Target, plan: Plan, code: str, grounds: Grounds, on: date) -> Figure:
    indicator = INDICATORS[code]
    counted = indicator.count(_for_target(grounds, target))
    verdict, progress, why = judge(counted, year=target.year, on=on)
    return Figure(
        code=code, title=indicator.sheet.title, plan=plan.code, target_text=target.text,
        period=target.period, year=target.year, on=on, counted=counted, verdict=verdict,
        progress=progress, why=why, sheet=indicator.sheet, target_pk=target.pk,
        pace=pace_words(code, counted, level=target.value, year=target.year, on=on),
    )  # fmt: skip


def _without_rule(target: Target, plan: Plan, on: date) -> Figure:
    verdict, _, why = judge(NO_RULE, year=target.year, on=on)
    return Figure(
        code="", title=target.text, plan=plan.code, target_text=target.text,
        period=target.period, year=target.year, on=on, counted=NO_RULE, verdict=verdict,
        progress=progress_uncounted(year=target.year, on=on), why=why, target_pk=target.pk,
    )  # fmt: skip


def _for_target(grounds: Grounds, target: Target) -> Grounds:
    return replace(grounds, year=target.year, value=target.value)


def grounds_of(plan: Plan, *, on: date) -> Grounds:
    """What figures of this plan are counted from, but for the facts of the ledger."""
    rosters = Roster.objects.select_related("officer")
    return Grounds(
        plan=plan.code, start=start_of(plan), year=on.year, on=on,
        tasks=tuple(
            task.code
            for task in plan.tasks.filter(until_version__isnull=True).select_related("plan")
        ),
        rosters=tuple(
            RosterLine(row.officer.code, row.joined_on, row.left_on, row.officer.in_communication)
            for row in rosters
        ),
        projects=tuple(
            ProjectLine(row.code, row.name, row.is_state_funded, row.is_secret, row.starts_on,
                        row.ends_on)
            for row in ScienceProject.objects.all()
        ),
        communicators=_communicators(),
        hamlets=tuple(row.code for row in Hamlet.objects.filter(is_active=True)),
        names={row.code: row.name for row in Audience.objects.all()},
    )  # fmt: skip


def _communicators() -> tuple[CommunicatorLine, ...]:
    rows = Communicator.objects.select_related("officer", "unit", "hamlet")
    return tuple(
        CommunicatorLine(
            code=row.code,
            officer=row.officer.code if row.officer else "",
            unit_kind=row.unit.kind if row.unit else "",
            hamlet=row.hamlet.code if row.hamlet else "",
            left_on=row.left_on,
        )
        for row in rows
    )
