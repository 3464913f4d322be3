"""Two numbers side by side that are no range: scores of matches, ratios of mixtures and maps."""

from __future__ import annotations

import re

from lantoa.vietnamese.speech.letters import initials
from lantoa.vietnamese.speech.numerals import cardinal, figure, fraction_part
from lantoa.vietnamese.speech.token import Found, Place, Rule

RATIO = re.compile(
    r"(\d{1,5}(?:,\d{1,2})?) ?: ?(\d{1,3}(?:\.\d{3})+|\d{1,5}(?:,\d{1,2})?)(?![\d:])"
)
SCALE = re.compile(r"(\d{1,3}) ?/ ?(\d{1,3}(?:\.\d{3})+|[5-9]\d|\d{3,6})(?![\d/]|[.,]\d)")
SCORE = re.compile(r"(\d{1,3}) ?[-–:] ?(\d{1,3})(?![\w/:%]|[-–.,]\d)")
SERIES = re.compile(r"\d{1,2}-\d{1,2}(?:[,;] ?\d{1,2}-\d{1,2}){1,4}(?![\w/%-])")
LAST = re.compile(r"-(\d+)")
STANDARD = re.compile(r"(\d{1,5})(?:-(?:(\d{1,3})|([A-ZĐ]{1,3})))?:((?:19|20)\d\d)(?!\d)/?(?!\d)")
SETS = re.compile(r"\d{1,2}/\d{1,2}(?:[,;] ?\d{1,2}/\d{1,2}){1,4}(?![\w/%-])")
_SET_WORDS = {"hiệp", "set", "séc", "ván", "trắng"}
ROUND = re.compile(r"1/(2|4|8|16|32|64)(?![\d/])")
_BELOW = {"2": "hai", "4": "tư", "8": "tám", "16": "mười sáu", "32": "ba mươi hai"}
_BELOW["64"] = "sáu mươi tư"
_STANDARDS = ("ISO", "TCVN", "QCVN", "TCCS", "QCĐP", "TCN", "IEC")
_RATIO_LEFT = ("tỷ lệ", "tỉ lệ", "tỷ lệ xích", "tỉ lệ xích", "bản đồ", "pha", "pha loãng")
SCORE_LEFT = (
    *("tỷ số", "tỉ số", "thắng", "thua", "hòa", "hoà", "kết quả", "dẫn", "dẫn trước"),
    *("chung cuộc", "san bằng", "gỡ", "hòa nhau", "hoà nhau", "thắng đậm", "thắng sát nút"),
)
_PLAYED = ("thắng", "thua", "hòa", "hoà", "dẫn", "hạ", "thắng đậm")
_AFTER_SCORE = (
    *("", "trước", "ở", "tại", "sau", "trên", "trong", "ngay", "và", "ngày", "vào", "chung"),
    *("của", "đội", "để", "giành", "qua", "nhờ", "cho", "tối", "chiều", "sáng", "khi", "lúc"),
)
_REACH = 7


def named(place: Place) -> Found | None:
    """tỷ lệ pha 1:50, tỷ lệ 1/2000, thắng thôn Đoài 3-1: words before it say what it is."""
    before = place.tokens[-2:]
    goes_on = len(before) > 1 and before[0].cls == "ratio" and before[1].text in (",", "và", ";")
    if (scale := place.match(SCALE)) and (goes_on or place.left_ends(_RATIO_LEFT)):
        return _ratio(scale, " phần " if scale[1] == "1" else " trên ", sure=True)
    ratio_found = place.match(RATIO)
    if ratio_found and _near(place, ("lệ", "pha")) and not place.left_ends(SCORE_LEFT):
        return _ratio(ratio_found, " trên ", sure=True)
    if (sets := place.match(SETS)) and not _SET_WORDS.isdisjoint(place.words):
        numbers = [int(number) for number in re.findall(r"\d+", sets[0])]
        pairs = zip(numbers[::2], numbers[1::2], strict=True)
        words = ", ".join(f"{cardinal(first)} {cardinal(last)}" for first, last in pairs)
        return Found(sets.end(), "score", "sets", words)
    found = place.match(SCORE)
    if found and int(found[1]) > int(found[2]) and _is_series(place):
        return _scored(found)
    if found is None or not _is_score(place, found.end()):
        return None
    return _scored(found)


def _is_series(place: Place) -> bool:
    """25-20, 22-25: sets of a match, one of which cannot be a day and a month."""
    series = place.match(SERIES)
    return series is not None and any(int(last) > 12 for last in LAST.findall(series[0]))


def _scored(found: re.Match[str]) -> Found:
    words = f"{cardinal(int(found[1]))} {cardinal(int(found[2]))}"
    return Found(found.end(), "score", "score", words)


def round_of(place: Place) -> Found | None:
    """vòng 1/8: the round of a competition."""
    found = place.match(ROUND) if place.left() == "vòng" else None
    if found is None:
        return None
    return Found(found.end(), "fraction", "round", f"một phần {_BELOW[found[1]]}")


def standard(place: Place) -> Found | None:
    """QCVN 01-1:2018/BYT, ISO 9001:2015."""
    named_so = place.tokens and place.tokens[-1].text.upper() in _STANDARDS
    found = place.match(STANDARD) if named_so else None
    if found is None:
        return None
    part = figure(found[2]) if found[2] else initials(found[3] or "")
    words = [figure(found[1]), part, cardinal(int(found[4]))]
    return Found(found.end(), "code", "standard", ", ".join(filter(None, words)))


def ratio(place: Place) -> Found | None:
    """tỷ lệ 1:500, 3:1."""
    found = place.match(RATIO)
    if found is None:
        return None
    scored = place.left_ends(SCORE_LEFT)
    sure = scored or place.left_ends(_RATIO_LEFT)
    if " " in found[0] and not sure:
        return None
    return _ratio(found, " " if scored else " trên ", sure=sure)


def _ratio(found: re.Match[str], link: str, *, sure: bool) -> Found:
    words = f"{_part(found[1])}{link}{_part(found[2])}"
    return Found(found.end(), "ratio", "colon", words, sure)


def _part(written: str) -> str:
    """2.000 or 1,5: mái 1:1,5."""
    whole, _, part = written.replace(".", "").partition(",")
    return cardinal(int(whole)) + (f" phẩy {fraction_part(part)}" if part else "")


def _is_score(place: Place, end: int) -> bool:
    """A word of play stands before, no other number between, and nothing counted behind."""
    before = place.tokens[-2:]
    if len(before) == 2 and before[1].text in (",", ";", "và") and before[0].cls == "score":
        return True
    if place.next_word(end) not in _AFTER_SCORE:
        return False
    return place.left_ends(("dẫn", "dẫn trước")) or _near(place, _PLAYED) or _near_score(place)


def _near_score(place: Place) -> bool:
    return _near(place, ("số",)) and any(
        token.text.lower() in ("tỷ", "tỉ") for token in place.tokens[-_REACH - 1 :]
    )


def _near(place: Place, words: tuple[str, ...]) -> bool:
    """Is one of `words`, in small letters, close before, with no number in between?"""
    for token in reversed(place.tokens[-_REACH:]):
        if token.text in words:
            return True
        if token.cls in ("number", "range", "date", "day-month", "time", "unit", "money"):
            return False
    return False


RULES: tuple[Rule, ...] = (round_of, named)
"""Asked before days and times."""
