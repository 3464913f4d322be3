"""The figure of a target: value, unit and comparator out of a sentence."""

from __future__ import annotations

import re
from collections.abc import Iterator
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
    "tai khoan", "van ban", "ke hoach", "diem phat", "nha van",
})  # fmt: skip
_THREE_WORDS = frozenset({"ho gia dinh", "to dan pho", "tuyen truyen vien", "luot truy cap"})
_NOT_COUNTED = frozenset({
    "nam", "thang", "ngay", "quy", "gio", "phut", "trong", "va", "den", "cua", "ve", "theo", "nay",
    "tro", "hoac", "voi", "la", "cap", "so", "de", "tai", "co", "duoc",
})  # fmt: skip
_NAMING = re.compile(
    r"(?:\bso|\bnam|\bdieu|\bkhoan|\bthang|\bngay|\bquy|\bmuc do|\bmuc|\bgiai doan|\bthu|\bphu luc|"
    r"\bnghi quyet|\bquyet dinh|\btruoc|\bnq|\bcap)\s*$"
)
_NOW = re.compile(r"\b(?:hien nay|hien co|hien tai|hien dang|tinh den|da dat|so voi|truoc day)\b")
_BRACKETS = re.compile(r"\([^()]*\)")


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
    return [figure for match in _FIGURE.finditer(folded) for figure in _figure(match, folded, text)]


def _figure(match: re.Match[str], folded: str, text: str) -> Iterator[Figure]:
    clause = max(folded.rfind(sign, 0, match.start()) for sign in ",;.") + 1
    before = folded[clause : match.start()]
    if _NAMING.search(before) or (_NOW.search(before) and "phan dau" not in before):
        return
    unit, end = _unit(match, text)
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
    words = text[start:].split(" ")[:3]
    folded = [fold(word).strip(".,;:") for word in words]
    if not folded or folded[0] in _NOT_COUNTED:
        return None, match.end("unit")
    count = 1
    if " ".join(folded) in _THREE_WORDS:
        count = 3
    elif " ".join(folded[:2]) in _TWO_WORDS:
        count = 2
    written = " ".join(words[:count])
    return written.strip(".,;:"), start + len(written)
