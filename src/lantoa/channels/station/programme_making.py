"""The making of a slot's programme as one file, in the job's process."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Any

from lantoa.channels.station.kit_making import tags_of
from lantoa.channels.station.kit_queries import is_kit_approved
from lantoa.channels.station.models import ProgrammeFile, StationKit
from lantoa.channels.station.terms import KitPart
from lantoa.core.clock import local
from lantoa.core.errors import Refused
from lantoa.newsroom.making.jobs import carry_out
from lantoa.newsroom.models import Rendition
from lantoa.newsroom.sounds.files import keep_sound, sound_path
from lantoa.receiver.messages import Priority
from lantoa.vietnamese.moments import clock_time, date_short

if TYPE_CHECKING:
    from lantoa.media.programme import Item, Kit, Programme
    from lantoa.media.voices import Watch

NO_KIT = "Bộ nhận diện không còn là bản đã duyệt nên chưa làm tệp. Duyệt bộ nhận diện rồi làm lại."


def make_programme(pk: int) -> None:
    """One file; others are left alone."""
    carry_out(ProgrammeFile, pk, make=_made, finish=_keep)


def _made(row: ProgrammeFile, folder: Path, watch: Watch) -> Programme:
    from lantoa.media.programme import assemble

    if not is_kit_approved(row.kit):
        raise Refused(NO_KIT)
    begins = local(row.starts_at)
    title = f"{row.slot.name}, {clock_time(begins)} ngày {date_short(begins.date())}"
    return assemble(
        [_item(one) for one in row.sounds], folder / "chuong-trinh.mp3", seconds=row.seconds,
        kit=_kit(row.kit), tags=tags_of(title, row.starts_at), watch=watch,
    )  # fmt: skip


def _item(one: dict[str, Any]) -> Item:
    from lantoa.media.programme import Item

    inner = sound_path(one["inner"]) if one["inner"] else None
    return Item(
        one["title"], sound_path(one["sha256"]), rank=Priority(one["priority"]).rank,
        inner=inner if inner and inner.is_file() else None,
    )  # fmt: skip


def _kit(kit: StationKit) -> Kit:
    from lantoa.media.programme import Kit

    found = {part: sound_path(sha256) for part, sha256 in kit.parts.items()}
    return Kit(
        opening=found.get(KitPart.OPENING), closing=found.get(KitPart.CLOSING),
        bed=found.get(KitPart.BED), with_bed=KitPart.BED in found, with_signs=False,
        hello_sound=found.get(KitPart.HELLO), goodbye_sound=found.get(KitPart.GOODBYE),
        is_announced=kit.announces,
    )  # fmt: skip


def _keep(row: ProgrammeFile, made: Programme) -> None:
    sound = made.sound
    keep_sound(sound.path, sound.sha256)
    row.sha256, row.size = sound.sha256, sound.size
    row.milliseconds = round(sound.seconds * 1000)
    row.left = [[one.item.title, one.reason] for one in made.left_out]
    row.save()


def missing_sound(row: ProgrammeFile) -> str:
    """The title of an item whose sound is not the approved one any more; empty: all are."""
    from lantoa.newsroom.queries import approved_sound, sound_at_hand

    left = {title for title, _ in row.left}
    for one in row.sounds:
        found = Rendition.objects.filter(article=one["article"], sha256=one["sha256"]).first()
        article = found.article if found else None
        allowed = (approved_sound(article), sound_at_hand(article)) if article else ()
        known = {sound.sha256 for sound in allowed if sound}
        if one["sha256"] not in known and one["title"] not in left:
            return str(one["title"])
    return ""
