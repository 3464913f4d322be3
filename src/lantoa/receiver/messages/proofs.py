"""What a receiver sends (Proof v1, Beat v1) and what the station answers (Receipt v1). Frozen."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from typing import Any

from lantoa.core import canonical
from lantoa.core.canonical import LARGEST
from lantoa.receiver.messages.faults import Fault, Rejected
from lantoa.receiver.messages.fields import CODE, HEX, NAME, VERSION, Fields, stamp

FIRST_PREV = "0" * 64
DAY_MS = 86_400_000


class Result(StrEnum):
    """What became of a broadcast or an order."""

    PLAYED = "played"
    PARTIAL = "partial"
    FAILED = "failed"
    REFUSED = "refused"
    STOPPED = "stopped"


@dataclass(frozen=True, slots=True)
class Proof:
    """What one receiver did, in its own words and under its own key.

    `seq` counts from 1 without gaps; `prev` is the `digest` of the proof before (FIRST_PREV for
    the first), so a proof that is missing shows. `started_at` and `ended_at`: first and last
    sample; where nothing sounded both are the moment of the decision. `seconds_played`: whole
    seconds that really sounded, never rounded up. `sha256`: of the sound; of a refused order,
    that of the bytes that came. `broadcast`, `order_signer` are "" and `order_n` 0 where the
    order could not be read. `clock_offset_ms`: receiver's clock minus station's, None unknown.
    """

    receiver: str
    seq: int
    prev: str
    broadcast: str
    sha256: str
    started_at: datetime
    ended_at: datetime
    result: Result
    seconds_played: int
    detail: Fault
    order_n: int
    order_signer: str
    clock_offset_ms: int | None = None

    @property
    def digest(self) -> str:
        return canonical.digest_of(self.payload())

    def payload(self) -> dict[str, Any]:
        return {
            "v": VERSION,
            "kind": "proof",
            "receiver": self.receiver,
            "seq": self.seq,
            "prev": self.prev,
            "broadcast": self.broadcast,
            "sha256": self.sha256,
            "started_at": stamp(self.started_at),
            "ended_at": stamp(self.ended_at),
            "result": self.result.value,
            "seconds_played": self.seconds_played,
            "detail": self.detail.value,
            "order_n": self.order_n,
            "order_signer": self.order_signer,
            "clock_offset_ms": self.clock_offset_ms,
        }

    @classmethod
    def read(cls, payload: object) -> Proof:
        fields = Fields(payload)
        fields.head("proof")
        proof = cls(
            receiver=fields.match("receiver", NAME),
            seq=fields.number("seq", 1, LARGEST),
            prev=fields.match("prev", HEX),
            broadcast=fields.match("broadcast", CODE, empty=True),
            sha256=fields.match("sha256", HEX, empty=True),
            started_at=fields.moment("started_at"),
            ended_at=fields.moment("ended_at"),
            result=fields.choice("result", Result),
            seconds_played=fields.number("seconds_played", 0, 86_400),
            detail=fields.choice("detail", Fault),
            order_n=fields.number("order_n", 0, LARGEST),
            order_signer=fields.match("order_signer", HEX, empty=True),
            clock_offset_ms=_offset(fields.take("clock_offset_ms")),
        )
        fields.done()
        return proof


class State(StrEnum):
    """ALIVE beats; GONE is the last will, signed ahead, sent by the broker when the line dies."""

    ALIVE = "alive"
    GONE = "gone"


@dataclass(frozen=True, slots=True)
class Beat:
    """A sign of life, some times a minute. `boot` names one run of the program, `seq` counts
    in it from 1 (GONE has the number 0). `next` and `playing` are broadcast ids or "".
    `disk_free` in bytes. `groups`: whose signed lists it holds and whose orders it hears; a
    station that misses one there sends `Members` again. On a `boot` that it has not seen, a
    station sends again what is planned: before the first connection the broker keeps nothing.

    Came later, and left out where empty, so that the beat of a receiver that knows nothing of
    them stays as it was: `lists` is the digest of the member lists that it holds (`lists_digest`),
    `settings` that of its settings, `sealed` that of the alerts that lie ready; `is_unsure`: it
    does not know the time and airs emergencies only; `asks_time`: it wants a `Time` for
    this very beat.
    """

    receiver: str
    boot: str
    seq: int
    at: datetime
    state: State
    version: str
    next: str
    playing: str
    disk_free: int
    proofs_pending: int
    groups: tuple[str, ...] = ()
    lists: str = ""
    settings: str = ""
    sealed: str = ""
    is_unsure: bool = False
    asks_time: bool = False

    def payload(self) -> dict[str, Any]:
        later = {
            "lists": self.lists,
            "settings": self.settings,
            "sealed": self.sealed,
            "unsure": self.is_unsure,
            "asks_time": self.asks_time,
        }
        return {
            **{name: value for name, value in later.items() if value},
            "v": VERSION,
            "kind": "beat",
            "receiver": self.receiver,
            "boot": self.boot,
            "seq": self.seq,
            "at": stamp(self.at),
            "state": self.state.value,
            "version": self.version,
            "next": self.next,
            "playing": self.playing,
            "disk_free": self.disk_free,
            "proofs_pending": self.proofs_pending,
            "groups": list(self.groups),
        }

    @classmethod
    def read(cls, payload: object) -> Beat:
        fields = Fields(payload)
        fields.head("beat")
        beat = cls(
            receiver=fields.match("receiver", NAME),
            boot=fields.match("boot", CODE),
            seq=fields.number("seq", 0, LARGEST),
            at=fields.moment("at"),
            state=fields.choice("state", State),
            version=fields.text("version", longest=40),
            next=fields.match("next", CODE, empty=True),
            playing=fields.match("playing", CODE, empty=True),
            disk_free=fields.number("disk_free", 0, LARGEST),
            proofs_pending=fields.number("proofs_pending", 0, LARGEST),
            groups=fields.names("groups", most=100),
            lists=fields.match("lists", HEX) if fields.has("lists") else "",
            settings=fields.match("settings", HEX) if fields.has("settings") else "",
            sealed=fields.match("sealed", HEX) if fields.has("sealed") else "",
            is_unsure=fields.has("unsure") and fields.flag("unsure"),
            asks_time=fields.has("asks_time") and fields.flag("asks_time"),
        )
        fields.done()
        return beat


@dataclass(frozen=True, slots=True)
class Receipt:
    """The station has stored these proofs for good: inclusive ranges of `seq`. `key` is the id
    of the receiver's key, so that a receipt from before a new enrolment deletes nothing."""

    station: str
    receiver: str
    key: str
    ranges: tuple[tuple[int, int], ...]
    at: datetime

    def payload(self) -> dict[str, Any]:
        return {
            "v": VERSION,
            "kind": "receipt",
            "station": self.station,
            "receiver": self.receiver,
            "key": self.key,
            "ranges": [list(pair) for pair in self.ranges],
            "at": stamp(self.at),
        }

    @classmethod
    def read(cls, payload: object) -> Receipt:
        fields = Fields(payload)
        fields.head("receipt")
        receipt = cls(
            station=fields.match("station", HEX),
            receiver=fields.match("receiver", NAME),
            key=fields.match("key", HEX),
            ranges=tuple(_range(pair) for pair in fields.items("ranges", most=500)),
            at=fields.moment("at"),
        )
        fields.done()
        return receipt


@dataclass(frozen=True, slots=True)
class Time:
    """What time it is, in answer to one beat and to no other: `boot` and `seq` are the beat's, so
    that an old answer tells no time. Sent where receipts are."""

    station: str
    receiver: str
    boot: str
    seq: int
    at: datetime

    def payload(self) -> dict[str, Any]:
        return {
            "v": VERSION,
            "kind": "time",
            "station": self.station,
            "receiver": self.receiver,
            "boot": self.boot,
            "seq": self.seq,
            "at": stamp(self.at),
        }

    @classmethod
    def read(cls, payload: object) -> Time:
        fields = Fields(payload)
        fields.head("time")
        time = cls(
            station=fields.match("station", HEX),
            receiver=fields.match("receiver", NAME),
            boot=fields.match("boot", CODE),
            seq=fields.number("seq", 1, LARGEST),
            at=fields.moment("at"),
        )
        fields.done()
        return time


def read_answer(payload: object) -> Receipt | Time:
    """What the station says on a receiver's receipts topic."""
    is_time = isinstance(payload, dict) and payload.get("kind") == "time"
    return Time.read(payload) if is_time else Receipt.read(payload)


def _range(pair: object) -> tuple[int, int]:
    if not isinstance(pair, list) or len(pair) != 2:
        raise Rejected(Fault.MALFORMED)
    bounds = Fields({"first": pair[0], "last": pair[1]})
    first = bounds.number("first", 1, LARGEST)
    return first, bounds.number("last", first, LARGEST)


def _offset(value: object) -> int | None:
    if value is None:
        return None
    return Fields({"ms": value}).number("ms", -365 * DAY_MS, 365 * DAY_MS)
