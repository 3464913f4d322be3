"""The programme book in words: a week, its lines, its minutes."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import date, datetime, timedelta

from lantoa.approval.models import Approval
from lantoa.channels.station.book import BookLine, book_lines
from lantoa.channels.station.terms import Cell
from lantoa.core.clock import local
from lantoa.desk.inspection.gathering import approved_text
from lantoa.documents.sheets import Sheet
from lantoa.indicators.counting.air_minutes import AirSeconds, seconds_by, seconds_of
from lantoa.ledger.queries import facts
from lantoa.newsroom.models import Article, Rendition
from lantoa.newsroom.queries import approved_sound
from lantoa.newsroom.terms import TOPICS, Priority
from lantoa.registry.terms import Language
from lantoa.vietnamese import clock_time, date_short, duration
from lantoa.vietnamese.moments import weekday

KIND = "broadcast.played"
NONE_SAID = "chưa ghi"


@dataclass(frozen=True)
class Week:
    """Seven days from a Monday."""

    first: date

    @property
    def last(self) -> date:
        return self.first + timedelta(days=6)

    @property
    def before(self) -> date:
        return self.first - timedelta(days=7)

    @property
    def after(self) -> date:
        return self.first + timedelta(days=7)

    def __str__(self) -> str:
        return f"tuần từ {date_short(self.first)} đến {date_short(self.last)}"


@dataclass(frozen=True)
class MinuteRow:
    """Minutes of one value of one dimension."""

    name: str
    first: str
    repeats: str
    by_hand: str
    reported: str


@dataclass(frozen=True)
class MinuteTable:
    """One dimension."""

    name: str
    rows: tuple[MinuteRow, ...]


@dataclass(frozen=True)
class ScriptLine:
    """An approved script of the week: who approved it when, its words, its sound."""

    article: Article
    approval: Approval | None
    text: str
    sound: Rendition | None


def week_of(text: str, today: date) -> Week:
    """The week of a day in an address; this week where it makes no sense."""
    try:
        day = date.fromisoformat(text) if text else today
    except ValueError:
        day = today
    day = min(max(day, date(2000, 1, 3)), today + timedelta(days=60))
    return Week(day - timedelta(days=day.weekday()))


def lines_of(week: Week, *, now: datetime) -> list[BookLine]:
    """Everything that was to sound in the week; read once, shown in several ways."""
    return book_lines(week.first, week.last, now=now)


def days_of(
    lines: Iterable[BookLine], *, zone: str = "", state: str = ""
) -> list[tuple[str, list[BookLine]]]:
    """Lines by day, as the filters ask."""
    found: dict[str, list[BookLine]] = {}
    for line in lines:
        if zone and line.zone != zone:
            continue
        if state and not any(one.cell == state for one in line.cells):
            continue
        day = line.at.date()
        found.setdefault(f"{weekday(day)} {date_short(day)}", []).append(line)
    return list(found.items())


def zones_of(lines: Iterable[BookLine]) -> list[str]:
    return sorted({line.zone for line in lines})


def minutes_of(week: Week) -> tuple[MinuteRow, list[MinuteTable]]:
    """The sums of the week and of each dimension, from the ledger."""
    played = facts(kinds=[KIND], since=week.first, until=week.last)
    names: dict[str, Callable[[str], str]] = {
        "topic": _label(dict(TOPICS)), "zone": lambda value: value or NONE_SAID,
        "language": _label(dict(Language.choices)), "priority": _label(dict(Priority.choices)),
    }  # fmt: skip
    heads = {"topic": "Theo nội dung thiết yếu", "zone": "Theo khu vực",
             "language": "Theo ngôn ngữ", "priority": "Theo mức ưu tiên"}  # fmt: skip
    tables = [
        MinuteTable(heads[dimension], tuple(
            _row(name(value), seconds)
            for value, seconds in sorted(seconds_by(played, dimension).items())
        ))
        for dimension, name in names.items()
    ]  # fmt: skip
    return _row("Cả tuần", seconds_of(played)), tables


def scripts_of(lines: Iterable[BookLine]) -> list[ScriptLine]:
    """Every article of these lines, with its approved words and sound."""
    wanted = list(dict.fromkeys(line.article for line in lines if line.article))
    rows = {row.pk: row for row in Article.objects.filter(pk__in=wanted)}
    return [_script(rows[pk]) for pk in wanted if pk in rows]


def sheets_of(week: Week, *, now: datetime) -> list[Sheet]:
    """The book as a workbook: lines by cluster, minutes, scripts."""
    heads = ("Ngày", "Giờ", "Khu vực", "Nội dung", "Mức", "Lần phát", "Cụm loa", "Tình trạng",
             "Giây đã phát", "Minh chứng số", "Vì sao")  # fmt: skip
    lines = lines_of(week, now=now)
    rows = [
        (date_short(line.at.date()), clock_time(line.at), line.zone, line.title,
         priority_words(line), "phát lại" if line.is_repeat else "lần đầu", cell.cluster,
         str(Cell(cell.cell).label), cell.seconds, cell.entry, cell.why)
        for line in lines for cell in line.cells
    ]  # fmt: skip
    total, tables = minutes_of(week)
    minutes = [("", "Có xác nhận, lần đầu", "Có xác nhận, phát lại", "Ghi sổ thủ công",
                "Theo nhật ký nơi khác")]  # fmt: skip
    for table in (MinuteTable("", (total,)), *tables):
        minutes += [(table.name, "", "", "", "")] if table.name else []
        minutes += [(r.name, r.first, r.repeats, r.by_hand, r.reported) for r in table.rows]
    scripts = [
        (one.article.title, approver(one), one.text, one.sound.sha256 if one.sound else "")
        for one in scripts_of(lines)
    ]
    return [
        Sheet("Lượt phát", (heads, *rows)), Sheet("Thời lượng", tuple(minutes)),
        Sheet("Kịch bản", (("Tin bài", "Duyệt", "Lời đã duyệt", "Mã băm âm thanh"), *scripts)),
    ]  # fmt: skip


def priority_words(line: BookLine) -> str:
    return str(Priority(line.priority).label) if line.priority in Priority.values else ""


def approver(one: ScriptLine) -> str:
    """«Trần Văn Hòa, 22/11/2026 16:05»."""
    if one.approval is None:
        return "không còn lượt duyệt trong máy"
    at = local(one.approval.decided_at)
    return f"{one.approval.by}, {date_short(at.date())} {clock_time(at)}"


def _script(article: Article) -> ScriptLine:
    granted = (
        Approval.objects.filter(subject=article.code, is_final=True, decision="approved")
        .select_related("by").order_by("-decided_at").first()
    )  # fmt: skip
    text = approved_text(granted) if granted else ""
    return ScriptLine(article, granted, text, approved_sound(article))


def _label(known: dict[str, str]) -> Callable[[str], str]:
    return lambda value: str(known.get(value, value or NONE_SAID))


def _row(name: str, seconds: AirSeconds) -> MinuteRow:
    return MinuteRow(
        name, *(duration(one) if one else "0"
                for one in (seconds.first, seconds.repeats, seconds.by_hand, seconds.reported))
    )  # fmt: skip
