"""Days, months, quarters and years."""

from __future__ import annotations

import re

from lantoa.vietnamese.speech import named, times
from lantoa.vietnamese.speech.day_month import ADDRESS_LEFT, is_day, pair
from lantoa.vietnamese.speech.lexicon import unit_pattern
from lantoa.vietnamese.speech.numerals import cardinal, month
from lantoa.vietnamese.speech.token import NUMBER_ENDS, Found, Place, Rule
from lantoa.vietnamese.speech.written import MAGNITUDE

FULL = re.compile(rf"(\d{{1,2}}) ?([/.-]) ?(\d{{1,2}}) ?\2 ?(\d{{4}}){NUMBER_ENDS}")
SHORT_YEAR = re.compile(rf"(\d{{1,2}})([/-])(\d{{1,2}})\2(\d\d){NUMBER_ENDS}")
ISO = re.compile(rf"(\d{{4}})-(\d\d)-(\d\d){NUMBER_ENDS}")
DAYS_OF_MONTH = re.compile(
    rf"(\d{{1,2}}) ?[-–—] ?(\d{{1,2}})([/.])(\d{{1,2}})(?:\3(\d{{4}}))?{NUMBER_ENDS}(?![/.]\d)"
)
DOTTED_RUN = re.compile(
    rf"(\d{{1,2}})\.(\d{{1,2}})(?: ?[-–] ?| đến | tới )(?:ngày )?(\d{{1,2}})\.(\d{{1,2}})"
    rf"(?:\.(\d{{4}}))?{NUMBER_ENDS}"
)
_FROM = ("từ", "ngày", "sáng", "chiều", "đợt", "kể từ")
MONTHS_OF_YEAR = re.compile(rf"(\d{{1,2}}) ?[-–—] ?(\d{{1,2}})/(\d{{4}}){NUMBER_ENDS}")
OF_YEAR = re.compile(rf"(\d{{1,4}}) ?([/.-]) ?(\d{{4}}){NUMBER_ENDS}(?!/)")
HOUSE = re.compile(r"\d{1,4}(?:/\d{1,3}){2,4}(?![\d/])")

_COUNTED = ("đợt", "kỳ", "quý", "lần", "tuần", "học kỳ", "phiên", "số")
_ISSUED = (
    *("nghị định", "thông tư", "luật", "nghị quyết", "quyết định", "chỉ thị", "kế hoạch", "nđ"),
    *("thông báo", "công văn", "báo cáo", "tt", "nq", "qđ", "hướng dẫn", "pháp lệnh", "ct", "kh"),
)


def house(place: Place) -> Found | None:
    """ngõ 15/2/7: a house behind lanes of lanes."""
    found = place.match(HOUSE) if place.left_ends(ADDRESS_LEFT) else None
    if found is None:
        return None
    words = " trên ".join(cardinal(int(part)) for part in found[0].split("/"))
    return Found(found.end(), "code", "house", words)


def full_date(place: Place) -> Found | None:
    """22/12/2024, 22-12-2024, 22.12.2024, 22/12/24, 2024-12-22."""
    if iso := place.match(ISO):
        return _dated(iso.end(), int(iso[3]), int(iso[2]), int(iso[1]), "iso-date")
    if found := place.match(FULL):
        day, in_month, year = int(found[1]), int(found[3]), int(found[4])
        return _dated(found.end(), day, in_month, year, "date")
    found = place.match(SHORT_YEAR)
    if found is None or (found[2] == "-" and place.left() != "ngày"):
        return None
    year = 2000 + int(found[4]) if int(found[4]) < 70 else 1900 + int(found[4])
    return _dated(found.end(), int(found[1]), int(found[3]), year, "date-short-year")


def days_of_month(place: Place) -> Found | None:
    """10-15/8, 01-05/7/2026: a run of days within one month."""
    found = place.match(DAYS_OF_MONTH)
    if found is None:
        return _months_of_year(place)
    first, last, in_month = int(found[1]), int(found[2]), int(found[4])
    if not (first < last and is_day(last, in_month)):
        return None
    year = f" năm {cardinal(int(found[5]))}" if found[5] else ""
    words = f"{cardinal(first)} đến {cardinal(last)} tháng {month(in_month)}{year}"
    return Found(found.end(), "date", "days-of-month", words)


def dotted_run(place: Place) -> Found | None:
    """từ 12.3 - 30.4: two days as newspapers write them."""
    found = place.match(DOTTED_RUN) if place.left_ends(_FROM) else None
    if found is None or unit_pattern().match(place.text, found.end()):
        return None
    if place.next_word(found.end()).lower() in (*MAGNITUDE, "lần", "điểm", "tấn", "tạ"):
        return None
    first, in_month, last, to_month = (int(found[group]) for group in (1, 2, 3, 4))
    if not (is_day(first, in_month) and is_day(last, to_month)):
        return None
    called = any(token.text.lower() == "ngày" for token in place.tokens[-4:])
    if "đ" in found[0] and not (called or max(first, last) > 12):
        return None  # từ 2.5 đến 3.5
    year = f" năm {cardinal(int(found[5]))}" if found[5] else ""
    words = (
        f"{cardinal(first)} tháng {month(in_month)} đến {cardinal(last)} tháng {month(to_month)}"
    )
    return Found(found.end(), "date", "dotted-run", words + year)


def _months_of_year(place: Place) -> Found | None:
    found = place.match(MONTHS_OF_YEAR)
    if found is None or not 0 < int(found[1]) < int(found[2]) <= 12:
        return None
    lead = "" if place.left() == "tháng" else "tháng "
    words = f"{lead}{month(int(found[1]))} đến tháng {month(int(found[2]))}"
    return Found(found.end(), "date", "months", f"{words} năm {cardinal(int(found[3]))}")


def of_year(place: Place) -> Found | None:
    """tháng 4/2026, quý 2/2026, Nghị định 30/2020, 4/2026: a count within a year."""
    found = place.match(OF_YEAR)
    if found is None:
        return None
    count, year = int(found[1]), int(found[3])
    if not 1900 <= year <= 2199:
        return None
    said = f" năm {cardinal(year)}"
    after_month = place.left() == "tháng"
    if after_month and 0 < count < 13:
        return Found(found.end(), "month", "month-year", month(count) + said)
    if found[2] == ".":
        return None
    if found[2] == "-" and not (place.left() == "quý" and count < 5):
        return None
    if place.left_ends(_COUNTED) or place.left_ends(_ISSUED):
        return Found(found.end(), "document", "number-year", cardinal(count) + said)
    if 0 < count < 13:
        return Found(found.end(), "month", "month-year", f"tháng {month(count)}{said}")
    if 1900 <= count < year:
        return Found(found.end(), "year", "years", f"{cardinal(count)}, {cardinal(year)}")
    return Found(found.end(), "document", "number-year", cardinal(count) + said, sure=False)


def _dated(end: int, day: int, in_month: int, year: int, rule: str) -> Found | None:
    if not is_day(day, in_month):
        return None
    words = f"{cardinal(day)} tháng {month(in_month)} năm {cardinal(year)}"
    return Found(end, "date", rule, words)


RULES: tuple[Rule, ...] = (
    house,
    named.days,
    full_date,
    days_of_month,
    dotted_run,
    of_year,
    pair,
    times.clock,
    *named.RULES,
)
