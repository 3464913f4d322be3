"""One number as written, with groups or a comma, in words."""

from __future__ import annotations

import re

from lantoa.vietnamese.speech.lexicon import unit_pattern
from lantoa.vietnamese.speech.numerals import cardinal, digits, figure, fraction_part, month
from lantoa.vietnamese.speech.token import Place

NUMBER = re.compile(
    r"(?P<grouped>[1-9]\d{0,2}(?:\.\d{3})+(?![\d]|\.\d)(?:,(?P<tail>\d+))?)"
    r"|(?P<spaced>[1-9]\d{0,2}(?:[ \u00a0]\d{3})+(?![\d,./:]))"
    r"|(?P<commas>[1-9]\d{0,2}(?:,\d{3}){2,}(?![\d,]))"
    r"|(?P<decimal>(?P<whole>\d+),(?P<part>\d+)(?!,?\d))"
    r"|(?P<dotted>\d+(?:\.\d+)+)"
    r"|(?P<plain>\d+)"
)
_TAIL = re.compile(r"(?: ?[-–] ?| đến )\d{1,3}\.\d{1,2}(?![.\d])")
_NOT_DIGITS = re.compile(r"\D+")
_LISTED = (
    *("mũi", "đợt", "tiêu chí", "nhóm", "bậc", "khu phố", "chi hội", "phòng", "ô", "đội"),
    *("điều", "khoản", "mục", "thôn", "tổ", "lớp", "ngày", "tháng", "câu", "xóm", "khối"),
)
_GRADED = (
    *("điểm", "bình", "tb", "đạt", "ielts", "gpa", "tăng", "giảm", "khoảng", "gần", "hơn", "còn"),
    *("gấp", "dài", "rộng", "cao", "sâu", "nặng", "richter", "độ", "chuẩn"),
)
MAGNITUDE = ("triệu", "tỷ", "tỉ", "nghìn", "ngàn", "trăm", "vạn")


class WrittenNumber:
    """One number as written: its words, its value when it is whole, and the rule behind."""

    __slots__ = ("cls", "end", "rule", "sure", "value", "words")

    def __init__(self, found: re.Match[str], place: Place) -> None:
        self.end = found.end()
        self.sure, self.cls = True, "number"
        self.value: float = 0
        self.rule = found.lastgroup or "plain"
        for rule in ("grouped", "spaced", "commas", "decimal", "dotted", "plain"):
            if found[rule] is not None:
                self.rule = rule
        getattr(self, f"_{self.rule}")(found, place)

    def _grouped(self, found: re.Match[str], place: Place) -> None:
        whole, _, part = found["grouped"].partition(",")
        self._whole(whole)
        if part:
            self.words += f" phẩy {fraction_part(part)}"

    def _spaced(self, found: re.Match[str], place: Place) -> None:
        self._whole(found["spaced"])

    def _commas(self, found: re.Match[str], place: Place) -> None:
        self._whole(found["commas"])

    def _decimal(self, found: re.Match[str], place: Place) -> None:
        whole, part = found["whole"], found["part"]
        if len(part) == 3 and len(whole) < 4 and whole[0] != "0" and _paid(place, found.end()):
            self._whole(whole + part)  # 100,000 đồng, as English groups figures
            return
        measured = place.next_word(found.end()) in (*MAGNITUDE, "lần", "điểm")
        if place.left() in _LISTED and len(part) < 3 and not measured:
            say = month if place.left() == "tháng" else cardinal
            self.words = f"{say(int(whole))}, {say(int(part))}" if len(whole) < 4 else whole
            self.rule, self.sure = "list", False
            if len(whole) >= 4:
                self.words = f"{figure(whole)}, {figure(part)}"
            return
        self.words = f"{figure(whole)} phẩy {fraction_part(part)}"
        self.value = float(f"{whole[:15]}.{part[:15]}")

    def _dotted(self, found: re.Match[str], place: Place) -> None:
        parts = found["dotted"].split(".")
        after = place.next_word(found.end()).lower()
        measured = unit_pattern().match(place.text, found.end()) is not None
        near = any(token.text.lower() in ("điểm", "gpa", "ielts") for token in place.tokens[-4:])
        graded = (place.left() in _GRADED or near) and len(parts[-1]) < 3
        measured = measured or _runs_on(found, place)
        below = parts[0] == "0"
        scaled = after in MAGNITUDE or (after == "lần" and len(parts[-1]) < 3)
        if len(parts) == 2 and (measured or graded or below or scaled):
            self.words = f"{figure(parts[0])} phẩy {fraction_part(parts[1])}"
            self.rule = "decimal-point"
            self.value = float(f"{parts[0][:15]}.{parts[1][:15]}")
            return
        if any(len(part) > 4 for part in parts):  # 3721.0.1080555: an account
            self.words, self.sure = ", ".join(map(digits, parts)), False
        else:
            self.words = " chấm ".join(map(figure, parts))
        self.value = -1

    def _plain(self, found: re.Match[str], place: Place) -> None:
        self._whole(found["plain"])

    def _whole(self, written: str) -> None:
        figures = _NOT_DIGITS.sub("", written)
        self.words = figure(figures) if len(figures) <= 18 else digits(figures)
        self.value = float(figures[:30])


def _paid(place: Place, end: int) -> bool:
    """Is an amount in đồng, of which there are no thousandth parts, meant?"""
    return place.next_word(end).lower() in ("đồng", "đ", "vnđ", "vnd")


def _runs_on(found: re.Match[str], place: Place) -> bool:
    """1.5-2.5 triệu: the unit stands behind the second number."""
    tail = _TAIL.match(place.text, found.end())
    if tail is None:
        return False
    measured = unit_pattern().match(place.text, tail.end()) is not None
    return measured or place.next_word(tail.end()).lower() in MAGNITUDE
