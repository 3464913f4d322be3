"""The grid of Thời lượng trước kế hoạch: twelve months, minutes and clusters each."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any

from django import forms

from lantoa.channels.station.models import AirtimeBefore
from lantoa.channels.station.services.airtime_before import (
    MOST_CLUSTERS,
    MOST_EACH,
    PROOFS,
    MonthBefore,
)
from lantoa.core.errors import Refused
from lantoa.desk.outreach.files import HELP, FilesField
from lantoa.documents.sheets import Cell
from lantoa.documents.tables import Row, read_tables
from lantoa.ledger.terms import Proof
from lantoa.registry.importing.heads import Column, find_head
from lantoa.registry.importing.values import Wrong, whole
from lantoa.registry.importing.values import text as words_of

COLUMNS = (
    Column("month", "Tháng", ("thang", "ky", "thang nam"), ("thang",), required=True),
    Column("minutes", "Số phút", ("so phut", "phut", "thoi luong", "so phut phat"), ("phut",),
           required=True),
    Column("clusters", "Số cụm loa", ("so cum loa", "so cum", "cum loa"), ("cum",)),
)  # fmt: skip
_MONTH = re.compile(r"(?:tháng\s*)?(\d{1,2})\s*[/.\-]\s*(\d{4})$", re.IGNORECASE)
_ISO = re.compile(r"(\d{4})-(\d{1,2})(?:-\d{1,2})?$")


@dataclass(frozen=True)
class GridRow:
    """One month of the grid: its two fields, its entry, and the minutes that the ledger saw."""

    month: date
    minutes: forms.BoundField
    clusters: forms.BoundField
    entry: AirtimeBefore | None
    seen: int


class BeforeForm(forms.Form):
    """Minutes by month; a month left empty stays as it is."""

    source = forms.CharField(
        label="Lấy từ sổ nào", max_length=200,
        help_text="ví dụ: Sổ theo dõi phát thanh năm 2025, trang 3–21",
    )  # fmt: skip
    proof = forms.ChoiceField(
        label="Căn cứ", widget=forms.RadioSelect,
        choices=[(proof.value, str(proof.label).capitalize()) for proof in PROOFS],
        initial=Proof.LOGBOOK,
    )  # fmt: skip
    papers = FilesField(label="Ảnh, bản quét trang sổ", required=False, help_text=HELP)
    reason = forms.CharField(
        label="Lý do sửa", max_length=300, required=False,
        help_text="cần khi sửa số của tháng đã ghi",
    )  # fmt: skip

    def __init__(
        self, *args: Any, months: Sequence[date], known: Mapping[date, MonthBefore],
        entries: Mapping[date, AirtimeBefore], seen: Mapping[date, int], **kwargs: Any,
    ) -> None:  # fmt: skip
        super().__init__(*args, **kwargs)
        self.months, self.entries, self.seen = list(months), entries, seen
        for month in months:
            told = known.get(month)
            label = f"tháng {month:%m/%Y}"
            self.fields[f"phut_{month:%Y_%m}"] = forms.IntegerField(
                label=f"Số phút {label}", required=False, min_value=1, max_value=MOST_EACH,
                initial=told.minutes if told else None,
            )  # fmt: skip
            self.fields[f"cum_{month:%Y_%m}"] = forms.IntegerField(
                label=f"Số cụm loa {label}", required=False, min_value=1,
                max_value=MOST_CLUSTERS, initial=told.clusters if told else None,
            )  # fmt: skip

    def grid(self) -> list[GridRow]:
        return [
            GridRow(month, self[f"phut_{month:%Y_%m}"], self[f"cum_{month:%Y_%m}"],
                    self.entries.get(month), self.seen.get(month, 0))
            for month in self.months
        ]  # fmt: skip

    def clean(self) -> dict[str, Any]:
        """Both figures of a month, or neither."""
        cleaned = super().clean() or self.cleaned_data
        for month in self.months:
            minutes, clusters = f"phut_{month:%Y_%m}", f"cum_{month:%Y_%m}"
            if minutes in self.errors or clusters in self.errors:
                continue
            if (cleaned.get(minutes) is None) != (cleaned.get(clusters) is None):
                empty = minutes if cleaned.get(minutes) is None else clusters
                self.add_error(empty, "Cần cả hai số.")
        return cleaned

    def told(self) -> dict[date, MonthBefore]:
        """The months that have both figures."""
        data = self.cleaned_data
        return {
            month: MonthBefore(data[f"phut_{month:%Y_%m}"], data[f"cum_{month:%Y_%m}"])
            for month in self.months
            if data.get(f"phut_{month:%Y_%m}")
        }


class BeforeFile(forms.Form):
    """An Excel or CSV table with months, minutes and, where it says so, clusters."""

    table = forms.FileField(label="Tệp Excel hoặc CSV")
    clusters = forms.IntegerField(
        label="Số cụm loa khi tệp không ghi", min_value=1, max_value=MOST_CLUSTERS, required=False
    )


def months_of(content: bytes, fallback: int | None) -> dict[date, MonthBefore]:
    """The months of a table. Raises `Unreadable` or `Refused`, in words; nothing is kept here."""
    for table in read_tables(content):
        head = find_head(table.rows, COLUMNS)
        if {"month", "minutes"} <= set(head.places):
            rows = table.rows[head.last + 1 :]
            return _read(rows, head.places, fallback)
    raise Refused(
        "Tệp không có cột «Tháng» và cột «Số phút». Chưa đọc gì. Đặt tên hai cột ấy ở dòng đầu."
    )


def _read(
    rows: Sequence[Row], places: Mapping[str, int], fallback: int | None
) -> dict[date, MonthBefore]:
    found: dict[date, MonthBefore] = {}
    for row in rows:
        cells = {name: row.cells[at] if at < len(row.cells) else None
                 for name, at in places.items()}  # fmt: skip
        try:
            month = _month(cells["month"])
            minutes = whole(cells["minutes"], largest=MOST_EACH)
            clusters = whole(cells.get("clusters"), largest=MOST_CLUSTERS) or fallback
        except Wrong as wrong:
            raise Refused(f"Dòng {row.number}: {wrong}. Chưa đọc gì. Sửa tệp rồi chọn lại.") from (
                wrong
            )
        if month is None or not minutes:
            continue
        if not clusters:
            raise Refused(f"Dòng {row.number} không ghi số cụm loa. Điền ô «Số cụm loa khi tệp "
                          "không ghi» rồi chọn lại tệp.")  # fmt: skip
        if month in found:
            raise Refused(f"Tháng {month:%m/%Y} có hai dòng trong tệp. Chưa đọc gì. Bỏ một dòng.")
        found[month] = MonthBefore(minutes, clusters)
    return found


def _month(cell: Cell) -> date | None:
    """«12/2025», «Tháng 12/2025», 2025-12, or a day of the month. None for a line of sums."""
    if isinstance(cell, date):
        return date(cell.year, cell.month, 1)
    written = words_of(cell)
    match = _MONTH.match(written)
    year, month = (match[2], match[1]) if match else ("", "")
    match = _ISO.match(written)
    if match:
        year, month = match[1], match[2]
    if not year:
        if any(sign.isdigit() for sign in written):
            raise Wrong(f"«{written}» không phải tháng dạng 12/2025")
        return None
    if not 1 <= int(month) <= 12:
        raise Wrong(f"không có tháng «{written}»")
    return date(int(year), int(month), 1)


def year_before(start: date) -> list[date]:
    """The first days of the twelve months before the month of `start`, oldest first."""
    months, month = [], start.replace(day=1)
    for _ in range(12):
        month = (month - timedelta(days=1)).replace(day=1)
        months.append(month)
    return months[::-1]
