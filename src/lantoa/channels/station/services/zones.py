"""Zones and slots: nothing is saved that breaks a rule of the timetable."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, timedelta

from django.db import transaction

from lantoa.channels.station.models import TimeSlot, Zone
from lantoa.channels.station.queries import as_slot, slots
from lantoa.channels.station.timetable import airtimes, around, conflicts, near
from lantoa.core.errors import Refused
from lantoa.registry.models import Account, SpeakerCluster

# A rule is tried on so many days: a week of weekdays and a month's turn.
TRIED_DAYS = 35


def save_zone(*, zone: Zone, clusters: Sequence[SpeakerCluster], by: Account) -> Zone:
    """Keeps a zone. A cluster obeys one pair of closed hours, in whatever zones it lies."""
    _need_right(by)
    if (zone.quiet_from is None) != (zone.quiet_until is None):
        raise Refused("Khung giờ không phát cần cả giờ bắt đầu và giờ kết thúc. Chưa lưu khu vực.")
    for other in Zone.objects.filter(clusters__in=clusters).exclude(pk=zone.pk).distinct():
        if other.quiet != zone.quiet:
            raise Refused(
                f"Cụm loa thuộc cả khu vực «{other}» có khung giờ không phát khác. Chưa lưu. "
                "Đặt cùng khung giờ, hoặc bỏ cụm loa khỏi một khu vực."
            )
    with transaction.atomic():
        zone.save()
        zone.clusters.set(clusters)
        _refuse_conflicts(list(zone.slots.filter(is_active=True)), from_day=None)
    return zone


def save_slot(*, slot: TimeSlot, by: Account, today: date) -> TimeSlot:
    """Keeps a slot that sounds outside closed hours and never beside another on one cluster."""
    _need_right(by)
    with transaction.atomic():
        slot.save()
        if slot.is_active:
            _refuse_conflicts([slot], from_day=max(today, slot.starts_on))
    return slot


def _refuse_conflicts(rows: Sequence[TimeSlot], *, from_day: date | None) -> None:
    everything = slots()
    for row in rows:
        first = from_day or row.starts_on
        for step in range(TRIED_DAYS):
            day = first + timedelta(days=step)
            others = around(everything, day)
            for airtime in airtimes([as_slot(row)], day):
                found = conflicts(airtime, near(airtime, others))
                if found:
                    raise Refused(f"Chưa lưu khung giờ «{row.name}». {' '.join(found)}")


def _need_right(by: Account) -> None:
    if not by.has_perm("station.change_timetable"):
        raise Refused("Tài khoản này không có quyền sửa lịch phát sóng. Chưa lưu gì.")
