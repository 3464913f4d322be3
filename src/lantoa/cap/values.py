"""The kinds of text that CAP 1.2 allows; each check says what is wrong, or nothing."""

from __future__ import annotations

import re
from collections.abc import Callable
from datetime import datetime, timedelta

Check = Callable[[str], str | None]

_MOMENT = re.compile(r"(\d{4}-\d\d-\d\d)T(\d\d:\d\d:\d\d)([-+])(\d\d):(\d\d)")
_LANGUAGE = re.compile(r"[a-zA-Z]{1,8}(-[a-zA-Z0-9]{1,8})*")
_SCHEME = re.compile(r"[a-zA-Z][a-zA-Z0-9+.-]*:")
_BAD_ESCAPE = re.compile(r"%(?![0-9a-fA-F]{2})")
_DECIMAL = re.compile(r"[-+]?(\d+(\.\d*)?|\.\d+)")
_INTEGER = re.compile(r"[-+]?\d+")


def any_text(text: str) -> str | None:
    """Everything is text."""
    return None


def one_of(*allowed: str) -> Check:
    """Exactly one of the words, no blanks around it."""

    def check(text: str) -> str | None:
        if text in allowed:
            return None
        return f"ghi «{text.strip()}», chỉ được một trong: {', '.join(allowed)}"

    return check


def moment(text: str) -> datetime | None:
    """The moment written as CAP wants it, or None."""
    found = _MOMENT.fullmatch(text.strip())
    if not found:
        return None
    day, clock, sign, hours, minutes = found.groups()
    if int(hours) * 60 + int(minutes) > 14 * 60 or int(minutes) > 59:
        return None
    # XML Schema knows 24:00:00, the beginning of the next day.
    late = timedelta(days=1) if clock == "24:00:00" else timedelta()
    clock = "00:00:00" if late else clock
    try:
        return datetime.fromisoformat(f"{day}T{clock}{sign}{hours}:{minutes}") + late
    except (ValueError, OverflowError):
        return None


def is_moment(text: str) -> str | None:
    """A date and time with its zone."""
    if moment(text) is None:
        return f"ghi «{text.strip()}», phải là thời điểm có múi giờ dạng 2026-09-12T16:30:00+07:00"
    return None


def is_language(text: str) -> str | None:
    """A language tag."""
    if _LANGUAGE.fullmatch(text.strip()):
        return None
    return f"ghi «{text.strip()}», phải là mã ngôn ngữ như vi-VN"


def is_address(text: str) -> str | None:
    """A web address, absolute or relative."""
    first = re.split(r"[/?#]", text.strip(), maxsplit=1)[0]
    wrong = ":" in first and not _SCHEME.match(first)
    if wrong or _BAD_ESCAPE.search(text) or text.count("#") > 1:
        return f"ghi «{text.strip()}», không phải địa chỉ"
    return None


def is_integer(text: str) -> str | None:
    """A whole number."""
    if _INTEGER.fullmatch(text.strip()):
        return None
    return f"ghi «{text.strip()}», phải là số nguyên"


def is_decimal(text: str) -> str | None:
    """A decimal number with a point."""
    if _DECIMAL.fullmatch(text.strip()):
        return None
    return f"ghi «{text.strip()}», phải là số (dấu thập phân là dấu chấm)"


def decimal(text: str) -> float | None:
    """The number written, or None."""
    return float(text) if _DECIMAL.fullmatch(text.strip()) else None
