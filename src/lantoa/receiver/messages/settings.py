"""Settings v1, the body of an order: the rules that a receiver keeps by itself from now on."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import Any, ClassVar

from lantoa.core import canonical
from lantoa.receiver.messages.faults import Fault, Rejected
from lantoa.receiver.messages.fields import HOUR, Fields

MOST_LIMITS = 60
SILENT = -61
EVERY_DAY = "1234567"
WEEKDAYS = re.compile(r"(?=.)1?2?3?4?5?6?7?")


@dataclass(frozen=True, slots=True)
class VolumeLimit:
    """On some days of the week, from one hour to another (over midnight if need be; equal ends:
    the whole day), nothing but an emergency is louder than so many whole decibels (-60..0);
    SILENT: nothing but an emergency sounds. `weekdays`: ISO numbers, Monday is 1."""

    begin: str
    end: str
    most_db: int
    weekdays: str = EVERY_DAY

    def payload(self) -> dict[str, Any]:
        return {
            "from": self.begin,
            "until": self.end,
            "most_db": self.most_db,
            "weekdays": self.weekdays,
        }

    @classmethod
    def read(cls, payload: object) -> VolumeLimit:
        fields = Fields(payload)
        limit = cls(
            begin=fields.match("from", HOUR),
            end=fields.match("until", HOUR),
            most_db=fields.number("most_db", SILENT, 0),
            weekdays=fields.match("weekdays", WEEKDAYS),
        )
        fields.done()
        return limit


@dataclass(frozen=True, slots=True)
class Settings:
    """All of them, each time; replaces those before and those of the enrolment. `quiet_from`,
    `quiet_until`: "21:00", "05:00", both "" for none; `gain_db`: the volume, as `Volume` sets
    it."""

    CLASS: ClassVar[str] = "settings"
    quiet_from: str
    quiet_until: str
    gain_db: int = 0
    limits: tuple[VolumeLimit, ...] = ()

    @property
    def digest(self) -> str:
        """Names these settings, so that a beat can say which ones are kept."""
        return canonical.digest_of(self.payload())

    def payload(self) -> dict[str, Any]:
        return {
            "quiet_from": self.quiet_from,
            "quiet_until": self.quiet_until,
            "gain_db": self.gain_db,
            "limits": [limit.payload() for limit in self.limits],
        }

    @classmethod
    def read(cls, fields: Fields) -> Settings:
        settings = cls(
            quiet_from=fields.match("quiet_from", HOUR, empty=True),
            quiet_until=fields.match("quiet_until", HOUR, empty=True),
            gain_db=fields.number("gain_db", -60, 0),
            limits=tuple(
                VolumeLimit.read(item) for item in fields.items("limits", most=MOST_LIMITS)
            ),
        )
        if bool(settings.quiet_from) != bool(settings.quiet_until):
            raise Rejected(Fault.MALFORMED)
        return settings
