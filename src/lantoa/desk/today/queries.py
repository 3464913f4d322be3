"""What Hôm nay shows. Thin rows made from the queries of the slices."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import datetime

from lantoa.registry.models import Account


@dataclass(frozen=True)
class Light:
    """The on-air light: state `on_air`, `emergency` or `resting`, and the next hour."""

    state: str = "resting"
    until: str = ""
    next: str = ""


@dataclass(frozen=True)
class Board:
    """The home of one person."""

    today: str
    urgent: list[object] = field(default_factory=list)


def light(*, now: datetime) -> Light:
    """Is anything sounding?"""
    return Light()


def today_board(*, account: Account, now: datetime) -> Board:
    """Everything on Hôm nay for one account."""
    from lantoa.vietnamese import date_long

    return Board(today=date_long(now.date()))
