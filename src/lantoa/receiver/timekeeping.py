"""What time is it, and how sure is this receiver of it? `machine` asks its clocks.

A loudspeaker must not sound at three in the morning because a battery is flat. The time is held
to be sure when the kernel is synchronised (NTP), when the station has said it since this machine
was switched on (then it is counted on from there, and the doubt grows with the drift of a cheap
quartz), or when the machine has a clock of its own that never went back. Otherwise only
emergencies sound.
"""

from __future__ import annotations

import json
from dataclasses import dataclass

from lantoa.receiver.machine import Machine
from lantoa.receiver.store import Store

# Fifty seconds in a million, as the worst of the quartzes that are built into small boards.
DRIFT = 50e-6
# A time that may be wrong by more than this is no time to sound by.
MOST_DOUBT = 60.0
# The station is asked again when the doubt has grown to this.
ASK_AGAIN_DOUBT = 1.0
# An answer that took longer says too little.
LONGEST_TRIP = 10.0
# The clock may go back by this much without a reason to doubt it.
BACKWARDS = 5.0
SEEN_EVERY = 60.0


@dataclass(frozen=True, slots=True)
class Anchor:
    """The station's time at one moment of this machine's running."""

    boot: str
    since_boot: float
    station: float
    doubt: float

    def at(self, since_boot: float) -> float:
        return self.station + (since_boot - self.since_boot)

    def doubt_at(self, since_boot: float) -> float:
        return self.doubt + DRIFT * max(0.0, since_boot - self.since_boot)


@dataclass(frozen=True, slots=True)
class Reading:
    """What the clocks say at one moment. `seen`: a time that has certainly passed."""

    wall: float
    since_boot: float
    boot: str
    is_synchronised: bool
    has_clock: bool
    anchor: Anchor | None
    seen: float


@dataclass(frozen=True, slots=True)
class Verdict:
    """The time to go by, and whether broadcasts may go by it. `doubt`: by how much the station's
    own time may differ from what it told, in seconds."""

    time: float
    is_sure: bool
    wants_answer: bool
    doubt: float = 0.0


def judge_time(reading: Reading) -> Verdict:
    """Weighs what the clocks say."""
    anchor = reading.anchor
    if anchor is None or anchor.boot != reading.boot:
        went_back = reading.wall < reading.seen - BACKWARDS
        is_sure = not went_back and (reading.is_synchronised or reading.has_clock)
        return Verdict(reading.wall, is_sure, wants_answer=True)
    told, doubt = anchor.at(reading.since_boot), anchor.doubt_at(reading.since_boot)
    wants_answer = doubt > ASK_AGAIN_DOUBT
    if not reading.is_synchronised:
        return Verdict(told, doubt <= MOST_DOUBT, wants_answer, doubt)
    # Two masters: while they agree the finer one leads; where they do not, nobody is believed.
    agree = abs(told - reading.wall) <= MOST_DOUBT + doubt
    return Verdict(reading.wall, agree, wants_answer or not agree, doubt)


class Timekeeper:
    """Holds the anchor and what has passed on the disk. `clock` is what the player goes by."""

    def __init__(self, store: Store, machine: Machine | None = None) -> None:
        self._store = store
        self._machine = machine or Machine()
        self._anchor = _read(store.meta("time_anchor"))
        self._seen = float(store.meta("time_seen") or 0.0)
        self._boot = self._machine.boot()
        self._has_clock = self._machine.has_clock()

    def verdict(self) -> Verdict:
        machine = self._machine
        return judge_time(
            Reading(
                machine.wall(), machine.since_boot(), self._boot, machine.is_synchronised(),
                self._has_clock, self._anchor, self._seen,
            )
        )  # fmt: skip

    def clock(self) -> float:
        """Seconds since 1970, as well as this receiver knows."""
        return self.verdict().time

    @property
    def is_sure(self) -> bool:
        return self.verdict().is_sure

    @property
    def is_judged(self) -> bool:
        """Has the station or a time server said the time since this machine was switched on?"""
        told = self._anchor is not None and self._anchor.boot == self._boot
        return told or self._machine.is_synchronised()

    @property
    def doubt(self) -> float:
        """By how much the station's time may differ from what it told."""
        return self.verdict().doubt

    @property
    def seen(self) -> float:
        """A time that has certainly passed."""
        return self._seen

    def note_passing(self) -> None:
        """Keeps the time once a minute, so that a clock that goes back is noticed."""
        verdict = self.verdict()
        if verdict.is_sure and verdict.time >= self._seen + SEEN_EVERY:
            self._seen = verdict.time
            with self._store.lazy_change():
                self._store.set_meta("time_seen", repr(self._seen))

    def since_boot(self) -> float:
        return self._machine.since_boot()

    def take_answer(self, station: float, *, asked: float) -> float | None:
        """The station said its time in answer to what was sent at `asked` (since boot). Answers
        by how much the system's clock is ahead of it; None where the answer says too little."""
        now = self._machine.since_boot()
        trip = now - asked
        if not 0 <= trip <= LONGEST_TRIP or station < self._seen - BACKWARDS:
            return None
        told = station + trip / 2
        self._anchor = Anchor(self._boot, now, told, trip / 2)
        self._store.set_meta("time_anchor", _written(self._anchor))
        return self._machine.wall() - told


def first_anchor(store: Store, station: float, *, trip: float) -> None:
    """What the station said at enrolment."""
    machine = Machine()
    anchor = Anchor(machine.boot(), machine.since_boot(), station + trip / 2, trip / 2)
    store.set_meta("time_anchor", _written(anchor))


def _written(anchor: Anchor) -> str:
    return json.dumps([anchor.boot, anchor.since_boot, anchor.station, anchor.doubt])


def _read(text: str) -> Anchor | None:
    if not text:
        return None
    boot, since_boot, station, doubt = json.loads(text)
    return Anchor(str(boot), float(since_boot), float(station), float(doubt))
