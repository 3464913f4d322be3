"""A partner's log: rows of a table as airings, by columns that were mapped once. Pure."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta

from lantoa.core.clock import ZONE
from lantoa.documents.sheets import Cell
from lantoa.documents.tables import Row
from lantoa.registry.importing.heads import Column, Head, find_head, plain
from lantoa.registry.importing.values import Wrong, day, text

COLUMNS = (
    Column("cluster", "Cụm loa, thiết bị",
           ("cum loa", "ten cum loa", "thiet bi", "ten thiet bi", "cum thu phat", "device"),
           ("cum loa", "thiet bi"), required=True),
    Column("start", "Giờ bắt đầu",
           ("gio bat dau", "bat dau", "thoi gian bat dau", "bat dau luc", "gio phat",
            "thoi gian phat", "thoi gian", "phat luc", "start"),
           ("bat dau", "gio phat", "thoi gian phat"), required=True),
    Column("day", "Ngày", ("ngay", "ngay phat", "date")),
    Column("end", "Giờ kết thúc", ("gio ket thuc", "ket thuc", "thoi gian ket thuc", "end"),
           ("ket thuc",)),
    Column("length", "Thời lượng", ("thoi luong", "thoi luong phat", "so giay", "so phut",
                                    "giay", "phut", "duration"), ("thoi luong",)),
    Column("title", "Nội dung", ("noi dung", "ten ban tin", "ban tin", "chuong trinh", "tieu de",
                                 "ten file", "ten tep"), ("noi dung", "ban tin")),
    Column("result", "Kết quả", ("ket qua", "trang thai", "tinh trang", "status"),
           ("ket qua", "trang thai")),
)  # fmt: skip
NEEDED = ("cluster", "start")
LONGEST = 24 * 3600
_CLOCK = re.compile(r"(\d{1,2})\s*(?::|h|giờ)\s*(\d{2})?(?:\s*(?::|m|phút)\s*(\d{1,2}))?\s*$")
_SPAN = re.compile(
    r"(?:(\d+)\s*(?:giờ|h)\s*)?(?:(\d+)\s*(?:phút|ph|p|m|')\s*)?(?:(\d+)\s*(?:giây|s|\"))?$"
)
_BAD = (
    "loi", "that bai", "khong phat", "khong thanh cong", "chua phat", "fail", "failed", "error",
    "offline", "mat ket noi", "huy",
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class LogRow:
    """One row as it was read. `seconds` None: nobody said how long. `wrong`: why it cannot be
    read; then nothing else counts."""

    number: int
    cluster: str = ""
    at: datetime | None = None
    seconds: int | None = None
    title: str = ""
    is_failed: bool = False
    wrong: str = ""


def lay_out(rows: Sequence[Row], known: Mapping[str, str]) -> Head:
    """The head of a log: by the headings that were mapped before, else by their usual wordings."""
    if known:
        wanted = {name: heading for name, heading in known.items() if heading}
        for place, row in enumerate(rows[:40]):
            headings = [plain(cell) for cell in row.cells]
            found = {n: headings.index(h) for n, h in wanted.items() if h in headings}
            if set(NEEDED) <= set(found):
                return Head(place, place, found)
    return find_head(rows, COLUMNS)


def likely_head(rows: Sequence[Row]) -> int:
    """The number of the first row that could name columns: two cells of words, none with a digit.
    0: there is none."""
    for row in rows[:40]:
        words = [str(cell) for cell in row.cells if cell not in (None, "")]
        if len(words) > 1 and not any(sign.isdigit() for word in words for sign in word):
            return row.number
    return 0


def headings_of(row: Row, places: Mapping[str, int]) -> dict[str, str]:
    """What is remembered of a mapping: column → its heading, folded."""
    return {
        name: plain(row.cells[place]) for name, place in places.items()
        if 0 <= place < len(row.cells) and plain(row.cells[place])
    }  # fmt: skip


def read_rows(rows: Sequence[Row], places: Mapping[str, int], *, in_minutes: bool) -> list[LogRow]:
    """Every row below the head. `in_minutes`: a bare number of the length column is minutes."""
    found = []
    for row in rows:
        cells = {name: row.cells[place] for name, place in places.items() if place < len(row.cells)}
        if not any(cells.get(name) not in (None, "") for name in NEEDED):
            continue
        try:
            found.append(_read(row.number, cells, in_minutes))
        except Wrong as wrong:
            found.append(LogRow(row.number, wrong=str(wrong)))
    return found


def _read(number: int, cells: Mapping[str, Cell], in_minutes: bool) -> LogRow:
    cluster = text(cells.get("cluster"))
    if not cluster:
        raise Wrong("không ghi cụm loa")
    at = _moment(cells.get("start"), cells.get("day"))
    result = plain(cells.get("result"))
    return LogRow(
        number, cluster, at, _length(cells, at, in_minutes),
        text(cells.get("title"), longest=300),
        is_failed=_says_failed(result),
    )  # fmt: skip


def _says_failed(result: str) -> bool:
    """«Lỗi», «mất kết nối»; not «không lỗi»."""
    if "khong loi" in result or "khong co loi" in result:
        return False
    return any(f" {word} " in f" {result} " for word in _BAD)


def _moment(cell: Cell, of_day: Cell) -> datetime:
    if isinstance(cell, datetime):
        return cell.replace(tzinfo=ZONE)
    if isinstance(cell, date):
        raise Wrong("giờ bắt đầu chỉ có ngày, không có giờ")
    written = text(cell)
    found = day(of_day) if of_day not in (None, "") else None
    if found is None:
        found, written = _split(written)
    return datetime.combine(found, _clock(written), ZONE)


def _split(written: str) -> tuple[date, str]:
    """«23/11/2026 05:00:12», «05:00 23/11/2026», «2026-11-23T05:00:12»."""
    parts = written.replace("T", " ", 1).split() if written[:4].isdecimal() else written.split()
    for place, part in enumerate(parts):
        if sum(part.count(sign) for sign in "/-.") == 2:
            found = day(part)
            if found is not None:
                rest = " ".join((*parts[:place], *parts[place + 1 :]))
                return found, rest.replace("ngày", "").replace(",", " ").strip()
    raise Wrong(f"«{written}» không có ngày")


def _clock(written: str) -> time:
    match = _CLOCK.match(written.lower().split("+")[0].split(".")[0].strip())
    if match is None:
        raise Wrong(f"«{written}» không phải giờ dạng 05:00")
    hour, minute, second = (int(part or 0) for part in match.groups())
    if hour > 23 or minute > 59 or second > 59:
        raise Wrong(f"không có giờ «{written}»")
    return time(hour, minute, second)


def _length(cells: Mapping[str, Cell], at: datetime, in_minutes: bool) -> int | None:
    cell = cells.get("length")
    if cell not in (None, ""):
        return _sane(_span(cell, in_minutes))
    end = cells.get("end")
    if end in (None, ""):
        return None
    until = _end(end, at)
    until += timedelta(days=1) if until < at else timedelta()
    return _sane(round((until - at).total_seconds()))


def _end(cell: Cell, at: datetime) -> datetime:
    written = text(cell) if not isinstance(cell, date) else ""
    if isinstance(cell, datetime) or sum(written.count(sign) for sign in "/-") >= 2:
        return _moment(cell, None)
    return datetime.combine(at.date(), _clock(written), ZONE)


def _span(cell: Cell, in_minutes: bool) -> int:
    if isinstance(cell, int | float) and not isinstance(cell, bool):
        return round(cell * 60) if in_minutes else round(cell)
    written = text(cell).lower()
    if written.isdecimal() and len(written) < 7:
        return int(written) * (60 if in_minutes else 1)
    if re.fullmatch(r"\d{1,3}(:\d{2}){1,2}", written):
        parts = [int(part) for part in written.split(":")]
        hours, minutes, seconds = parts if len(parts) == 3 else (0, *parts)
        return hours * 3600 + minutes * 60 + seconds
    match = _SPAN.match(written)
    if match and any(match.groups()):
        hours, minutes, seconds = (int(part or 0) for part in match.groups())
        return hours * 3600 + minutes * 60 + seconds
    raise Wrong(f"«{text(cell)}» không phải thời lượng")


def _sane(seconds: int) -> int:
    if not 0 <= seconds <= LONGEST:
        raise Wrong(f"thời lượng {seconds} giây không thể có")
    return seconds
