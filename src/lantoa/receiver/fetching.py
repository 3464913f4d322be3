"""Fetches sounds ahead of time, by hash, over lines that break: what came stays."""

from __future__ import annotations

import http.client
import logging
import threading
from collections.abc import Callable
from dataclasses import dataclass
from functools import partial
from typing import BinaryIO

from lantoa.core import canonical
from lantoa.receiver.messages import Fault, authorization
from lantoa.receiver.sealed.shelf import sealed_sounds, wanted_items
from lantoa.receiver.server import Server, Unreachable
from lantoa.receiver.sounds import Sounds
from lantoa.receiver.store import Store
from lantoa.receiver.store.plan import (
    Item,
    moment,
    open_items,
    save_fault_of_sound,
    wanted_sounds,
)
from lantoa.receiver.store.proofs import Author

log = logging.getLogger("lantoa.receiver")

PIECE = 16 * 1024
# Left free for the plan and the proofs, whatever sounds are ordered.
RESERVE_BYTES = 20_000_000
LONGEST_DELAY = 120.0
# Shortly before a broadcast the line is tried much more often.
SOON_SECONDS = 300.0
SOON_DELAY = 5.0

# A sound that was deleted from the disk is noticed so soon.
LOOK_AGAIN = 60.0


class Overtaken(Exception):
    """An emergency waits for its sound."""


class DiskFull(Exception):
    """The sound does not fit."""


@dataclass(frozen=True, slots=True)
class Source:
    """Where sounds come from and where they go."""

    store: Store
    sounds: Sounds
    server: Server
    author: Author
    clock: Callable[[], float]
    on_sound: Callable[[], None]


class Fetcher(threading.Thread):
    """Ring `bell` when the plan has changed or the line is back."""

    def __init__(self, source: Source) -> None:
        super().__init__(name="fetcher", daemon=True)
        self.bell = threading.Event()
        self._from = source
        self._leaving = threading.Event()
        self._failures: dict[str, tuple[int, float]] = {}

    def leave(self) -> None:
        self._leaving.set()
        self.bell.set()

    def line_is_back(self) -> None:
        """Forgets the delays: the server can be reached again."""
        self._failures.clear()
        self.bell.set()

    def run(self) -> None:
        while not self._leaving.is_set():
            self.bell.clear()
            try:
                wait = self._round()
            except Exception:
                log.exception("lỗi ngoài dự kiến khi tải âm thanh; thử lại sau 30 giây")
                wait = 30.0
            self.bell.wait(wait)

    def _round(self) -> float:
        """Fetches what is missing; returns seconds until the next try."""
        lying = set(sealed_sounds(self._from.store))
        self._from.sounds.sweep(wanted_sounds(self._from.store) | lying)
        missing = self._missing()
        wanted = {item.sha256 for item in missing}
        self._failures = {key: value for key, value in self._failures.items() if key in wanted}
        now = self._from.clock()
        for item in missing:
            if self._is_due(item):
                # One at a time: an emergency may have come in meanwhile.
                self._fetch(item)
                return 0.0
        return max(0.2, min((self._try_at(item) - now for item in missing), default=LOOK_AGAIN))

    def _missing(self) -> list[Item]:
        items = {
            item.sha256: item
            for item in reversed(open_items(self._from.store) + wanted_items(self._from.store))
            if item.sha256 and not item.ending and not self._from.sounds.has(item.sha256)
        }
        return sorted(items.values(), key=lambda item: (not item.is_emergency, item.starts_at))

    def _try_at(self, item: Item) -> float:
        count, last = self._failures.get(item.sha256, (0, 0.0))
        if not count:
            return 0.0
        soon = item.starts_at - last < SOON_SECONDS
        return last + min(2.0**count, SOON_DELAY if soon else LONGEST_DELAY)

    def _is_due(self, item: Item) -> bool:
        """May it be tried now? One whose last try failed has to wait."""
        return self._try_at(item) <= self._from.clock()

    def _fetch(self, item: Item) -> None:
        fault = fetch(item, self._from, is_due=self._is_due)
        count = self._failures.get(item.sha256, (0, 0.0))[0]
        save_fault_of_sound(self._from.store, item.sha256, fault)
        if fault:
            self._failures[item.sha256] = (count + 1, self._from.clock())
            log.warning("chưa tải được âm thanh %s…: %s", item.sha256[:12], fault.value)
        elif self._from.sounds.has(item.sha256):
            self._failures.pop(item.sha256, None)
            self._from.on_sound()


def fetch(
    item: Item, source: Source, *, is_due: Callable[[Item], bool] = lambda item: True
) -> Fault:
    """Fetches one sound, going on where the last try ended. NONE when it lies in its place, or
    when it gave way to an emergency that `is_due` to be tried."""
    part = source.sounds.part(item.sha256)
    have = part.stat().st_size if part.exists() else 0
    if have > item.size:
        part.unlink()
        have = 0
    if source.sounds.free_bytes() < item.size - have + RESERVE_BYTES:
        return Fault.DISK_FULL
    try:
        if have < item.size and not _receive(item, source, have, is_due):
            return Fault.SOUND_MISSING
    except Overtaken:
        return Fault.NONE
    except Unreachable:
        return Fault.SOUND_MISSING
    except DiskFull:
        return Fault.DISK_FULL
    if part.stat().st_size < item.size:
        return Fault.SOUND_MISSING
    if canonical.file_digest(part) != item.sha256:
        part.unlink()
        return Fault.SOUND_DAMAGED
    part.replace(source.sounds.path(item.sha256))
    return Fault.NONE


def _receive(item: Item, source: Source, have: int, is_due: Callable[[Item], bool]) -> bool:
    """Adds to the part what the server gives. False if it gives nothing that fits."""
    headers = {
        "Authorization": authorization(
            source.author.key,
            receiver=source.author.receiver,
            method="GET",
            path=item.path,
            now=moment(source.clock()),
        ),
        "Accept-Encoding": "identity",
    }
    if have:
        headers["Range"] = f"bytes={have}-"
    part = source.sounds.part(item.sha256)
    with source.server.ask("GET", item.path, headers=headers) as answer:
        resumes = answer.status == http.client.PARTIAL_CONTENT and (
            answer.headers.get("Content-Range", "").startswith(f"bytes {have}-")
        )
        if not resumes and answer.status != http.client.OK:
            if answer.status == http.client.REQUESTED_RANGE_NOT_SATISFIABLE:
                part.unlink(missing_ok=True)
            return False
        with part.open("ab" if resumes else "wb") as file:
            _copy(
                answer, file, item.size - (have if resumes else 0),
                partial(_give_way, item, source, is_due),
            )  # fmt: skip
    return True


def _give_way(item: Item, source: Source, is_due: Callable[[Item], bool]) -> None:
    """A long sound over a poor line must not hold up an emergency: what came of it stays. One
    that cannot be had at the moment holds up nothing until its next try."""
    if not item.is_emergency and any(
        other.is_emergency
        and not other.ending
        and not source.sounds.has(other.sha256)
        and is_due(other)
        for other in open_items(source.store)
    ):
        raise Overtaken


def _copy(
    answer: http.client.HTTPResponse, file: BinaryIO, most: int, give_way: Callable[[], None]
) -> None:
    while most > 0:
        give_way()
        data = answer.read(min(PIECE, most))
        if not data:
            return
        try:
            file.write(data)
            file.flush()
        except OSError as error:
            raise DiskFull from error
        most -= len(data)
