"""Phần của bộ nhận diện: made, recorded, cut, chosen, left out. The making is a job."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from django.core.files.base import File
from django.core.files.uploadedfile import UploadedFile
from django.db import transaction

from lantoa.channels.station.kit_making import recipe_of, same_bytes, take_place
from lantoa.channels.station.models import KitSound
from lantoa.channels.station.terms import (
    KIT_LONGEST,
    SPOKEN_PARTS,
    KitPart,
    KitSource,
)
from lantoa.core.errors import Refused, Unreadable
from lantoa.library.models import Recording, Right
from lantoa.newsroom.making.jobs import ask_for
from lantoa.newsroom.sounds.uploads import checked_seconds, suffix_of, upload_digest
from lantoa.newsroom.terms import RenditionState
from lantoa.registry.models import Account, Commune

NO_RIGHT = "Tài khoản này không được giao bộ nhận diện đài. Chưa lưu gì."
NO_PART = "Bộ nhận diện không có phần này. Chưa lưu gì."
NO_WORDS = "Chưa có lời để đọc. Chưa làm gì; ghi lời rồi làm lại."
NO_VOICE = "Không có giọng máy này. Chưa làm gì; chọn một giọng trong danh sách."
NO_TONE = "Phần này là lời nói nên chương trình không tự tạo được. Thu giọng hoặc dùng giọng máy."
NO_FILE = "Tệp âm thanh trống nên chưa lưu gì. Ghi âm lại, hoặc chọn tệp khác."
NO_RIGHTS = (
    "Chưa ghi quyền sử dụng âm thanh này nên chưa lưu gì. Chọn quyền sử dụng; "
    "không phải xã tự làm thì ghi cả tác giả, nguồn."
)
NOT_CUT = "Chỉ cắt được bản thu hoặc tệp tải lên đã làm xong. Bản này vẫn giữ nguyên."
EMPTY_CUT = "Chỗ kết thúc phải đứng sau chỗ bắt đầu. Chưa cắt gì; bản đang có vẫn giữ nguyên."
NOT_READY = "Bản này chưa làm xong nên chưa dùng được. Lựa chọn đang có giữ nguyên."
TOO_LONG = (
    "{part} dài {seconds} giây, dài nhất là {most} giây. "
    "Chưa chọn; cắt hai đầu rồi dùng bản đã cắt."
)
ANYBODY = "xã"


@dataclass(frozen=True)
class Origin:
    """By what right a sound is used, whose it is, and who is heard."""

    right: str
    source: str = ""
    licence: str = ""
    speaker: str = ""


def default_words(part: str) -> str:
    """What the station says of itself unless it says it otherwise."""
    commune = Commune.objects.first()
    name = commune.name if commune else ANYBODY
    if part == KitPart.HELLO:
        return f"Đây là Đài truyền thanh {name}."
    return (
        f"Chương trình của Đài truyền thanh {name} đến đây là hết. Xin cảm ơn bà con đã lắng nghe."
    )


def make_tone(*, part: str, by: Account, now: datetime) -> KitSound:
    """A tone of our own making: nobody has rights in it."""
    _need_right(by)
    if KitPart(_known(part)) in SPOKEN_PARTS:
        raise Refused(NO_TONE)
    return _asked(KitSound(part=part, source=KitSource.TONES, made_by=by, made_at=now))


def say_words(*, part: str, words: str, voice: str, by: Account, now: datetime) -> KitSound:
    """The words of a part in a synthetic voice."""
    from lantoa.media.voices import voices

    _need_right(by)
    if KitPart(_known(part)) not in SPOKEN_PARTS:
        raise Refused(NO_PART)
    if voice not in {known.name for known in voices()}:
        raise Refused(NO_VOICE)
    if not words.strip():
        raise Refused(NO_WORDS)
    return _asked(
        KitSound(part=part, source=KitSource.VOICE, text=words.strip()[:600], voice=voice,
                 made_by=by, made_at=now)
    )  # fmt: skip


def take_upload(
    *, part: str, upload: UploadedFile[bytes], origin: Origin, by: Account, now: datetime
) -> KitSound:
    """Keeps a recording or a piece of music with its rights, and asks for it to be made fit for
    the air. What is no sound, or nobody's, is refused and nothing is stored."""
    from lantoa.media.encoding import disk_errors_named

    _need_right(by)
    part = _known(part)
    is_known = origin.right in Right.values and origin.right != Right.UNKNOWN
    if not is_known or (origin.right != Right.OWN and not origin.source.strip()):
        raise Refused(NO_RIGHTS)
    if not upload.size:
        raise Unreadable(NO_FILE)
    with disk_errors_named():
        seconds, sha256 = checked_seconds(upload), upload_digest(upload)
    with disk_errors_named(), transaction.atomic():
        recording = Recording(
            title=f"Đài: {KitPart(part).label}", sha256=sha256, seconds=seconds,
            speaker=origin.speaker.strip()[:120], recorded_at=now, right=origin.right,
            source=origin.source.strip()[:200], licence=origin.licence.strip()[:120],
            shows_people=part in SPOKEN_PARTS,
        )  # fmt: skip
        recording.file.save(f"dai-{part}{suffix_of(upload)}", File(upload), save=True)
        return _asked(
            KitSound(part=part, source=KitSource.PERSON, recording=recording, made_by=by,
                     made_at=now)
        )  # fmt: skip


def cut_sound(
    *, sound: KitSound, from_seconds: float, to_seconds: float, by: Account, now: datetime
) -> KitSound:
    """Cắt: another version from the same recording; seconds as they are heard in this one."""
    _need_right(by)
    if sound.recording is None or sound.cut_from_ms is None or sound.state != RenditionState.READY:
        raise Refused(NOT_CUT)
    if not 0 <= from_seconds < to_seconds:
        raise Refused(EMPTY_CUT)
    made = KitSound(part=sound.part, source=KitSource.PERSON, recording=sound.recording,
                    made_by=by, made_at=now)  # fmt: skip
    made.cut_from_ms = sound.cut_from_ms + round(from_seconds * 1000)
    made.cut_to_ms = sound.cut_from_ms + round(to_seconds * 1000)
    return _asked(made)


def choose_sound(*, sound: KitSound, by: Account) -> None:
    """Dùng bản này in the next kit; what a leader approved before goes on airing."""
    _need_right(by)
    if sound.state != RenditionState.READY:
        raise Refused(NOT_READY)
    most = KIT_LONGEST[KitPart(sound.part)]
    if sound.seconds > most:
        name = str(sound)
        raise Refused(
            TOO_LONG.format(
                part=name[:1].upper() + name[1:], seconds=round(sound.seconds), most=most
            )
        )
    with transaction.atomic():
        leave_out(part=sound.part, by=by)
        KitSound.objects.filter(pk=sound.pk).update(is_chosen=True)


def leave_out(*, part: str, by: Account) -> None:
    """Bỏ phần này: the next kit goes without it; its versions stay."""
    _need_right(by)
    KitSound.objects.filter(part=_known(part), is_chosen=True).update(is_chosen=False)


def use_defaults(*, by: Account, now: datetime) -> list[KitSound]:
    """Everything by the program itself: tones of our own, the station's name in the machine's
    voice. What is chosen already stays."""
    from lantoa.media.voices import DEFAULT

    _need_right(by)
    chosen = set(KitSound.objects.filter(is_chosen=True).values_list("part", flat=True))
    return [
        say_words(part=part, words=default_words(part), voice=DEFAULT, by=by, now=now)
        if part in SPOKEN_PARTS
        else make_tone(part=part, by=by, now=now)
        for part in KitPart
        if part not in chosen
    ]


def _asked(made: KitSound) -> KitSound:
    """What is there already is taken again; the rest is a job. A finished version may be chosen
    by itself (`take_place`)."""
    from lantoa.channels.station.jobs import make_kit_sound

    made.recipe = recipe_of(made)
    with transaction.atomic():
        running = KitSound.objects.filter(recipe=made.recipe, state=RenditionState.MAKING).first()
        known = running or same_bytes(made.recipe)
        if known is None:
            made.save()
            ask_for(made, make_kit_sound)
            return made
        if known.state == RenditionState.READY:
            KitSound.objects.filter(pk=known.pk).update(
                made_at=made.made_at, is_chosen=take_place(known)
            )
            known.refresh_from_db()
        return known


def _known(part: str) -> str:
    if part not in KitPart.values:
        raise Refused(NO_PART)
    return part


def _need_right(by: Account) -> None:
    if not by.has_perm("station.change_timetable"):
        raise Refused(NO_RIGHT)
