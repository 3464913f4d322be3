"""A line of Hôm nay: what happened, what was kept, and one way on."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from django.urls import NoReverseMatch, reverse

MOST = 3


@dataclass(frozen=True)
class Wish:
    """What somebody else should do: who may (`permission`, or these `units`), about what, in
    which words. It becomes a nudge for a person who may send one."""

    subject: str
    text: str
    link: str = ""
    permission: str = ""
    units: tuple[tuple[int, str], ...] = ()


@dataclass(frozen=True)
class Row:
    """One line: shape and word of its kind, what happened, what was kept, one button.

    The button leads to `address`, or, where `is_act`, does the thing at once: `address` is
    posted to, with `token` as its one field. `done` stands in place of a button that was pressed
    today. `wish` is what another should do where this person may not.
    """

    sign: str
    kind: str
    what: str
    note: str
    button: str = ""
    address: str = ""
    is_act: bool = False
    token: str = ""
    done: str = ""
    wish: Wish | None = None

    @property
    def is_warning(self) -> bool:
        return self.sign in ("broken", "late", "unknown", "returned")


@dataclass(frozen=True)
class Rows:
    """The first lines of a list, and how many there are in all."""

    shown: tuple[Row, ...]
    total: int
    more_address: str = ""

    @property
    def rest(self) -> int:
        return self.total - len(self.shown)


def first_of(rows: Sequence[Row], *, more: str = "", most: int = MOST) -> Rows:
    """At most `most` lines are shown, but a fourth is never hidden behind «còn 1 việc»."""
    count = most + 1 if len(rows) == most + 1 else most
    return Rows(tuple(rows[:count]), len(rows), more)


def link(name: str, *args: object) -> str:
    """The address of a screen, empty while it is not built."""
    try:
        return reverse(name, args=args)
    except NoReverseMatch:
        return ""


def short(text: str, limit: int = 90) -> str:
    """Cut between words."""
    return text if len(text) <= limit else text[:limit].rsplit(" ", 1)[0] + "…"
