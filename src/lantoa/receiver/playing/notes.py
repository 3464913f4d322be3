"""What the player writes down as it goes: positions, faults, and the one proof of each broadcast.

A full disk must neither silence a loudspeaker nor make it say twice what is over: what cannot be
written is kept in mind, and written when there is room again."""

from __future__ import annotations

import logging
import sqlite3
from collections.abc import Callable
from dataclasses import dataclass, replace

from lantoa.receiver.messages import Fault
from lantoa.receiver.store import Store
from lantoa.receiver.store.plan import Item, open_items, save_fault, save_progress
from lantoa.receiver.store.proofs import Author, Outcome, conclude

log = logging.getLogger("lantoa.receiver")


@dataclass(frozen=True, slots=True)
class Over:
    """A broadcast that is over and has no proof on the disk yet; `at`: when it was decided."""

    item: Item
    outcome: Outcome
    at: float


class Notes:
    """Used by the player's thread alone. `clock`: seconds since 1970; `on_proof`: a proof was
    written."""

    def __init__(
        self, store: Store, author: Author, *, clock: Callable[[], float],
        on_proof: Callable[[], None],
    ) -> None:  # fmt: skip
        self._store, self._author = store, author
        self._clock, self._on_proof = clock, on_proof
        self._over: dict[str, Over] = {}
        self._heard: dict[str, Item] = {}

    def open(self) -> list[Item]:
        """The open plan, as far as it has really come; what could not be written is tried first."""
        for over in list(self._over.values()):
            self._write(over)
        return [
            self._latest(item)
            for item in open_items(self._store)
            if item.broadcast not in self._over
        ]

    def progress(self, heard: Item) -> None:
        """How far a broadcast has sounded."""
        first_at, last_at = heard.first_at, heard.last_at
        if first_at is None or last_at is None:
            return
        if self._kept(
            lambda: save_progress(
                self._store, heard.broadcast, samples=heard.samples, first_at=first_at,
                last_at=last_at,
            )
        ):  # fmt: skip
            self._heard.pop(heard.broadcast, None)
        else:
            self._heard[heard.broadcast] = heard

    def fault(self, item: Item, fault: Fault) -> None:
        """What happened to it, and did not end it."""
        if not self._kept(lambda: save_fault(self._store, item.broadcast, fault)):
            known = self._heard.get(item.broadcast, item)
            self._heard[item.broadcast] = replace(known, fault=fault)

    def conclude(self, item: Item, outcome: Outcome) -> None:
        """It is over, from now on, whether or not that can be written."""
        over = Over(item, outcome, self._clock())
        self._over[item.broadcast] = over
        log.info("%s: %s %s", item.broadcast, outcome.result.value, outcome.detail.value)
        self._write(over)

    def _write(self, over: Over) -> None:
        if self._kept(
            lambda: conclude(self._store, self._author, over.item, over.outcome, now=over.at)
        ):
            self._over.pop(over.item.broadcast, None)
            self._heard.pop(over.item.broadcast, None)
            self._on_proof()

    def _latest(self, item: Item) -> Item:
        heard = self._heard.get(item.broadcast)
        if heard is None:
            return item
        return replace(
            item, samples=heard.samples, first_at=heard.first_at, last_at=heard.last_at,
            fault=heard.fault,
        )  # fmt: skip

    def _kept(self, write: Callable[[], None]) -> bool:
        try:
            write()
        except sqlite3.OperationalError as error:
            log.error("chưa ghi được vào ổ đĩa (%s); bộ thu vẫn phát và ghi lại sau", error)
            return False
        return True
