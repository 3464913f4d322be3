"""Figures said one by one: telephone, hot lines, accounts, papers, number plates."""

from __future__ import annotations

import re

from lantoa.vietnamese.speech.letters import initials
from lantoa.vietnamese.speech.numerals import digits
from lantoa.vietnamese.speech.token import Found, Place, Rule

PHONE = re.compile(r"(?:\+ ?84[ .]?\d{1,3}|0\d{2,4})(?:[ .-]?\d{2,4}){1,4}(?![\d/])")
OTHER_PHONE = re.compile(r"(?:0\d[ .-]\d{4}[ .-]\d{4}|84[1-9]\d{8})(?![\d/])")
PAPER = re.compile(r"(?=[A-Z.-]{0,12}\d)[\dA-Z]{1,20}(?:[.-][\dA-Z]{1,20}){1,8}(?![\w])")
IN_BRACKETS = re.compile(r"\((0\d{1,3})\) ?(\d{3,4}(?:[ .-]?\d{3,4}){1,2})(?!\d)")
HOT_LINE = re.compile(r"1[89]00(?:[ .-]?\d{2,4}){1,2}(?![\d/])")
ANY = re.compile(r"\d{3,15}(?:[ .-]\d{2,4}){0,4}(?![\d/]|[.,]\d)")
LEADING_ZERO = re.compile(r"0\d{2,}(?![.,/]\d)")
LONG = re.compile(r"\d{17,}")
PLATE = re.compile(r"(\d{2})-?([A-ZĐ]{1,2})(\d?)[ -](\d{3})\.?(\d{2})(?!\d)")
_FIGURES = re.compile(r"\d+")
_CODE_PIECES = re.compile(r"\d+|[A-Z]+")

EMERGENCY = ("111", "112", "113", "114", "115", "1022", "156", "5656")
_CALL_WORDS = (
    *("gọi", "gọi số", "điện", "điện thoại", "số điện thoại", "tổng đài", "đường dây nóng"),
    *("hotline", "sđt", "đt", "số máy", "liên hệ", "cảnh sát", "cấp cứu", "cứu hỏa", "số nóng"),
    *("chữa cháy", "zalo", "fax", "cứu nạn", "đầu số", "công an", "gọi ngay"),
)
_COUNTED = ("đồng", "đ", "triệu", "hộ", "người", "em", "đại", "cán", "lượt", "km", "m", "vnđ")
_PAPER_WORDS = (
    *("tài khoản", "stk", "căn cước", "cccd", "cmnd", "định danh", "mã số", "mã số thuế", "mst"),
    *("mã", "mã vạch", "số seri", "số hiệu", "mã định danh", "mã hồ sơ", "hộ chiếu", "biển số"),
    *("bhyt", "bhxh", "tin nhắn", "mã bưu chính"),
)


def phone(place: Place) -> Found | None:
    """0912 345 678, 0239.3855.123, +84 912 345 678, 1900 1234, and 113 where one calls."""
    found = place.match(PHONE)
    if found and 9 <= _count(found[0]) <= 12:
        return _in_groups(found.end(), found[0], "phone", "phone")
    if found := place.match(OTHER_PHONE):
        return _in_groups(found.end(), found[0], "phone", "phone")
    found = place.match(HOT_LINE)
    if found and _count(found[0]) in (8, 10) and place.left() != "năm":
        return _in_groups(found.end(), found[0], "phone", "hot-line")
    found = place.match(ANY)
    if found and place.next_word(found.end()).lower() in _COUNTED:
        return None
    if found and _is_called(place, found[0]):
        return _in_groups(found.end(), found[0], "phone", "called")
    if found and _names_paper(place) and len(found[0]) > 4:
        return _in_groups(found.end(), found[0], "code", "paper-number")
    return None


def paper_code(place: Place) -> Found | None:
    """mã hồ sơ 000.00.12.H26-261123-0001: a code of figures and letters after its name."""
    found = place.match(PAPER)
    if found is None or not _names_paper(place):
        return None
    pieces = _CODE_PIECES.findall(found[0])
    said = (digits(piece) if piece.isdigit() else initials(piece) for piece in pieces)
    return Found(found.end(), "code", "paper-code", ", ".join(said))


def in_brackets(place: Place) -> Found | None:
    """(0239) 3855 123: the area code in brackets."""
    found = place.match(IN_BRACKETS)
    if found is None:
        return None
    return _in_groups(found.end(), f"{found[1]} {found[2]}", "phone", "area-code")


def one_by_one(place: Place) -> Found | None:
    """007, 0123, and what is too long for a number."""
    found = place.match(LEADING_ZERO) or place.match(LONG)
    if found is None:
        return None
    return _in_groups(found.end(), found[0], "code", "one-by-one", sure=False)


def plate(place: Place) -> Found | None:
    """38A-123.45: a number plate."""
    found = place.match(PLATE)
    if found is None:
        return None
    series = f"{digits(found[1])} {initials(found[2])} {digits(found[3])}".strip()
    words = f"{series}, {digits(found[4])}, {digits(found[5])}"
    return Found(found.end(), "code", "plate", words)


def _is_called(place: Place, written: str) -> bool:
    """Does a word of calling stand before, or a telephone number and a comma?"""
    known = written in EMERGENCY
    if place.left_ends(_CALL_WORDS):
        return known or len(written) > 5 or not place.left_ends(("gọi", "công an", "điện"))
    before = place.tokens[-2:]
    joined = len(before) == 2 and before[1].text in (",", "và", "hoặc", "-", "–", "/")
    return joined and before[0].cls == "phone" and (known or len(written) >= 3)


def _names_paper(place: Place) -> bool:
    return place.left_ends(_PAPER_WORDS) or (
        place.left() == "số" and place.left_ends(tuple(f"{word} số" for word in _PAPER_WORDS))
    )


def _in_groups(end: int, written: str, cls: str, rule: str, *, sure: bool = True) -> Found:
    groups = _FIGURES.findall(written)
    if len(groups) == 1:
        groups = _cut(groups[0])
    plus = "cộng " if written.startswith("+") else ""
    return Found(end, cls, rule, plus + ", ".join(digits(group) for group in groups), sure)


def _cut(figures: str) -> list[str]:
    """Groups as people say them: 4-3-3 for ten figures, else threes with a longer last one."""
    if len(figures) <= 4:
        return [figures]
    head = {8: 4, 10: 4, 11: 4}.get(len(figures), 3)
    rest = figures[head:]
    last = len(rest) - len(rest) % 3 if len(rest) % 3 != 1 else len(rest) - 4
    groups = [rest[at : at + 3] for at in range(0, last, 3)]
    return [figures[:head], *groups, *([rest[last:]] if rest[last:] else [])]


def _count(written: str) -> int:
    return sum(map(str.isdigit, written))


RULES: tuple[Rule, ...] = (plate, paper_code, phone)
