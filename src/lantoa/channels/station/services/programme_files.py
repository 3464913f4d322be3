"""Chương trình thành một tệp: asked for, stopped, handed over."""

from __future__ import annotations

from datetime import datetime
from pathlib import Path
from typing import Any

from django.db import transaction

from lantoa.channels.base.models import Delivery
from lantoa.channels.base.terms import DeliveryState
from lantoa.channels.station.kit_queries import is_kit_approved, kit_in_use, manifest_of
from lantoa.channels.station.models import Bulletin, ProgrammeFile
from lantoa.channels.station.programme_making import missing_sound
from lantoa.channels.station.sounds import sound_file
from lantoa.channels.station.terms import CHANNEL, STANDING
from lantoa.channels.station.timetable import Airtime
from lantoa.core.canonical import digest_of
from lantoa.core.errors import Refused
from lantoa.newsroom.making.jobs import ask_for
from lantoa.newsroom.models import Article, Rendition
from lantoa.newsroom.queries import approved_sound, is_inner_approved
from lantoa.newsroom.terms import RenditionState
from lantoa.registry.models import Account

NO_RIGHT = "Tài khoản này không được giao chương trình phát thanh. Chưa làm tệp."
NO_KIT = (
    "Chưa có bộ nhận diện đài được duyệt nên chưa làm tệp chương trình. "
    "Vào mục Nhận diện, làm bộ mặc định rồi trình lãnh đạo duyệt."
)
NO_ITEMS = (
    "Chưa có tin nào đã duyệt, có âm thanh cho khung giờ này nên chưa làm tệp. "
    "Duyệt tin rồi làm lại."
)
NOT_READY = "Tệp chương trình chưa làm xong nên chưa tải được."
OTHER_KIT = "Bộ nhận diện trong tệp này đã thôi dùng nên không tải nữa. Làm lại tệp."
CHANGED = "Tin «{title}» đã sửa hoặc đã gỡ sau khi làm tệp nên không tải nữa. Làm lại tệp."


def ask_programme(*, airtime: Airtime, by: Account, now: datetime) -> ProgrammeFile:
    """Làm tệp of one occurrence of a slot. The same sounds with the same kit are never put
    together twice."""
    from lantoa.channels.station.jobs import make_programme_file

    if not by.has_perm("station.change_timetable"):
        raise Refused(NO_RIGHT)
    kit = kit_in_use()
    if kit is None:
        raise Refused(NO_KIT)
    sounds = _sounds(airtime)
    if not sounds:
        raise Refused(NO_ITEMS)
    made = ProgrammeFile(
        slot_id=airtime.slot.id, starts_at=airtime.starts_at, seconds=airtime.slot.seconds,
        kit=kit, sounds=sounds, made_by=by, made_at=now,
    )  # fmt: skip
    made.recipe = _recipe(made)
    with transaction.atomic():
        known = _known(made)
        if known is not None:
            return known
        made.save()
        ask_for(made, make_programme_file)
    return made


def newest_file(airtime: Airtime) -> ProgrammeFile | None:
    """The file of this occurrence that was asked for last; not one that was stopped."""
    rows = ProgrammeFile.objects.filter(slot=airtime.slot.id, starts_at=airtime.starts_at)
    return rows.exclude(state=RenditionState.CANCELLED).select_related("slot", "kit").first()


def file_to_hand_over(row: ProgrammeFile) -> Path:
    """The whole file, while everything in it still is what was approved. Raises Refused."""
    path = sound_file(row.sha256) if row.sha256 else None
    if row.state != RenditionState.READY or path is None:
        raise Refused(NOT_READY)
    if not is_kit_approved(row.kit):
        raise Refused(OTHER_KIT)
    title = missing_sound(row)
    if title:
        raise Refused(CHANGED.format(title=title))
    return path


def _sounds(airtime: Airtime) -> list[dict[str, Any]]:
    """What stands in the slot, then what waits for one in this zone (a zone without receivers of
    ours has no other): approved, its bytes at hand."""
    held = Bulletin.objects.filter(
        programme__slot=airtime.slot.id, programme__starts_at=airtime.starts_at,
        broadcasts__state__in=STANDING,
    ).select_related("article", "rendition").distinct().order_by("starts_at")  # fmt: skip
    found = [(row.article, row.rendition) for row in held]
    waiting = Delivery.objects.filter(
        channel=CHANNEL, target=f"zone:{airtime.slot.zone_id}", state=DeliveryState.WAITING
    ).select_related("article").order_by("created_at")  # fmt: skip
    for delivery in waiting:
        article = delivery.article
        sound = approved_sound(article) if article else None
        if article and sound and article.live_content == delivery.content:
            found.append((article, sound))
    return [_sound(*one) for one in found if sound_file(one[1].sha256)]


def _sound(article: Article, sound: Rendition) -> dict[str, Any]:
    inner = sound.inner_sha256 if is_inner_approved(sound) else ""
    return {
        "article": article.pk, "title": article.title, "priority": article.priority,
        "sha256": sound.sha256, "inner": inner,
    }  # fmt: skip


def _recipe(made: ProgrammeFile) -> str:
    from lantoa.media.mastering import CHAIN

    return digest_of(
        {
            "chain": CHAIN, "kit": manifest_of(made.kit)["content"], "seconds": made.seconds,
            "sounds": made.sounds, "slot": made.slot_id, "at": made.starts_at.isoformat(),
        }
    )  # fmt: skip


def _known(made: ProgrammeFile) -> ProgrammeFile | None:
    rows = ProgrammeFile.objects.filter(recipe=made.recipe)
    for row in rows.filter(state__in=(RenditionState.MAKING, RenditionState.READY)):
        if row.state == RenditionState.MAKING or sound_file(row.sha256):
            return row
    return None
