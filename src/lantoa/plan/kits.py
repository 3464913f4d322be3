"""Where rooms above register what they add to a campaign kit. Nothing calls upward.

A room calls `register_maker` when its app loads. On one click of a person the kit asks the maker
for a draft and keeps its code; how the draft stands the maker is asked anew each time.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date, datetime

from lantoa.plan.models import Task
from lantoa.registry.models import Account


@dataclass(frozen=True)
class Brief:
    """What a maker gets: the day, the commune, the texts of the kit by kind, the day's tasks."""

    name: str
    held_on: date
    about: str
    commune: str
    hamlet_word: str
    texts: Mapping[str, str]
    tasks: tuple[Task, ...]


@dataclass(frozen=True)
class Standing:
    """How a draft stands: its title, its state in words, whether a leader approved it, where it
    is opened."""

    title: str
    words: str
    is_approved: bool
    link: str


@dataclass(frozen=True)
class Maker:
    """What a room adds to a kit.

    `make` answers the code of what it made, such as `article:12`, and refuses whom it must.
    `standing` answers None where what it made is no more.
    """

    code: str
    name: str
    position: int
    make: Callable[[Brief, Account, datetime], str]
    standing: Callable[[str], Standing | None]


_MAKERS: dict[str, Maker] = {}


def register_maker(maker: Maker) -> None:
    """Adds one; a second registration of a code replaces the first (reloading)."""
    _MAKERS[maker.code] = maker


def makers() -> list[Maker]:
    """All registered makers in the order of the screen."""
    return sorted(_MAKERS.values(), key=lambda maker: maker.position)
