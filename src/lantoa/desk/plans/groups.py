"""Groups of fields in the order in which such a document is written. Pure."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from lantoa.desk.plans.fields import NOT_IN_DOCUMENT, Field, Maker
from lantoa.plan.corrections import Reading, value_at
from lantoa.plan.doubts import OpenDoubt
from lantoa.plan.terms import INDICATORS, CadencePeriod, Comparator
from lantoa.plan.units import KnownUnit
from lantoa.vietnamese import date_short, decimal


@dataclass(frozen=True)
class Group:
    """Fields that stand together; `pointer` names the item that may be left out."""

    title: str
    fields: tuple[Field, ...]
    note: str = ""
    pointer: str = ""
    is_out: bool = False

    @property
    def id(self) -> str:
        return "g" + self.pointer.replace("/", "-")


def groups_of(
    reading: Reading,
    known: Sequence[KnownUnit],
    doubts: Sequence[OpenDoubt],
    blanks: dict[str, str],
) -> list[Group]:
    """All groups, in the order in which such a document is written."""
    make = Maker(reading, known, doubts, blanks)
    groups = [
        _document(make), *_bases(make), *_texts(make), *_targets(make), *_tasks(make),
        *_money(make), *_owners(make), *_days(make), *_recipients(make),
    ]  # fmt: skip
    return [*groups, *_leftover(make, groups, doubts)]


def _document(make: Maker) -> Group:
    day = make.reading.get("date")
    fields = (
        make.field("/title", "Trích yếu"),
        make.field("/number", "Số, ký hiệu"),
        make.field("/date", "Ngày ban hành", date_short(date.fromisoformat(day)) if day else None),
        make.field("/issuer", "Cơ quan ban hành"),
        make.field("/on_behalf_of", "Thay mặt"),
        make.field("/signer_title", "Chức vụ người ký"),
        make.field("/signer", "Người ký"),
    )
    return Group("Văn bản", fields)


def _bases(make: Maker) -> list[Group]:
    fields = []
    for index, item in enumerate(make.reading.get("legal_bases") or []):
        pointer = f"/legal_bases/{index}"
        if make.out(pointer):
            continue
        day = f" ngày {date_short(date.fromisoformat(item['date']))}" if item["date"] else ""
        words = f"{item['kind']} {item['number'] or ''}{day}".strip()
        note = f"Được dẫn trong {item['cited_via']}." if item["cited_via"] else ""
        edits = (
            (f"{pointer}/kind", "Sửa loại"), (f"{pointer}/number", "Sửa số"),
            (f"{pointer}/date", "Sửa ngày"),
        )  # fmt: skip
        fields.append(make.field(pointer, item["issuer"] or "Chưa rõ cơ quan", words, note=note,
                                 edits=edits))  # fmt: skip
    return [Group("Văn bản căn cứ", tuple(fields), f"{len(fields)} văn bản")] if fields else []


def _texts(make: Maker) -> list[Group]:
    fields = []
    for name, label in (("purposes", "Mục đích"), ("requirements", "Yêu cầu")):
        count = len(make.reading.get(name) or [])
        fields += [
            make.field(f"/{name}/{index}", f"{label} {index + 1}")
            for index in range(count)
            if not make.out(f"/{name}/{index}")
        ]
    if make.reading.get("general_objective"):
        fields.append(make.field("/general_objective", "Mục tiêu chung"))
    return [Group("Mục đích, yêu cầu, mục tiêu chung", tuple(fields))] if fields else []


def _targets(make: Maker) -> list[Group]:
    items = make.reading.get("objectives") or []
    groups = []
    for index, item in enumerate(items):
        pointer = f"/objectives/{index}"
        codes = value_at(make.reading, f"/proposals/indicators/{index}") or []
        named = "; ".join(f"{code} {INDICATORS[code]}" for code in codes)
        fields = (
            make.field(pointer, "Nội dung", item["text"], edits=((f"{pointer}/text", "Sửa"),)),
            make.field(f"{pointer}/period", "Năm phải đạt", item["period"] or ""),
            make.field(f"{pointer}/value", "Mức phải đạt", _level(item),
                       edits=((f"{pointer}/value", "Sửa mức"), (f"{pointer}/unit", "Sửa đơn vị"),
                              (f"{pointer}/comparator", "Sửa cách so"))),
            make.field(f"/proposals/indicators/{index}", "Chỉ số đếm", named,
                       note=NOT_IN_DOCUMENT if codes else "",
                       blank_why="" if codes else "Chưa có chỉ số nào đếm chỉ tiêu này."),
        )  # fmt: skip
        groups.append(Group("Chỉ tiêu", fields, f"{index + 1} trên {len(items)}", pointer,
                            make.out(pointer)))  # fmt: skip
    return groups


def _tasks(make: Maker) -> list[Group]:
    items = make.reading.get("tasks") or []
    groups = []
    for index, item in enumerate(items):
        pointer = f"/tasks/{index}"
        fields = [
            make.field(
                pointer,
                "Nội dung",
                item["text"],
                edits=((f"{pointer}/text", "Sửa"), (f"{pointer}/number", "Sửa số")),
            ),
            make.units(f"{pointer}/lead", "Đơn vị chủ trì"),
            make.units(f"{pointer}/coordinating", "Đơn vị phối hợp"),
            make.field(f"{pointer}/due", "Thời gian", _due(item["due"])),
        ]
        cadence = value_at(make.reading, f"/proposals/cadences/{index}")
        if cadence:
            fields.append(_cadence(make, index, cadence))
        title = f"Nhiệm vụ {item['number'] or index + 1}"
        groups.append(
            Group(
                title, tuple(fields), f"{index + 1} trên {len(items)}", pointer, make.out(pointer)
            )
        )
    return groups


def _cadence(make: Maker, index: int, cadence: dict[str, Any]) -> Field:
    pointer = f"/proposals/cadences/{index}"
    period = CadencePeriod(cadence["period"]).label
    words = f"{cadence['count']} {cadence['what']} mỗi {period}"
    edits = ((f"{pointer}/count", "Sửa số"), (f"{pointer}/period", "Sửa kỳ"))
    return make.field(pointer, "Tần suất đề xuất", words, note=NOT_IN_DOCUMENT, edits=edits)


def _money(make: Maker) -> list[Group]:
    if not make.reading.get("budget"):
        return []
    sources = make.reading.get("budget_sources") or []
    fields = [make.field("/budget", "Nội dung")]
    fields += [make.field(f"/budget_sources/{n}", f"Nguồn {n + 1}") for n in range(len(sources))]
    return [Group("Kinh phí", tuple(fields), f"{len(sources)} nguồn")]


def _owners(make: Maker) -> list[Group]:
    groups = []
    for index, item in enumerate(make.reading.get("responsibilities") or []):
        pointer = f"/responsibilities/{index}"
        fields = (
            make.units(f"{pointer}/unit", "Đơn vị"),
            make.field(pointer, "Việc phải làm", "\n".join(item["items"]),
                       edits=((f"{pointer}/items", "Sửa"),)),
        )  # fmt: skip
        groups.append(Group("Trách nhiệm", fields, f"{len(item['items'])} việc", pointer,
                            make.out(pointer)))  # fmt: skip
    return groups


def _days(make: Maker) -> list[Group]:
    fields = []
    for index, item in enumerate(make.reading.get("report_deadlines") or []):
        pointer = f"/report_deadlines/{index}"
        if not make.out(pointer):
            to = f", gửi {item['to']}" if item["to"] else ""
            words = duty_words(item["before"], item["every"]) + to
            edits = ((f"{pointer}/before", "Sửa hạn"), (f"{pointer}/to", "Sửa nơi gửi"))
            fields.append(make.field(pointer, "Báo cáo", words, edits=edits))
    for index, item in enumerate(make.reading.get("annual_days") or []):
        pointer = f"/annual_days/{index}"
        if not make.out(pointer):
            month, day = item["day"].split("-")
            words = f"{int(day)}/{int(month)} {item['name']}"
            edits = ((f"{pointer}/name", "Sửa tên"), (f"{pointer}/day", "Sửa ngày"))
            fields.append(make.field(pointer, "Ngày hằng năm", words, edits=edits))
    return [Group("Chế độ báo cáo, ngày hưởng ứng", tuple(fields))] if fields else []


def _recipients(make: Maker) -> list[Group]:
    count = len(make.reading.get("recipients") or [])
    fields = tuple(make.field(f"/recipients/{n}", f"Nơi nhận {n + 1}") for n in range(count))
    return [Group("Nơi nhận", fields)] if fields else []


def _leftover(make: Maker, groups: Sequence[Group], doubts: Sequence[OpenDoubt]) -> list[Group]:
    """Doubts that no field of the screen shows get one of their own."""
    shown = {number for group in groups for each in group.fields for number, _ in each.doubts}
    fields = tuple(
        Field(f"/doubts/{number}", "Chỗ ngờ", doubt.quote, doubts=((number, doubt),))
        for number, doubt in enumerate(doubts, 1)
        if number not in shown
    )
    return [Group("Cần xem lại", fields)] if fields else []


def duty_words(before: str, every: str) -> str:
    """A report's day in words: "trước ngày 10/6 hằng năm"."""
    month, _, day = before.partition("-")
    if month == "*":
        tail = "tháng cuối quý" if every == "quarter" else "hằng tháng"
        return f"trước ngày {int(day)} {tail}"
    return f"trước ngày {int(day)}/{int(month)} hằng năm"


def _level(item: dict[str, Any]) -> str:
    value = item["value"]
    if value is None:
        return "Đánh giá có hoặc không, văn bản không nêu con số"
    unit = item["unit"] or ""
    gap = "" if unit == "%" else " "
    if isinstance(value, list):
        return f"từ {decimal(value[0])} đến {decimal(value[1])}{gap}{unit}"
    how = Comparator(item["comparator"]).label if item["comparator"] else ""
    return f"{how} {decimal(value)}{gap}{unit}".strip()


def _due(words: str | None) -> str:
    try:
        return f"trước ngày {date_short(date.fromisoformat(words))}" if words else ""
    except ValueError:
        return words or ""
