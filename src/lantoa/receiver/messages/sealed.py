"""Sealed v1, the body of an order: alerts that were approved beforehand and lie on the receiver,
to be started there by a person with a code, when neither line nor server can be reached."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from typing import Any, ClassVar

from lantoa.core import canonical
from lantoa.receiver.messages.fields import CODE, HEX, MIME, Fields, stamp

MOST_ALERTS = 20
LONGEST_TITLE = 160
WEEK_MINUTES = 7 * 1440


@dataclass(frozen=True, slots=True)
class SealedSound:
    """The very bytes that were approved. `seconds`: how long they are said to last."""

    sha256: str
    size: int
    mime: str
    seconds: int

    def payload(self) -> dict[str, Any]:
        return {
            "sha256": self.sha256,
            "size": self.size,
            "mime": self.mime,
            "seconds": self.seconds,
        }

    @classmethod
    def read(cls, payload: object) -> SealedSound:
        fields = Fields(payload)
        sound = cls(
            sha256=fields.match("sha256", HEX),
            size=fields.number("size", 1, 500_000_000),
            mime=fields.match("mime", MIME),
            seconds=fields.number("seconds", 1, 3600),
        )
        fields.done()
        return sound


@dataclass(frozen=True, slots=True)
class SealedAlert:
    """One alert: `alert` names it in proofs; started before `until` it sounds for so many
    minutes, again every `repeat_minutes` (0: once), and then `end` is said. `salt` and `check`
    are those of its code (`start_codes`), which is written nowhere."""

    alert: str
    title: str
    until: datetime
    lasts_minutes: int
    repeat_minutes: int
    call: SealedSound
    end: SealedSound
    salt: str
    check: str

    def payload(self) -> dict[str, Any]:
        return {
            "alert": self.alert,
            "title": self.title,
            "until": stamp(self.until),
            "lasts_minutes": self.lasts_minutes,
            "repeat_minutes": self.repeat_minutes,
            "call": self.call.payload(),
            "end": self.end.payload(),
            "salt": self.salt,
            "check": self.check,
        }

    @classmethod
    def read(cls, payload: object) -> SealedAlert:
        fields = Fields(payload)
        alert = cls(
            alert=fields.match("alert", CODE),
            title=fields.text("title", longest=LONGEST_TITLE),
            until=fields.moment("until"),
            lasts_minutes=fields.number("lasts_minutes", 1, WEEK_MINUTES),
            repeat_minutes=fields.number("repeat_minutes", 0, WEEK_MINUTES),
            call=SealedSound.read(fields.take("call")),
            end=SealedSound.read(fields.take("end")),
            salt=fields.match("salt", HEX),
            check=fields.match("check", HEX),
        )
        fields.done()
        return alert


@dataclass(frozen=True, slots=True)
class Sealed:
    """All of them, each time; replaces those before."""

    CLASS: ClassVar[str] = "sealed"
    alerts: tuple[SealedAlert, ...] = ()

    @property
    def digest(self) -> str:
        """Names them, so that a beat can say what is held; "" for none."""
        return canonical.digest_of(self.payload()) if self.alerts else ""

    def payload(self) -> dict[str, Any]:
        return {"alerts": [alert.payload() for alert in self.alerts]}

    @classmethod
    def read(cls, fields: Fields) -> Sealed:
        rows = fields.items("alerts", most=MOST_ALERTS)
        return cls(tuple(SealedAlert.read(row) for row in rows))
