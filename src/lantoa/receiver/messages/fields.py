"""Reads the fields of a message strictly: the right type, bounded, none missing, none unknown."""

from __future__ import annotations

import re
from collections.abc import Mapping
from datetime import datetime
from enum import StrEnum
from typing import Any, TypeVar

from lantoa.core.clock import iso
from lantoa.receiver.messages.faults import Fault, Rejected

VERSION = 1
NAME = re.compile(r"[a-z0-9][a-z0-9-]{0,39}")
CODE = re.compile(r"[A-Za-z0-9][A-Za-z0-9._:/-]{0,79}")
HEX = re.compile(r"[0-9a-f]{64}")
TOPIC_ADDRESS = re.compile(r"[rg]/[a-z0-9][a-z0-9-]{0,39}")
URL_PATH = re.compile(r"(?=.{2,200}$)(/[A-Za-z0-9_~-][A-Za-z0-9._~-]*)+/?")
MIME = re.compile(r"audio/[a-z0-9.+-]{1,40}")
HOUR = re.compile(r"([01][0-9]|2[0-3]):[0-5][0-9]")
HOST = re.compile(r"[A-Za-z0-9.:-]{1,253}")
BASE64 = re.compile(r"[A-Za-z0-9+/]{1,200}={0,2}")

Choice = TypeVar("Choice", bound=StrEnum)


def stamp(moment: datetime) -> str:
    """A moment on the wire: ISO 8601 with offset, to the millisecond."""
    return iso(moment)


class Fields:
    """One object of a message while it is read. Every method takes a field out; `done`
    refuses what is left. All of them raise Rejected(MALFORMED)."""

    def __init__(self, payload: object) -> None:
        if not isinstance(payload, Mapping):
            raise Rejected(Fault.MALFORMED)
        self._left: dict[str, Any] = dict(payload)

    def take(self, name: str) -> Any:
        if name not in self._left:
            raise Rejected(Fault.MALFORMED)
        return self._left.pop(name)

    def has(self, name: str) -> bool:
        """Is it there? For fields that came after the first version."""
        return name in self._left

    def head(self, kind: str) -> None:
        """The two fields that every message begins with."""
        if self.number("v", 0, 1000) != VERSION:
            raise Rejected(Fault.UNKNOWN_VERSION)
        if self.take("kind") != kind:
            raise Rejected(Fault.MALFORMED)

    def text(self, name: str, *, longest: int) -> str:
        value = self.take(name)
        if not isinstance(value, str) or len(value) > longest:
            raise Rejected(Fault.MALFORMED)
        return value

    def match(self, name: str, pattern: re.Pattern[str], *, empty: bool = False) -> str:
        value = self.take(name)
        if not isinstance(value, str) or not ((empty and not value) or pattern.fullmatch(value)):
            raise Rejected(Fault.MALFORMED)
        return value

    def number(self, name: str, low: int, high: int) -> int:
        value = self.take(name)
        if isinstance(value, bool) or not isinstance(value, int) or not low <= value <= high:
            raise Rejected(Fault.MALFORMED)
        return value

    def flag(self, name: str) -> bool:
        value = self.take(name)
        if not isinstance(value, bool):
            raise Rejected(Fault.MALFORMED)
        return value

    def moment(self, name: str) -> datetime:
        value = self.text(name, longest=40)
        try:
            moment = datetime.fromisoformat(value)
        except ValueError as error:
            raise Rejected(Fault.MALFORMED) from error
        if moment.tzinfo is None or not 2000 <= moment.year <= 2200:
            raise Rejected(Fault.MALFORMED)
        return moment

    def choice(self, name: str, choices: type[Choice]) -> Choice:
        try:
            return choices(self.text(name, longest=40))
        except ValueError as error:
            raise Rejected(Fault.MALFORMED) from error

    def items(self, name: str, *, most: int) -> list[Any]:
        value = self.take(name)
        if not isinstance(value, list) or len(value) > most:
            raise Rejected(Fault.MALFORMED)
        return value

    def names(self, name: str, *, most: int) -> tuple[str, ...]:
        values = self.items(name, most=most)
        if not all(isinstance(value, str) and NAME.fullmatch(value) for value in values):
            raise Rejected(Fault.MALFORMED)
        return tuple(values)

    def done(self) -> None:
        if self._left:
            raise Rejected(Fault.MALFORMED)
