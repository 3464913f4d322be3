"""Letters and figures mixed: A3, QL1A, H5N1, T11, T2, Q7, 0569.xxx."""

from __future__ import annotations

import re

from lantoa.vietnamese.speech.letters import initials
from lantoa.vietnamese.speech.lexicon import abbreviations, document_signs
from lantoa.vietnamese.speech.numerals import cardinal, digits, figure, month, ordinal, roman
from lantoa.vietnamese.speech.token import Found, Place, Rule

MASK = re.compile(r"[xX*]{2,6}(?!\w)")
DISTRICT = re.compile(r"Q(1[0-2]|[1-9])(?:[/-]((?:19|20)\d\d))?(?!\w)")
DISTRICT_NEAR = re.compile(r"TP|HCM|[Pp]hường|P\.|Sài Gòn")
SHORT_MONTH = re.compile(r"T(0?[1-9]|1[0-2])(?:[/-](\d{4}))?(?![\w/])")
CODE = re.compile(
    r"([A-ZĐ]{1,4})(?:-(?=\d{5,9}(?!\w)))?(\d{1,9})((?:[A-ZĐ]{1,3}|[-.]?\d{1,4}){0,4})(?![\w])"
)
# Departments of the police: PC07, PC 07, A05.
_EXAMS = {"hợp", "tuyển", "thi", "xét", "điểm"}
POLICE = re.compile(r"(P[ABCHKVX]|[ACV])( ?)(0\d|1[0-3])(?!\w)")
_POLICE_NEAR = {"phòng", "công", "an", "cục", "cat", "ca", "cảnh", "sát", "pccc", "cháy", "cháy,"}
TRACED = re.compile(r"VN-(?:[A-Z]{2,6}-?)?\d{2,6}(?:[-.]\d{1,6}){0,3}(?!\w)")
MONTH_RUN = re.compile(r"T(0?[1-9]|1[0-2]) ?[-–] ?T?(0?[1-9]|1[0-2])/(\d{4})(?![\w/])")
WEEKDAY_RUN = re.compile(r"T([2-6])[-–]([3-7])(?![\w/-])")
DOTTED_WEEKDAY = re.compile(r"T\.([2-7])(?![\w/])")
DOTTED_QUARTER = re.compile(r"Q\.? ?(I{1,3}|IV)(?:[/-]((?:19|20)\d\d))(?!\w)")
_WEEKDAY_HEAD = re.compile(r"T[2-7] ?:")
# T1, T3, T5: hamlets or teams, for there is no first day.
_NO_WEEKDAY = re.compile(r"\bT[189],|, ?T[189]\b(?!/)")
_WEEKDAY_SIGN = re.compile(r"\b(?:T[2-7]|CN)\b")
_DOTTED_WEEKDAYS = re.compile(r"T\.[2-7]\b|\bCN\b")
_ROTA = {"lịch", "trực", "tuần", "họp", "học", "tiếp", "thu", "cấp"}
_WEEKDAY_NEAR = re.compile(
    r"\b(?:cn|t7|thứ|chủ nhật|sáng|chiều|tối|đêm|trưa|ngày|mở cửa|làm việc|nghỉ|lịch|trực|họp"
    r"|học)\b|[-,] ?t[2-7]\b"
)
_CODE_PARTS = re.compile(r"\d+|[A-ZĐ]+")
_WEEKDAY_AFTER = re.compile(
    r" ?(?:-|–|,|và|đến|tới|hoặc|/) ?(?:hết )?(?:T[2-7]|CN)\b"
    r"|[ ,(]{1,3}(?:ngày )?\d{1,2}[./]\d{1,2}\b"
)
_NUMBERED = (
    *("BCĐ", "RON", "TDP", "KDC", "NVH", "OCOP", "VTV", "VOV", "HTV", "COVID", "TTPVHCC", "KV"),
)
# Roads, by how many figures their number has at least: ĐT554, but ĐT1 may be anything.
_ROADS = {"QL": ("quốc lộ", 1), "TL": ("tỉnh lộ", 1), "ĐT": ("đường tỉnh", 3)}
_ROADS |= {"HL": ("hương lộ", 1), "ĐH": ("đường huyện", 2)}
_NAMED_CODE = (
    *("giống", "lúa", "lúa lai", "ngô", "mã", "ký hiệu", "máy", "model", "dòng", "loại", "thuốc"),
    *("bay", "hiệu", "chuyến", "xe", "mẫu", "hàng", "vi rút", "chủng", "tàu", "phân"),
    *("kênh", "cống", "trạm", "đập", "cột", "lộ", "hầm", "ống", "thép", "lô", "căn"),
)


def mask(place: Place) -> Found | None:
    """0569.xxx.xxx: the hidden figures of a number."""
    found = place.match(MASK)
    if found is None or not place.tokens:
        return None
    near = place.tokens[-2:]
    if not any(token.cls in ("phone", "code") for token in near):
        return None
    return Found(found.end(), "code", "hidden", initials("x" * len(found[0])))


def police(place: Place) -> Found | None:
    """PC07, Phòng PC 07, Cục A05: a department of the police by its letters and figures."""
    found = place.match(POLICE)
    if found is None:
        return None
    near = not _POLICE_NEAR.isdisjoint(place.words)
    if not near and (found[2] or len(found[1]) < 2):
        return None
    count = digits(found[3]) if found[3].startswith("0") else figure(found[3])
    return Found(found.end(), "code", "police", f"{initials(found[1])} {count}", sure=near)


def traced(place: Place) -> Found | None:
    """VN-HTOR-0123, VN-2000: a code of the country, no name of it."""
    found = place.match(TRACED)
    if found is None:
        return None
    parts = _CODE_PARTS.findall(found[0])
    number = figure if len(parts) == 2 and parts[1][0] != "0" else digits  # VN-2000
    words = [initials(part) if part.isalpha() else number(part) for part in parts]
    return Found(found.end(), "code", "traced", " ".join(words))


def short_month(place: Place) -> Found | None:
    """T11/2026, T11: a month; T2 to T7 alone may be days of the week."""
    if run := place.match(MONTH_RUN):
        words = f"tháng {month(int(run[1]))} đến tháng {month(int(run[2]))}"
        return Found(run.end(), "month", "T1-T12", f"{words} năm {cardinal(int(run[3]))}")
    found = place.match(SHORT_MONTH)
    if found is None or not (found[2] or int(found[1]) > 7):
        return None
    year = f" năm {cardinal(int(found[2]))}" if found[2] else ""
    return Found(found.end(), "month", "T1-T12", f"tháng {month(int(found[1]))}{year}")


def dotted(place: Place) -> Found | None:
    """T.2, T.4: weekdays beside each other; Q.I/2026: a quarter."""
    if quarter := place.match(DOTTED_QUARTER):
        words = f"quý {cardinal(roman(quarter[1]) or 0)} năm {cardinal(int(quarter[2]))}"
        return Found(quarter.end(), "month", "quarter", words)
    found = place.match(DOTTED_WEEKDAY)
    if found is None:
        return None
    several = place.count(_DOTTED_WEEKDAYS) > 1
    words = f"thứ {ordinal(int(found[1]))}"
    return Found(found.end(), "weekday", "T2-T7", words, sure=several)


def weekday_run(place: Place) -> Found | None:
    """T2-6, T2–T6: a run of weekdays in one piece."""
    found = place.match(WEEKDAY_RUN)
    if found is None or int(found[1]) >= int(found[2]):
        return None
    words = f"thứ {ordinal(int(found[1]))} đến thứ {ordinal(int(found[2]))}"
    return Found(found.end(), "weekday", "T2-7", words, sure=_is_weekday(place))


def code(place: Place) -> Found | None:
    """A3, QL1A, H5N1, T4: letters and figures mixed."""
    found = place.match(CODE)
    if found is None:
        return None
    parts = _CODE_PARTS.findall(found[0])
    if parts[0] == "T" and len(parts) == 2 and 2 <= int(parts[1]) <= 7 and _is_weekday(place):
        return Found(found.end(), "weekday", "T2-T7", f"thứ {ordinal(int(parts[1]))}")
    listed = dict(abbreviations().get(parts[0].lower(), ())).get(parts[0]) or ()
    joined = place.at > 0 and place.text[place.at - 1].isalnum()
    bred = any(token.text.lower() in ("giống", "lúa", "ngô") for token in place.tokens[-8:])
    listed = () if joined or bred or place.left_ends(_NAMED_CODE) else listed
    numbered = parts[0] in document_signs("kind") or parts[0] in _NUMBERED
    plain = (len(listed) == 1 and numbered) or any("#" in entry.right for entry in listed[:1])
    words = [listed[0].reading] if listed and plain else []
    if not joined and parts[0] in _ROADS and len(parts[1]) >= _ROADS[parts[0]][1]:
        words = [_ROADS[parts[0]][0]]
    for part in parts[len(words) :]:
        letters = "ron" if part == "RON" else initials(part)  # E5RON92
        words.append(_code_figures(part, place) if part.isdigit() else letters)
    sure = len(parts) < 3 or (parts[0] in _ROADS and len(parts) == 3 and len(parts[2]) == 1)
    return Found(found.end(), "code", "letters-figures", " ".join(words), sure=sure)


def district(place: Place) -> Found | None:
    """Q7 in an address is a district; Q3/2026 a quarter of a year."""
    found = place.match(DISTRICT)
    if found is None:
        return None
    if found[2] or place.next_word(found.end()).lower() == "năm":
        year = f" năm {cardinal(int(found[2]))}" if found[2] else ""
        return Found(found.end(), "month", "quarter", f"quý {figure(found[1])}{year}")
    if not place.count(DISTRICT_NEAR):
        return None
    return Found(found.end(), "code", "district", f"quận {figure(found[1])}")


def _code_figures(part: str, place: Place) -> str:
    """Short figures as a number; long ones, and those of a flight, one by one."""
    flight = place.left() == "bay" and len(part) > 2
    if len(part) == 2 and part[0] == "0" and not _EXAMS.isdisjoint(place.words):
        return digits(part)
    return digits(part) if len(part) > 4 or flight else figure(part)


def _is_weekday(place: Place) -> bool:
    if place.count(_NO_WEEKDAY):
        return False
    if any(token.cls == "weekday" for token in place.tokens[-2:]):
        return True
    if _WEEKDAY_AFTER.match(place.text, place.at + 2):
        return True
    if place.match(_WEEKDAY_HEAD) and place.count(_WEEKDAY_SIGN) > 1:
        return True
    if place.count(_WEEKDAY_SIGN) > 1 and not _ROTA.isdisjoint(place.words):
        return True
    near = f"{place.left(3)} {place.text[place.at + 2 : place.at + 12].lower()}"
    return _WEEKDAY_NEAR.search(near) is not None


FIRST_RULES: tuple[Rule, ...] = (mask, police, traced, dotted)
RULES: tuple[Rule, ...] = (short_month, district, weekday_run, code)
