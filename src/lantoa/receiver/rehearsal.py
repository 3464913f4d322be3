"""A receiver that lives through given moments instead of the clock's: it enrols, takes orders and
says what it played, by the same code as the program. For the demo commune's history, for
measurements and for tests; its key stays inside, as every receiver's does."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

from lantoa.core.keys import SigningKey
from lantoa.receiver.home import Home, Settings
from lantoa.receiver.messages import (
    Beat,
    EnrolmentRequest,
    Fault,
    Receipt,
    Result,
    State,
    authorization,
    open_answer,
    open_message,
    seal,
)
from lantoa.receiver.obey import Ears, Limiter, take_order
from lantoa.receiver.ring import Ring
from lantoa.receiver.rules import Rules
from lantoa.receiver.store import Store
from lantoa.receiver.store.numbers import groups, lists_held
from lantoa.receiver.store.plan import RATE, open_items, save_progress
from lantoa.receiver.store.proofs import (
    Author,
    Outcome,
    apply_receipt,
    conclude,
    count_pending,
    pending,
)


def enrol_here(
    folder: Path, *, code: str, name: str, url: str, ask: Callable[[EnrolmentRequest], bytes]
) -> None:
    """Enrols without a line: `ask` carries the request to the station and its answer back."""
    folder.mkdir(parents=True, exist_ok=True)
    key = SigningKey.new()
    answer = ask(EnrolmentRequest(code, key.public.text, name, "1"))
    Home(folder).store(key, Settings(url, open_answer(answer, receiver_key=key.public.id).message))


@dataclass(frozen=True, slots=True)
class Planned:
    """A broadcast that was ordered; `path`: below the server's URL."""

    broadcast: str
    sha256: str
    path: str
    is_emergency: bool


class Rehearsal:
    """One enrolled receiver, moved by hand from moment to moment."""

    def __init__(self, folder: Path) -> None:
        home = Home(folder)
        key, settings = home.load()
        answer = settings.answer
        self.name = answer.receiver
        self._store = Store(home.state_file)
        self._author = Author(answer.receiver, key)
        self._keys = Ring.of(self._store, answer)
        rules = Rules(self._store, answer)
        self._ears = Ears(self._store, self._author, self._keys, rules, Limiter())

    def take_order(self, envelope: bytes, *, now: datetime) -> bool:
        """Is the order obeyed at this moment?"""
        return take_order(self._ears, envelope, now=now) is not None

    def planned(self) -> list[Planned]:
        """What it is to play and has no proof of, earliest first."""
        return [
            Planned(item.broadcast, item.sha256, item.path, item.is_emergency)
            for item in open_items(self._store)
        ]

    @property
    def groups(self) -> list[str]:
        """Whose orders it hears."""
        return sorted(groups(self._store))

    def play_all(self, *, seconds: Callable[[str], float], now: datetime) -> list[bytes]:
        """Says that everything that has ended before `now` was played whole, at its second; what
        comes later stays planned. `seconds` gives how long the sound of a hash lasts. Answers
        the signed proofs that wait for a receipt."""
        for item in open_items(self._store):
            length = seconds(item.sha256)
            ended = item.starts_at + length
            if ended > now.timestamp():
                continue
            save_progress(
                self._store, item.broadcast, samples=int(length * RATE),
                first_at=item.starts_at, last_at=ended,
            )  # fmt: skip
            [played] = [row for row in open_items(self._store) if row.broadcast == item.broadcast]
            outcome = Outcome(Result.PLAYED, Fault.NONE)
            conclude(self._store, self._author, played, outcome, now=ended)
        return [envelope for _, envelope in pending(self._store, most=1000)]

    def beat(self, seq: int, *, now: datetime) -> bytes:
        """A signed sign of life, number `seq` of its one run."""
        beat = Beat(
            receiver=self.name, boot="rehearsal", seq=seq, at=now, state=State.ALIVE, version="1",
            next=next((item.broadcast for item in open_items(self._store)), ""), playing="",
            disk_free=10**9, proofs_pending=count_pending(self._store),
            groups=tuple(self.groups), lists=lists_held(self._store),
            settings=self._ears.rules.settings.digest,
        )  # fmt: skip
        return seal(beat, self._author.key)

    def authorization(self, path: str, *, now: datetime) -> str:
        """How it shows who it is when it fetches a sound."""
        return authorization(self._author.key, receiver=self.name, method="GET", path=path, now=now)

    def take_receipt(self, envelope: bytes) -> None:
        """The station has stored the proofs; they are deleted here."""
        apply_receipt(self._store, open_message(envelope, self._keys, Receipt).message)

    def close(self) -> None:
        """Gives the folder back to the program."""
        self._store.close()
