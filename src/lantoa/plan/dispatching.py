"""Reads of what was sent: which version of a plan each unit has, and what a new one changes for
that unit. Nothing of an earlier dispatch is ever changed."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Any

from lantoa.plan.corrections import Reading, items_in
from lantoa.plan.doubts import match_in
from lantoa.plan.models import Dispatch, Plan
from lantoa.plan.queries import known_units
from lantoa.plan.units import KnownUnit
from lantoa.plan.versions import Item, pair
from lantoa.registry.models import Unit


@dataclass(frozen=True)
class Receipt:
    """One unit and a plan that has a later version: what it had before, what it has now."""

    unit: Unit
    before: Dispatch | None
    now: Dispatch | None

    @property
    def words(self) -> str:
        """Where the unit stands, in the words of the screen."""
        if self.now and self.now.confirmed_at:
            return "đã xác nhận bản mới"
        had = "đã xác nhận bản trước" if self.before and self.before.confirmed_at else ""
        if self.now:
            return f"{had}, chờ xác nhận bản mới" if had else "đã gửi bản mới, chưa xác nhận"
        return f"{had}, chờ xác nhận bản mới" if had else "chưa xác nhận bản trước"

    @property
    def is_done(self) -> bool:
        return self.now is not None and self.now.confirmed_at is not None


@dataclass(frozen=True)
class Changes:
    """How many tasks of one unit a new version changes."""

    new: int
    gone: int
    changed: int

    @property
    def words(self) -> str:
        """«thêm 1, đổi 2, thôi 1 nhiệm vụ của đơn vị»."""
        parts = [f"{verb} {count}" for verb, count in (
            ("thêm", self.new), ("đổi", self.changed), ("thôi", self.gone)) if count]  # fmt: skip
        if not parts:
            return "nhiệm vụ của đơn vị không đổi"
        return f"{', '.join(parts)} nhiệm vụ của đơn vị"


def receipts(plan: Plan) -> list[Receipt]:
    """The units that got any version of a revised plan; who still has to confirm stands first."""
    rows = Dispatch.objects.filter(plan=plan, guidance=None, pack=None, version__lte=plan.version)
    before: dict[int, Dispatch] = {}
    now: dict[int, Dispatch] = {}
    units: dict[int, Unit] = {}
    for row in rows.select_related("unit", "confirmed_by").order_by("version"):
        units[row.unit.pk] = row.unit
        (now if row.version == plan.version else before)[row.unit.pk] = row
    found = [Receipt(unit, before.get(pk), now.get(pk)) for pk, unit in units.items()]
    return sorted(found, key=lambda one: (one.is_done, one.now is not None, one.unit.name))


def earlier(dispatch: Dispatch) -> Dispatch | None:
    """What the same unit had of the same plan before this version."""
    if dispatch.guidance_id or dispatch.pack_id:
        return None
    rows = Dispatch.objects.filter(
        plan=dispatch.plan_id, unit=dispatch.unit_id, guidance=None, pack=None,
        version__lt=dispatch.version,
    )  # fmt: skip
    return rows.order_by("-version").first()


def reading_of(plan: Plan, version: int) -> Reading:
    """What a version of a plan said; empty where it was not kept."""
    if version == plan.version:
        now: Reading = plan.reading
        return now
    kept = plan.versions.filter(version=version).first()
    found: Reading = kept.reading if kept else {}
    return found


def own_tasks(reading: Reading, unit: Unit, known: Sequence[KnownUnit]) -> list[Item]:
    """The tasks that a unit leads or supports in one version."""
    is_own = _is_own(reading, unit, known)
    return [
        Item(str(item["number"] or index + 1), task_words(item))
        for index, item in items_in(reading, "tasks")
        if is_own(item)
    ]


def task_words(item: dict[str, Any]) -> str:
    """A task as it is compared: its text, its units, its time."""
    parts = [item["text"]]
    for name, label in (("lead", "Chủ trì"), ("coordinating", "Phối hợp")):
        if item.get(name):
            parts.append(f"{label}: {'; '.join(item[name])}.")
    if item.get("due"):
        parts.append(f"Thời gian: {item['due']}.")
    return "\n".join(parts)


def changes_of(plan: Plan, had: Sequence[tuple[Unit, int]]) -> list[Changes]:
    """What the version at work changes for each unit, beside the version that it had. A query, and
    one for each version, for any number of units."""
    known = known_units()
    readings = {since: reading_of(plan, since) for since in {since for _, since in had}}
    return [
        _changes(own_tasks(readings[since], unit, known), own_tasks(plan.reading, unit, known))
        for unit, since in had
    ]


def _changes(old: Sequence[Item], new: Sequence[Item]) -> Changes:
    found = pair(old, new)
    changed = sum(old[place].text != new[other].text for place, other in found.same)
    return Changes(len(found.new), len(found.gone), changed)


def _is_own(
    reading: Reading, unit: Unit, known: Sequence[KnownUnit]
) -> Callable[[dict[str, Any]], bool]:
    means: dict[str, bool] = {}

    def names_unit(name: str) -> bool:
        if name not in means:
            match = match_in(reading, name, known)
            means[name] = match.unit is not None and match.unit.pk == unit.pk
        return means[name]

    return lambda item: any(
        names_unit(name) for part in ("lead", "coordinating") for name in item.get(part) or []
    )
