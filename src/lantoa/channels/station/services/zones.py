"""Zones and slots: nothing is saved that breaks a rule of the timetable."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, datetime

from django.db import transaction

from lantoa.channels.station.models import TimeSlot, VolumeHour, Zone
from lantoa.channels.station.reading_slots import as_slot
from lantoa.channels.station.services.following import follow_timetable
from lantoa.channels.station.services.trying import clashes, refuse_clashes, tried_days
from lantoa.channels.station.terms import SlotKind, ZoneKind
from lantoa.channels.station.timetable import airtimes
from lantoa.core.errors import Refused
from lantoa.registry.models import Account, SpeakerCluster

NO_RIGHT = "Tài khoản này không có quyền sửa lịch phát sóng. Chưa lưu gì."


def save_zone(
    *, zone: Zone, clusters: Sequence[SpeakerCluster], by: Account,
    volume_hours: Sequence[VolumeHour] | None = None, now: datetime | None = None,
) -> Zone:  # fmt: skip
    """Keeps a zone. A cluster obeys one pair of closed hours, in whatever zones it lies. A
    hamlet's zone holds the clusters of the hamlet. `volume_hours`: in place of those it has."""
    need_right(by)
    if (zone.quiet_from is None) != (zone.quiet_until is None):
        raise Refused("Khung giờ không phát cần cả giờ bắt đầu và giờ kết thúc. Chưa lưu khu vực.")
    clusters = _clusters(zone, clusters)
    _refuse_other_hours(zone, clusters)
    with transaction.atomic():
        zone.save()
        zone.clusters.set(clusters)
        if volume_hours is not None:
            zone.volume_hours.all().delete()
            for row in volume_hours:
                row.zone = zone
                row.save()
        rows = list(zone.slots.filter(is_active=True))
        if rows and zone.is_active:
            first = min(row.starts_on for row in rows)
            first = max(first, now.date()) if now else first
            found = clashes(tried_days(first), of_slots=[row.pk for row in rows])
            refuse_clashes(found, f"khu vực «{zone.name}»")
        if now is not None:
            follow_timetable(now=now)
    return zone


def follow_hamlets() -> int:
    """A hamlet's zone takes in the clusters that were put up in the hamlet since, and lets go of
    those that moved away. A cluster whose other zones have other closed hours stays out. Answers
    how many zones changed."""
    changed = 0
    for zone in Zone.objects.filter(kind=ZoneKind.HAMLET, is_active=True):
        wanted = [row for row in _clusters(zone, ()) if _fits(zone, row)]
        if {row.pk for row in wanted} != set(zone.clusters.values_list("pk", flat=True)):
            zone.clusters.set(wanted)
            changed += 1
    return changed


def save_slot(*, slot: TimeSlot, by: Account, today: date, now: datetime | None = None) -> TimeSlot:
    """Keeps a slot that sounds outside closed hours, within the limits of its zone, and never
    beside another on one cluster. What was placed in it follows (`now`)."""
    need_right(by)
    refuse_odd_slot(slot)
    with transaction.atomic():
        slot.save()
        if slot.is_active:
            # Read as it stands: a rule that cannot be kept is refused with its own words.
            airtimes([as_slot(slot)], max(today, slot.starts_on))
            days = tried_days(max(today, slot.starts_on))
            refuse_clashes(clashes(days, of_slots=[slot.pk]), f"khung giờ «{slot.name}»")
        if now is not None:
            follow_timetable(now=now)
    return slot


def refuse_odd_slot(slot: TimeSlot) -> None:
    """A relay has a source, a repeat a slot that it sounds again; nothing else has them."""
    if slot.kind == SlotKind.RELAY and slot.relay is None:
        raise Refused("Khung tiếp âm cần chọn đài được tiếp âm. Chưa lưu khung giờ.")
    if slot.kind == SlotKind.REPEAT and slot.source is None:
        raise Refused("Khung phát lại cần chọn khung giờ được phát lại. Chưa lưu khung giờ.")
    if slot.source is not None and slot.source.zone_id != slot.zone_id:
        raise Refused("Khung phát lại và khung được phát lại phải cùng khu vực. Chưa lưu.")
    if slot.source is not None and slot.source.kind != SlotKind.OWN:
        raise Refused("Chỉ phát lại được chương trình của xã. Chưa lưu khung giờ.")
    slot.relay = slot.relay if slot.kind == SlotKind.RELAY else None
    slot.source = slot.source if slot.kind == SlotKind.REPEAT else None


def need_right(by: Account) -> None:
    """Who may change the timetable. Raises Refused."""
    if not by.has_perm("station.change_timetable"):
        raise Refused(NO_RIGHT)


def _clusters(zone: Zone, chosen: Sequence[SpeakerCluster]) -> list[SpeakerCluster]:
    if zone.kind == ZoneKind.HAMLET:
        if zone.hamlet is None:
            raise Refused("Khu vực theo thôn cần chọn thôn. Chưa lưu khu vực.")
        return list(SpeakerCluster.objects.filter(hamlet=zone.hamlet, is_active=True))
    if zone.kind == ZoneKind.CLUSTER and len(chosen) != 1:
        raise Refused("Khu vực một cụm loa cần chọn đúng một cụm loa. Chưa lưu khu vực.")
    zone.hamlet = None
    return list(chosen)


def _refuse_other_hours(zone: Zone, clusters: Sequence[SpeakerCluster]) -> None:
    for other in Zone.objects.filter(clusters__in=clusters).exclude(pk=zone.pk).distinct():
        if other.quiet != zone.quiet:
            raise Refused(
                f"Cụm loa thuộc cả khu vực «{other}» có khung giờ không phát khác. Chưa lưu. "
                "Đặt cùng khung giờ, hoặc bỏ cụm loa khỏi một khu vực."
            )


def _fits(zone: Zone, cluster: SpeakerCluster) -> bool:
    return all(other.quiet == zone.quiet for other in cluster.zones.exclude(pk=zone.pk))
