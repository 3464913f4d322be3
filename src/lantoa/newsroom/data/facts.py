"""The data of an article as plain values: what pictures, motion and clips are filled from. Pure.

Values stay as they are written («82,8», «6 giờ 20 phút»); `measure` reads what can be drawn in
proportion, `day_of` what can be counted to. What cannot be read is None, never a guess.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from typing import Any

from lantoa.newsroom.terms import HamletState
from lantoa.vietnamese.text import nfc

CLOSE_UNITS = ("%", "‰", "°C")
NUMBER = re.compile(r"\d{1,3}(?:\.\d{3})+(?:,\d+)?|\d+(?:,\d+)?")
HOURS = re.compile(r"(?:(\d+) giờ)? ?(?:(\d+) phút)?")
DAY = re.compile(r"(?:(?:(\d{1,2})/)?(\d{1,2})/)?(\d{4})")


@dataclass(frozen=True)
class Figure:
    """One figure as written, its unit, what it counts, and what is said beside it."""

    value: str
    unit: str = ""
    label: str = ""
    note: str = ""

    @property
    def text(self) -> str:
        """«82,8%», «1.260 hộ»: the value with its unit, kept together by a no-break space."""
        return with_unit(self.value, self.unit)


@dataclass(frozen=True)
class Step:
    """One step, and what is said of it."""

    name: str
    detail: str = ""


@dataclass(frozen=True)
class Comparison:
    """One thing at two times."""

    label: str
    before_day: str
    before: str
    after_day: str
    after: str
    unit: str = ""

    @property
    def before_text(self) -> str:
        return with_unit(self.before, self.unit)

    @property
    def after_text(self) -> str:
        return with_unit(self.after, self.unit)


@dataclass(frozen=True)
class Milestone:
    """A day as written («10/12/2026», «12/2026», «2027») and what happens on it."""

    day: str
    event: str


@dataclass(frozen=True)
class HamletFact:
    """How one hamlet stands."""

    name: str
    state: HamletState
    value: str = ""

    @property
    def text(self) -> str:
        """«Bến Đò 31 lượt»."""
        return with_unit(self.name, self.value)


@dataclass(frozen=True)
class Facts:
    """All data of one version of an article. `titles` and `days` hold, by the name of a block
    (`figures`, `steps`, `comparison`, `timeline`, `hamlets`), its own short title and the day up
    to which it counts, where they were written; `day` is the article's own."""

    title: str
    lead: str = ""
    figures: tuple[Figure, ...] = ()
    steps: tuple[Step, ...] = ()
    comparison: Comparison | None = None
    timeline: tuple[Milestone, ...] = ()
    hamlets: tuple[HamletFact, ...] = ()
    hamlets_label: str = ""
    source: str = ""
    day: date | None = None
    commune: str = ""
    titles: Mapping[str, str] = field(default_factory=dict)
    days: Mapping[str, str] = field(default_factory=dict)

    def title_of(self, block: str) -> str:
        """The block's own title, else the article's."""
        return self.titles.get(block) or self.title

    @property
    def hamlets_full(self) -> int:
        """How many hamlets stand well."""
        return sum(one.state == HamletState.FULL for one in self.hamlets)

    @property
    def hamlets_by_state(self) -> list[tuple[str, list[str]]]:
        """The names with their values, state by state; a state that nobody has is left out."""
        rows = [(state, [one.text for one in self.hamlets if one.state == state])
                for state in HamletState]  # fmt: skip
        return [(str(state.label), names) for state, names in rows if names]

    @property
    def is_empty(self) -> bool:
        """Is there nothing to draw?"""
        return not (self.figures or self.steps or self.comparison or self.timeline or self.hamlets)


def read_facts(
    body: Sequence[Any], *, title: str, lead: str = "", source: str = "", day: date | None = None,
    commune: str = "",
) -> Facts:  # fmt: skip
    """The data in a body's raw blocks; the first block of each kind counts, and what is not filled
    in is left out."""
    found = data_of(body)
    steps = (Step(_text(one, "name"), _text(one, "detail")) for one in _items(found, "steps"))
    milestones = (
        Milestone(_text(one, "day"), _text(one, "event")) for one in _items(found, "timeline")
    )
    return Facts(
        title=nfc(title.strip()), lead=nfc(lead.strip()), source=nfc(source.strip()), day=day,
        commune=commune,
        figures=tuple(one for one in map(_figure, _items(found, "figures")) if one.value),
        steps=tuple(one for one in steps if one.name),
        comparison=_comparison(found.get("comparison")),
        timeline=tuple(one for one in milestones if one.day and one.event),
        hamlets=tuple(one for one in map(_hamlet, _items(found, "hamlets")) if one.name),
        hamlets_label=_text(found.get("hamlets", {}), "label"),
        titles={name: words for name, block in found.items() if (words := _text(block, "title"))},
        days={name: words for name, block in found.items() if (words := _text(block, "as_of"))},
    )  # fmt: skip


DATA_NAMES = ("figures", "steps", "comparison", "timeline", "hamlets")


def data_of(body: Sequence[Any]) -> dict[str, Mapping[str, Any]]:
    """The first block of data of each kind, by its name."""
    found: dict[str, Mapping[str, Any]] = {}
    for block in body:
        name = block.get("type")
        if name in DATA_NAMES and isinstance(block.get("value"), Mapping):
            found.setdefault(name, block["value"])
    return found


def _items(found: Mapping[str, Mapping[str, Any]], name: str) -> Iterator[Mapping[str, Any]]:
    for item in found.get(name, {}).get("items") or ():
        value = item.get("value") if isinstance(item, Mapping) and "value" in item else item
        # A list's item is {"type": "item", "value": {...}}; a figure has a value of its own.
        yield value if isinstance(value, Mapping) else item


def _text(row: Mapping[str, Any], name: str) -> str:
    return nfc(" ".join(str(row.get(name) or "").split()))


def _figure(row: Mapping[str, Any]) -> Figure:
    return Figure(*(_text(row, name) for name in ("value", "unit", "label", "note")))


def _comparison(row: Mapping[str, Any] | None) -> Comparison | None:
    if row is None:
        return None
    names = ("label", "before_day", "before", "after_day", "after", "unit")
    made = Comparison(*(_text(row, name) for name in names))
    return made if made.before and made.after else None


def _hamlet(row: Mapping[str, Any]) -> HamletFact:
    state = _text(row, "state")
    known = HamletState(state) if state in HamletState.values else HamletState.UNKNOWN
    return HamletFact(_text(row, "hamlet"), known, _text(row, "value"))


def with_unit(value: str, unit: str) -> str:
    """«82,8%», «1.260 hộ», kept together."""
    if not unit:
        return value
    return f"{value}{unit}" if unit in CLOSE_UNITS else f"{value}\u00a0{unit}"


def measure(value: str) -> float | None:
    """What a written value measures: «1.260,5» → 1260.5, «6 giờ 20 phút» → 380 (minutes)."""
    words = " ".join(value.replace("\u00a0", " ").split())
    if NUMBER.fullmatch(words):
        return float(words.replace(".", "").replace(",", "."))
    hours = HOURS.fullmatch(words)
    if words and hours:
        return float(int(hours[1] or 0) * 60 + int(hours[2] or 0))
    return None


def day_of(words: str) -> date | None:
    """The day of a milestone where one day is written; None for a month, a year or nonsense."""
    found = DAY.fullmatch(words.strip())
    if not found or not found[1]:
        return None
    try:
        return date(int(found[3]), int(found[2]), int(found[1]))
    except ValueError:
        return None
