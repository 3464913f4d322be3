"""Snapshot and texts → an official document of Nghị định 30/2020. Pure."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date

from lantoa.documents.terms import (
    Align,
    Annex,
    Block,
    Column,
    DocumentNumber,
    FigureRun,
    Heading,
    IssueDay,
    Letterhead,
    ListItems,
    OfficialDocument,
    Paragraph,
    SignatureBlock,
    Table,
    Words,
)
from lantoa.reports.counts import AIRTIME
from lantoa.reports.snapshot import AnnexRow, Snapshot
from lantoa.reports.terms import DEMO_BANNER, PERIOD, Value
from lantoa.vietnamese import date_short, number

_FIGURE = re.compile(r"\{([^{}]+)\}")
_HEADING = re.compile(r"^# (\d+)\. (.+)$")
HASH_SHOWN = 16


@dataclass(frozen=True, slots=True)
class Frame:
    """What stands around the parts: who reports on which plan to whom, and who signs."""

    commune: str
    short_name: str
    plan: str
    subject: str
    addressee: str
    signer: str
    acting: str
    signer_title: str
    issued: IssueDay
    number: int | None = None
    cutoff_on: date | None = None


@dataclass(frozen=True, slots=True)
class Text:
    """A part with the words that stand in it now."""

    number: str
    title: str
    text: str
    has_targets: bool = False


def compose(frame: Frame, texts: Sequence[Text], shot: Snapshot) -> OfficialDocument:
    """The report as a value; the same snapshot and texts give the same document."""
    return OfficialDocument(
        letterhead=Letterhead(f"ỦY BAN NHÂN DÂN\n{frame.commune}", frame.short_name),
        number=DocumentNumber("BC-UBND", frame.number),
        issued=frame.issued,
        kind="Báo cáo",
        subject=frame.subject,
        addressees=(frame.addressee,) if frame.addressee else (),
        blocks=(_opening(frame, shot), *_parts(texts, shot), _closing(frame)),
        signature=SignatureBlock(
            title=frame.signer_title, name=frame.signer, acting=frame.acting,
            on_behalf_of="TM. ỦY BAN NHÂN DÂN",
        ),
        recipients=("Như trên", "Chủ tịch, các Phó Chủ tịch UBND xã", "Lưu: VT, VHXH"),
        annexes=(_statistics(shot), _items(shot), _activities(shot)),
        banner=DEMO_BANNER if shot.is_demo else "",
    )  # fmt: skip


def _opening(frame: Frame, shot: Snapshot) -> Paragraph:
    code = f"mục {number(shot.chain_seq)}, {shot.chain_hash[:HASH_SHOWN]}"
    return Paragraph((
        f"Thực hiện {frame.plan}, Ủy ban nhân dân {frame.commune} báo cáo kết quả "
        f"{_days(frame, shot)} như sau (mã đối chiếu sổ minh chứng: {code}):",
    ))  # fmt: skip


def _days(frame: Frame, shot: Snapshot) -> str:
    if PERIOD in shot.values:
        return shot.values[PERIOD].text
    until = date.fromisoformat(shot.until)
    how = "tính" if frame.cutoff_on and until < frame.cutoff_on else "chốt"
    return f"(số liệu {how} đến hết ngày {date_short(until)})"


def _closing(frame: Frame) -> Paragraph:
    return Paragraph((
        f"Trên đây là báo cáo {frame.subject[:1].lower()}{frame.subject[1:]}; "
        f"Ủy ban nhân dân {frame.commune} kính báo cáo {frame.addressee}.".replace(" .", "."),
    ))  # fmt: skip


def _parts(texts: Sequence[Text], shot: Snapshot) -> Iterable[Block]:
    for part in texts:
        yield Heading(1, part.number, part.title)
        yield from blocks_of(part.text, shot)
        if part.has_targets:
            yield _targets(shot)


def blocks_of(text: str, shot: Snapshot) -> list[Block]:
    """Lines of a part's text as headings, lists and paragraphs, with figures in their places."""
    names = shot.by_name()
    blocks: list[Block] = []
    items: list[Words] = []
    for line in (line.strip() for line in text.splitlines()):
        if items and not line.startswith("- "):
            blocks.append(ListItems(tuple(items)))
            items = []
        heading = _HEADING.match(line)
        if heading:
            blocks.append(Heading(2, heading[1], heading[2]))
        elif line.startswith("- "):
            items.append(words_of(line[2:], names))
        elif line:
            blocks.append(Paragraph(words_of(line, names)))
    return [*blocks, ListItems(tuple(items))] if items else blocks


def words_of(text: str, names: dict[str, Value]) -> Words:
    """Plain words and figures; a name that is not known stays as it was typed."""
    found: list[str | FigureRun] = []
    for place, piece in enumerate(_FIGURE.split(text)):
        if place % 2 == 0:
            found += [piece] if piece else []
        elif piece in names:
            found.append(FigureRun(names[piece].key, names[piece].text))
        else:
            found.append(f"{{{piece}}}")
    return tuple(found)


def unknown_names(text: str, shot: Snapshot) -> list[str]:
    """Names in braces that no figure of the report carries."""
    names = shot.by_name()
    return [name for name in _FIGURE.findall(text) if name not in names]


def _targets(shot: Snapshot) -> Table:
    columns = (
        Column("Mã", 11, Align.CENTER), Column("Chỉ tiêu", 47), Column("Năm", 15, Align.CENTER),
        Column("Kết quả", 39), Column("Tiến độ; đánh giá", 48),
    )  # fmt: skip
    rows = tuple(
        (
            row.code or "–",
            row.title,
            str(row.year),
            FigureRun(row.key, row.in_words),
            f"{row.progress}; {row.verdict}",
        )
        for row in shot.targets
    )
    return Table(columns, rows)


def _statistics(shot: Snapshot) -> Annex:
    columns = (
        Column("Tháng", 1.1, Align.CENTER),
        *(Column(*_monthly_head(key, shot), Align.RIGHT) for key in shot.monthly),
    )
    rows = [
        (month, *(_monthly_cell(key, row[place]) for key, row in shot.monthly.items()))
        for place, month in enumerate((*shot.months, "Cộng"))
    ]
    blocks: list[Block] = [Table(columns, tuple(rows), total=True)]
    if any(value.key.endswith("@year") for value in shot.values.values()):
        blocks.append(_beside_year(shot))
    return Annex("Thống kê theo kênh và tháng", tuple(blocks))


def _monthly_head(key: str, shot: Snapshot) -> tuple[str, float]:
    if key == AIRTIME.key:
        return _capital(AIRTIME.name), 1.3
    return _capital(shot.values[key].name.removeprefix("số ")), 1


def _monthly_cell(key: str, value: int) -> str:
    return AIRTIME.printed(value) if key == AIRTIME.key and value else number(value)


def _beside_year(shot: Snapshot) -> Table:
    columns = (
        Column("Nội dung", 58), Column("Trong kỳ", 34, Align.RIGHT),
        Column("Cả năm", 34, Align.RIGHT), Column("Cùng kỳ năm trước", 34, Align.RIGHT),
    )  # fmt: skip
    keys = [key.removesuffix("@year") for key in shot.values if key.endswith("@year")]
    rows = []
    for key in keys:
        now, year = shot.values[key], shot.values[f"{key}@year"]
        if not year.entries and not year.unknown:
            continue
        last = shot.values[f"{key}@last"]
        past = FigureRun(last.key, last.text) if last.entries else "chưa có số liệu"
        rows.append(
            (_capital(now.name), FigureRun(key, now.text), FigureRun(year.key, year.text), past)
        )
    return Table(columns, tuple(rows), caption="Trong kỳ, cả năm và cùng kỳ năm trước")


def _items(shot: Snapshot) -> Annex:
    columns = (
        Column("TT", 11, Align.CENTER), Column("Ngày", 25, Align.CENTER), Column("Nội dung", 42),
        Column("Hình thức", 26), Column("Nơi đăng, phát", 41), Column("Số mục", 15, Align.RIGHT),
    )  # fmt: skip
    rows = tuple(
        (str(place), row.day, _title(row), row.kind, row.place, number(row.seq))
        for place, row in enumerate(shot.items, start=1)
    )
    return Annex("Danh mục tin bài đã đăng, phát trong kỳ", _listed(columns, rows))


def _activities(shot: Snapshot) -> Annex:
    columns = (
        Column("TT", 11, Align.CENTER), Column("Ngày", 25, Align.CENTER), Column("Nội dung", 42),
        Column("Loại", 24), Column("Nơi tổ chức", 26), Column("Người, hộ", 17, Align.RIGHT),
        Column("Số mục", 15, Align.RIGHT),
    )  # fmt: skip
    rows = tuple(
        (str(place), row.day, _title(row), row.kind, row.place, row.people, number(row.seq))
        for place, row in enumerate(shot.activities, start=1)
    )
    return Annex("Danh mục hoạt động trực tiếp trong kỳ", _listed(columns, rows))


def _listed(columns: tuple[Column, ...], rows: tuple[tuple[str, ...], ...]) -> tuple[Block, ...]:
    if not rows:
        return (Paragraph(("Trong kỳ chưa có mục nào trong sổ minh chứng.",)),)
    return (Table(columns, rows), Paragraph(("«Số mục» là số thứ tự trong sổ minh chứng.",)))


def _title(row: AnnexRow) -> str:
    return f"{row.title} (nhập bổ sung)" if row.is_backfilled else row.title


def _capital(text: str) -> str:
    return text[:1].upper() + text[1:]
