"""Words of an examination."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum


class Level(StrEnum):
    """A doubt is worth a look and no fault: it never makes the command fail."""

    WELL = "tốt"
    DOUBT = "lưu ý"
    RED = "hỏng"


@dataclass(frozen=True)
class Finding:
    """One thing that was looked at: what is so, and what to do where it is not well."""

    level: Level
    what: str
    todo: str = ""


def well(what: str) -> Finding:
    return Finding(Level.WELL, what)


def doubt(what: str, todo: str) -> Finding:
    return Finding(Level.DOUBT, what, todo)


def red(what: str, todo: str) -> Finding:
    return Finding(Level.RED, what, todo)
