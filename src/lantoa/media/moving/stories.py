"""What a film tells, as plain values. Words stand as an editor wrote them, in NFC."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path


@dataclass(frozen=True)
class Amount:
    """A figure as it is written («82,8», «%»), what it counts, and a note on it."""

    value: str
    unit: str
    label: str
    note: str = ""


@dataclass(frozen=True)
class Step:
    """One thing to do, in order."""

    name: str
    detail: str = ""


@dataclass(frozen=True)
class Change:
    """Before and after: both as measures (for the heights of bars) and in words."""

    before: float
    after: float
    before_words: str
    after_words: str
    before_name: str
    after_name: str
    note: str = ""


@dataclass(frozen=True)
class Moment:
    """A day («10/12») and what happens on it."""

    day: str
    event: str


@dataclass(frozen=True)
class Place:
    """A hamlet and where it stands: `full`, `part` or `unknown`."""

    name: str
    state: str


@dataclass(frozen=True)
class Story:
    """The data of an article. Empty parts are left out of its films. `hero`: which of the moments
    is the one that comes. `titles` and `dated`: by the name of a layout, its own title, and up to
    when its data count."""

    title: str
    figures: tuple[Amount, ...] = ()
    steps: tuple[Step, ...] = ()
    change: Change | None = None
    moments: tuple[Moment, ...] = ()
    hero: int = 0
    places: tuple[Place, ...] = ()
    places_label: str = ""
    titles: Mapping[str, str] = field(default_factory=dict)
    dated: Mapping[str, str] = field(default_factory=dict)


@dataclass(frozen=True)
class Picture:
    """A file beside a card: SVG or PNG."""

    name: str
    data: bytes


@dataclass(frozen=True)
class Sign:
    """Whose film it is. `dated`: source and day in one line; `day`: «Ngày 20/11/2026»; `ask`: whom
    to ask; `accent`: the commune's own colour; `is_sample`: the data are invented."""

    commune: str
    dated: str
    source: str = ""
    day: str = ""
    ask: str = ""
    site: str = ""
    accent: str = "#0B6E69"
    emblem: Picture | None = None
    qr: Picture | None = None
    is_sample: bool = False


@dataclass(frozen=True)
class Photo:
    """A photo of the article; `focus` is what must be seen: its middle, in shares of width and
    height."""

    path: Path
    focus: tuple[float, float] = (0.5, 0.5)
