"""The reading of a draft plan as a person corrects it. Pure functions on its JSON.

Beside the keys of the reading, `choices` keeps what the person decided: `corrected` (pointer →
value as first read), `settled` (keys of doubts), `units` (folded name → "text", "new" or the key
of a unit), `left_out` (pointers of items that are none), `added` (pointers of items that a
person brought in), `by` and `at` (the account that changed
the reading last, and when).
"""

from __future__ import annotations

import copy
import re
from datetime import date
from typing import Any

from lantoa.core.errors import Refused
from lantoa.plan.terms import INDICATORS, CadencePeriod, Comparator
from lantoa.vietnamese import fold, nfc

Reading = dict[str, Any]

_N = r"(0|[1-9]\d{0,3})"
_KINDS = (
    (rf"/tasks/{_N}/(lead|coordinating)", "names"),
    (rf"/responsibilities/{_N}/items", "names"),
    (r"/date", "day"),
    (rf"/legal_bases/{_N}/date", "day"),
    (rf"/objectives/{_N}/value", "figure"),
    (rf"/objectives/{_N}/period", "period"),
    (rf"/objectives/{_N}/comparator", "comparator"),
    (rf"/proposals/indicators/{_N}", "codes"),
    (rf"/proposals/cadences/{_N}/count", "count"),
    (rf"/proposals/cadences/{_N}/period", "cadence"),
    (rf"/proposals/cadences/{_N}/what", "text"),
    (rf"/report_deadlines/{_N}/before", "duty_day"),
    (rf"/annual_days/{_N}/day", "yearly_day"),
    (
        r"/(title|number|symbol|place|issuer|general_objective|budget|signer|signer_title"
        r"|on_behalf_of)",
        "text",
    ),
    (rf"/(purposes|requirements|recipients|budget_sources)/{_N}", "text"),
    (rf"/legal_bases/{_N}/(kind|number|issuer)", "text"),
    (rf"/(objectives|tasks|task_groups)/{_N}/(text|unit|number|due)", "text"),
    (rf"/responsibilities/{_N}/unit", "text"),
    (rf"/report_deadlines/{_N}/(to|by)", "text"),
    (rf"/annual_days/{_N}/name", "text"),
)
_ITEM = re.compile(
    rf"/(tasks|objectives|legal_bases|responsibilities|report_deadlines|annual_days|purposes"
    rf"|requirements|recipients|budget_sources)/{_N}"
)


def choices_of(reading: Reading) -> dict[str, Any]:
    """What the person decided so far; every key is there."""
    kept = reading.get("choices", {})
    return {"corrected": {}, "settled": [], "units": {}, "left_out": [], "added": [], **kept}


def kind_of_field(pointer: str) -> str:
    """How a field is edited. Refuses a pointer that is no field of a plan."""
    for pattern, kind in _KINDS:
        if re.fullmatch(pattern, pointer):
            return kind
    raise Refused("Không có trường này trong kết quả đọc. Chưa sửa gì. Tải lại trang rồi sửa lại.")


def value_at(reading: Reading, pointer: str) -> Any:
    """The value at a JSON pointer, None where there is none."""
    value: Any = reading
    for step in pointer.strip("/").split("/"):
        if isinstance(value, list):
            value = value[int(step)] if step.isdigit() and int(step) < len(value) else None
        elif isinstance(value, dict):
            value = value.get(step)
        else:
            return None
    return value


def with_value(reading: Reading, pointer: str, words: str) -> Reading:
    """A copy with one field set from what a person typed; the first reading of it is kept.

    Empty words leave the field blank. Refuses what cannot be such a value.
    """
    value = _parse(kind_of_field(pointer), words)
    changed = copy.deepcopy(reading)
    *path, last = pointer.strip("/").split("/")
    holder = value_at(changed, "/".join(path)) if path else changed
    if isinstance(holder, list):
        if not last.isdigit() or int(last) >= len(holder):
            raise Refused("Không có trường này trong kết quả đọc. Chưa sửa gì. Tải lại trang.")
        old, holder[int(last)] = holder[int(last)], value if value is not None else ""
    elif isinstance(holder, dict):
        old, holder[last] = holder.get(last), value
    else:
        raise Refused("Không có trường này trong kết quả đọc. Chưa sửa gì. Tải lại trang.")
    choices = choices_of(changed)
    choices["corrected"].setdefault(pointer, old)
    return {**changed, "choices": choices}


def with_choice(reading: Reading, unit_text: str, choice: str) -> Reading:
    """A copy in which a name of a unit stands for words, a new unit or a unit of the registry."""
    if choice not in ("text", "new") and not choice.isdigit():
        raise Refused("Chưa chọn đơn vị nào. Chưa đổi gì. Chọn một đơn vị trong danh sách.")
    choices = choices_of(reading)
    return {
        **reading,
        "choices": {**choices, "units": {**choices["units"], fold(unit_text): choice}},
    }


def with_settled(reading: Reading, key: str) -> Reading:
    """A copy in which a doubt is settled: the reading of that place holds."""
    choices = choices_of(reading)
    return {**reading, "choices": {**choices, "settled": sorted({*choices["settled"], key})}}


def with_item(reading: Reading, pointer: str, *, is_in: bool) -> Reading:
    """A copy that leaves one item out, or takes it in again."""
    if not _ITEM.fullmatch(pointer) or value_at(reading, pointer) is None:
        raise Refused("Không có mục này trong kết quả đọc. Chưa bỏ gì. Tải lại trang.")
    choices = choices_of(reading)
    kept = set(choices["left_out"]) - {pointer}
    left_out = sorted(kept if is_in else kept | {pointer})
    return {**reading, "choices": {**choices, "left_out": left_out}}


# What an added item holds before a person fills it in; its first field takes the words typed.
_EMPTY: dict[str, tuple[str, dict[str, Any]]] = {
    "tasks": ("text", {"number": None, "text": "", "lead": [], "coordinating": [], "due": None}),
    "objectives": (
        "text", {"period": None, "text": "", "value": None, "unit": None, "comparator": None}
    ),
    "legal_bases": (
        "number", {"kind": "Văn bản", "number": "", "date": None, "issuer": None,
                   "cited_via": None}
    ),
    "responsibilities": ("unit", {"unit": "", "items": []}),
    "report_deadlines": ("before", {"before": "", "every": "year", "to": None, "by": None}),
    "annual_days": ("day", {"day": "", "name": ""}),
}  # fmt: skip
_PLAIN = ("purposes", "requirements", "recipients", "budget_sources")
MOST_ITEMS = 5_000


def with_added(reading: Reading, name: str, words: str) -> Reading:
    """A copy with one more item of a list, from the words that a person typed: its first field.

    The document need not hold it; `choices.added` keeps that a person brought it in. Refuses a
    list that is none, empty words, a day that is none.
    """
    text = nfc(words).strip()
    if name not in _EMPTY and name not in _PLAIN:
        raise Refused("Không có loại mục này trong kế hoạch. Chưa thêm gì. Tải lại trang.")
    if not text:
        raise Refused("Mục thêm vào cần có chữ. Chưa thêm gì. Ghi nội dung rồi thêm lại.")
    changed = copy.deepcopy(reading)
    items = changed.setdefault(name, [])
    if len(items) >= MOST_ITEMS:
        raise Refused(f"Đã có {MOST_ITEMS} mục loại này, nhiều nhất cho phép. Chưa thêm gì.")
    pointer = f"/{name}/{len(items)}"
    if name in _PLAIN:
        items.append(text)
    else:
        first, empty = _EMPTY[name]
        items.append({**copy.deepcopy(empty), first: _parse(kind_of_field(f"{pointer}/{first}"),
                                                            text)})  # fmt: skip
    choices = choices_of(changed)
    return {**changed, "choices": {**choices, "added": [*choices["added"], pointer]}}


def items_in(reading: Reading, name: str) -> list[tuple[int, Any]]:
    """The items of one list that were not left out, with their places."""
    left_out = set(choices_of(reading)["left_out"])
    return [
        (index, item)
        for index, item in enumerate(reading.get(name) or [])
        if f"/{name}/{index}" not in left_out
    ]


def _parse(kind: str, words: str) -> Any:
    text = nfc(words).strip()
    if not text:
        return [] if kind in ("names", "codes") else None
    if kind == "names":
        return [line.strip() for line in text.splitlines() if line.strip()]
    if kind == "codes":
        return _codes(text)
    check = _CHECKS.get(kind)
    return check(text) if check else text


def _codes(text: str) -> list[str]:
    codes = [code.upper() for code in re.split(r"[\s,;]+", text) if code]
    unknown = [code for code in codes if code not in INDICATORS]
    if unknown:
        raise Refused(
            f"Không có chỉ số mang mã {', '.join(unknown)}. Chưa sửa gì. Chọn trong {_range()}."
        )
    return codes


def _range() -> str:
    return ", ".join(INDICATORS)


def _day(text: str) -> str:
    for pattern, order in ((r"(\d{4})-(\d\d?)-(\d\d?)", (1, 2, 3)),
                           (r"(\d\d?)[/.-](\d\d?)[/.-](\d{4})", (3, 2, 1))):  # fmt: skip
        found = re.fullmatch(pattern, text)
        if found:
            try:
                return date(*(int(found[place]) for place in order)).isoformat()
            except ValueError:
                break
    raise Refused("Không có ngày này. Chưa sửa gì. Ghi ngày dạng 08/4/2026.")


def _figure(text: str) -> float | int:
    words = text.replace("%", "").replace(".", "").strip()
    if not re.fullmatch(r"[0-9]{1,12}(,[0-9]{1,6})?", words):
        raise Refused("Mức phải đạt là một con số, ví dụ 80 hoặc 2,5. Chưa sửa gì.")
    value = float(words.replace(",", "."))
    return int(value) if value == int(value) else value


def _count(text: str) -> int:
    if not text.isdigit() or not 1 <= int(text) <= 999:
        raise Refused("Tần suất là số từ 1 đến 999. Chưa sửa gì. Ghi lại con số.")
    return int(text)


def _one_of(allowed: set[str], pattern: str, sentence: str) -> Any:
    def check(text: str) -> str:
        if text not in allowed and not (pattern and re.fullmatch(pattern, text)):
            raise Refused(sentence)
        return text

    return check


_CHECKS: dict[str, Any] = {
    "day": _day,
    "figure": _figure,
    "count": _count,
    "cadence": _one_of(set(CadencePeriod.values), "", "Kỳ là tuần, tháng, quý hoặc năm. Chưa sửa."),
    "comparator": _one_of(set(Comparator.values), "", "Không có cách so sánh này. Chưa sửa gì."),
    "period": _one_of(
        set(), r"\d{4}(-\d{4}|-Q[1-4])?", "Kỳ ghi dạng 2026, 2026-Q1 hoặc 2026-2030. Chưa sửa gì."
    ),
    "duty_day": _one_of(
        set(), r"(\*|0[1-9]|1[0-2])-(0[1-9]|[12]\d|3[01])",
        "Hạn báo cáo ghi dạng tháng-ngày, ví dụ 06-10, hoặc *-20. Chưa sửa gì.",
    ),
    "yearly_day": _one_of(
        set(), r"(0[1-9]|1[0-2])-(0[1-9]|[12]\d|3[01])",
        "Ngày hằng năm ghi dạng tháng-ngày, ví dụ 10-10. Chưa sửa gì.",
    ),
}  # fmt: skip
