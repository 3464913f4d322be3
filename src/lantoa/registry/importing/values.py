"""Cells to values: numbers, days, yes and no, as people of an office write them. Pure."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Mapping
from datetime import date, datetime, timedelta

from lantoa.documents.sheets import Cell
from lantoa.vietnamese import fold, nfc, number
from lantoa.vietnamese.text import TONES


class Wrong(Exception):
    """A cell cannot be read; the message says why, in a few words."""


# Days that spreadsheets count from: 1 is 1/1/1900 and 29/2/1900 is counted as well.
_SERIAL_0 = date(1899, 12, 30)
_SERIALS = range(18_264, 73_051)  # 1/1/1950 to 1/1/2100
_GROUPED = re.compile(r"\d{1,3}([.,  ]\d{3})+$")
_UNIT = re.compile(r"\s*(hộ|khẩu|nhân khẩu|người|loa|cái|chiếc|cụm|thành viên)\.?$", re.IGNORECASE)
_DAY = re.compile(r"(\d{1,2})\s*[/.\-]\s*(\d{1,2})\s*[/.\-]\s*(\d{4}|\d{2})$")
_ISO = re.compile(r"(\d{4})-(\d{1,2})-(\d{1,2})(?:[ T].*)?$")
_WORDS = re.compile(r"ngày\s+(\d{1,2})\s+tháng\s+(\d{1,2})\s+năm\s+(\d{4})", re.IGNORECASE)
_YES = {"x", "co", "1", "true", "yes", "v", "✓", "✔", "☑", "dung"}
_NO = {"", "khong", "0", "false", "no", "-", "☐", "sai"}
LARGEST = 10_000_000


def text(cell: Cell, *, longest: int = 200) -> str:
    """One line of text in NFC. A number stands as it is written."""
    if cell is None:
        return ""
    if isinstance(cell, float) and cell.is_integer():
        cell = int(cell)
    if isinstance(cell, date):
        return f"{cell:%d/%m/%Y}"
    found = " ".join(nfc(str(cell)).split())
    if len(found) > longest:
        raise Wrong(f"dài quá {number(longest)} ký tự")
    if any(not sign.isprintable() for sign in found):
        raise Wrong("có ký tự lạ không hiện được")
    return found


def whole(cell: Cell, *, largest: int = LARGEST) -> int | None:
    """A count: 20986, "20.986", "120 hộ". None for an empty cell."""
    found = _whole(cell)
    if found is not None and not 0 <= found <= largest:
        raise Wrong(f"số {found} nằm ngoài khoảng 0 đến {number(largest)}")
    return found


def _whole(cell: Cell) -> int | None:
    if cell is None or cell == "":
        return None
    if isinstance(cell, bool | date):
        raise Wrong(f"«{text(cell)}» không phải số")
    if isinstance(cell, int):
        return cell
    if isinstance(cell, float) and cell.is_integer() and abs(cell) < 1e15:
        return int(cell)
    written = _UNIT.sub("", text(cell)).strip()
    if written.isdecimal() and len(written) < 16:
        return int(written)
    if isinstance(cell, str) and _GROUPED.match(written):
        return int(re.sub(r"\D", "", written))
    raise Wrong(f"«{text(cell)}» không phải số nguyên")


def day(cell: Cell) -> date | None:
    """A day: of the spreadsheet, its serial number, 22/12/2024, 22-12-24. None for empty."""
    if isinstance(cell, datetime):
        return _sane(cell.date())
    if isinstance(cell, date):
        return _sane(cell)
    written = text(cell).strip(" .")
    if not written:
        return None
    if written.isdecimal() and len(written) < 7:
        if int(written) in _SERIALS:
            return _SERIAL_0 + timedelta(days=int(written))
        raise Wrong(f"«{written}» chưa đủ ngày, tháng, năm")
    for pattern, order in ((_DAY, (3, 2, 1)), (_WORDS, (3, 2, 1)), (_ISO, (1, 2, 3))):
        match = pattern.match(written)
        if match:
            year, month, of_month = (int(match[place]) for place in order)
            return _made(year, month, of_month, written)
    raise Wrong(f"«{written}» không phải ngày dạng 22/12/2024")


def _made(year: int, month: int, of_month: int, written: str) -> date:
    if year < 100:
        year += 2000 if year <= 50 else 1900
    try:
        return _sane(date(year, month, of_month))
    except ValueError as error:
        raise Wrong(f"không có ngày «{written}»") from error


def _sane(found: date) -> date:
    if not date(1950, 1, 1) <= found <= date(2100, 1, 1):
        raise Wrong(f"ngày {found.day}/{found.month}/{found.year} nằm ngoài 1950 đến 2100")
    return found


def yes(cell: Cell) -> bool | None:
    """A tick: x, có, 1. None for an empty cell."""
    if cell is None or cell == "":
        return None
    if isinstance(cell, bool):
        return cell
    written = fold(text(cell))
    if written in _YES:
        return True
    if written in _NO:
        return False
    raise Wrong(f"«{text(cell)}» không phải có hoặc không")


def one_of(cell: Cell, wordings: Mapping[str, str]) -> str | None:
    """A choice by its folded wordings. None for an empty cell."""
    written = fold(text(cell))
    if not written:
        return None
    if written in wordings:
        return wordings[written]
    raise Wrong(f"«{text(cell)}» không có trong các loại đã biết")


def name_key(name: str) -> str:
    """The same for one name in any case and tone place: «Hoà» and «Hòa», not «Hoa»."""
    words = []
    for word in nfc(name).lower().split():
        parts = unicodedata.normalize("NFD", word)
        tone = "".join(mark for mark in parts if mark in TONES)
        words.append(nfc("".join(mark for mark in parts if mark not in TONES)) + tone)
    return " ".join(words)
