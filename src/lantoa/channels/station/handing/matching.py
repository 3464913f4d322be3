"""A partner's log against what was handed over: only what was planned counts. Pure."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime, timedelta

from lantoa.channels.station.handing.reading import LogRow
from lantoa.channels.station.terms import RowVerdict
from lantoa.registry.importing.values import name_key
from lantoa.vietnamese import fold
from lantoa.vietnamese.moments import clock_time, date_short

# So much before and after its hour a slot of another system may begin.
TOLERANCE = timedelta(minutes=10)


@dataclass(frozen=True, slots=True)
class Due:
    """One item that was handed over for one slot, on one cluster. `slot_*`: of the whole slot."""

    article: int
    title: str
    sha256: str
    cluster: int
    at: datetime
    seconds: int
    slot_at: datetime
    slot_seconds: int
    zone: str
    priority: str
    is_repeat: bool = False

    @property
    def key(self) -> tuple[int, int, datetime]:
        return self.article, self.cluster, self.at


@dataclass(frozen=True, slots=True)
class Counted:
    """One item that a row speaks for. Never longer than it was handed over."""

    due: Due
    at: datetime
    seconds: int


@dataclass(frozen=True, slots=True)
class Matched:
    """One row and what became of it."""

    row: LogRow
    verdict: RowVerdict
    words: str
    counted: tuple[Counted, ...] = ()


class Seen(dict[tuple[int, int, datetime], int]):
    """Items that a row of this log has told of, with the row's number."""


@dataclass
class Known:
    """`clusters`: folded name → id; `due`: everything handed over; `taken`: keys that stand in
    the ledger already, with the entry's number; `failed`: keys that an entry says did not sound,
    which a later row may still say did."""

    clusters: Mapping[str, int]
    due: Iterable[Due]
    taken: Mapping[tuple[int, int, datetime], int] = field(default_factory=dict)
    failed: Mapping[tuple[int, int, datetime], int] = field(default_factory=dict)


def match_rows(rows: Sequence[LogRow], known: Known, *, now: datetime) -> list[Matched]:
    """Every row in its order; the first of two rows that speak of the same item counts."""
    by_cluster: dict[int, list[Due]] = {}
    for due in known.due:
        by_cluster.setdefault(due.cluster, []).append(due)
    for listed in by_cluster.values():
        listed.sort(key=lambda due: due.at)
    seen, failed = Seen(), Seen()
    return [_matched(row, known, by_cluster, (seen, failed), now) for row in rows]


def cluster_names(rows: Iterable[LogRow], known: Mapping[str, int]) -> list[str]:
    """Names in the log that are none of ours, each once, as written."""
    found: dict[str, str] = {}
    for row in rows:
        if row.cluster and name_key(row.cluster) not in known:
            found.setdefault(name_key(row.cluster), row.cluster)
    return list(found.values())


def _matched(
    row: LogRow, known: Known, by_cluster: Mapping[int, list[Due]], noted: tuple[Seen, Seen],
    now: datetime,
) -> Matched:  # fmt: skip
    seen, failed = noted
    if row.wrong or row.at is None:
        return Matched(row, RowVerdict.WRONG, row.wrong or "không ghi giờ phát")
    if row.at > now:
        return Matched(row, RowVerdict.WRONG, "giờ phát chưa tới")
    cluster = known.clusters.get(name_key(row.cluster))
    if cluster is None:
        return Matched(row, RowVerdict.STRANGE, f"chưa biết «{row.cluster}» là cụm loa nào")
    near = _of_slot(row.at, by_cluster.get(cluster, []))
    if not near:
        at = f"{clock_time(row.at)} ngày {date_short(row.at.date())}"
        return Matched(row, RowVerdict.UNPLANNED, f"không khớp khung giờ nào đã giao ({at})")
    told = _named(row, near) if row.title else near
    if not told:
        return Matched(row, RowVerdict.UNPLANNED, f"«{row.title}» không có trong gói đã giao")
    if row.is_failed:
        # Tried three times it failed once; that it sounded later still counts.
        told_of = (seen, failed, known.taken, known.failed)
        fresh = [due for due in told if not any(due.key in place for place in told_of)]
        failed.update((due.key, row.number) for due in fresh)
        counted = tuple(Counted(due, row.at, 0) for due in fresh)
        return Matched(row, RowVerdict.FAILED, "nhật ký ghi không phát được", counted)
    if row.seconds is None:
        return Matched(row, RowVerdict.WRONG, "không ghi phát bao lâu")
    return _counted(row, told, known, seen)


def _counted(
    row: LogRow, told: Sequence[Due], known: Known, seen: Seen
) -> Matched:  # fmt: skip
    assert row.at is not None
    left, begin, found = row.seconds or 0, row.at, []
    before = [due for due in told if due.key in known.taken or due.key in seen]
    for due in told:
        played = min(left, due.seconds)
        if played <= 0:
            break
        if due.key not in known.taken and due.key not in seen:
            found.append(Counted(due, begin, played))
            seen[due.key] = row.number
        left, begin = left - played, begin + timedelta(seconds=played)
    if found:
        return Matched(row, RowVerdict.COUNTED, "", tuple(found))
    if before:
        first = before[0]
        where = (
            f"minh chứng số {known.taken[first.key]}" if first.key in known.taken
            else f"dòng {seen[first.key]}"
        )  # fmt: skip
        return Matched(row, RowVerdict.DOUBLE, f"đã có ở {where}")
    return Matched(row, RowVerdict.WRONG, "thời lượng bằng 0")


def _of_slot(at: datetime, listed: Sequence[Due]) -> list[Due]:
    """The items of the slot in which the row begins; the nearest slot of several."""
    inside = [
        due for due in listed
        if due.slot_at - TOLERANCE <= at
        < max(due.slot_at + timedelta(seconds=due.slot_seconds), due.slot_at) + TOLERANCE
    ]  # fmt: skip
    if not inside:
        return []
    nearest = min({due.slot_at for due in inside}, key=lambda slot: abs(slot - at))
    return [due for due in inside if due.slot_at == nearest]


def _named(row: LogRow, near: Sequence[Due]) -> list[Due]:
    """Those that the row names: the title, or the name of the file that was handed over; the
    whole programme where it names that."""
    said = _words(row.title)
    found = [due for due in near if _holds(said, _words(due.title))]
    if found:
        return found
    return list(near) if "chuong trinh" in said or "playlist" in said else []


def _holds(said: str, title: str) -> bool:
    """Whole words of one within the other: a name of a file is cut short or carries more."""
    if not said or not title:
        return False
    return f" {title} " in f" {said} " or (len(said.split()) > 1 and f" {said} " in f" {title} ")


def _words(title: str) -> str:
    kept = "".join(sign if sign.isalnum() else " " for sign in fold(title))
    return " ".join(kept.split()).removesuffix(" mp3")
