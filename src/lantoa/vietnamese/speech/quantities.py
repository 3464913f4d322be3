"""Numbers with what they count: groups, decimals, per cent, money, units, ranges, scores."""

from __future__ import annotations

import re

from lantoa.vietnamese.speech.letters import initials
from lantoa.vietnamese.speech.lexicon import abbreviations, unit_pattern, units
from lantoa.vietnamese.speech.numerals import cardinal, figure, fraction_part
from lantoa.vietnamese.speech.positions import position
from lantoa.vietnamese.speech.scores import SCORE_LEFT, ratio
from lantoa.vietnamese.speech.token import Found, Place, Rule
from lantoa.vietnamese.speech.written import MAGNITUDE, NUMBER, WrittenNumber

RANGE = re.compile(r" ?(?:[-–—÷~]|->|→) ?(?=\d)")
PRODUCT = re.compile(r" ?[x×*] ?(?=\d)")
HALF_MILLION = re.compile(r"(\d{1,4})(k|tr|tỷ|tỉ|ty|t)([1-9]|[1-9]\d\d)(?!\w)")
TONNES = re.compile(r" ?T(?![\w/.-])")
KM_POST = re.compile(r"(\d{1,4}) ?\+ ?(\d{3})(?:,(\d{1,2}))?(?!\d)")
SHORT_BILLION = re.compile(r"t(?![\w/])")
YEAR = re.compile(r"(?:19|20)\d\d")
MINUTES = re.compile(r"['’′](?=[\s,.;)/]|$)")
KM_MARK = re.compile(r"[Kk][Mm]? ?(\d{1,4}) ?\+ ?(\d{3})(?:,(\d{1,2}))?(?!\d)")
SEVERAL = re.compile(r"\d{1,3}(?: ?[-–] ?\d{1,3}){2,9}(?![\w.:]|/\d|-\d)")
ABOVE = re.compile(r"(\d{1,4})\+(?=[ ,.;)][^\d]|$)")
METRE_AND = re.compile(r"(\d{1,3})(m|km|ha|kg)(?![23](?!\d))([1-9]\d?)(?![\w/])")
DEEP = re.compile(r"([1-9])(m)([23])(?![\w/])")
_TALL = ("sâu", "cao", "dài", "hơn", "ngập")
GOLD = re.compile(r"(?:(\d\d)[kK]|9999|999[.,]9|99[.,]99)(?![\w/]|[.,]\d)")
TIMES = re.compile(r"[x×][ \u00a0]?(?=\d|hệ số|số )")
CODE = re.compile(r"(\d{1,4})([A-ZĐ]{1,3})(\d{0,3})(?![\w])")

PAIR = re.compile(r"([^\W\d_]{1,4}[23]?)/([^\W\d_]{1,5}[23]?)(?![\w/])")
_SURE_UNITS = {
    *("mg", "kg", "km", "m2", "m3", "ml", "µg", "kWh", "ha", "km2", "dB", "mm", "cm"),
    *("tạ", "tấn", "lít"),
}
_COUNTED_FORMS = {
    *("HCV", "HCB", "HCĐ", "HS", "GV", "HV", "VĐV", "HLV", "ĐV", "CB", "HTX", "DN", "NKT", "NCT"),
    *("TDP", "KDC", "NVH", "CCB", "CTV", "BS", "TV", "HKD", "TBA", "BCH"),
}
_SHORT_UNITS = ("h", "k", "K", "p", "s", "v", "V", "g", "l", "L", "A")
_MEASURED = ("unit", "number", "percent", "money")
# Words whose number may carry a letter: lớp 5V, khu 2L.
CLASSES = ("lớp", "khu", "dãy", "lô", "tổ", "nhà", "phòng", "tầng", "tòa", "khối", "thôn", "số nhà")
_FIVE_K = {"khẩu", "khử", "khuẩn", "điệp", "dịch"}
_ELECTRIC = {"aptomat", "attomat", "dòng", "chì", "sạc", "ampe"}
_STORED = {
    *("ổ", "ssd", "hdd", "dung", "lưu", "dữ", "nhớ", "cloud", "server", "usb", "data", "gb"),
}


def amount(place: Place) -> Found | None:
    """A number with its unit, and the second end of a range if one follows."""
    found = place.match(NUMBER)
    if found is None:
        return None
    if whole := _half_million(place) or _km_post(place) or _metre_and(place):
        return whole
    first = WrittenNumber(found, place)
    if place.tokens and place.tokens[-1].cls == "month" and YEAR.fullmatch(found[0]):
        return Found(found.end(), "year", "month-year", f"năm {first.words}")
    joined = RANGE.match(place.text, found.end())
    second = NUMBER.match(place.text, joined.end()) if joined else None
    if joined and second and (whole := _range(place, first, joined, WrittenNumber(second, place))):
        return whole
    return _behind(place, first, found.end())


def _behind(place: Place, first: WrittenNumber, end: int) -> Found:
    """The number with what stands behind it: a product, minutes, a unit."""
    if times := PRODUCT.match(place.text, end):
        return Found(times.end(), "number", "product", f"{first.words} nhân")
    minutes = MINUTES.match(place.text, end)
    if minutes and not any(token.text in "'‘’" for token in place.tokens[-9:]):
        return Found(minutes.end(), "time", "minutes", f"{first.words} phút")
    if pulse := _pulse(place, first, end):
        return pulse
    if short := _billion(place, first.words, end) or _tonnes(place, first, end):
        return short
    words, end, cls = _with_unit(place, first.words, end)
    return Found(end, cls or first.cls, first.rule, words, first.sure)


def _half_million(place: Place) -> Found | None:
    """1tr5, 2t3, 7k2: a million and a half."""
    half = place.match(HALF_MILLION)
    if half is None:
        return None
    scale, below = {"k": ("nghìn", ""), "tr": ("triệu", "nghìn")}.get(half[2], ("tỷ", "triệu"))
    words = f"{figure(half[1])} {scale} {cardinal(int(half[3].ljust(3, '0')))} {below}".strip()
    return Found(half.end(), "money", "half-million", words, sure=half[2] == "tr")


def _metre_and(place: Place) -> Found | None:
    """1m5, 1m62, 2km5, 1ha2, 3kg5: a measure and its first parts; 1m2 stays square metres."""
    found = place.match(DEEP) if place.left() in _TALL else None
    found = found or place.match(METRE_AND)
    if found is None:
        return None
    words = f"{figure(found[1])} {units()[found[2]]} {figure(found[3])}"
    return Found(found.end(), "unit", "metre-and", words)


def _km_post(place: Place) -> Found | None:
    """km12+050: metres are said with their hundreds."""
    post = place.match(KM_POST)
    if post is None or place.left() not in ("km", "lý trình"):
        return None
    return Found(post.end(), "number", "km-post", _posted(post))


def km_mark(place: Place) -> Found | None:
    """K3+500: a kilometre of a road with its metres, written without m."""
    mark = place.match(KM_MARK)
    if mark is None:
        return None
    return Found(mark.end(), "number", "km-post", f"ki lô mét {_posted(mark)}")


def _posted(post: re.Match[str]) -> str:
    metres = cardinal(1000 + int(post[2])).removeprefix("một nghìn").strip() or "không"
    part = f" phẩy {fraction_part(post[3])}" if post[3] else ""
    return f"{figure(post[1])} cộng {metres}{part}"


def gold(place: Place) -> Found | None:
    """vàng 9999, vàng 24K: how pure it is."""
    found = place.match(GOLD)
    if found is None or not any(token.text.lower() == "vàng" for token in place.tokens[-3:]):
        return None
    said = f"{figure(found[1])} ca ra" if found[1] else "bốn số chín"
    return Found(found.end(), "number", "gold", said)


def several(place: Place) -> Found | None:
    """khối 6-7-8-9, NPK 16-16-8: three numbers or more with hyphens are a list; 60+ tuổi."""
    if above := place.match(ABOVE):
        return Found(above.end(), "number", "above", f"trên {figure(above[1])}")
    found = place.match(SEVERAL)
    if found is None:
        return None
    words = ", ".join(map(figure, re.findall(r"\d+", found[0])))
    return Found(found.end(), "number", "several", words)


def code(place: Place) -> Found | None:
    """10A1, 4B: figures and capitals."""
    found = place.match(CODE)
    if found is None:
        return None
    if found[0] == "5K" and not _FIVE_K.isdisjoint(place.words):
        return Found(found.end(), "code", "five-k", "năm ca")
    is_class = place.left_ends(CLASSES) or (found[2] == "Đ" and len(found[1]) < 3)
    measured = found[2] + found[3] in units() or place.text[found.end() : found.end() + 1] == "$"
    if measured and not is_class:
        return None
    loaded = any(token.text.lower() in _LOADED for token in place.tokens[-5:])
    if found[2] == "T" and not found[3] and (loaded or place.left_ends(_LOADS)):
        return None
    if found[2] == "T" and not found[3] and place.left() in ("hạn", "gửi", "hành"):
        return Found(found.end(), "unit", "months", f"{figure(found[1])} tháng")
    if found[2] == "A" and not found[3] and not _ELECTRIC.isdisjoint(place.words):
        return Found(found.end(), "unit", "ampere", f"{figure(found[1])} am pe")
    if counted := _counted_form(place, found, is_class=is_class):
        return counted
    words = [figure(found[1]), initials(found[2]), figure(found[3]) if found[3] else ""]
    return Found(found.end(), "code", "figures-letters", " ".join(filter(None, words)))


def _counted_form(place: Place, found: re.Match[str], *, is_class: bool) -> Found | None:
    """1HCV, 2HCB, 12GV: a number grown together with a listed short form of people or medals."""
    if is_class or found[3] or found[2] not in _COUNTED_FORMS:
        return None
    entries = dict(abbreviations().get(found[2].lower(), ())).get(found[2]) or ()
    if not entries:
        return None
    said = f"{figure(found[1])} {entries[-1].reading}"
    return Found(found.end(), "abbreviation", "counted", said, sure=entries[-1].sure)


def unit_pair(place: Place) -> Found | None:
    """(mg/l), ĐVT: tạ/ha, km/h: a rate without its number."""
    found = place.match(PAIR)
    if found is None or (place.touches_left() and place.text[place.at - 1].isalnum()):
        return None
    if found[0] in units():
        return Found(found.end(), "unit", "pair", units()[found[0]])
    if found[1] not in _SURE_UNITS or found[2] not in units():
        return None
    words = f"{units().get(found[1], found[1])} trên {units()[found[2]]}"
    return Found(found.end(), "unit", "pair", words)


def unit_after_word(place: Place) -> Found | None:
    """5 triệu USD, 320/345 ha: a unit behind a magnitude or a share; 3m x 4m: times."""
    last = place.tokens[-1] if place.tokens else None
    if last is None:
        return None
    near = any(token.cls in _MEASURED for token in place.tokens[-4:])
    if near and (times := place.match(TIMES)):
        return Found(times.end(), "number", "product", "nhân")
    shared = last.cls == "fraction" and last.rule != "round-the-clock"
    counted = shared or last.text.lower() in MAGNITUDE
    found = place.match(unit_pattern()) if counted else None
    if found is None or (shared and found["unit"] in _SHORT_UNITS):
        return None
    return Found(found.end(), "unit", "after-magnitude", units()[found["unit"]])


def _range(
    place: Place, first: WrittenNumber, joined: re.Match[str], second: WrittenNumber
) -> Found | None:
    """10-15 phút, 2026-2030, 85–90%; a score after tỷ số; else the hyphen is not said."""
    measured = unit_pattern().match(place.text, second.end) is not None
    cooled = place.left_ends(("điều hòa", "điều hoà"))
    if place.left_ends(SCORE_LEFT) and not (cooled or measured):
        return Found(second.end, "score", "score", f"{first.words} {second.words}")
    if years := _short_years(first, second):
        return Found(second.end, "range", "years", years)
    if first.value < 0 or second.value < 0 or not first.value < second.value:
        return None
    if minutes := MINUTES.match(place.text, second.end):
        return Found(minutes.end(), "time", "minutes", f"{first.words} đến {second.words} phút")
    words, end, cls = _with_unit(place, f"{first.words} đến {second.words}", second.end)
    return Found(end, cls or "range", "range", words)


def _short_years(first: WrittenNumber, second: WrittenNumber) -> str:
    """2021-25: the second year by its last two figures."""
    century, year = divmod(int(first.value), 100)
    is_year = first.rule == second.rule == "plain" and century in (19, 20)
    if not is_year or not year < second.value < 100:
        return ""
    return f"{first.words} đến {cardinal(century * 100 + int(second.value))}"


def _with_unit(place: Place, words: str, end: int) -> tuple[str, int, str]:
    """The words with the unit that follows, where they end, and the class of the unit."""
    found = unit_pattern().match(place.text, end)
    if found is None:
        return words, end, ""
    unit = found["unit"]
    if found[0] != unit and _is_no_unit(place, unit):
        return words, end, ""
    said = units()[unit]
    cls = "percent" if unit in "%‰" else "money" if said in _MONEY else "unit"
    return f"{words} {said}", found.end(), cls


def _is_no_unit(place: Place, unit: str) -> bool:
    """15 TB phát thanh, lớp 5 V: letters apart from a number that do not measure it."""
    if unit == "TB":
        return _STORED.isdisjoint(place.words)
    return unit == "K" or (len(unit) == 1 and unit.isupper() and place.left_ends(CLASSES))


PULSE = re.compile(r" ?(?:l|lần|nhịp) ?/ ?(?:ph(?:út)?|p)(?!\w)")
_PULSES = ("mạch", "tim", "thở")


def _pulse(place: Place, first: WrittenNumber, end: int) -> Found | None:
    """mạch 80 l/ph: beats, no litres."""
    found = PULSE.match(place.text, end)
    if found is None or not any(token.text.lower() in _PULSES for token in place.tokens[-3:]):
        return None
    return Found(found.end(), "unit", "pulse", f"{first.words} lần một phút")


def _billion(place: Place, words: str, end: int) -> Found | None:
    """2t: two milliards in a note of money, tonnes of a lorry; an editor is asked."""
    found = SHORT_BILLION.match(place.text, end)
    if found is None:
        return None
    aged = any(token.text.lower() in _AGED for token in place.tokens[-3:])
    said = "tuổi" if aged else "tấn" if place.left_ends(_LOADS) else "tỷ"
    return Found(found.end(), "unit", "short-t", f"{words} {said}", sure=False)


def _tonnes(place: Place, first: WrittenNumber, end: int) -> Found | None:
    """trên 3,5T: a capital T behind a load."""
    found = TONNES.match(place.text, end)
    loaded = any(token.text.lower() in _LOADED for token in place.tokens[-5:])
    if found is None or not (first.rule == "decimal" or loaded or place.left_ends(_LOADS)):
        return None
    return Found(found.end(), "unit", "tonnes", f"{first.words} tấn", sure=first.rule == "decimal")


_AGED = ("bé", "cháu", "trẻ", "cụ", "ông", "bà", "người", "em")
_LOADED = ("tải", "trọng", "nặng")
_LOADS = ("xe", "tải", "trọng", "cẩu", "cầu", "nặng", "tải trọng", "trên", "dưới", "quá")
_MONEY = {"đồng", "triệu đồng", "nghìn", "triệu", "đô la Mỹ", "đô la", "ơ rô"}

LETTER_RULES: tuple[Rule, ...] = (unit_after_word, km_mark, unit_pair)
RULES: tuple[Rule, ...] = (ratio, gold, code, position, several, amount)
