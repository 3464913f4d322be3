"""Numbers with what they count: groups, decimals, per cent, money, units, ranges, scores."""

from __future__ import annotations

import re

from lantoa.vietnamese.speech.letters import initials
from lantoa.vietnamese.speech.lexicon import unit_pattern, units
from lantoa.vietnamese.speech.numerals import cardinal, digits, figure, fraction_part, month
from lantoa.vietnamese.speech.token import Found, Place, Rule

NUMBER = re.compile(
    r"(?P<grouped>[1-9]\d{0,2}(?:\.\d{3})+(?![\d]|\.\d)(?:,(?P<tail>\d+))?)"
    r"|(?P<spaced>[1-9]\d{0,2}(?:[ \u00a0]\d{3})+(?![\d,./:]))"
    r"|(?P<commas>[1-9]\d{0,2}(?:,\d{3}){2,}(?![\d,]))"
    r"|(?P<decimal>(?P<whole>\d+),(?P<part>\d+)(?!,?\d))"
    r"|(?P<dotted>\d+(?:\.\d+)+)"
    r"|(?P<plain>\d+)"
)
RANGE = re.compile(r" ?(?:[-–—÷~]|->|→) ?(?=\d)")
RATIO = re.compile(r"(\d{1,5}) ?: ?(\d{1,5})(?![\d:])")
PRODUCT = re.compile(r" ?[x×*] ?(?=\d)")
HALF_MILLION = re.compile(r"(\d{1,4})tr([1-9])(?!\w)")
YEAR = re.compile(r"(?:19|20)\d\d")
MINUTES = re.compile(r"['’′](?=[\s,.;)]|$)")
TIMES = re.compile(r"[x×][ \u00a0]?(?=\d)")
CODE = re.compile(r"(\d{1,4})([A-ZĐ]{1,3})(\d{0,3})(?![\w])")
_NOT_DIGITS = re.compile(r"\D+")

_SCORE_LEFT = ("tỷ số", "tỉ số", "thắng", "thua", "hòa", "hoà", "kết quả")
_RATIO_LEFT = ("tỷ lệ", "tỉ lệ", "tỷ lệ xích", "tỉ lệ xích", "bản đồ")
_LISTED = ("điều", "khoản", "mục", "thôn", "tổ", "lớp", "ngày", "tháng", "câu", "xóm", "khối")
_MAGNITUDE = ("triệu", "tỷ", "tỉ", "nghìn", "ngàn", "trăm", "vạn")


def amount(place: Place) -> Found | None:
    """A number with its unit, and the second end of a range if one follows."""
    found = place.match(NUMBER)
    if found is None:
        return None
    if half := place.match(HALF_MILLION):
        words = f"{figure(half[1])} triệu {cardinal(int(half[2]) * 100)} nghìn"
        return Found(half.end(), "money", "half-million", words)
    first = _Figure(found, place)
    if place.tokens and place.tokens[-1].cls == "month" and YEAR.fullmatch(found[0]):
        return Found(found.end(), "year", "month-year", f"năm {first.words}")
    joined = RANGE.match(place.text, found.end())
    if joined:
        second = NUMBER.match(place.text, joined.end())
        if second is not None:
            whole = _range(place, first, joined, _Figure(second, place))
            if whole:
                return whole
    if times := PRODUCT.match(place.text, found.end()):
        return Found(times.end(), "number", "product", f"{first.words} nhân")
    minutes = MINUTES.match(place.text, found.end())
    if minutes and not any(token.text in "'‘’" for token in place.tokens[-9:]):
        return Found(minutes.end(), "time", "minutes", f"{first.words} phút")
    words, end, cls = _with_unit(place, first.words, found.end())
    return Found(end, cls or first.cls, first.rule, words, first.sure)


def ratio(place: Place) -> Found | None:
    """tỷ lệ 1:500, 3:1."""
    found = place.match(RATIO)
    if found is None:
        return None
    named = place.left_ends(_RATIO_LEFT) or place.left_ends(_SCORE_LEFT)
    if " " in found[0] and not named:
        return None
    link = " " if place.left_ends(_SCORE_LEFT) else " trên "
    words = f"{cardinal(int(found[1]))}{link}{cardinal(int(found[2]))}"
    return Found(found.end(), "ratio", "colon", words, sure=named)


def code(place: Place) -> Found | None:
    """10A1, 4B: figures and capitals."""
    found = place.match(CODE)
    if found is None or (found[2] in units() and not found[3]):
        return None
    words = [figure(found[1]), initials(found[2]), figure(found[3]) if found[3] else ""]
    return Found(found.end(), "code", "figures-letters", " ".join(filter(None, words)))


def unit_after_word(place: Place) -> Found | None:
    """5 triệu USD, 3m x 4m: a unit behind a word of magnitude, times behind a unit."""
    last = place.tokens[-1] if place.tokens else None
    if last is None:
        return None
    if last.cls in ("unit", "number") and (times := place.match(TIMES)):
        return Found(times.end(), "number", "product", "nhân")
    found = place.match(unit_pattern()) if last.text.lower() in _MAGNITUDE else None
    if found is None:
        return None
    return Found(found.end(), "unit", "after-magnitude", units()[found["unit"]])


class _Figure:
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
        if place.left() in _LISTED and len(part) < 3:
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
        if len(parts) == 2 and (measured or after in _MAGNITUDE):
            self.words = f"{figure(parts[0])} phẩy {fraction_part(parts[1])}"
            self.rule = "decimal-point"
            self.value = float(f"{parts[0][:15]}.{parts[1][:15]}")
            return
        self.words = " chấm ".join(map(figure, parts))
        self.value = -1

    def _plain(self, found: re.Match[str], place: Place) -> None:
        self._whole(found["plain"])

    def _whole(self, written: str) -> None:
        figures = _NOT_DIGITS.sub("", written)
        self.words = figure(figures) if len(figures) <= 18 else digits(figures)
        self.value = float(figures[:30])


def _range(place: Place, first: _Figure, joined: re.Match[str], second: _Figure) -> Found | None:
    """10-15 phút, 2026-2030, 85–90%; a score after tỷ số; else the hyphen is not said."""
    if place.left_ends(_SCORE_LEFT):
        return Found(second.end, "score", "score", f"{first.words} {second.words}")
    if first.value < 0 or second.value < 0 or not first.value < second.value:
        return None
    words, end, cls = _with_unit(place, f"{first.words} đến {second.words}", second.end)
    return Found(end, cls or "range", "range", words)


def _with_unit(place: Place, words: str, end: int) -> tuple[str, int, str]:
    """The words with the unit that follows, where they end, and the class of the unit."""
    found = unit_pattern().match(place.text, end)
    if found is None:
        return words, end, ""
    unit = found["unit"]
    said = units()[unit]
    cls = "percent" if unit in "%‰" else "money" if said in _MONEY else "unit"
    return f"{words} {said}", found.end(), cls


_MONEY = {"đồng", "triệu đồng", "nghìn", "triệu", "đô la Mỹ", "đô la", "ơ rô"}

LETTER_RULES: tuple[Rule, ...] = (unit_after_word,)
RULES: tuple[Rule, ...] = (ratio, code, amount)
