"""What is wrong: loudspeakers that did not sound or are silent, what did not go out, what is
overdue. Each with one way on for who may, and a wish for who may not."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date, datetime, timedelta

from lantoa.channels.base.models import Delivery
from lantoa.channels.base.queries import troubled_deliveries
from lantoa.channels.base.terms import DeliveryState
from lantoa.channels.station.models import Broadcast
from lantoa.channels.station.queries import failures
from lantoa.channels.station.terms import CONTACT, BroadcastState
from lantoa.core.clock import local
from lantoa.desk.today.rows import MOST, Row, Wish, link, short
from lantoa.newsroom.models import Timing as Appointment
from lantoa.newsroom.terms import TimedState
from lantoa.newsroom.timing.runs import troubled_timings
from lantoa.plan.queries import TaskRow
from lantoa.plan.terms import Timing
from lantoa.registry.models import Account, Receiver
from lantoa.registry.terms import ReceiverState
from lantoa.vietnamese import clock_time, countdown, date_short, day_month

LOOK_BACK = timedelta(hours=24)
STATION, WRITING = "station.change_timetable", "newsroom.change_article"


def station_rows(account: Account, *, now: datetime) -> list[Row]:
    """One line a bulletin that did not sound or is unknown, one for all silent receivers."""
    grouped: dict[int, list[Broadcast]] = {}
    for row in failures(now - LOOK_BACK)[:200]:
        grouped.setdefault(row.bulletin_id, []).append(row)
    may = account.has_perm(STATION)
    rows = [_failed_bulletin(found, may) for found in grouped.values()]
    if account.has_perm("registry.view_receiver") or account.has_perm("notices.add_notice"):
        rows += silent_receivers(account, now=now)
    return rows


def _failed_bulletin(found: list[Broadcast], may: bool) -> Row:
    first = found[0]
    failed = [row for row in found if row.state == BroadcastState.FAILED]
    named = failed or found
    names = sorted({row.receiver.cluster.name for row in named})
    rest = f" và {len(names) - MOST} cụm khác" if len(names) > MOST else ""
    unknown = all(row.state == BroadcastState.UNKNOWN for row in found)
    moment = local(first.starts_at)
    what = f"«{first.bulletin.title}» lúc {clock_time(moment)} ngày {day_month(moment.date())}"
    how = "chưa rõ có phát không" if unknown else "không phát"
    words = f"{', '.join(names[:MOST])}{rest} {how} {what}"
    problem = next((row.problem for row in named if row.problem), "")
    note = problem or ("Chưa có xác nhận của bộ thu; bài và âm thanh vẫn được giữ." if unknown
                       else "Bài và âm thanh vẫn được giữ.")  # fmt: skip
    sign, kind = ("unknown", "Chưa rõ") if unknown else ("broken", "Không phát")
    if may and failed:
        again = link("air-again", first.bulletin.delivery_id)
        return Row(sign, kind, words, note, "Phát lại khung tới", again, is_act=True)
    if may:
        return Row(sign, kind, words, note, "Xem cụm loa", link("station-devices"))
    return Row(
        sign, kind, words, note,
        wish=Wish(first.bulletin.article.code, f"{words}. Đề nghị kiểm tra, phát lại nếu cần.",
                  link("station-past"), permission=STATION),
    )  # fmt: skip


def silent_receivers(account: Account, *, now: datetime) -> list[Row]:
    """One line for all receivers out of contact: most often it is the line, not each of them."""
    silent = list(
        Receiver.objects.filter(state=ReceiverState.ENROLLED)
        .exclude(last_beat_at__gte=now - CONTACT)
        .select_related("cluster")
        .order_by("last_beat_at")
    )
    if not silent:
        return []
    names = [receiver.cluster.name for receiver in silent]
    rest = f" và {len(names) - MOST} cụm khác" if len(names) > MOST else ""
    beats = [receiver.last_beat_at for receiver in silent if receiver.last_beat_at]
    last = max(beats, default=None)
    note = (
        f"Tin cuối lúc {clock_time(last)} ngày {day_month(local(last).date())}. "
        "Bản tin đã gửi trước vẫn phát theo đồng hồ của bộ thu."
        if last
        else "Chưa nhận được tin nào của bộ thu. Kiểm tra nguồn điện, đường truyền."
    )
    words = f"{', '.join(names[:MOST])}{rest} đang mất liên lạc"
    if account.has_perm("registry.view_receiver"):
        return [Row("unknown", "Chưa rõ", words, note, "Xem cụm loa", link("station-devices"))]
    wish = Wish(silent[0].code, f"{words}. Đề nghị kiểm tra nguồn điện, đường truyền.",
                link("station-devices"), permission=STATION)  # fmt: skip
    return [Row("unknown", "Chưa rõ", words, note, wish=wish)]


def delivery_rows(account: Account) -> list[Row]:
    """What did not go out. What has a place on the air is told by its airings."""
    may = account.has_perm(WRITING)
    found = troubled_deliveries().filter(bulletins__isnull=True)[:10]
    return [_delivery(delivery, may) for delivery in found]


def _delivery(delivery: Delivery, may: bool) -> Row:
    title = delivery.article.title if delivery.article else delivery.target
    words = f"«{title}» chưa tới {delivery.target or 'nơi nhận'}"
    note = f"{delivery.problem or 'Chưa rõ vì sao.'} Bài vẫn được giữ."
    page = link("edit-article", delivery.article_id) if delivery.article_id else ""
    if may and delivery.state != DeliveryState.UNCERTAIN:
        again = link("send-again", delivery.pk)
        return Row("late", "Chưa gửi", words, note, "Gửi lại", again, is_act=True)
    if may:
        return Row("unknown", "Chưa rõ", words, note, "Mở bài", page)
    subject = delivery.article.code if delivery.article else f"delivery:{delivery.pk}"
    wish = Wish(subject, f"{words}. {note}", page, permission=WRITING)
    return Row("late", "Chưa gửi", words, note, wish=wish)


def timing_rows(account: Account) -> list[Row]:
    """Articles that did not go live or come down at their hour."""
    return [_timing(row, account.has_perm(WRITING)) for row in troubled_timings()[:10]]


def _timing(row: Appointment, may: bool) -> Row:
    act = "chưa gỡ" if row.state == TimedState.LIVE else "chưa đăng"
    words = f"«{row.article.title}» {act} đúng giờ hẹn"
    page = link("edit-article", row.article_id)
    if may:
        return Row("late", "Quá giờ", words, f"{row.problem} Bài vẫn được giữ.", "Mở bài", page)
    wish = Wish(row.article.code, f"{words}. {row.problem}", page, permission=WRITING)
    return Row("late", "Quá giờ", words, f"{row.problem} Bài vẫn được giữ.", wish=wish)


def overdue_rows(late: Iterable[TaskRow], *, today: date) -> list[Row]:
    """Tasks whose own day has passed."""
    return [
        Row("late", "Quá hạn", f"Nhiệm vụ {row.task.number} {short(row.task.text)}",
            f"Hạn {date_short(row.task.due_on)}, {countdown(row.task.due_on, today=today)}. "
            "Chưa có minh chứng.", "Mở nhiệm vụ",
            link("plan-task", row.task.plan.code, row.task.slug),
            wish=task_wish(row, f"đã quá hạn {date_short(row.task.due_on)}, chưa có minh chứng"))
        for row in late
        if row.task.timing == Timing.BY_DAY and row.task.due_on
    ]  # fmt: skip


def task_wish(row: TaskRow, state: str) -> Wish:
    """What the units that lead a task should hear."""
    task = row.task
    return Wish(
        task.code, f"Nhiệm vụ {task.number} {short(task.text)} {state}. Đề nghị thực hiện và "
        "ghi kết quả.", link("plan-task", task.plan.code, task.slug),
        units=tuple((unit.pk, unit.short_name or unit.name) for unit in task.lead_units.all()),
    )  # fmt: skip
