"""Part of a file, as a player asks for it (RFC 9110, section 14). Pure."""

from __future__ import annotations

import re
from dataclasses import dataclass

ONE_RANGE = re.compile(r"bytes=(\d{0,18})-(\d{0,18})")


@dataclass(frozen=True)
class Part:
    """Bytes `first` to `last`, both included."""

    first: int
    last: int

    @property
    def length(self) -> int:
        return self.last - self.first + 1


class NotSatisfiable(ValueError):
    """The file has none of the bytes that were asked for."""


def asked_part(header: str, size: int) -> Part | None:
    """The part that a Range header names; None where the whole file is meant.

    Several ranges at once and units other than bytes are answered with the whole file, as the
    standard allows. Raises NotSatisfiable.
    """
    match = ONE_RANGE.fullmatch(header.replace(" ", ""))
    if not match or match.groups() == ("", ""):
        return None
    first, last = match.groups()
    if not first:
        part = Part(max(0, size - int(last)), size - 1)
    else:
        part = Part(int(first), min(int(last), size - 1) if last else size - 1)
        if last and int(last) < int(first):
            return None
    if part.first >= size or part.length <= 0:
        raise NotSatisfiable(header)
    return part
