"""Sổ theo dõi phát thanh: every item of some days with how it stands on every cluster, whoever
played it. Figures in seconds are the ledger's; here is what was planned, and where it is."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass, field
from datetime import date, datetime, time, timedelta

from django.db.models import Q

from lantoa.channels.station.handing.queries import dues_without_entry
from lantoa.channels.station.models import (
    BreakInAiring,
    Broadcast,
    OuterAiring,
    Partner,
    RelayAiring,
)
from lantoa.channels.station.terms import BroadcastState, Cell
from lantoa.core.clock import ZONE, local
from lantoa.newsroom.terms import Priority

ORDER = (Cell.PLAYED, Cell.BY_HAND, Cell.REPORTED, Cell.FAILED, Cell.UNKNOWN, Cell.SENT,
         Cell.PLANNED)  # fmt: skip
OF_STATE = {
    BroadcastState.PLANNED: Cell.PLANNED, BroadcastState.ORDERED: Cell.SENT,
    BroadcastState.PLAYED: Cell.PLAYED, BroadcastState.PARTIAL: Cell.FAILED,
    BroadcastState.FAILED: Cell.FAILED, BroadcastState.UNKNOWN: Cell.UNKNOWN,
}  # fmt: skip


@dataclass(frozen=True, slots=True)
class BookCell:
    """One item on one cluster: how it stands, seconds that sounded, the entry of the ledger."""

    cluster: str
    cell: Cell
    seconds: int = 0
    entry: int | None = None
    why: str = ""


@dataclass
class BookLine:
    """One item at one hour in one zone. `article` None: a relay, an emergency's sound."""

    at: datetime
    zone: str
    title: str
    priority: str
    seconds: int
    article: int | None = None
    topic: str = ""
    language: str = ""
    is_repeat: bool = False
    cells: list[BookCell] = field(default_factory=list)

    @property
    def counts(self) -> list[tuple[Cell, int]]:
        """How many clusters in each state, played first."""
        found = Counter(one.cell for one in self.cells)
        return [(cell, found[cell]) for cell in ORDER if found[cell]]


Key = tuple[datetime, str, str]


def book_lines(first: date, last: date, *, now: datetime) -> list[BookLine]:
    """Everything that was to sound from `first` to `last`, both included, earliest first."""
    since = datetime.combine(first, time.min, ZONE)
    until = datetime.combine(last + timedelta(days=1), time.min, ZONE)
    lines: dict[Key, BookLine] = {}
    _ours(lines, since, until)
    _relays(lines, since, until)
    _emergencies(lines, since, until)
    _outer(lines, since, until)
    _handed(lines, since, until, now)
    for line in lines.values():
        line.cells.sort(key=lambda one: (ORDER.index(one.cell), one.cluster))
    return sorted(lines.values(), key=lambda line: (line.at, line.zone))


def _line(lines: dict[Key, BookLine], made: BookLine) -> BookLine:
    return lines.setdefault((made.at, made.zone, made.title), made)


def _cell(row: Broadcast | RelayAiring | BreakInAiring, entry: int | None) -> BookCell:
    return BookCell(
        row.receiver.cluster.name, OF_STATE[BroadcastState(row.state)], row.airtime_seconds, entry,
        row.problem,
    )  # fmt: skip


def _ours(lines: dict[Key, BookLine], since: datetime, until: datetime) -> None:
    rows = Broadcast.objects.filter(starts_at__gte=since, starts_at__lt=until).exclude(
        state=BroadcastState.WITHDRAWN
    ).select_related("bulletin__programme__zone", "bulletin__article", "bulletin__rendition",
                     "receiver__cluster")  # fmt: skip
    for row in rows:
        bulletin = row.bulletin
        line = _line(lines, BookLine(
            local(row.starts_at), bulletin.programme.zone.name, bulletin.title, bulletin.priority,
            bulletin.seconds, bulletin.article_id, bulletin.article.topic,
            bulletin.rendition.language, bulletin.is_repeat,
        ))  # fmt: skip
        line.cells.append(_cell(row, row.evidence_seq))


def _relays(lines: dict[Key, BookLine], since: datetime, until: datetime) -> None:
    rows = RelayAiring.objects.filter(starts_at__gte=since, starts_at__lt=until).exclude(
        state=BroadcastState.WITHDRAWN
    ).select_related("slot__zone", "receiver__cluster")  # fmt: skip
    for row in rows:
        line = _line(lines, BookLine(
            local(row.starts_at), row.slot.zone.name, f"Tiếp âm {row.source_name}",
            Priority.ORDINARY, row.seconds,
        ))  # fmt: skip
        line.cells.append(_cell(row, None))


def _emergencies(lines: dict[Key, BookLine], since: datetime, until: datetime) -> None:
    rows = BreakInAiring.objects.filter(
        break_in__starts_at__gte=since, break_in__starts_at__lt=until
    ).exclude(state=BroadcastState.WITHDRAWN)
    for row in rows.select_related("break_in", "receiver__cluster"):
        held = row.break_in
        line = _line(lines, BookLine(
            local(held.starts_at), "phát khẩn cấp", held.title, Priority.EMERGENCY, held.seconds,
            None, held.topic, held.language,
        ))  # fmt: skip
        line.cells.append(_cell(row, row.evidence_seq))


def _outer(lines: dict[Key, BookLine], since: datetime, until: datetime) -> None:
    rows = OuterAiring.objects.filter(
        starts_at__gte=since, starts_at__lt=until, withdrawn_at__isnull=True
    ).select_related("article", "cluster", "sheet__slot__zone", "log__partner")  # fmt: skip
    for row in rows:
        zone = row.log.partner.name if row.log else "phát tay"
        if row.sheet and row.sheet.slot:
            zone = row.sheet.slot.zone.name
        article = row.article
        line = _line(lines, BookLine(
            local(row.starts_at).replace(second=0), zone, row.title,
            article.priority if article else Priority.ORDINARY, row.seconds, row.article_id,
            article.topic if article else "", article.language if article else "", row.is_repeat,
        ))  # fmt: skip
        cell = Cell.BY_HAND if row.log is None else Cell.REPORTED if row.seconds else Cell.FAILED
        line.cells.append(BookCell(row.cluster.name, cell, row.seconds, row.evidence_seq))


def _handed(lines: dict[Key, BookLine], since: datetime, until: datetime, now: datetime) -> None:
    """What was handed over and no log has told of: planned until its hour, then unknown, never
    done."""
    for partner in Partner.objects.filter(
        Q(packs__first__lt=until.date(), packs__last__gte=since.date())
    ).distinct():
        for due, cluster in dues_without_entry(partner, since=since, until=until):
            line = _line(lines, BookLine(
                local(due.at).replace(second=0), due.zone, due.title, due.priority, due.seconds,
                due.article, is_repeat=due.is_repeat,
            ))  # fmt: skip
            line.cells.append(
                BookCell(cluster, Cell.PLANNED) if due.at > now
                else BookCell(cluster, Cell.UNKNOWN, why=f"{partner} chưa gửi nhật ký")
            )  # fmt: skip
