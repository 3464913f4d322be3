"""The rows of a plan, made from its reading."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from datetime import date
from typing import Any

from lantoa.plan.corrections import items_in
from lantoa.plan.doubts import match_in
from lantoa.plan.models import (
    Cadence,
    FundingSource,
    Goal,
    LegalBasis,
    Observance,
    Plan,
    Recipient,
    ReportDuty,
    Responsibility,
    Solution,
    Target,
    Task,
)
from lantoa.plan.proposals import source_of, timing_of
from lantoa.plan.queries import known_units
from lantoa.plan.terms import Timing
from lantoa.plan.units import KnownUnit, kind_of_name, names_nobody
from lantoa.registry.models import Unit
from lantoa.vietnamese import fold


class _Rows:
    """Makes the rows of one plan; holds what they share."""

    def __init__(self, plan: Plan) -> None:
        self.plan = plan
        self.reading: dict[str, Any] = plan.reading
        self.sources: dict[str, list[int]] = plan.reading.get("sources", {})
        self.known = known_units()
        self.made: dict[str, Unit] = {}

    def items(self, name: str) -> Iterable[tuple[dict[str, Any], Any]]:
        """What every part carries, with the item that it is made from."""
        for index, item in items_in(self.reading, name):
            lines = self.sources.get(f"/{name}/{index}", [None, None])
            yield (
                {
                    "plan": self.plan, "position": index, "first_line": lines[0],
                    "last_line": lines[1],
                },
                item,
            )  # fmt: skip

    def unit(self, name: str) -> Unit | None:
        """The unit of a name, made where the registry has none; None for words only."""
        match = match_in(self.reading, name, self.known)
        if match.is_words_only:
            return None
        if match.unit:
            return Unit.objects.get(pk=match.unit.pk)
        if fold(name) not in self.made:
            made, _ = Unit.objects.get_or_create(
                name=name[:200], defaults={"kind": kind_of_name(name)}
            )
            self.made[fold(name)] = made
            self.known.append(KnownUnit(made.pk, made.name))
        return self.made[fold(name)]

    def split(self, names: Iterable[str]) -> tuple[list[Unit], list[str]]:
        """Names as units, and those that stay words."""
        pairs = [(name, self.unit(name)) for name in names]
        return (
            [unit for _, unit in pairs if unit],
            [name for name, unit in pairs if not unit],
        )


def make_rows(plan: Plan) -> None:
    """All parts of a plan. Expects that none is there yet."""
    rows = _Rows(plan)
    _make_words(rows)
    _make_targets(rows)
    _make_tasks(rows)
    _make_owners(rows)
    _make_days(rows)


def _make_words(rows: _Rows) -> None:
    for part, item in rows.items("legal_bases"):
        LegalBasis.objects.create(
            **part, kind=item["kind"][:80], number=(item["number"] or "")[:80],
            issued_on=_date(item["date"]), issuer=(item["issuer"] or "")[:200],
            cited_via=(item["cited_via"] or "")[:80],
        )  # fmt: skip
    for name, kind in (("purposes", "purpose"), ("requirements", "requirement")):
        for part, text in rows.items(name):
            Goal.objects.create(**part, kind=kind, text=text)
    if rows.reading.get("general_objective"):
        lines = rows.sources.get("/general_objective", [None, None])
        Goal.objects.create(
            plan=rows.plan, kind="general", text=rows.reading["general_objective"],
            first_line=lines[0], last_line=lines[1],
        )  # fmt: skip
    for part, text in rows.items("recipients"):
        Recipient.objects.create(**part, text=text[:300])
    for part, text in rows.items("budget_sources"):
        FundingSource.objects.create(**part, source=source_of(text), text=text)


def _make_targets(rows: _Rows) -> None:
    codes = rows.reading.get("proposals", {}).get("indicators", {})
    for part, item in rows.items("objectives"):
        value = item["value"]
        period = item["period"] or ""
        # Of a range the lower end must be reached.
        figure = min(value) if isinstance(value, list) and value else value
        Target.objects.create(
            **part, period=period, year=_year(period, rows.plan.year), text=item["text"],
            value=figure, unit=(item["unit"] or "")[:60], comparator=item["comparator"] or "",
            indicators=codes.get(str(part["position"]), []),
        )  # fmt: skip


def _make_tasks(rows: _Rows) -> None:
    solutions = [
        Solution.objects.create(**part, number=(item["number"] or "")[:12], text=item["text"])
        for part, item in rows.items("task_groups")
    ]
    cadences = rows.reading.get("proposals", {}).get("cadences", {})
    groups = _groups(rows.reading)
    for part, item in rows.items("tasks"):
        index = part["position"]
        task = _make_task(rows, part, item, _number(rows.reading, groups, index))
        if groups[index] < len(solutions):
            task.solution = solutions[groups[index]]
            task.save(update_fields=["solution"])
        if str(index) in cadences:
            Cadence.objects.create(task=task, **cadences[str(index)])


def _make_task(rows: _Rows, part: dict[str, Any], item: dict[str, Any], number: str) -> Task:
    timing = timing_of(item["due"])
    task = Task.objects.create(
        **part, number=number, text=item["text"], timing=timing,
        timing_text=(item["due"] or "")[:300],
        due_on=_date(item["due"]) if timing == Timing.BY_DAY else None,
    )  # fmt: skip
    leads, lead_words = rows.split(item["lead"] or [])
    supporting, words = rows.split(item["coordinating"] or [])
    task.lead_units.set(leads)
    task.supporting_units.set([unit for unit in supporting if unit not in leads])
    task.supporting_text = [*lead_words, *words]
    task.save(update_fields=["supporting_text"])
    return task


def _make_owners(rows: _Rows) -> None:
    for part, item in rows.items("responsibilities"):
        name = item["unit"] or ""
        Responsibility.objects.create(
            **part, unit_text=name[:300], items=item["items"],
            unit=rows.unit(name) if name and not names_nobody(name) else None,
        )  # fmt: skip


def _make_days(rows: _Rows) -> None:
    for part, item in rows.items("annual_days"):
        month, day = (int(each) for each in item["day"].split("-"))
        Observance.objects.create(**part, month=month, day=day, name=item["name"][:200])
    for part, item in rows.items("report_deadlines"):
        ReportDuty.objects.create(
            **part, before=item["before"], every=item["every"], to=(item["to"] or "")[:200],
            by_text=(item["by"] or "")[:200],
        )  # fmt: skip


def _groups(reading: dict[str, Any]) -> list[int]:
    """The place of the group of each task: groups hold their tasks in order."""
    counts = [group["tasks"] for group in reading.get("task_groups") or []]
    places = [place for place, count in enumerate(counts) for _ in range(count)]
    loose = len(reading["tasks"]) - len(places)
    return [*places, *([len(counts)] * max(loose, 0))]


def _number(reading: dict[str, Any], groups: list[int], index: int) -> str:
    """A number that stands once in the plan: tables that count anew in each group get the
    group's number before it."""
    tasks = reading["tasks"]
    own = [task["number"] or str(place + 1) for place, task in enumerate(tasks)]
    if Counter(own)[own[index]] == 1:
        return str(own[index])[:12]
    heads = reading.get("task_groups") or []
    head = heads[groups[index]]["number"] if groups[index] < len(heads) else None
    full = f"{head}-{own[index]}" if head else f"{own[index]}/{index + 1}"
    clashes = [
        place
        for place in range(index)
        if own[place] == own[index] and groups[place] == groups[index]
    ]
    return (f"{full}-{index + 1}" if clashes else full)[:12]


def _date(text: str | None) -> date | None:
    try:
        return date.fromisoformat(text) if text else None
    except ValueError:
        return None


def _year(period: str, otherwise: int | None) -> int:
    """The year by which a period ends."""
    years = [int(part) for part in period.split("-") if part.isdigit()]
    return max(years) if years else otherwise or 0
