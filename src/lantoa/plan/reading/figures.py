"""The figure of a target: value, unit and comparator out of a sentence."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from lantoa.plan.reading.folding import fold

Value = float | tuple[float, float]

_NUMBER = r"\d{1,3}(?:\.\d{3})+(?:,\d+)?|\d+(?:[.,]\d+)?"
_BEFORE = (
    r">=|≥|<=|≤|>|<|it nhat|toi thieu|khong duoi|khong thap hon|toi da|khong qua|khong vuot qua|"
    r"tren|hon|duoi|khoang|gan|tu"
)
_FIGURE = re.compile(
    rf"(?:(?P<before>{_BEFORE})\s*(?:la\s+|co\s+|dat\s+|tu\s+)?)?(?<![\w/.,-])(?P<low>{_NUMBER})"
    rf"(?:/(?P=low)(?=\s+[a-z]))?"
    rf"(?:\s*%?\s*(?:-|den|toi)\s*(?P<high>{_NUMBER}))?"
    # Looked at, not taken: the words behind one figure may stand before the next.
    r"(?=(?P<unit>\s*%|\s+phan tram|\s+[a-z]+)(?P<after>[^.;\d]{0,60}?\btro (?:len|xuong)|))"
)
_COMPARATORS = {
    ">=": ">=", "≥": ">=", "it nhat": ">=", "toi thieu": ">=", "khong duoi": ">=",
    "khong thap hon": ">=", "<=": "<=", "≤": "<=", "toi da": "<=", "khong qua": "<=",
    "khong vuot qua": "<=", ">": ">", "tren": ">", "hon": ">", "<": "<", "duoi": "<",
    "khoang": "~", "gan": "~",
}  # fmt: skip
_TWO_WORDS = frozenset({
    "hoat dong", "luot nguoi", "mo hinh", "hoi nghi", "hoi thao", "chuyen muc", "chuyen de",
    "tin bai", "can bo", "cong chuc", "nguoi dan", "ho dan", "doanh nghiep", "san pham",
    "luot xem", "phong su", "cum loa", "ty dong", "trieu dong", "nhiem vu",
    "du an", "de tai", "giai phap", "chuong trinh", "don vi", "tap the", "ca nhan", "thanh vien",
    "co quan", "dia phuong", "chien dich", "cuoc thi", "sang kien", "to chuc", "tuyen truyen",
    "thu tuc", "dich vu", "hoc sinh", "hoi vien", "doan vien", "nghin luot", "bang tin",
    "tai khoan", "dang vien", "chi bo", "chi hoi", "trung tam", "van ban", "ke hoach",
    "diem phat", "nha van",
})  # fmt: skip
_THREE_WORDS = frozenset(
    {
        "cau lac bo",
        "hop tac xa",
        "ho gia dinh",
        "to dan pho",
        "tuyen truyen vien",
        "luot truy cap",
        "tap du lieu",
        "bo du lieu",
        "nha van hoa",
        "diem truy cap",
        "to cong nghe",
        "luot tiep can",
    }
)
_ONE_WORD = frozenset({
    "lop", "buoi", "tin", "bai", "nguoi", "ho", "thon", "to", "cum", "cuoc", "bo", "cai", "chiec",
    "diem", "lan", "luot", "doan", "xa", "phuong", "ap", "ban", "buon", "khu", "truong", "dot",
    "ngay", "gio", "phut", "trang", "kenh", "video", "clip", "tuyen", "tram", "may", "loa", "em",
    "chau", "vu", "viec", "dong", "ty", "trieu", "nghin", "km", "ha", "m", "m2", "tan", "kg",
    "suat", "quyen", "cuon", "tam", "pano", "phieu", "ca", "chuyen", "phien", "so", "tiet", "hop",
    "doi", "nhom", "hoi", "vung", "san", "cho", "cay", "con", "nha", "phong", "nganh",
    "linh", "cau", "tuan", "thang", "quy", "nam", "giay", "gb", "mb", "gbps", "mbps", "gigabit",
    "podcast", "infographic", "poster", "banner", "zalo", "fanpage", "website", "camera", "wifi",
    "xom", "khoi", "khom", "dia", "mon", "bua", "luong", "chi", "huyen", "tinh", "quan",
})  # fmt: skip
"""Nouns and classifiers of one word that are counted by themselves."""
_GO_ON = frozenset({
    "duoc", "co", "trong", "tai", "va", "cho", "moi", "cua", "den", "tro", "o", "tren", "de",
    "khong", "la", "ve", "hoac", "voi", "theo", "nay", "do", "bang", "tu", "gom", "dat", "biet",
    "su", "dung", "tham", "duoi", "con", "phai", "vao", "ra", "so", "mot", "it", "toi",
})  # fmt: skip
"""Words that open what is said of the counted thing."""
_NOT_COUNTED = frozenset({
    "nam", "thang", "ngay", "quy", "gio", "phut", "trong", "va", "den", "cua", "ve", "theo", "nay",
    "tro", "hoac", "voi", "la", "cap", "so", "de", "tai", "co", "duoc",
})  # fmt: skip
_TIMES = ("giay", "phut", "gio", "ngay")
"""Units of time: a figure is an aim in them only behind a limit."""
_LIMITS = ("khong qua", "khong vuot qua", "toi da", "duoi", "<=", "≤", "<")
_NAMING = re.compile(
    r"(?:\bso|\bnam|\bdieu|\bkhoan|\bthang|\bngay|\bquy|\bmuc do|\bmuc|\bgiai doan|\bthu|\bphu luc|"
    r"\bnghi quyet|\bquyet dinh|\btruoc|\bnq|\bcap)\s*$"
)
_NOW = re.compile(r"\b(?:hien nay|hien co|hien tai|hien dang|tinh den|da dat|so voi|truoc day)\b")
_CHANGE = re.compile(r"\b(?:giam|tang)\b[^.;]*\btu\b[^.;]*$")
_TO = re.compile(r"\b(?:xuong|len)(?:\s+con)?\s")
"""«giảm từ 23 xuống 18» aims at the second figure."""
_BRACKETS = re.compile(r"\([^()]*\)")


def is_unit(text: str) -> bool:
    """Is this a word that things are counted in: «%», «buổi», «triệu đồng»?"""
    words = fold(text).strip()
    return words in {"%", *_ONE_WORD, *_TWO_WORDS, *_THREE_WORDS} or "/" in words


@dataclass(frozen=True)
class Figure:
    """A figure and where it stands in its sentence."""

    value: Value
    unit: str
    comparator: str
    start: int
    end: int


def figures_in(text: str) -> list[Figure]:
    """Every figure that a sentence sets as an aim, in order."""
    folded = _BRACKETS.sub(lambda match: " " * len(match[0]), fold(text))
    found = [
        figure for match in _FIGURE.finditer(folded) for figure in _figure(match, folded, text)
    ]
    if len(found) == 2 and _CHANGE.search(folded[: found[0].start + 4]):
        return found[1:] if _TO.search(folded[found[0].end : found[1].start + 1]) else found
    return found


def _figure(match: re.Match[str], folded: str, text: str) -> Iterator[Figure]:
    clause = max(folded.rfind(sign, 0, match.start()) for sign in ",;.") + 1
    before = folded[clause : match.start()]
    is_name = match["before"] is None and _NAMING.search(before)
    if is_name or (_NOW.search(before) and "phan dau" not in before):
        return
    unit, end = _unit(match, text)
    if unit is None and match["before"] in _LIMITS and fold(match["unit"]).strip() in _TIMES:
        unit = text[match.start("unit") : match.end("unit")].strip()
    if unit is None or (unit != "%" and _is_year(match["low"])):
        return
    low, high = _number(match["low"]), _number(match["high"]) if match["high"] else None
    yield Figure(
        value=low if high is None else (low, high),
        unit=unit,
        comparator="range" if high is not None else _comparator(match),
        start=match.start(),
        end=end,
    )


def _is_year(number: str) -> bool:
    return len(number) == 4 and number.startswith("20")


def _number(text: str) -> float:
    """20.986 → 20986; 94,41 → 94.41; 3.5 → 3.5."""
    if re.fullmatch(r"\d{1,3}(?:\.\d{3})+(?:,\d+)?", text):
        text = text.replace(".", "")
    return float(text.replace(",", "."))


def _comparator(match: re.Match[str]) -> str:
    after = match["after"] or ""
    if after.endswith("tro len"):
        return ">="
    if after.endswith("tro xuong"):
        return "<="
    return _COMPARATORS.get(match["before"] or "", "=")


def _unit(match: re.Match[str], text: str) -> tuple[str | None, int]:
    """The unit as it is written, and where it ends."""
    unit = match["unit"].strip()
    start = match.end("unit") - len(match["unit"].lstrip())
    if unit in ("%", "phan tram"):
        return "%", match.end("unit")
    words = text[start:].split(" ")[:4]
    folded = [fold(word).strip(".,;:") for word in words]
    if not folded or folded[0] in _NOT_COUNTED:
        return None, match.end("unit")
    count = _noun(folded)
    if folded[0] == "luot" and count == 1 and _is_counted(folded[1:]):
        count += _noun(folded[1:])
    written = " ".join(words[:count])
    return written.strip(".,;:"), start + len(written)


def _is_counted(words: Sequence[str]) -> bool:
    return bool(words) and words[0] not in _NOT_COUNTED | _GO_ON and words[0].isalpha()


def _noun(words: Sequence[str]) -> int:
    """How many of the words are the noun that is counted."""
    if " ".join(words[:3]) in _THREE_WORDS:
        return 3
    known = " ".join(words[:2]) in _TWO_WORDS
    likely = words[0] not in _ONE_WORD and len(words) > 1 and words[1] not in _GO_ON
    return 2 if known or likely else 1
