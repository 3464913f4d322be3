"""The week as the screen and the paper show it: plans, articles and deliveries side by side."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta

from django.db.models import Q
from django.urls import reverse

from lantoa.approval.models import Request
from lantoa.approval.queries import open_requests
from lantoa.channels.base.models import Delivery
from lantoa.channels.base.terms import DeliveryState
from lantoa.channels.station.models import Bulletin
from lantoa.core.clock import ZONE, local
from lantoa.desk.week.cards import (
    APPROVED,
    GONE,
    PLANNED,
    SCHEDULED,
    Card,
    Day,
    Sent,
    day_column,
    gone_words,
    marks_of,
)
from lantoa.newsroom.models import Article, Idea, PlannedItem
from lantoa.newsroom.readers import articles_seen_by
from lantoa.newsroom.terms import ArticleState
from lantoa.newsroom.week.queries import (
    OwedSlot,
    days_of,
    owed_slots,
    planned_between,
    unplanned_articles,
    unplanned_ideas,
)
from lantoa.registry.models import Account
from lantoa.vietnamese import clock_time, date_short, day_month, weekday

MOST_ASIDE = 8
UNTITLED = "Tin bài chưa có tiêu đề"


@dataclass(frozen=True)
class Owed:
    """A debt of the plan as a slot that can be dragged: what, of which task."""

    key: str
    words: str
    task: str
    note: str


@dataclass(frozen=True)
class Aside:
    """Something that has no day yet: an idea or an article."""

    key: str
    anchor: str
    headline: str
    address: str
    sign: str
    note: str


@dataclass(frozen=True)
class Week:
    """Everything that Lịch tuần shows."""

    monday: date
    words: str
    days: tuple[Day, ...]
    owed: tuple[Owed, ...]
    aside: tuple[Aside, ...]
    counts: str
    is_running: bool
    is_over: bool

    @property
    def choices(self) -> list[tuple[date, str]]:
        """Days to which something may be moved: the rest of this week, and the next one."""
        ahead = [day.day for day in self.days if not day.is_over]
        ahead += [self.after + timedelta(days=number) for number in range(7)]
        return [(day, f"{weekday(day)} {day_month(day)}") for day in ahead]

    @property
    def before(self) -> date:
        return self.monday - timedelta(days=7)

    @property
    def after(self) -> date:
        return self.monday + timedelta(days=7)


@dataclass(frozen=True)
class _Loaded:
    """What was read for one week."""

    sent: dict[int, list[Sent]]
    waiting: dict[int, Request]


def week_of(monday: date, *, today: date, reader: Account | None = None) -> Week:
    """The week that begins on this Monday, as `reader` may know it (None: whole). A fixed number
    of queries."""
    days = days_of(monday)
    planned = list(planned_between(days[0], days[-1]))
    articles = _articles(days, planned, reader)
    loaded = _Loaded(_sent(articles), _waiting())
    cards: dict[date, list[Card]] = {day: [] for day in days}
    shown = set()
    by_article = {item.article_id: item for item in planned if item.article_id}
    for article in articles:
        item = by_article.get(article.pk)
        day = _day_of(article, item, loaded)
        if day in cards:
            cards[day].append(_article_card(article, item, day, loaded))
            shown.add(article.pk)
    for item in planned:
        if item.article_id is None:
            cards[item.day].append(_planned_card(item))
    gone = _gone_by_day(days)
    return Week(
        monday=monday, words=f"Tuần {day_month(days[0])}–{date_short(days[-1])}",
        days=tuple(
            day_column(day, cards[day], today=today, gone=gone_words(gone[day])) for day in days
        ),
        owed=tuple(_owed(slot) for slot in owed_slots(monday, today=today) if slot.still),
        aside=tuple(_aside(shown, reader)) if days[-1] >= today else (),
        counts=_counts(card for own in cards.values() for card in own),
        is_running=days[0] <= today <= days[-1], is_over=days[-1] < today,
    )  # fmt: skip


def _articles(
    days: list[date], planned: list[PlannedItem], reader: Account | None
) -> list[Article]:
    """Articles planned for the week, gone in it, or needed in it; with their standing."""
    first, after = _span(days)
    needed = [
        request.subject.partition(":")[2]
        for request in Request.objects.filter(
            state="open", subject__startswith="article:", needed_by__gte=first, needed_by__lt=after
        )
    ]
    rows = articles_seen_by(reader).filter(
        Q(pk__in=[item.article_id for item in planned if item.article_id])
        | Q(live=True, first_published_at__gte=first, first_published_at__lt=after)
        | Q(pk__in=needed)
    )
    rows = rows.select_related("created_by").prefetch_related("tasks")
    return list(rows.defer("body", "folded", "script", "post"))


def _span(days: list[date]) -> tuple[datetime, datetime]:
    first = datetime.combine(days[0], time(), ZONE)
    return first, first + timedelta(days=len(days))


def _day_of(article: Article, item: PlannedItem | None, loaded: _Loaded) -> date | None:
    """The day it went out; before that the day it is planned for, else that of its need."""
    if article.live and article.first_published_at:
        return local(article.first_published_at).date()
    if item:
        return item.day
    request = loaded.waiting.get(article.pk)
    return local(request.needed_by).date() if request and request.needed_by else None


def _sent(articles: Iterable[Article]) -> dict[int, list[Sent]]:
    """Deliveries of what stands in public, with the hour at which each airs."""
    live = {article.pk: article.live_content for article in articles if article.live}
    rows = list(Delivery.objects.filter(article__in=live).only(
        "pk", "article_id", "channel", "state", "content", "settled_at"
    ))  # fmt: skip
    airs: dict[int, datetime] = {}
    for delivery, at in Bulletin.objects.filter(delivery__in=rows).values_list(
        "delivery", "starts_at"
    ):
        airs[delivery] = max(at, airs.get(delivery) or at)
    found: dict[int, list[Sent]] = {}
    for row in rows:
        if row.article_id and row.content == live[row.article_id]:
            sent = Sent(row.channel, row.state, airs.get(row.pk) or row.settled_at)
            found.setdefault(row.article_id, []).append(sent)
    return found


def _waiting() -> dict[int, Request]:
    return {
        int(request.subject.partition(":")[2]): request
        for request in open_requests()
        if request.subject.startswith("article:")
    }


def _gone_by_day(days: list[date]) -> dict[date, Counter[str]]:
    """How much arrived on each channel, by the day on which it did."""
    first, after = _span(days)
    found: dict[date, Counter[str]] = {day: Counter() for day in days}
    rows = Delivery.objects.filter(
        state=DeliveryState.DELIVERED, settled_at__gte=first, settled_at__lt=after
    )
    for channel, at in rows.values_list("channel", "settled_at"):
        if at:
            found[local(at).date()][channel] += 1
    return found


def _article_card(
    article: Article, item: PlannedItem | None, day: date, loaded: _Loaded
) -> Card:  # fmt: skip
    marks = marks_of(loaded.sent.get(article.pk, ()), on=day)
    standing = str(article.standing)
    if standing == ArticleState.LIVE:
        is_out = bool(marks) and all(mark.sign == "done" for mark in marks)
        standing = GONE if is_out else APPROVED
    is_gone = bool(article.live and article.first_published_at)
    key = "" if is_gone else f"muc:{item.pk}" if item else f"bai:{article.pk}"
    writer = item.writer if item and item.writer else article.created_by
    numbers = [task.number for task in article.tasks.all()]
    return Card(
        anchor=f"bai-{article.pk}", key=key, headline=article.title or UNTITLED,
        address=reverse("edit-article", args=[article.pk]), standing=standing,
        note=_note(numbers, str(writer or "")), marks=marks,
        remark=_remark(article, item, day, loaded),
    )  # fmt: skip


def _remark(article: Article, item: PlannedItem | None, day: date, loaded: _Loaded) -> str:
    request = loaded.waiting.get(article.pk)
    if request and request.needed_by:
        at = request.needed_by
        return f"cần duyệt trước {clock_time(at)} {day_month(local(at).date())}"
    if item and article.live and item.day != day:
        return f"xếp ngày {day_month(item.day)}"
    return ""


def _planned_card(item: PlannedItem) -> Card:
    numbers = [item.task.number] if item.task else []
    return Card(
        anchor=f"muc-{item.pk}", key=f"muc:{item.pk}", headline=item.headline,
        address=reverse("planned-item", args=[item.pk]), standing=PLANNED,
        note=_note(numbers, str(item.writer or "chưa giao người viết")),
        remark=f"{item.get_genre_display()}",
    )  # fmt: skip


def _note(numbers: list[str], writer: str) -> str:
    """«1.1, 1.4; Trần Thị Mai»."""
    return "; ".join(part for part in (", ".join(numbers), writer) if part)


def _owed(slot: OwedSlot) -> Owed:
    what = f"{slot.still} {slot.what} {slot.period} này"
    done = f"đã xếp {slot.planned}" if slot.planned else ""
    return Owed(f"no:{slot.task.pk}", what, slot.task.number, done)


def _aside(shown: set[int], reader: Account | None) -> Iterable[Aside]:
    rows = articles_seen_by(reader).select_related("created_by").defer("body", "folded", "script")
    for article in unplanned_articles(rows, MOST_ASIDE + len(shown)):
        if article.pk not in shown:
            yield Aside(
                f"bai:{article.pk}", f"bai-{article.pk}", article.title or UNTITLED,
                reverse("edit-article", args=[article.pk]), article.standing,
                _aside_note(ArticleState(article.standing).label, str(article.created_by or "")),
            )  # fmt: skip
    if reader and not reader.has_perm("newsroom.add_article"):
        return  # ideas are read by who writes
    for idea in unplanned_ideas(MOST_ASIDE):
        yield _idea_aside(idea)


def _idea_aside(idea: Idea) -> Aside:
    return Aside(
        f"yt:{idea.pk}", f"yt-{idea.pk}", idea.headline, reverse("idea", args=[idea.pk]), "new",
        _aside_note("ý tưởng", idea.from_whom),
    )  # fmt: skip


def _aside_note(what: str, who: str) -> str:
    return f"{what}, {who}" if who else what


def _counts(cards: Iterable[Card]) -> str:
    """«2 dự kiến, 1 đang viết, 1 chờ duyệt, 3 đã ra»."""
    found = Counter(card.standing for card in cards)
    words = {PLANNED: "dự kiến", ArticleState.DRAFT: "đang viết", ArticleState.RETURNED: "trả lại",
             ArticleState.WAITING: "chờ duyệt", SCHEDULED: "hẹn đăng",
             APPROVED: "đang ra", GONE: "đã ra"}  # fmt: skip
    return ", ".join(f"{found[code]} {word}" for code, word in words.items() if found[code])
