"""Progress of long work, in tenths, so that a thousand files make no thousand lines."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass


@dataclass
class Steps:
    """Says `what: 40%` whenever another tenth is done."""

    what: str
    say: Callable[[str], None]
    last: int = -1

    def at(self, done: int, total: int) -> None:
        tenth = 10 * done // max(1, total)
        if tenth != self.last:
            self.last = tenth
            self.say(f"{self.what}: {tenth * 10}%")
