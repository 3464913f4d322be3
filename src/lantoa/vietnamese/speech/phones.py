"""Figures said one by one: telephone, hot lines, accounts, papers, number plates."""

from __future__ import annotations

import re

from lantoa.vietnamese.speech.letters import initials
from lantoa.vietnamese.speech.lexicon import unit_pattern
from lantoa.vietnamese.speech.numerals import digits
from lantoa.vietnamese.speech.token import Found, Place, Rule, Token

PHONE = re.compile(
    r"(?:\+ ?84[ .-]?(?:\(0\) ?)?\d{1,3}|0\d{2,4})"
    r"(?:[ .-]?(?:\d{2,4}|\d(?=[. ]\d{3}))){1,5}(?!\d|/(?!0\d{2}))"
)
OTHER_PHONE = re.compile(r"(?:0\d[ .-]\d{4}[ .-]\d{4}|84[1-9]\d{8})(?!\d|/(?!0\d{2}))")
PAPER = re.compile(r"(?=[A-Z.-]{0,12}\d)[\dA-Z]{1,20}(?:[.-][\dA-Z]{1,20}){1,8}(?![\w])")
FRAME = re.compile(
    r"(?=[A-Z-]{0,9}\d)(?=[\d-]{0,9}[A-Z])[A-Z\d][\dA-Z]{3,20}(?:-[\dA-Z]{2,12})?(?!\w)"
)
IN_BRACKETS = re.compile(r"\((0\d{1,3})\) ?(\d{1,4}(?:[ .-]?\d{3,4}){1,2})(?!\d)")
HOT_LINE = re.compile(r"1[89]00(?:[ .-]?\d{2,4}){1,2}(?![\d/])")
ACCOUNT = re.compile(r"\d{2,14}(?:[ .-]\d{1,14}){1,5}(?![\d/])")
ANY = re.compile(r"\d{3,15}(?:[ .-]\d{2,4}){0,4}(?![\d/]|[.,]\d)")
LEADING_ZERO = re.compile(r"0\d{2,}(?![.,/]\d)")
LONG = re.compile(r"\d{17,}")
CHAIN = re.compile(r"11[1-5](?: ?[/–-] ?11[1-5])+(?![\d/])")
BOAT = re.compile(r"([A-ZĐ]{1,3}|[A-ZĐ]{1,2}[a-z])[- ](\d{4,5})[- ]?(TS)?(?!\w)")
HIDDEN = re.compile(r"(\d{3,5})[. ]?([xX*]{2,6})[. ]?(\d{2,4}|[xX*]{2,6})?(?!\w)")
LOCAL = re.compile(r"[2-8]\.\d{3}\.\d{3}(?![\w./,]|[ \u00a0]?[đ%₫$])")
BARE = re.compile(r"\d{6,16}(?![\w.,/%]|[ \u00a0]?[%đ₫$€])")
PLATE = re.compile(r"(\d{2})-?([A-ZĐ]{1,2})(\d?)(?:[ -]| [-–] )(\d{3})\.?(\d{2})(?!\d)")
OLD_PLATE = re.compile(r"(\d{2})[ -]?([A-ZĐ]{1,2})(\d?)[ -]()(\d{4})(?!\d)")
SERIAL = re.compile(r"\d{6}(?![\w/%]|[.,]\d|[ \u00a0]?[%đ₫$€])")
UNGROUPED = re.compile(r"\d{8,16}(?![\w/%]|[.,]\d|[ \u00a0]?[%đ₫$€])")
_FIGURES = re.compile(r"\d+")
_CODE_PIECES = re.compile(r"\d+|[A-Z]+")

CODED = re.compile(r"\d{5,16}(?![\w/%]|[.,]\d|[ \u00a0]?[%đ₫$€])")
_GOES_ON = re.compile(r" (?:để|hoặc|khi|nếu|hay|ngay)(?!\w)")
EMERGENCY = ("111", "112", "113", "114", "115", "1022", "156", "5656")
_CALL_WORDS = (
    *("gọi", "gọi số", "điện", "điện thoại", "số điện thoại", "tổng đài", "đường dây nóng"),
    *("hotline", "sđt", "đt", "số máy", "liên hệ", "cảnh sát", "cấp cứu", "cứu hỏa", "số nóng"),
    *("báo cháy", "ứng dụng", "app"),
    *("chữa cháy", "zalo", "fax", "cứu nạn", "đầu số", "công an", "gọi ngay"),
    *("quay số", "bấm số", "bấm", "quay", "bấm phím", "gọi tới số", "gọi đến số", "gọi đến"),
    *("nhắn tin", "nhắn tin tới", "nhắn tin đến", "nhắn tin tới số", "nhắn tin đến số"),
    *("gửi tới số", "gửi đến số", "gửi tới tổng đài", "gọi số máy", "soạn tin gửi"),
    *("tin nhắn đến số", "tin nhắn tới số", "nhắn tới số", "nhắn đến số", "tin nhắn đến"),
)
_OF_A_VEHICLE = ("số khung", "số máy", "khung số", "máy số", "số seri", "số sê ri", "imei")
_LINES = ("đài", "thoại", "nóng", "hotline", "đt", "sđt")
_BOAT_WORDS = ("tàu", "tàu cá", "số hiệu", "số hiệu tàu", "tàu số", "thuyền", "số đăng ký")
_PLATE_WORDS = ("biển", "bks", "soát", "biển số", "xe", "ô", "máy", "bsx")
_COUNTED = ("đồng", "đ", "triệu", "hộ", "người", "em", "đại", "cán", "lượt", "km", "m", "vnđ")
_PAPER_WORDS = (
    *("tài khoản", "stk", "căn cước", "cccd", "cmnd", "định danh", "mã số", "mã số thuế", "mst"),
    *("id", "id họp", "id phòng họp", "id zoom", "id cuộc họp", "meeting id"),
    *("mã họp", "mã phòng", "mã cuộc họp"),
    *("mã", "mã vạch", "số seri", "số hiệu", "mã định danh", "mã hồ sơ", "hộ chiếu", "biển số"),
    *("bhyt", "bhxh", "tin nhắn", "mã bưu chính", "pass", "password", "mật khẩu", "mã otp"),
    *("mã pin", "mk", "mã qr", "serial", "imei", "mã đơn", "mã vận đơn", "số tk", "tk", "mã thẻ"),
    *("qhns", "đvqhns", "mã đơn vị", "mã trường", "mã nhân viên", "mã học sinh", "mã tra cứu"),
    *(
        "số báo danh",
        "báo danh",
        "sbd",
        "số sổ",
        "số vé",
        "số đăng ký",
        "số giấy phép",
        "tờ khai số",
    ),
    *("số thẻ", "mã khách hàng", "mã kh", "số hợp đồng", "số hồ sơ", "mã bệnh nhân"),
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
    if (found := place.match(LOCAL)) and _is_office(place, found.end()):
        return _in_groups(found.end(), found[0], "phone", "local", sure=False)
    if (found := place.match(ACCOUNT)) and _names_paper(place) and _count(found[0]) > 7:
        return _in_groups(found.end(), found[0], "code", "paper-number")
    found = place.match(ANY)
    if found and _is_measured(place, found.end()):
        return None
    if found and place.next_word(found.end()).lower() in _COUNTED:
        return None
    if found and _is_called(place, found[0]):
        return _in_groups(found.end(), found[0], "phone", "called")
    if found and _names_paper(place) and len(found[0]) > 4:
        return _in_groups(found.end(), found[0], "code", "paper-number")
    return None


def paper_code(place: Place) -> Found | None:
    """mã hồ sơ 000.00.12.H26-261123-0001: a code of figures and letters after its name."""
    found = place.match(FRAME) if place.left_ends(_OF_A_VEHICLE) else None
    found = found or place.match(PAPER)
    if found is None or not (found.re is FRAME or _names_paper(place)):
        return None
    pieces = _CODE_PIECES.findall(found[0])
    said = (digits(piece) if piece.isdigit() else initials(piece) for piece in pieces)
    return Found(found.end(), "code", "paper-code", ", ".join(said))


def chain(place: Place) -> Found | None:
    """113/114/115: numbers of help beside each other."""
    found = place.match(CHAIN)
    if found is None or ("/" not in found[0] and not place.left_ends(_CALL_WORDS)):
        return None
    return _in_groups(found.end(), found[0], "phone", "numbers-of-help")


def hidden(place: Place) -> Found | None:
    """0912xxx678: a number with figures that are not shown."""
    found = place.match(HIDDEN)
    if found is None:
        return None
    last = found[3] or ""
    words = [digits(found[1]), initials("x" * len(found[2]))]
    words.append(digits(last) if last.isdecimal() else initials("x" * len(last)))
    return Found(found.end(), "phone", "hidden", ", ".join(filter(None, words)))


def boat(place: Place) -> Found | None:
    """NA-90234-TS: a fishing boat, by its letters and figures."""
    found = place.match(BOAT)
    if found is None or not (found[3] or place.left_ends(_BOAT_WORDS)):
        return None
    words = [initials(found[1]), digits(found[2]), initials(found[3] or "")]
    return Found(found.end(), "code", "boat", ", ".join(filter(None, words)))


def in_brackets(place: Place) -> Found | None:
    """(0239) 3855 123: the area code in brackets."""
    found = place.match(IN_BRACKETS)
    if found is None or not 9 <= _count(found[0]) <= 11:
        return None
    if place.next_word(found.end()).lower() in _COUNTED:
        return None
    return _in_groups(found.end(), f"{found[1]} {found[2]}", "phone", "area-code")


def one_by_one(place: Place) -> Found | None:
    """007, 0123, and what is too long for a number."""
    bare = place.match(BARE) if place.left() in (":", "số") else None
    named = any(token.text.lower() == "mã" for token in place.tokens[-4:])
    if place.left(2).startswith("mã ") and (coded := place.match(CODED)):
        return _in_groups(coded.end(), coded[0], "code", "one-by-one")
    if bare and len(bare[0]) < 9 and not named:
        bare = None
    if bare and place.next_word(bare.end()).islower():
        bare = None
    found = place.match(LEADING_ZERO) or place.match(LONG) or bare or _ungrouped(place)
    if found is None:
        return None
    return _in_groups(found.end(), found[0], "code", "one-by-one", sure=False)


def _ungrouped(place: Place) -> re.Match[str] | None:
    """118000089898, DP 123456: figures without groups behind a name or a series, no amount."""
    found = place.match(UNGROUPED)
    if place.tokens and place.tokens[-1].cls == "initials" and len(place.tokens[-1].text) == 2:
        found = found or place.match(SERIAL)
        return found if found and not place.next_word(found.end()).islower() else None
    if found is None or place.next_word(found.end()).lower() in _COUNTED:
        return None
    named = any(token.text.lower() in ("khoản", "tk", "stk", "mã") for token in place.tokens[-8:])
    return found if named else None


def plate(place: Place) -> Found | None:
    """38A-123.45: a number plate."""
    found = place.match(PLATE)
    if found is None and any(token.text.lower() in _PLATE_WORDS for token in place.tokens[-5:]):
        found = place.match(OLD_PLATE)
    if found is None:
        return None
    series = f"{digits(found[1])} {initials(found[2])} {digits(found[3])}".strip()
    words = [series, digits(found[4]), digits(found[5])]
    return Found(found.end(), "code", "plate", ", ".join(filter(None, words)))


def _is_measured(place: Place, end: int) -> bool:
    """Tần số cứu nạn 7903 kHz: an amount."""
    unit = unit_pattern().match(place.text, end)
    return unit is not None and len(unit["unit"]) > 1


def _is_office(place: Place, end: int) -> bool:
    """Trạm Y tế xã: 3.825.111, an old number without its area code."""
    if place.left() not in (":", "số") or place.next_word(end).islower():
        return False
    words = {token.text.lower() for token in place.tokens[-6:]}
    return not words.isdisjoint(("điện", "trạm", "an", "trực", "thoại", "văn", "phòng"))


def _is_called(place: Place, written: str) -> bool:
    """Does a word of calling stand before, or a telephone number and a comma?"""
    known = written in EMERGENCY
    if known and place.touches_left() and place.text[place.at - 1].isalpha():
        return True  # Help114
    near = place.tokens[-7:]
    of_help = any(token.text.lower() in _LINES for token in near)
    if known and of_help and not _counts(near):
        return True
    listed = known and any(token.cls == "phone" for token in near)
    if listed and not place.next_word(place.at + len(written)):
        return True
    if place.tokens and place.tokens[-1].reading.endswith("tỉnh"):
        return False
    if place.left_ends(_CALL_WORDS):
        if _GOES_ON.match(place.text, place.at + len(written)):
            return True
        return known or len(written) > 5 or not place.left_ends(("gọi", "công an", "điện"))
    if place.left() == "gửi" and 3 <= len(written) <= 5:
        return any(token.text.lower() in ("tin", "nhắn", "soạn") for token in place.tokens[-9:])
    before = place.tokens[-2:]
    joined = len(before) == 2 and before[1].text in (",", "và", "hoặc", "-", "–", "/")
    return joined and before[0].cls == "phone" and (known or len(written) >= 3)


def _counts(tokens: list[Token]) -> bool:
    return any(token.cls in ("number", "phone", "unit") for token in tokens)


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


RULES: tuple[Rule, ...] = (plate, paper_code, chain, hidden, phone)
LETTER_RULES: tuple[Rule, ...] = (boat, paper_code)
