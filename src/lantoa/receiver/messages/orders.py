"""Order v1: what the station tells receivers. Frozen (issue of the main job, (h)).

`{v, kind:"order", station, to, n, issued_at, valid_from, valid_until, class, body}`
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from typing import Any, ClassVar

from lantoa.core import canonical
from lantoa.core.canonical import LARGEST
from lantoa.receiver.messages.faults import Fault, Rejected
from lantoa.receiver.messages.fields import (
    CODE,
    HEX,
    MIME,
    NAME,
    TOPIC_ADDRESS,
    URL_PATH,
    VERSION,
    Fields,
    stamp,
)
from lantoa.receiver.messages.keys import Keys
from lantoa.receiver.messages.relay import Relay
from lantoa.receiver.messages.sealed import Sealed
from lantoa.receiver.messages.settings import Settings


class Priority(StrEnum):
    """The three levels of TT 39/2020."""

    ORDINARY = "ordinary"
    PRIORITY = "priority"
    EMERGENCY = "emergency"

    @property
    def rank(self) -> int:
        return ("ordinary", "priority", "emergency").index(self.value)


@dataclass(frozen=True, slots=True)
class Play:
    """Sound `sha256` at `starts_at`. `seconds`: how long it is said to last; `hard_end_at`: no
    sample after it; `path`: below the server's URL; `gain_db`: whole decibels on top of the
    receiver's volume. The same broadcast ordered again replaces the earlier order."""

    CLASS: ClassVar[str] = "play"
    broadcast: str
    starts_at: datetime
    seconds: int
    sha256: str
    size: int
    mime: str
    path: str
    priority: Priority
    gain_db: int
    hard_end_at: datetime

    def payload(self) -> dict[str, Any]:
        return {
            "broadcast": self.broadcast,
            "starts_at": stamp(self.starts_at),
            "seconds": self.seconds,
            "sha256": self.sha256,
            "size": self.size,
            "mime": self.mime,
            "path": self.path,
            "priority": self.priority.value,
            "gain_db": self.gain_db,
            "hard_end_at": stamp(self.hard_end_at),
        }

    @classmethod
    def read(cls, fields: Fields) -> Play:
        play = cls(
            broadcast=fields.match("broadcast", CODE),
            starts_at=fields.moment("starts_at"),
            seconds=fields.number("seconds", 1, 86_400),
            sha256=fields.match("sha256", HEX),
            size=fields.number("size", 1, 500_000_000),
            mime=fields.match("mime", MIME),
            path=fields.match("path", URL_PATH),
            priority=fields.choice("priority", Priority),
            gain_db=fields.number("gain_db", -60, 12),
            hard_end_at=fields.moment("hard_end_at"),
        )
        if play.hard_end_at <= play.starts_at:
            raise Rejected(Fault.MALFORMED)
        return play


@dataclass(frozen=True, slots=True)
class Stop:
    """Silence now: this broadcast, or with "" whatever sounds. The plan stays."""

    CLASS: ClassVar[str] = "stop"
    broadcast: str = ""

    def payload(self) -> dict[str, Any]:
        return {"broadcast": self.broadcast}

    @classmethod
    def read(cls, fields: Fields) -> Stop:
        return cls(fields.match("broadcast", CODE, empty=True))


@dataclass(frozen=True, slots=True)
class Withdraw:
    """Takes a broadcast out of the plan, and stops it if it sounds."""

    CLASS: ClassVar[str] = "withdraw"
    broadcast: str

    def payload(self) -> dict[str, Any]:
        return {"broadcast": self.broadcast}

    @classmethod
    def read(cls, fields: Fields) -> Withdraw:
        return cls(fields.match("broadcast", CODE))


@dataclass(frozen=True, slots=True)
class Volume:
    """The receiver's volume from now on, whole decibels below full scale (-60..0)."""

    CLASS: ClassVar[str] = "volume"
    gain_db: int

    def payload(self) -> dict[str, Any]:
        return {"gain_db": self.gain_db}

    @classmethod
    def read(cls, fields: Fields) -> Volume:
        return cls(fields.number("gain_db", -60, 0))


@dataclass(frozen=True, slots=True)
class Test:
    """A tone for so many seconds, now; answered by a proof for `broadcast`."""

    CLASS: ClassVar[str] = "test"
    broadcast: str
    seconds: int

    def payload(self) -> dict[str, Any]:
        return {"broadcast": self.broadcast, "seconds": self.seconds}

    @classmethod
    def read(cls, fields: Fields) -> Test:
        return cls(fields.match("broadcast", CODE), fields.number("seconds", 1, 30))


@dataclass(frozen=True, slots=True)
class Restart:
    """The receiver's process ends and is started again by its supervisor."""

    CLASS: ClassVar[str] = "restart"

    def payload(self) -> dict[str, Any]:
        return {}

    @classmethod
    def read(cls, fields: Fields) -> Restart:
        return cls()


@dataclass(frozen=True, slots=True)
class Members:
    """The whole list of receivers of a group; replaces the one before. Who is not in it leaves."""

    CLASS: ClassVar[str] = "members"
    group: str
    members: tuple[str, ...]

    @property
    def digest(self) -> str:
        """Names this list, whatever the order of its names."""
        return canonical.digest_of([self.group, sorted(self.members)])

    def payload(self) -> dict[str, Any]:
        return {"group": self.group, "members": list(self.members)}

    @classmethod
    def read(cls, fields: Fields) -> Members:
        return cls(fields.match("group", NAME), fields.names("members", most=2000))


def lists_digest(digests: Iterable[str]) -> str:
    """Names all the lists that a receiver holds, by the digests of each; "" for none."""
    ordered = sorted(digests)
    return canonical.digest_of(ordered) if ordered else ""


Body = Play | Stop | Withdraw | Volume | Test | Restart | Members | Settings | Relay | Keys | Sealed
CLASSES = (
    Play, Stop, Withdraw, Volume, Test, Restart, Members, Settings, Relay, Keys, Sealed,
)  # fmt: skip
BODIES: dict[str, type[Body]] = {body.CLASS: body for body in CLASSES}


@dataclass(frozen=True, slots=True)
class Order:
    """One order. `station`: id of the signing key; `to`: `r/<receiver>` or `g/<group>`; `n`:
    grows with every order that this key signs, for whomever (gaps are normal: other receivers
    have those numbers). A station restored from a backup must not fall back: take
    `max(last + 1, milliseconds since 1970)`. Publish in the order of `n`; an order that was
    refused as out of order is issued again under a new number."""

    station: str
    to: str
    n: int
    issued_at: datetime
    valid_from: datetime
    valid_until: datetime
    body: Body

    def payload(self) -> dict[str, Any]:
        return {
            "v": VERSION,
            "kind": "order",
            "station": self.station,
            "to": self.to,
            "n": self.n,
            "issued_at": stamp(self.issued_at),
            "valid_from": stamp(self.valid_from),
            "valid_until": stamp(self.valid_until),
            "class": self.body.CLASS,
            "body": self.body.payload(),
        }

    @classmethod
    def read(cls, payload: object) -> Order:
        fields = Fields(payload)
        fields.head("order")
        body = fields.take("body")
        order = cls(
            station=fields.match("station", HEX),
            to=fields.match("to", TOPIC_ADDRESS),
            n=fields.number("n", 1, LARGEST),
            issued_at=fields.moment("issued_at"),
            valid_from=fields.moment("valid_from"),
            valid_until=fields.moment("valid_until"),
            body=read_body(fields.text("class", longest=40), body),
        )
        fields.done()
        return order


def read_body(name: str, payload: object) -> Body:
    """The body of a class of order. Raises Rejected."""
    kind = BODIES.get(name)
    if kind is None:
        raise Rejected(Fault.UNKNOWN_CLASS)
    fields = Fields(payload)
    body = kind.read(fields)
    fields.done()
    return body
