"""What the screens of Cảnh báo show."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.urls import reverse

from lantoa.approval.models import Approval, Request
from lantoa.approval.queries import last_return, why_not_decide
from lantoa.channels.social.queries import active_accounts
from lantoa.channels.station.models import BreakInAiring, LocalStart, StartCode
from lantoa.channels.station.services.sealing import holders
from lantoa.channels.station.terms import BroadcastState
from lantoa.core.clock import local
from lantoa.newsroom.alerts.checks import remarks
from lantoa.newsroom.alerts.content import manifest_of, sounds_of
from lantoa.newsroom.alerts.queries import (
    COMPOSE,
    DECIDE,
    clusters_of,
    receivers_of_alert,
    sealed_until,
    waiting_request,
)
from lantoa.newsroom.alerts.terms import AlertState, Part
from lantoa.newsroom.alerts.words import area_of, board_text, full_text, short_text
from lantoa.newsroom.models import Alert, AlertSound
from lantoa.newsroom.terms import RenditionState
from lantoa.registry.models import Account
from lantoa.vietnamese import clock_time, duration, moment_long

HEARD = (BroadcastState.PLAYED, BroadcastState.PARTIAL)


@dataclass
class Heard:
    """One part as it is listened to before deciding."""

    part: str
    name: str
    sound: AlertSound | None
    address: str
    length: str


@dataclass(frozen=True)
class Reached:
    """One receiver: what it did, the seconds from the decision to its first sound."""

    cluster: str
    state: str
    sign: str
    first_at: datetime | None
    after_seconds: int | None
    times: int
    seconds: int
    problem: str


def state_words(alert: Alert, *, now: datetime) -> str:
    """Where it stands, in words."""
    if alert.state == AlertState.DRAFT:
        if waiting_request(alert) is not None:
            return "Chờ người thứ hai duyệt"
        return "Đang làm âm thanh" if is_making(alert) else "Đang soạn"
    if alert.state == AlertState.LIVE and alert.expires_at is not None:
        if alert.expires_at <= now:
            return "Hết hiệu lực"
        return f"Đang hiệu lực đến {until_words(alert.expires_at, now)}"
    if alert.state == AlertState.SEALED:
        until = sealed_until(alert)
        return f"Đã duyệt sẵn, dùng được đến {moment_long(local(until))}" if until else ""
    label = str(alert.get_state_display())
    return f"{label[:1].upper()}{label[1:]}"


def until_words(moment: datetime, now: datetime) -> str:
    """«18:20», or the whole moment on another day."""
    same_day = local(moment).date() == local(now).date()
    return clock_time(moment) if same_day else moment_long(local(moment))


def is_making(alert: Alert) -> bool:
    return alert.sounds.filter(state=RenditionState.MAKING).exists()


def what_happens(alert: Alert) -> str:
    """What sounds where and for how long once it is approved: read before the decision."""
    call = sounds_of(alert).get(Part.CALL)
    length = duration(call.seconds) if call else "chưa rõ, đang làm âm thanh"
    lasts = duration(alert.lasts_minutes * 60)
    often = (
        f"nhắc lại mỗi {alert.repeat_minutes} phút trong {lasts}"
        if alert.repeat_minutes else f"phát một lần, hiệu lực {lasts}"
    )  # fmt: skip
    if alert.is_exercise:
        return (
            f"Diễn tập: không phát ra loa, không hiện trên trang công khai. "
            f"Lời cảnh báo dài {length}, {often}."
        )
    count = len(receivers_of_alert(alert))
    return (
        f"Phát ở {count} cụm loa ({area_of(alert)}), ngắt mọi chương trình, cả trong giờ không "
        f"phát; mỗi lần {length}, {often}, rồi nói lời kết thúc."
    )


def other_ways(alert: Alert) -> str:
    """Beside the loudspeakers."""
    if alert.is_exercise:
        return ""
    accounts = active_accounts().count()
    posts = f"; lời đăng chờ chép lên {accounts} kênh mạng xã hội" if accounts else ""
    return f"Cùng lúc: biểu ngữ trên mọi trang của xã, tệp CAP và nguồn tin công khai{posts}."


def approve_words(alert: Alert) -> str:
    """What the button will do."""
    if alert.is_sealed:
        return "Duyệt sẵn, cất để dùng khi khẩn cấp"
    if alert.is_exercise:
        return "Duyệt diễn tập, không phát ra loa"
    return f"Duyệt: phát cảnh báo ngay tới {len(receivers_of_alert(alert))} cụm loa"


def heard_parts(alert: Alert) -> list[Heard]:
    """Both sounds, with the address of the very bytes."""
    ready = sounds_of(alert)
    return [_heard(part, ready.get(part)) for part in Part]


def _heard(part: Part, sound: AlertSound | None) -> Heard:
    address = reverse("alert-sound", args=[sound.sha256]) if sound else ""
    name = str(part.label)
    return Heard(
        str(part), f"{name[:1].upper()}{name[1:]}", sound, address,
        duration(sound.seconds) if sound else "",
    )  # fmt: skip


def page_context(alert: Alert, *, by: Account, now: datetime) -> dict[str, Any]:
    """Everything that the page of one alert shows."""
    request = waiting_request(alert)
    returned = last_return(subject=alert.code) if alert.state == AlertState.DRAFT else None
    may_compose, may_decide = by.has_perm(COMPOSE), by.has_perm(DECIDE)
    is_draft = alert.state == AlertState.DRAFT
    reached = reached_by(alert)
    return {
        "alert": alert, "item": request, "state_words": state_words(alert, now=now),
        "area": area_of(alert), "happens": what_happens(alert), "ways": other_ways(alert),
        "parts": heard_parts(alert), "is_making": is_making(alert), "returned": returned,
        "remarks": remarks(alert, now=now) if is_draft else [],
        "may_compose": may_compose, "is_draft": is_draft,
        "is_live": alert.is_in_force(now), "is_sealed": alert.state == AlertState.SEALED,
        "may_stop": may_compose or may_decide, "reached": reached,
        "reached_words": reached_words(reached), "clusters": clusters_of(alert).count(),
        "decisions": decisions_on(alert), "messages_out": list(alert.messages.all()),
        "texts": _texts(alert), "now": now, "lies": _lies_ready(alert, now),
        "local_starts": list(
            LocalStart.objects.filter(alert=alert).select_related("receiver__cluster")[:30]
        ),
    } | decide_context(alert, request, by=by, now=now)  # fmt: skip


def _lies_ready(alert: Alert, now: datetime) -> dict[str, Any]:
    """What lies at the loudspeakers of a sealed alert, and since when there is a code."""
    if alert.state != AlertState.SEALED or alert.is_exercise:
        return {}
    held, of = holders(alert, now=now)
    code = StartCode.objects.filter(alert=alert).select_related("drawn_by").first()
    return {"held": held if code else 0, "of": of, "code": code}


def decide_context(
    alert: Alert, request: Request | None, *, by: Account, now: datetime
) -> dict[str, Any]:
    """What the decision needs, on the desk and on a phone alike."""
    if request is None:
        return {}
    is_changed = manifest_of(alert) != request.manifest
    return {
        "is_changed": is_changed, "approve_words": approve_words(alert),
        "why_not": why_not_decide(request=request, by=by, today=local(now).date())
        if by.has_perm(DECIDE) else "Bản này chờ người có quyền duyệt.",
    }  # fmt: skip


def reached_by(alert: Alert) -> list[Reached]:
    """One line a receiver, those that did not sound first."""
    rows = BreakInAiring.objects.filter(break_in__alert_run__alert=alert).select_related(
        "receiver__cluster"
    ).order_by("break_in__starts_at")  # fmt: skip
    grouped: dict[str, list[BreakInAiring]] = {}
    for row in rows:
        grouped.setdefault(row.receiver.cluster.name, []).append(row)
    lines = [_reached(alert, name, found) for name, found in grouped.items()]
    return sorted(lines, key=lambda line: (line.first_at is not None, line.cluster))


def _reached(alert: Alert, cluster: str, rows: list[BreakInAiring]) -> Reached:
    heard = [row for row in rows if row.played_at and row.airtime_seconds]
    first_at = min((row.played_at for row in heard if row.played_at), default=None)
    after = None
    if first_at is not None and alert.issued_at is not None:
        after = max(0, round((first_at - alert.issued_at).total_seconds()))
    states = {row.state for row in rows}
    if heard:
        words, sign = "đã phát", "good"
    elif BroadcastState.UNKNOWN in states:
        words, sign = "chưa rõ", "bad"
    elif BroadcastState.FAILED in states:
        words, sign = "không phát được", "bad"
    elif states == {BroadcastState.WITHDRAWN}:
        words, sign = "đã rút trước khi phát", "waiting"
    else:
        words, sign = "đã ra lệnh, chờ xác nhận", "waiting"
    problem = next((row.problem for row in rows if row.problem and not heard), "")
    return Reached(
        cluster, words, sign, first_at, after, len(heard), sum(r.airtime_seconds for r in rows),
        problem,
    )  # fmt: skip


def reached_words(reached: list[Reached]) -> str:
    """«11 trên 12 cụm loa đã phát; chậm nhất 4 giây sau khi duyệt»."""
    if not reached:
        return ""
    heard = [line for line in reached if line.first_at]
    slow = max((line.after_seconds or 0 for line in heard), default=None)
    words = f"{len(heard)} trên {len(reached)} cụm loa đã xác nhận có tiếng"
    return words if slow is None else f"{words}; chậm nhất {slow} giây sau khi duyệt"


def decisions_on(alert: Alert) -> list[Approval]:
    """Who decided, newest first."""
    rows = Approval.objects.filter(subject=alert.approved_code)
    return list(rows.select_related("by", "on_behalf_of")[:10])


def _texts(alert: Alert) -> list[tuple[str, str, str]]:
    """Key, name and words to copy out."""
    return [
        ("dai", "Lời cho Zalo, Facebook", full_text(alert)),
        ("ngan", "Tin nhắn SMS, không dấu", short_text(alert)),
        ("bang", "Chữ cho bảng tin", board_text(alert)),
    ]


def list_context(kept: str, *, by: Account, now: datetime) -> dict[str, Any]:
    """The list: what is in force first, then by where it stands."""
    rows = Alert.objects.select_related("made_by").prefetch_related("hamlets")
    groups = {
        "": rows.exclude(state=AlertState.DROPPED),
        "dang-soan": rows.filter(state=AlertState.DRAFT),
        "duyet-san": rows.filter(state=AlertState.SEALED),
        "da-phat": rows.exclude(issued_at=None).exclude(state=AlertState.SEALED),
        "dien-tap": rows.filter(is_exercise=True),
    }
    kept = kept if kept in groups else ""
    live = [one for one in rows.filter(state=AlertState.LIVE) if one.is_in_force(now)]
    lines = [(one, state_words(one, now=now), area_of(one)) for one in groups[kept][:60]]
    names = (("", "Tất cả"), ("dang-soan", "Đang soạn, chờ duyệt"), ("duyet-san", "Duyệt sẵn"),
             ("da-phat", "Đã phát"), ("dien-tap", "Diễn tập"))  # fmt: skip
    return {
        "lines": lines, "kept": kept, "live": live, "filters": names, "now": now,
        "may_compose": by.has_perm(COMPOSE),
        "may_stop": by.has_perm(COMPOSE) or by.has_perm(DECIDE),
    }  # fmt: skip
