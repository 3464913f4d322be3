"""Rows of Hôm nay: what is wrong and what waits, each with what was kept and one way on."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta

from django.urls import NoReverseMatch, reverse

from lantoa.approval.queries import last_return, open_requests
from lantoa.channels.base.queries import troubled_deliveries
from lantoa.channels.station.models import Broadcast
from lantoa.channels.station.queries import failures
from lantoa.channels.station.terms import CONTACT, BroadcastState
from lantoa.core.clock import local
from lantoa.newsroom.models import Article
from lantoa.newsroom.queries import articles_with_state
from lantoa.newsroom.terms import ArticleState
from lantoa.plan.models import Plan
from lantoa.plan.queries import TaskRow
from lantoa.plan.terms import Timing
from lantoa.registry.models import Account, Receiver
from lantoa.registry.terms import ReceiverState
from lantoa.vietnamese import clock_time, countdown, date_short, day_month

MOST = 3
LOOK_BACK = timedelta(hours=24)


@dataclass(frozen=True)
class Row:
    """One line: shape and word of its kind, what happened, what was kept, one button."""

    sign: str
    kind: str
    what: str
    note: str
    button: str = ""
    address: str = ""


@dataclass(frozen=True)
class Rows:
    """The first lines of a list, and how many there are in all."""

    shown: tuple[Row, ...]
    total: int
    more_address: str = ""

    @property
    def rest(self) -> int:
        return self.total - len(self.shown)


def first_of(rows: Sequence[Row], *, more: str = "", most: int = MOST) -> Rows:
    """At most `most` lines are shown."""
    return Rows(tuple(rows[:most]), len(rows), more)


def urgent_rows(*, account: Account, late: Iterable[TaskRow], now: datetime) -> list[Row]:
    """What is wrong: silent loudspeakers, failed deliveries, overdue tasks."""
    rows = _failed_broadcasts(now)
    if account.has_perm("registry.view_receiver"):
        rows += _silent_receivers(now)
    return [*rows, *_failed_deliveries(), *_overdue(late, now)]


def waiting_rows(*, account: Account, drafts: Sequence[Plan], live: Sequence[Plan],
                 now: datetime) -> list[Row]:  # fmt: skip
    """What waits for this person."""
    rows: list[Row] = []
    if account.has_perm("approval.add_approval"):
        rows += _approvals(now)
    if account.has_perm("newsroom.change_article"):
        rows += _articles(account)
    if account.has_perm("plan.change_plan"):
        rows += _plans(drafts, live)
    return rows


def link(name: str, *args: object) -> str:
    """The address of a screen, empty while it is not built."""
    try:
        return reverse(name, args=args)
    except NoReverseMatch:
        return ""


def _failed_broadcasts(now: datetime) -> list[Row]:
    """One line a bulletin: on how many loudspeaker clusters it did not sound or is unknown."""
    grouped: dict[int, list[Broadcast]] = {}
    for row in failures(now - LOOK_BACK)[:200]:
        grouped.setdefault(row.bulletin_id, []).append(row)
    return [_failed_bulletin(found) for found in grouped.values()]


def _failed_bulletin(found: list[Broadcast]) -> Row:
    first = found[0]
    where = ", ".join(sorted({row.receiver.cluster.name for row in found})[:3])
    unknown = all(row.state == BroadcastState.UNKNOWN for row in found)
    moment = local(first.starts_at)
    what = f"«{first.bulletin.title}» lúc {clock_time(moment)} ngày {day_month(moment.date())}"
    how = "chưa rõ có phát không" if unknown else "không phát"
    problem = next((row.problem for row in found if row.problem), "")
    note = problem or ("Chưa có xác nhận của bộ thu; bài và âm thanh vẫn được giữ." if unknown
                       else "Bài và âm thanh vẫn được giữ.")  # fmt: skip
    return Row(
        "unknown" if unknown else "broken", "Chưa rõ" if unknown else "Không phát",
        f"{where} {how} {what}", note, "Xem truyền thanh", link("station-desk"),
    )  # fmt: skip


def _silent_receivers(now: datetime) -> list[Row]:
    silent = (
        Receiver.objects.filter(state=ReceiverState.ENROLLED)
        .exclude(last_beat_at__gte=now - CONTACT)
        .select_related("cluster")
        .order_by("last_beat_at")
    )
    return [_silent(list(silent))] if silent else []


def _silent(receivers: list[Receiver]) -> Row:
    """One line for all receivers out of contact: most often it is the line, not each of them."""
    names = [receiver.cluster.name for receiver in receivers]
    rest = f" và {len(names) - MOST} cụm khác" if len(names) > MOST else ""
    beats = [receiver.last_beat_at for receiver in receivers if receiver.last_beat_at]
    last = max(beats, default=None)
    note = (
        f"Tin cuối lúc {clock_time(last)} ngày {day_month(local(last).date())}. "
        "Bản tin đã gửi trước vẫn phát theo đồng hồ của bộ thu."
        if last
        else "Chưa nhận được tin nào của bộ thu. Kiểm tra nguồn điện, đường truyền."
    )
    return Row(
        "unknown", "Chưa rõ", f"{', '.join(names[:MOST])}{rest} đang mất liên lạc", note,
        "Xem truyền thanh", link("station-desk"),
    )  # fmt: skip


def _failed_deliveries() -> list[Row]:
    rows = []
    # What has a place on the air is told by its airings.
    for delivery in troubled_deliveries().filter(bulletins__isnull=True)[:10]:
        title = delivery.article.title if delivery.article else delivery.target
        rows.append(
            Row("late", "Chưa gửi", f"«{title}» chưa tới {delivery.target or 'nơi nhận'}",
                f"{delivery.problem or 'Chưa rõ vì sao.'} Bài vẫn được giữ.", "Mở bài",
                link("edit-article", delivery.article_id) if delivery.article_id else "")
        )  # fmt: skip
    return rows


def _overdue(late: Iterable[TaskRow], now: datetime) -> list[Row]:
    today = local(now).date()
    return [
        Row("late", "Quá hạn", f"Nhiệm vụ {row.task.number} {_short(row.task.text)}",
            f"Hạn {date_short(row.task.due_on)}, {countdown(row.task.due_on, today=today)}. "
            "Chưa có minh chứng.", "Mở nhiệm vụ",
            link("plan-task", row.task.plan.code, row.task.number))
        for row in late
        if row.task.timing == Timing.BY_DAY and row.task.due_on
    ]  # fmt: skip


def _approvals(now: datetime) -> list[Row]:
    rows = []
    for request in open_requests():
        needed = request.needed_by
        is_late = needed is not None and needed <= now
        when = f"Cần trước {clock_time(needed)} ngày {day_month(local(needed).date())}. " \
            if needed else ""  # fmt: skip
        sent = local(request.submitted_at)
        rows.append(
            Row("late" if is_late else "waiting", "Quá giờ" if is_late else "Chờ duyệt",
                request.title,
                f"{when}{request.submitted_by} trình lúc {clock_time(sent)} "
                f"ngày {day_month(sent.date())}.", "Xem và duyệt", link("approval", request.pk))
        )  # fmt: skip
    return rows


def _articles(account: Account) -> list[Row]:
    """Own articles that came back, then own drafts."""
    own = articles_with_state(Article.objects.filter(created_by=account)).filter(
        standing__in=(ArticleState.RETURNED, ArticleState.DRAFT)
    )
    rows = [_article(article) for article in own.order_by("-created_at")[:20]]
    return sorted(rows, key=lambda row: row.sign != "returned")


def _article(article: Article) -> Row:
    address = link("edit-article", article.pk)
    if article.standing == ArticleState.RETURNED:
        decision = last_return(subject=article.code)
        why = f"Lý do: {decision.reason}" if decision else "Mở bài để xem lý do."
        return Row("returned", "Trả lại", article.title, why, "Sửa bài", address)
    made = local(article.created_at).date() if article.created_at else None
    note = f"Bản nháp từ {day_month(made)}, chưa gửi duyệt." if made else "Chưa gửi duyệt."
    return Row("draft", "Bản nháp", article.title, note, "Viết tiếp", address)


def _plans(drafts: Sequence[Plan], live: Sequence[Plan]) -> list[Row]:
    rows = [
        Row("draft", "Kế hoạch", _short(plan.title),
            f"Đã đọc tệp {plan.source_name}, chờ xem lại và đưa vào thực hiện.", "Xem lại",
            link("plan-reading", plan.code))
        for plan in drafts
    ]  # fmt: skip
    rows += [
        Row("waiting", "Ban hành", f"{plan.code} chưa ghi số, ngày ban hành",
            "Kế hoạch đang thực hiện; ghi số và ngày khi văn thư đã cấp.", "Ghi ban hành",
            link("plan-issue", plan.code))
        for plan in live
        if not plan.issued_on
    ]  # fmt: skip
    return rows


def _short(text: str, limit: int = 90) -> str:
    return text if len(text) <= limit else text[:limit].rsplit(" ", 1)[0] + "…"
