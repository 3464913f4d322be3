"""The stroke of a rate: đồng/tháng, tấn/ha, 1.200 con/1.100 con."""

from __future__ import annotations

import re

from lantoa.vietnamese.speech.lexicon import abbreviations, units
from lantoa.vietnamese.speech.token import Found, Place
from lantoa.vietnamese.speech.written import MAGNITUDE
from lantoa.vietnamese.syllables import is_syllable

PER = re.compile(r"[ \u00a0]?/[ \u00a0]?(?P<what>[^\W_]{1,12}(?![\w]))")
OVER = re.compile(r"/[ \u00a0]?(?=\d)")
ROUND_HUNDRED = re.compile(r"10+(?:\.000)* ?[^\W\d_]")
MEASURED = re.compile(
    r"[\d.,]{1,12} ?(?:k?m[23²³]?|ha|kg|lít|m?l|sào|công|mẫu|dân|người|trẻ|phụ nữ|máy)(?!\w)"
)
_PER_LEFT = ("unit", "money", "number", "range", "percent")
_PER_WORDS = {
    *("đồng", "triệu", "tỷ", "nghìn", "người", "lần", "tấn", "tạ", "hộ", "suất", "buổi", "lít"),
    *("lượt", "con", "kg", "ca", "giờ", "ngày", "phút", "tháng", "tuần", "năm", "bao", "sào"),
    *("cây", "chiếc", "cái", "quyển", "bữa", "mét", "gạo", "thóc", "ngàn"),
}
_TIMES = {
    *("tháng", "ngày", "năm", "quý", "tuần", "giờ", "người", "hộ", "lần", "con", "suất", "vụ"),
    *("buổi", "ca", "thôn", "xã", "em", "khẩu", "lít", "tấn", "tạ", "sào", "cây", "học", "cháu"),
    *("tổ", "cụm", "đội", "nhóm", "lớp", "xe", "máy", "bản", "phường", "đơn", "điểm", "mét"),
    *("lượt", "phút", "giây", "đêm", "đợt", "bài", "tin", "phòng", "chuyến", "nhà", "trường"),
    *("bao", "gói", "chai", "thùng", "quyển", "cuốn", "cái", "chiếc", "vé", "bộ", "hồ", "trang"),
    *("phiếu", "bữa", "trẻ", "cặp", "giường", "mẫu", "thửa", "lô", "tiết", "khóa", "kỳ", "trạm"),
    *("đoàn", "đại", "gia", "viên", "quả", "yến", "đảng", "hội", "bệnh", "chi", "môn", "lượng"),
    *("chỉ", "cuộc", "vạn", "nghìn", "trăm", "bàn", "túi", "hộp", "lon", "vỉ", "bó", "chục"),
    *(
        "khách",
        "đầu",
        "lao",
        "dự",
        "căn",
        "ngôi",
        "bình",
        "can",
        "thùng",
        "bể",
        "sọt",
        "lứa",
        "phụ",
        *("khóm", "gốc", "hố", "luống", "khay", "chậu", "ổ", "đàn", "ao", "vườn", "chuồng"),
        "giáo",
        "bác",
        "hecta",
        "sọt",
    ),
}
# thôn 4/xã Đông Kinh: a number that names a place is no amount.
_PLACES = ("thôn", "tổ", "xóm", "khu", "ấp", "bản", "buôn", "đội", "phố", "tdp", "khối")
# sản phẩm/ha, số hộ/km2: a rate of a thing that no number counts.
_AREAS = ("ha", "m2", "km2", "m3", "kg")
_NO_THING = ("hoặc", "và", "trên", "tổng", "trong", "hay", "trước", "sau")


def per(place: Place) -> Found | None:
    """đồng/tháng, tấn/ha, người/km²: the stroke of a rate, silent between other words."""
    if not place.tokens:
        return None
    last = place.tokens[-1]
    if (over := place.match(OVER)) and (
        _counts_same(place, over.end())
        or last.cls in _PER_LEFT
        or last.text in (*MAGNITUDE, "lít", "tấn", "tạ")
        or (_number_near(place) and MEASURED.match(place.text, over.end()))
    ):
        return Found(over.end(), "fraction", "out-of", "trên")
    found = place.match(PER)
    if found is None:
        return None
    lasts = last.rule in ("minutes", "hours") and _is_turn(found["what"])
    measured = last.cls in _PER_LEFT or _is_counted(place) or lasts
    rate = measured or _number_near(place)
    what = found["what"]
    if last.cls == "number" and place.tokens[-2:][0].text.lower() in _PLACES:
        return None
    if len(place.tokens) > 1 and place.tokens[-2].text.lower() == what.lower():
        return None
    if last.cls == "word" and what in _AREAS and not rate:
        return Found(found.end(), "unit", "per-unit", f"một {units()[what]}")
    if rate and what in units() and what not in ("k", "K", "tr"):
        link = "một" if last.cls == "money" or last.text.lower() in ("đồng", "triệu") else "trên"
        return Found(found.end(), "unit", "per-unit", f"{link} {units()[what]}")
    if what.isupper() and last.cls in ("number", "range"):
        return None
    paid = last.cls in ("money", "percent", "unit") and what.lower() in _TIMES
    if paid or (rate and what in _TIMES) or (measured and _is_thing(what)):
        return Found(found.start("what"), "unit", "per-thing", "một")
    return None


def _counts_same(place: Place, end: int) -> bool:
    """1.200 con/1.100 con, 112 bé trai/100 bé gái."""
    last = place.tokens[-1]
    if last.cls == "word" and _number_near(place) and ROUND_HUNDRED.match(place.text, end):
        return True
    scale = rf"(?:(?:{'|'.join(MAGNITUDE)}) )?"
    again = re.compile(rf"[\d.,]{{1,12}} ?{scale}{re.escape(last.text)}(?!\w)")
    return last.cls == "word" and _number_near(place) and again.match(place.text, end) is not None


def _is_counted(place: Place) -> bool:
    """Is the word before the stroke one that a number counts: 8 giờ/ngày, 2 triệu đồng/hộ?"""
    word = place.tokens[-1].text.lower()
    if len(place.tokens) > 1 and place.tokens[-2].rule == "per-thing":
        return True
    if word == "đồng" or word not in _PER_WORDS or len(place.tokens) < 2:
        return word == "đồng"
    before = place.tokens[-2]
    return before.cls in _PER_LEFT or before.text.lower() in _PER_WORDS


def _is_turn(what: str) -> bool:
    """2 giờ 30 phút/buổi: what a length of time is counted by."""
    return what in (
        *("ngày", "buổi", "lần", "ca", "tuần", "tiết", "tháng", "bài", "lượt", "người", "chuyến"),
        *("suất", "trận", "hiệp", "vòng", "em", "hộ"),
    )


def _is_thing(what: str) -> bool:
    if what.isupper():
        return len(what) > 1 and what.lower() in abbreviations()
    if what in ("hs", "gv", "hv", "đv"):
        return True
    return what.islower() and what not in _NO_THING and is_syllable(what)


def _number_near(place: Place) -> bool:
    """35 học sinh/lớp, 20kg NPK/sào: up to two words between the number and the stroke."""
    before = place.tokens[-3:-1]
    words = [token for token in before if token.cls in _PER_LEFT]
    measured = [token for token in place.tokens[-5:-3] if token.cls == "unit"]
    spoken = all(token.cls in ("word", "unit") for token in place.tokens[-3:])
    last = place.tokens[-1].cls in ("word", "abbreviation", "foreign")
    return last and bool(words or (measured and spoken))
