"""Cards of the week: one story a card, where it stands and how far each channel is. Pure."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime

from lantoa.channels.base.terms import DeliveryState
from lantoa.core.clock import local
from lantoa.newsroom.terms import ArticleState
from lantoa.vietnamese import clock_time, day_month, weekday

PLANNED, SCHEDULED, APPROVED, GONE = "planned", "scheduled", "approved", "gone"
# Shape of the sign and the word, worst first: the order in which cards of a day stand.
STANDINGS: dict[str, tuple[str, str]] = {
    ArticleState.RETURNED: ("returned", "trả lại"),
    PLANNED: ("planned", "dự kiến"),
    ArticleState.DRAFT: ("draft", "đang viết"),
    ArticleState.WAITING: ("waiting", "chờ duyệt"),
    SCHEDULED: ("busy", "hẹn đăng"),
    APPROVED: ("new", "đang ra"),
    GONE: ("live", "đã ra"),
}
CHANNELS = {"website": "trang web", "station": "loa", "social": "mạng xã hội",
            "boards": "bảng tin"}  # fmt: skip
_ORDER = list(CHANNELS)


@dataclass(frozen=True)
class Sent:
    """One delivery of an article: channel, how it stands, and when it airs or arrived."""

    channel: str
    state: str
    at: datetime | None = None


@dataclass(frozen=True)
class Mark:
    """A channel on a card: its name, a sign and words for who does not see it."""

    name: str
    sign: str
    words: str


@dataclass(frozen=True)
class Card:
    """One story on a day. `key` names it when it is moved; empty where it stays."""

    anchor: str
    key: str
    headline: str
    address: str
    standing: str
    note: str
    marks: tuple[Mark, ...] = ()
    remark: str = ""

    @property
    def sign(self) -> str:
        return STANDINGS[self.standing][0]

    @property
    def word(self) -> str:
        return STANDINGS[self.standing][1]

    @property
    def order(self) -> int:
        return list(STANDINGS).index(self.standing)


@dataclass(frozen=True)
class Day:
    """A column: its cards, and in words what went out on which channel."""

    day: date
    name: str
    short: str
    is_today: bool
    is_over: bool
    cards: tuple[Card, ...]
    gone: str


def marks_of(sent: Iterable[Sent], *, on: date) -> tuple[Mark, ...]:
    """One mark a channel: a tick where everything arrived, a ring where something waits."""
    grouped: dict[str, list[Sent]] = {}
    for one in sent:
        if one.state != DeliveryState.WITHDRAWN:
            grouped.setdefault(one.channel, []).append(one)
    known = sorted(grouped, key=lambda code: (code not in CHANNELS, _place(code), code))
    return tuple(_mark(code, grouped[code], on) for code in known)


def _place(code: str) -> int:
    return _ORDER.index(code) if code in CHANNELS else len(_ORDER)


def _mark(code: str, rows: Sequence[Sent], on: date) -> Mark:
    name = CHANNELS.get(code, code)
    if any(row.state == DeliveryState.FAILED for row in rows):
        return Mark(name, "bad", f"{name}: không gửi được")
    if any(row.state == DeliveryState.UNCERTAIN for row in rows):
        return Mark(name, "unknown", f"{name}: chưa rõ")
    if all(row.state == DeliveryState.DELIVERED for row in rows):
        return Mark(name, "done", f"{name}: đã ra")
    coming = min((row.at for row in rows if row.at), default=None)
    if coming and code == "station":
        return Mark(
            f"{name} {_when(coming, on)}", "coming", f"{name}: chờ phát {_when(coming, on)}"
        )
    return Mark(name, "coming", f"{name}: chờ ra")


def _when(moment: datetime, on: date) -> str:
    day = local(moment).date()
    return clock_time(moment) if day == on else f"{clock_time(moment)} {day_month(day)}"


def gone_words(counts: Mapping[str, int]) -> str:
    """«trang web 2, loa 3»; empty where nothing went out."""
    known = sorted((code for code, count in counts.items() if count), key=_place)
    return ", ".join(f"{CHANNELS.get(code, code)} {counts[code]}" for code in known)


def day_column(day: date, cards: Iterable[Card], *, today: date, gone: str) -> Day:
    """A column, worst first."""
    return Day(
        day=day, name=f"{weekday(day)} {day_month(day)}", short=weekday(day), is_today=day == today,
        is_over=day < today, cards=tuple(sorted(cards, key=lambda card: card.order)), gone=gone,
    )  # fmt: skip
