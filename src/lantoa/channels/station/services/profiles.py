"""Profiles of days and quiet places: kept when the timetable still holds, and followed at once."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime

from django.db import transaction

from lantoa.channels.station.models import DayProfile, QuietPlace, RelaySource, Zone
from lantoa.channels.station.services.following import follow_timetable
from lantoa.channels.station.services.relay_approving import lay_before
from lantoa.channels.station.services.relaying import stop_relays
from lantoa.channels.station.services.trying import clashes, refuse_clashes, tried_days
from lantoa.channels.station.services.zones import need_right
from lantoa.channels.station.terms import ProfileDays, RelayWay
from lantoa.core.clock import local
from lantoa.core.errors import Refused
from lantoa.newsroom.queries import approved_sound
from lantoa.receiver.messages.relay import STREAM
from lantoa.registry.models import Account, SpeakerCluster


def save_profile(
    *, profile: DayProfile, zones: Sequence[Zone], by: Account, now: datetime
) -> DayProfile:
    """Keeps a profile. What was placed on its days follows. Raises Refused for a clash."""
    need_right(by)
    if profile.days == ProfileDays.SPAN:
        if profile.first is None or profile.last is None or profile.last < profile.first:
            raise Refused(
                "Dịp có ngày riêng cần ngày đầu và ngày cuối, ngày cuối không trước ngày đầu. "
                "Chưa lưu dịp."
            )
    else:
        profile.first = profile.last = None
    with transaction.atomic():
        profile.save()
        profile.zones.set(zones)
        first = local(now).date()
        days = [day for day in tried_days(first) if day >= first]
        refuse_clashes(clashes(days), f"dịp «{profile.name}»")
        follow_timetable(now=now)
    return profile


def save_quiet_place(
    *, place: QuietPlace, clusters: Sequence[SpeakerCluster], by: Account, now: datetime
) -> QuietPlace:
    """Keeps a quiet place. Broadcasts already planned on the clusters near it are laid anew."""
    need_right(by)
    if not clusters:
        raise Refused(f"Chưa chọn cụm loa nào ở gần «{place.name}». Chưa lưu. Chọn cụm loa.")
    with transaction.atomic():
        place.save()
        place.clusters.set(clusters)
        follow_timetable(now=now)
    return place


def save_relay_source(*, source: RelaySource, by: Account, now: datetime) -> RelaySource:
    """Keeps a source of relays, and lays an address that nobody has approved before a second
    person: until then nothing relays it. What stands in for it needs an approved sound. Switched
    off, or under another address, it is stopped where it sounds."""
    need_right(by)
    if source.way == RelayWay.URL and not source.url:
        raise Refused("Tiếp âm qua mạng cần địa chỉ đường truyền. Chưa lưu nguồn tiếp âm.")
    if source.url and not STREAM.fullmatch(source.url):
        raise Refused(
            "Bộ thu không mở được địa chỉ đường truyền này. Chưa lưu nguồn tiếp âm. Nhập địa chỉ "
            "bắt đầu bằng http:// hoặc https://, chỉ có chữ không dấu, số và dấu nối trong tên "
            "máy chủ, không có dấu cách, tên đăng nhập hay mật khẩu."
        )
    if source.fallback is not None and approved_sound(source.fallback) is None:
        raise Refused(
            f"Tin bài «{source.fallback.title}» chưa có âm thanh được duyệt nên chưa dùng thay "
            "được. Chưa lưu nguồn tiếp âm."
        )
    with transaction.atomic():
        source.save()
        lay_before(source=source, by=by, now=now)
        stop_relays(now=now)
    return source
