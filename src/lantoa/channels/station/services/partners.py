"""Nơi phát hộ: who plays for us, and packs that are handed over to them."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, datetime, timedelta
from typing import Any

from django.db import transaction

from lantoa.channels.station.handing.planned import PlannedSlot, starts
from lantoa.channels.station.handing.queries import planned
from lantoa.channels.station.models import HandoverPack, Partner
from lantoa.core.clock import iso, local
from lantoa.core.errors import Refused
from lantoa.registry.models import Account, SpeakerCluster
from lantoa.registry.terms import ReceiverState

CHANGE = "station.change_timetable"
MOST_DAYS = 14
NO_RIGHT = "Tài khoản này không được giao làm việc với nơi phát hộ. Chưa lưu gì."


def save_partner(*, partner: Partner, clusters: Sequence[SpeakerCluster], by: Account) -> Partner:
    """Ghi nơi phát hộ. A cluster is played by one partner, or by a receiver of ours."""
    if not by.has_perm(CHANGE):
        raise Refused(NO_RIGHT)
    if not partner.name.strip():
        raise Refused("Cần ghi tên nơi phát. Chưa lưu gì.")
    if not clusters:
        raise Refused("Chọn ít nhất một cụm loa do nơi này phát. Chưa lưu gì.")
    for cluster in clusters:
        receiver = getattr(cluster, "receiver", None)
        if receiver is not None and receiver.state == ReceiverState.ENROLLED:
            raise Refused(
                f"Cụm loa {cluster} có bộ thu của xã đang nhận lệnh. Chưa lưu gì. Thu hồi bộ thu "
                "trước, hoặc bỏ chọn cụm này."
            )
        others = Partner.objects.filter(is_active=True, clusters=cluster)
        other = others.exclude(pk=partner.pk).first()
        if other is not None:
            raise Refused(f"Cụm loa {cluster} đang do «{other}» phát. Chưa lưu gì. Bỏ chọn ở đó "
                          "trước.")  # fmt: skip
    with transaction.atomic():
        partner.save()
        partner.clusters.set(clusters)
    return partner


def make_pack(
    *, partner: Partner, first: date, last: date, by: Account, now: datetime
) -> HandoverPack:
    """Lập gói giao for some days. A pack of the same partner that overlaps is dropped: its slots
    keep what stands in them. Raises Refused where there is nothing to hand over."""
    if not by.has_perm(CHANGE):
        raise Refused(NO_RIGHT)
    today = local(now).date()
    if last < first or (last - first).days >= MOST_DAYS:
        raise Refused(f"Gói giao từ 1 đến {MOST_DAYS} ngày. Chưa lập gói. Chọn lại hai ngày.")
    if last < today:
        raise Refused("Những ngày này đã qua. Chưa lập gói. Chọn ngày từ hôm nay trở đi.")
    days = [first + timedelta(days=step) for step in range((last - first).days + 1)]
    with transaction.atomic():
        Partner.objects.select_for_update().get(pk=partner.pk)
        found = planned(partner, days)
        if not any(slot.sounds for slot in found):
            raise Refused(
                "Những ngày này chưa có tin nào đã duyệt, có âm thanh cho cụm loa của "
                f"«{partner}». Chưa lập gói. Duyệt tin, hoặc xem lại khung giờ."
            )
        same = partner.packs.filter(dropped_at__isnull=True, first__lte=last, last__gte=first)
        same.filter(first__gte=first, last__lte=last).update(dropped_at=now)
        return HandoverPack.objects.create(
            partner=partner, first=first, last=last, made_by=by, made_at=now,
            slots=[_kept(slot) for slot in found],
            left=[[_words(slot), "chưa có tin chờ phát đủ ngắn"]
                  for slot in found if not slot.sounds and not slot.relay],
        )  # fmt: skip


def drop_pack(*, pack: HandoverPack, by: Account, now: datetime) -> None:
    """Bỏ gói: nothing is matched against it any more; what was read back already stays."""
    if not by.has_perm(CHANGE):
        raise Refused(NO_RIGHT)
    if pack.dropped_at is None:
        pack.dropped_at = now
        pack.save(update_fields=["dropped_at"])


def _kept(planned_slot: PlannedSlot) -> dict[str, Any]:
    airtime = planned_slot.airtime
    return {
        "slot": airtime.slot.id, "name": airtime.slot.name, "zone": airtime.slot.zone,
        "at": iso(airtime.starts_at), "seconds": airtime.slot.seconds,
        "kind": str(airtime.slot.kind), "relay": planned_slot.relay,
        "clusters": list(planned_slot.clusters),
        "sounds": [
            {
                "article": sound.article, "title": sound.title, "at": iso(at),
                "seconds": sound.seconds, "sha256": sound.sha256, "priority": sound.priority,
                "repeat": sound.is_repeat,
            }
            for sound, at in zip(planned_slot.sounds, starts(planned_slot), strict=True)
        ],
    }  # fmt: skip


def _words(planned_slot: PlannedSlot) -> str:
    at = local(planned_slot.airtime.starts_at)
    return f"{planned_slot.airtime.slot.name}, {at:%H:%M} ngày {at:%d/%m/%Y}"
