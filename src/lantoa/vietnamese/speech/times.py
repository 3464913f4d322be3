"""Times of day and how long: 17:00, 5h30, 3'30'', 10:40 AM."""

from __future__ import annotations

import re

from lantoa.vietnamese.speech.numerals import cardinal
from lantoa.vietnamese.speech.token import Found, Place, Rule

FULL_HOUR = re.compile(r"00(?![\w.,:/-]|[ \u00a0]?(?:phút|ph)\b)")
SHORT_MINUTE = re.compile(r"(1?\d|2[0-4])[hH](\d)(?: ?(?:['’′]|ph(?:út)?|p))?(?![\w.,/]\w|\w)")
SEASON = re.compile(r"(20\d\d)/(\d\d)(?![\d/])")
MONTHS = re.compile(r"(\d{1,2})T ?/ ?((?:19|20)\d\d)(?!\d)|([369])T(?= (?:đạt|đầu|năm|cuối|ước)\b)")
CLOCK = re.compile(r"(\d{1,2}):([0-5]\d)(?::([0-5]\d))?(?![\d:])(?: ?(?:h|giờ)(?!\w))?")
HOURS = re.compile(
    r"(\d{1,2}) ?(?:h|H|g(?=\d\d))(?: ?([0-5]\d)(?![/.]\d)(?: ?(?:['’′]|ph(?:út)?|p))?)?(?!\w)"
)
LONG_RUN = re.compile(r"(\d{1,2})h ?([0-5]?\d) ?['’′] ?([0-5]?\d)(?: ?(?:''|[\"”″’]{1,2}|s))(?!\w)")
SECONDS = re.compile(r"(\d{1,2})(?:\"|''|[”″]) ?(\d\d)(?!\w)")
MINUTES_SECONDS = re.compile(
    r"(\d{1,3})(?:p([0-5]?\d)s|['’′] ?([0-5]?\d)(?:''|[\"”″’]{1,2}))(?!\w)"
)
SHORT_HOUR = re.compile(r"(1?\d|2[0-4])g(?![\w])")
DAYTIME_HOUR = re.compile(
    r"\d{1,2}g(?: ?(?:đến|tới|[-–]) ?\d{1,2}g)? (?:sáng|trưa|chiều|tối|đêm)(?!\w)"
)
_WEIGHED = {"uống", "bón", "thuốc", "phân", "men", "liều", "kg", "pha"}
HALF_OF_DAY = re.compile(r"([AaPp])\.?[Mm]\.?(?!\w)")


def clock(place: Place) -> Found | None:
    """17:00, 5h30, 19h05, 7g30: a time of day."""
    found = place.match(CLOCK)
    if found and int(found[1]) <= 24:
        return Found(found.end(), "time", "clock", _time(found[1], found[2], found[3]))
    if run := place.match(LONG_RUN):
        return Found(run.end(), "time", "hours", _time(run[1], run[2], run[3]))
    if span := place.match(MINUTES_SECONDS):
        return Found(span.end(), "time", "minutes", _span(span[1], span[2] or span[3]))
    if run := place.match(SECONDS):
        words = f"{cardinal(int(run[1]))} giây {cardinal(int(run[2]))}"
        return Found(run.end(), "time", "seconds", words)
    if brief := place.match(SHORT_MINUTE):
        return Found(brief.end(), "time", "hours", _time(brief[1], brief[2], None))
    found = place.match(HOURS)
    if found is None or (int(found[1]) > 24 and found[2]):
        return None
    return Found(found.end(), "time", "hours", _time(found[1], found[2], None))


def short_hour(place: Place) -> Found | None:
    """lúc 5g: asked before 5G the network."""
    short = place.match(SHORT_HOUR)
    if short is None or not _tells_time(place):
        return None
    return Found(short.end(), "time", "hours", _time(short[1], None, None))


def months(place: Place) -> Found | None:
    """9T/2026: so many months of a year."""
    found = place.match(MONTHS)
    if found is None:
        return None
    year = f" năm {cardinal(int(found[2]))}" if found[2] else ""
    words = f"{cardinal(int(found[1] or found[3]))} tháng{year}"
    return Found(found.end(), "month", "months-of-year", words)


def season(place: Place) -> Found | None:
    """mùa giải 2026/27: a year and the next."""
    found = place.match(SEASON)
    if found is None or (int(found[1]) + 1) % 100 != int(found[2]):
        return None
    words = f"{cardinal(int(found[1]))}, {cardinal(int(found[1]) + 1)}"
    return Found(found.end(), "year", "season", words)


def full_hour(place: Place) -> Found | None:
    """08 giờ 00: the hour is full, nothing is said."""
    found = place.match(FULL_HOUR) if place.left() == "giờ" else None
    return Found(found.end(), "time", "full-hour", "") if found else None


def _tells_time(place: Place) -> bool:
    """lúc 5g và 17g, 6g đến 8g sáng: g is an hour there, a gram elsewhere."""
    before = place.tokens[-2:]
    goes_on = len(before) == 2 and before[0].cls == "time"
    if place.match(DAYTIME_HOUR) and _WEIGHED.isdisjoint(place.words):
        return True
    return place.left() in ("lúc", "hồi") or (goes_on and before[1].text in ("và", ",", "đến", "-"))


def _time(hour: str, minute: str | None, second: str | None) -> str:
    words = f"{cardinal(int(hour))} giờ"
    if minute and int(minute):
        words += f" {cardinal(int(minute))} phút"
    if second and int(second):
        words += f" {cardinal(int(second))} giây"
    return words


def _span(minutes: str, seconds: str) -> str:
    words = f"{cardinal(int(minutes))} phút"
    return f"{words} {cardinal(int(seconds))} giây" if int(seconds) else words


def half_of_day(place: Place) -> Found | None:
    """10:40 AM: the half of the day behind a time."""
    found = place.match(HALF_OF_DAY)
    if found is None or not place.tokens or place.tokens[-1].cls != "time":
        return None
    said = "sáng" if found[1].upper() == "A" else "chiều"
    late = ("bảy", "tám", "chín", "mười")
    if said == "chiều" and place.tokens[-1].reading.startswith(late):
        said = "tối"
    return Found(found.end(), "time", "half-of-day", said)


FIRST_RULES: tuple[Rule, ...] = (short_hour, full_hour, months, season)
LETTER_RULES: tuple[Rule, ...] = (half_of_day,)
