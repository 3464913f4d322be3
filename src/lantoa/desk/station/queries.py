"""What the screens of Truyền thanh show."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.db.models import Count, QuerySet

from lantoa.channels.station.models import Broadcast, RepairTicket
from lantoa.channels.station.outcomes import Airing, why
from lantoa.channels.station.queries import Contact, Line, day_lines, receivers_overview
from lantoa.channels.station.terms import BroadcastState
from lantoa.core.clock import local
from lantoa.registry.models import SpeakerCluster
from lantoa.registry.terms import ReceiverState
from lantoa.vietnamese import clock_time, date_short, duration

# Slots that nothing fills yet are shown so far ahead; the rest is counted.
EMPTY_SHOWN = 3
SETTLED = (
    BroadcastState.PLAYED, BroadcastState.PARTIAL, BroadcastState.FAILED, BroadcastState.UNKNOWN
)  # fmt: skip


@dataclass(frozen=True)
class DayLine:
    """One line of today: when, what, how it stands."""

    at: str
    item: str
    note: str
    sign: str
    word: str
    is_past: bool


@dataclass(frozen=True)
class ZoneDay:
    """Today in one zone. `more`: empty slots that are only counted."""

    zone: str
    lines: tuple[DayLine, ...]
    more: int


@dataclass(frozen=True)
class Device:
    """One cluster with its receiver, as a line."""

    cluster: SpeakerCluster
    sign: str
    word: str
    note: str
    contact: Contact | None
    rank: int
    ticket: RepairTicket | None = None


def zone_days(now: datetime) -> list[ZoneDay]:
    """Today by zone: every bulletin, and the next slots that nothing fills yet."""
    lines = day_lines(local(now).date())
    standing = _standing(line.bulletin.pk for line in lines if line.bulletin)
    zones: dict[str, list[Line]] = {}
    for line in lines:
        zones.setdefault(line.zone, []).append(line)
    return [_zone_day(zone, of_zone, standing, now) for zone, of_zone in zones.items()]


def airings(asked: Mapping[str, Any], *, now: datetime) -> QuerySet[Broadcast]:
    """Past airings, newest first, as the filters ask."""
    rows = Broadcast.objects.filter(starts_at__lte=now, state__in=SETTLED)
    if "tinh_trang" in asked:
        rows = rows.filter(state=asked["tinh_trang"])
    if "cum_loa" in asked:
        rows = rows.filter(receiver__cluster=asked["cum_loa"])
    rows = rows.select_related("bulletin__programme__zone", "receiver__cluster")
    return rows.order_by("-starts_at", "receiver__cluster__name")


def airing_note(row: Broadcast) -> str:
    """How long it sounded, or why it did not."""
    if row.state == BroadcastState.PLAYED:
        return f"phát {duration(row.airtime_seconds)}"
    words = why(
        Airing(
            receiver=row.receiver_id, cluster=row.receiver.cluster.name, state=row.state,
            seconds=row.airtime_seconds, detail=row.detail, attempt=row.bulletin.attempt,
        )
    )  # fmt: skip
    return row.problem or words.partition(": ")[2]


def devices(now: datetime) -> list[Device]:
    """Every cluster with what is known of its receiver: what needs a person first."""
    contacts = {contact.receiver.cluster_id: contact for contact in receivers_overview(now)}
    clusters = SpeakerCluster.objects.select_related("hamlet").order_by("name")
    broken = {row.cluster_id: row for row in RepairTicket.objects.filter(closed_at=None)}
    found = [_device(one, contacts.get(one.pk), broken.get(one.pk)) for one in clusters]
    return sorted(found, key=lambda device: device.rank)


def device_of(cluster: SpeakerCluster, now: datetime) -> Device:
    """One cluster with what is known of its receiver."""
    contacts = {contact.receiver.cluster_id: contact for contact in receivers_overview(now)}
    broken = RepairTicket.objects.filter(cluster=cluster, closed_at=None).first()
    return _device(cluster, contacts.get(cluster.pk), broken)


def receiver_words(cluster: SpeakerCluster, now: datetime) -> str:
    """What its receiver itself says, whatever a ticket says of the horns."""
    contacts = {contact.receiver.cluster_id: contact for contact in receivers_overview(now)}
    said = _device(cluster, contacts.get(cluster.pk), None)
    return f"{said.word}, {said.note}"


def counts(found: Iterable[Device]) -> list[tuple[str, str, int]]:
    """How many devices stand in each state: (sign, word, count)."""
    total = Counter((device.sign, device.word) for device in found)
    return [(sign, word, count) for (sign, word), count in total.items()]


def _standing(bulletins: Iterable[int]) -> dict[int, Counter[str]]:
    found: dict[int, Counter[str]] = {}
    rows = (
        Broadcast.objects.filter(bulletin__in=list(bulletins))
        .values_list("bulletin", "state").annotate(total=Count("pk"))
    )  # fmt: skip
    for bulletin, state, total in rows:
        found.setdefault(bulletin, Counter())[state] += total
    return found


def _zone_day(
    zone: str, lines: list[Line], standing: Mapping[int, Counter[str]], now: datetime
) -> ZoneDay:
    filled = [line for line in lines if line.bulletin]
    empty = [line for line in lines if not line.bulletin and line.at > now]
    shown = sorted([*filled, *empty[:EMPTY_SHOWN]], key=lambda line: line.at)
    made = tuple(_day_line(line, standing, now) for line in shown)
    return ZoneDay(zone, made, max(0, len(empty) - EMPTY_SHOWN))


def _day_line(line: Line, standing: Mapping[int, Counter[str]], now: datetime) -> DayLine:
    note = " ".join(line.conflicts) or duration(line.seconds)
    at, is_past = clock_time(line.at), line.ends_at <= now
    if line.bulletin is None:
        return DayLine(at, line.item, note, "empty", "chưa có bản tin", is_past)
    states = standing.get(line.bulletin.pk, Counter())
    total, played = sum(states.values()), states[BroadcastState.PLAYED]
    if line.at <= now < line.ends_at:
        return DayLine(at, line.item, note, "live", "đang phát", is_past)
    if not is_past:
        return DayLine(at, line.item, note, "planned", "sắp phát", is_past)
    if total and played == total:
        return DayLine(at, line.item, note, "played", f"đã phát, {total} cụm loa", is_past)
    if states[BroadcastState.FAILED] or states[BroadcastState.PARTIAL]:
        return DayLine(at, line.item, note, "failed", f"{played} trên {total} cụm loa", is_past)
    return DayLine(at, line.item, note, "unknown", f"chưa rõ, {played} trên {total}", is_past)


def _device(
    cluster: SpeakerCluster, contact: Contact | None, broken: RepairTicket | None
) -> Device:
    if broken is not None:
        since = f"từ {_moment(broken.opened_at)}: {broken.fault}"
        return Device(cluster, "failed", "hỏng", since, contact, -1, broken)
    if contact is None:
        return Device(cluster, "empty", "chưa có bộ thu", "chưa mời ghi danh", None, 1)
    if contact.state == ReceiverState.INVITED:
        return Device(cluster, "empty", "chờ ghi danh", "đã cấp mã, bộ thu chưa dùng", contact, 1)
    if contact.state == ReceiverState.REVOKED:
        return Device(cluster, "failed", "đã thu hồi", "cần mời ghi danh lại", contact, 2)
    last = _moment(contact.last_at) if contact.last_at else ""
    if not contact.is_known:
        note = f"không liên lạc từ {last}" if last else "chưa nhận tin báo nào từ bộ thu"
        return Device(cluster, "unknown", "chưa rõ", note, contact, 0)
    if contact.playing:
        return Device(cluster, "live", "đang phát", f"liên lạc lúc {last}", contact, 3)
    return Device(cluster, "played", "sẵn sàng", f"liên lạc lúc {last}", contact, 4)


def _moment(at: datetime) -> str:
    return f"{clock_time(local(at))} ngày {date_short(local(at).date())}"
