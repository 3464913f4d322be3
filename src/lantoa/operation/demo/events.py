"""What happened when: events in the order of their moments. Pure."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import datetime


@dataclass(frozen=True)
class Event:
    """Something that happened at a moment."""

    at: datetime
    happen: Callable[[], None]


def in_order(events: Iterable[Event], *, until: datetime) -> list[Event]:
    """Oldest first, and nothing that has not happened yet."""
    return sorted((event for event in events if event.at <= until), key=lambda event: event.at)
