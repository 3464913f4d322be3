"""Ghi sổ thủ công: who switched loudspeakers by hand writes when, what and where. Its level of
proof is a log book's, and stands apart from what receivers signed."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

from django.db import transaction

from lantoa.channels.station.by_hand import HandItem, heard_before
from lantoa.channels.station.models import Broadcast, HandSheet, OuterAiring, TimeSlot
from lantoa.channels.station.services.evidence import (
    article_subjects,
    cluster_subjects,
    item_payload,
)
from lantoa.channels.station.services.outer_deliveries import settle_outer
from lantoa.core.clock import local
from lantoa.core.errors import Refused
from lantoa.ledger import attachments as store
from lantoa.ledger.models import Evidence
from lantoa.ledger.services import BACKFILL_AFTER, record_evidence
from lantoa.ledger.terms import Proof
from lantoa.registry.models import Account, Commune, SpeakerCluster
from lantoa.vietnamese.moments import clock_time, date_short

# Bytes and their type, as a form hands them over.
File = tuple[bytes, str]
MADE_BY_A_FORM = re.compile(r"[0-9a-f]{32}")
LONGEST = 4 * 3600
ALMOST = timedelta(seconds=30)
# A receiver that signed for the item so near has sounded it itself.
NEAR = timedelta(minutes=30)
CHANGE = "station.change_timetable"


@dataclass(frozen=True, slots=True)
class Relayed:
    """Higher-level radio that a person let through, and how long."""

    source: str
    seconds: int


def record_sheet(
    *, starts_at: datetime, items: Sequence[HandItem] = (), relayed: Relayed | None = None,
    clusters: Sequence[SpeakerCluster], slot: TimeSlot | None = None,
    photos: Sequence[File] = (), by: Account, now: datetime, key: str = "",
) -> HandSheet:  # fmt: skip
    """Ghi một lần phát tay: items one after another from `starts_at` on every cluster, an entry
    of the ledger for each. `key`: of the form; the same form pressed again answers with what the
    first press wrote. Raises Refused; then nothing was written."""
    _check(starts_at, items, relayed, clusters, by, now)
    papers = [store.keep(*file) for file in photos]
    with transaction.atomic():
        known = _entered_with(key, by)
        if known is not None:
            return _the_same(known, starts_at, items, clusters)
        sheet = HandSheet.objects.create(
            slot=slot, starts_at=starts_at, photos=papers, made_by=by, made_at=now,
            form_key=f"{by.pk}:{key}" if key else None,
        )  # fmt: skip
        begin = starts_at
        for item in items:
            for cluster in clusters:
                _write(sheet, item, cluster, begin)
            begin += timedelta(seconds=item.seconds)
        if relayed is not None:
            for cluster in clusters:
                _write_relay(sheet, relayed, cluster, begin)
        settle_outer(articles=[one.article for one in items], now=now)
    return sheet


def _check(
    starts_at: datetime, items: Sequence[HandItem], relayed: Relayed | None,
    clusters: Sequence[SpeakerCluster], by: Account, now: datetime,
) -> None:  # fmt: skip
    if not by.has_perm(CHANGE):
        raise Refused("Tài khoản này không có quyền ghi sổ phát thanh. Chưa ghi gì.")
    if not items and relayed is None:
        raise Refused("Chưa chọn nội dung đã phát. Chưa ghi gì. Chọn ít nhất một tin.")
    if not clusters:
        raise Refused("Chưa chọn cụm loa. Chưa ghi gì. Chọn những cụm đã phát.")
    if relayed is not None and relayed.seconds <= 0:
        raise Refused("Chưa ghi đã tiếp âm bao nhiêu phút. Chưa ghi gì.")
    total = sum(one.seconds for one in items) + (relayed.seconds if relayed else 0)
    if not 0 < total <= LONGEST:
        raise Refused("Một lần phát dài từ 1 giây đến 4 giờ. Chưa ghi gì. Xem lại nội dung.")
    ends_at = starts_at + timedelta(seconds=total)
    if ends_at > now + ALMOST:
        raise Refused(
            f"Nội dung này phát đến {clock_time(local(ends_at))} ngày "
            f"{date_short(local(ends_at).date())} mới xong. Chưa ghi gì. Ghi sau giờ đó, hoặc xem "
            "lại ngày, giờ."
        )


def _entered_with(key: str, by: Account) -> HandSheet | None:
    """What this form wrote already. Who enters holds the commune's row, so that of two presses
    the second sees the first."""
    Commune.objects.select_for_update().filter(pk=1).first()
    if not key:
        return None
    if not MADE_BY_A_FORM.fullmatch(key):
        raise Refused("Trang này không còn dùng được. Chưa ghi gì. Mở lại «Ghi lượt phát tay».")
    return HandSheet.objects.filter(form_key=f"{by.pk}:{key}").first()


def _the_same(
    known: HandSheet, starts_at: datetime, items: Sequence[HandItem],
    clusters: Sequence[SpeakerCluster],
) -> HandSheet:  # fmt: skip
    rows = known.airings.filter(source="")
    told = {(one.article.pk, cluster.pk) for one in items for cluster in clusters}
    if known.starts_at == starts_at and told == set(rows.values_list("article", "cluster")):
        return known
    raise Refused(
        "Trang này đã dùng để ghi một lần phát rồi. Không ghi lần nữa. Ghi lần khác thì mở lại "
        "«Ghi lượt phát tay»; cần sửa tờ cũ thì dùng «Điều chỉnh» ở tờ ấy."
    )


def _write(sheet: HandSheet, item: HandItem, cluster: SpeakerCluster, at: datetime) -> None:
    _refuse_second(item, cluster, at)
    is_repeat = heard_before(item.article, cluster, at)
    entry = _entry(
        sheet, "broadcast.played", at,
        [*cluster_subjects(cluster), *article_subjects(item.article)],
        {
            **item_payload(item.article, item.sound), "seconds": item.seconds,
            "result": "played", "priority": item.article.priority, "repeat": is_repeat,
            "broadcast": f"h/{sheet.pk}/{item.article.pk}",
        },
    )  # fmt: skip
    OuterAiring.objects.create(
        sheet=sheet, article=item.article, title=item.article.title, cluster=cluster,
        starts_at=at, seconds=item.seconds, is_repeat=is_repeat, evidence_seq=entry.seq,
    )  # fmt: skip


def _write_relay(sheet: HandSheet, relayed: Relayed, cluster: SpeakerCluster, at: datetime) -> None:
    title = f"Tiếp âm {relayed.source}"
    _refuse_same(OuterAiring.objects.filter(source=relayed.source, cluster=cluster),
                 title, cluster, at, relayed.seconds)  # fmt: skip
    entry = _entry(
        sheet, "broadcast.relayed", at, cluster_subjects(cluster),
        {"title": title, "source": relayed.source, "seconds": relayed.seconds, "relay": True},
    )  # fmt: skip
    OuterAiring.objects.create(
        sheet=sheet, title=title, source=relayed.source, cluster=cluster, starts_at=at,
        seconds=relayed.seconds, evidence_seq=entry.seq,
    )  # fmt: skip


def _entry(
    sheet: HandSheet, kind: str, at: datetime, subjects: Sequence[str], payload: Mapping[str, Any]
) -> Evidence:
    zone = {"zone": sheet.slot.zone.name} if sheet.slot else {}
    late = local(sheet.made_at).date() - local(at).date() > BACKFILL_AFTER
    return record_evidence(
        kind=kind, occurred_at=min(at, sheet.made_at), now=sheet.made_at, by=sheet.made_by.code,
        subjects=subjects, payload={**payload, **zone}, proof=Proof.LOGBOOK,
        attachments=sheet.photos, backfilled=late,
    )  # fmt: skip


def _refuse_second(item: HandItem, cluster: SpeakerCluster, at: datetime) -> None:
    """Neither what a receiver signed nor what was written before is written once more."""
    signed = Broadcast.objects.filter(
        bulletin__article=item.article, receiver__cluster=cluster, airtime_seconds__gt=0,
        played_at__gt=at - NEAR, played_at__lt=at + NEAR,
    ).first()  # fmt: skip
    if signed is not None and signed.played_at is not None:
        when = clock_time(local(signed.played_at))
        raise Refused(
            f"Cụm loa {cluster}: bộ thu đã ký xác nhận phát «{item.article.title}» lúc {when}. "
            "Chưa ghi gì. Bỏ chọn cụm này rồi ghi lại."
        )
    _refuse_same(OuterAiring.objects.filter(article=item.article, cluster=cluster),
                 item.article.title, cluster, at, item.seconds)  # fmt: skip


def _refuse_same(
    rows: Any, title: str, cluster: SpeakerCluster, at: datetime, seconds: int
) -> None:
    end = at + timedelta(seconds=seconds)
    for row in rows.filter(withdrawn_at__isnull=True, starts_at__lt=end,
                           starts_at__gt=at - timedelta(seconds=LONGEST)):  # fmt: skip
        if row.starts_at + timedelta(seconds=row.seconds) > at:
            raise Refused(
                f"«{title}» ở cụm loa {cluster} lúc {clock_time(local(row.starts_at))} ngày "
                f"{date_short(local(row.starts_at).date())} đã ghi rồi, minh chứng số "
                f"{row.evidence_seq}. Chưa ghi gì. Cần sửa thì dùng «Điều chỉnh» ở tờ đã ghi."
            )
