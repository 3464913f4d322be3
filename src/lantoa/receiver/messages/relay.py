"""The order to relay a higher-level station; of its own class, so that older receivers refuse it
by name instead of guessing."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import datetime
from typing import Any, ClassVar

from lantoa.receiver.messages.faults import Fault, Rejected
from lantoa.receiver.messages.fields import CODE, HEX, MIME, URL_PATH, Fields, stamp

STREAM = re.compile(r"https?://[A-Za-z0-9.-]{1,253}(:[0-9]{1,5})?(/[!-~]{0,280})?")


@dataclass(frozen=True, slots=True)
class Relay:
    """The stream `url` from `starts_at` to `hard_end_at`. After `silence_seconds` without sound
    the approved sound `sha256` stands in ("" for none: silence), and the stream is tried again
    when that has ended. Never more than `gain_db` on top of the receiver's volume."""

    CLASS: ClassVar[str] = "relay"
    broadcast: str
    starts_at: datetime
    hard_end_at: datetime
    url: str
    silence_seconds: int
    gain_db: int
    sha256: str = ""
    size: int = 0
    mime: str = ""
    path: str = ""

    def payload(self) -> dict[str, Any]:
        return {
            "broadcast": self.broadcast,
            "starts_at": stamp(self.starts_at),
            "hard_end_at": stamp(self.hard_end_at),
            "url": self.url,
            "silence_seconds": self.silence_seconds,
            "gain_db": self.gain_db,
            "sha256": self.sha256,
            "size": self.size,
            "mime": self.mime,
            "path": self.path,
        }

    @classmethod
    def read(cls, fields: Fields) -> Relay:
        relay = cls(
            broadcast=fields.match("broadcast", CODE),
            starts_at=fields.moment("starts_at"),
            hard_end_at=fields.moment("hard_end_at"),
            url=fields.match("url", STREAM),
            silence_seconds=fields.number("silence_seconds", 3, 120),
            gain_db=fields.number("gain_db", -60, 12),
            sha256=fields.match("sha256", HEX, empty=True),
            size=fields.number("size", 0, 500_000_000),
            mime=fields.match("mime", MIME, empty=True),
            path=fields.match("path", URL_PATH, empty=True),
        )
        if relay.hard_end_at <= relay.starts_at or bool(relay.sha256) != bool(relay.path):
            raise Rejected(Fault.MALFORMED)
        return relay
