"""Degrees and minutes of a place on the map: 18°40'B, 16,5–17,0°N."""

from __future__ import annotations

import re

from lantoa.vietnamese.speech.numerals import figure, fraction_part
from lantoa.vietnamese.speech.token import Found, Place

POSITION = re.compile(
    r"(?P<whole>\d{1,3})(?:[.,](?P<part>\d{1,4}))? ?[°º] ?"
    r"(?:(?P<minute>\d{1,2}) ?['’′] ?(?:(?P<second>\d{1,2}) ?(?:\"|''|”|″) ?)?)?"
    r"(?P<side>[BNĐTEWS](?!\w))?"
)
BARE_POSITION = re.compile(
    r"(?P<whole>\d{1,3})[.,](?P<part>\d{1,2}) ?(?P<side>[NBĐE])(?!\w)(?P<minute>)(?P<second>)"
)
_SIDES = {"B": "vĩ Bắc", "N": "vĩ Nam", "S": "vĩ Nam", "Đ": "kinh Đông", "E": "kinh Đông"}
_SIDES |= {"T": "kinh Tây", "W": "kinh Tây"}
POSITIONS = re.compile(
    r"(\d{1,3}[.,]\d) ?(?:[°º] ?)?[-–] ?(\d{1,3}[.,]\d) ?(?:[°º]|độ) ?([BNĐTEWS])(?!\w)"
)


def position(place: Place) -> Found | None:
    """18°40'B, 105,7°Đ: degrees and minutes of a place on the map."""
    if run := place.match(POSITIONS):
        first, last = (_degrees(part) for part in run.groups()[:2])
        side = _side(run[3], place.text[run.end() :])
        return Found(run.end(), "number", "position", f"{first} đến {last} độ {side}")
    found = place.match(POSITION) or place.match(BARE_POSITION)
    if found is None or not (found["minute"] or found["side"]):
        return None
    words = figure(found["whole"])
    words += f" phẩy {fraction_part(found['part'])}" if found["part"] else ""
    words += " độ"
    words += f" {figure(found['minute'])} phút" if found["minute"] else ""
    words += f" {figure(found['second'])} giây" if found["second"] else ""
    words += f" {_side(found['side'], place.text[found.end() :])}" if found["side"] else ""
    return Found(found.end(), "number", "position", words)


def _degrees(written: str) -> str:
    whole, part = re.split("[.,]", written)
    return f"{figure(whole)} phẩy {fraction_part(part)}"


def _side(letter: str, rest: str) -> str:
    """N beside an E is English for North."""
    return "vĩ Bắc" if letter == "N" and "E" in rest[:30] else _SIDES[letter]
