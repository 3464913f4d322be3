"""Writes of the library."""

from __future__ import annotations

import hashlib
import secrets
import shutil
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta
from functools import partial
from io import BytesIO
from pathlib import Path, PurePath
from typing import Any

from django.conf import settings
from django.core.files.images import ImageFile
from django.db import transaction

from lantoa.core.errors import Refused, Unreadable
from lantoa.library.models import HeldPicture, Picture, Recording
from lantoa.media.photos import Photo, clean_photo, look_of_photo
from lantoa.registry.models import Account
from lantoa.vietnamese.text import nfc, slug

LARGEST_BYTES = 40 * 1024 * 1024
LONGEST_SIDE = 4000
MOST_AT_ONCE = 12
# Five uploads of one person; of everybody some 600 MB at the usual size.
MOST_HELD_OF_ONE, MOST_HELD = 60, 300
ROOM_LEFT = 1024**3
HELD_FOR = timedelta(days=1)
LOOKS_A_TURN = 40
ENDINGS = {"image/jpeg": "jpg", "image/png": "png"}

GONE = "Lượt tải ảnh này đã hết hạn hoặc đã lưu xong. Kho không đổi. Tải ảnh lên lại nếu còn thiếu."


@dataclass(frozen=True)
class Handed:
    """One file as it came: its name on the sender's machine and its bytes."""

    name: str
    data: bytes


@dataclass(frozen=True)
class Turned:
    """A file that was not taken, and why."""

    name: str
    why: str


def fit_for_library(data: bytes) -> Photo:
    """A photo as the library keeps it: large enough for a poster, silent about its place."""
    return clean_photo(data, longest=LONGEST_SIDE, most_bytes=LARGEST_BYTES, keeps_png=True)


def title_from(name: str) -> str:
    """A file's name as a first title: without folders, ending and joints."""
    bare = PurePath(name.replace("\\", "/")).name
    stem = bare.rpartition(".")[0] or bare
    return nfc(" ".join(stem.replace("_", " ").split()))[:200] or "Ảnh chưa đặt tên"


def hold_pictures(
    *, files: Iterable[Handed], by: Account, now: datetime
) -> tuple[str, list[Turned]]:
    """Cleans the files and keeps them aside until their owner has seen what they resemble; so
    many of one person, so many of all, and only while the disk has room.

    Answers the token of this upload, empty where nothing was taken, and what was not taken."""
    token, turned, position = secrets.token_hex(16), [], 0
    for file in files:
        try:
            _refuse_too_many(by)
            photo = fit_for_library(file.data)
        except Unreadable as refusal:
            turned.append(Turned(PurePath(file.name).name, str(refusal)))
            continue
        held = HeldPicture(
            token=token, position=position, title=title_from(file.name), mime=photo.mime,
            sha256=hashlib.sha256(photo.data).hexdigest(), look=photo.look, width=photo.width,
            height=photo.height, had_place=photo.had_place, by=by, at=now,
        )  # fmt: skip
        path = held_path(held)
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(photo.data)
        held.save()
        position += 1
    return (token if position else ""), turned


def _refuse_too_many(by: Account) -> None:
    own = HeldPicture.objects.filter(by=by).count()
    if own >= MOST_HELD_OF_ONE:
        raise Unreadable(
            f"Đang có {own} ảnh chờ lưu nên chưa nhận thêm. Lưu vào kho hoặc bỏ bớt ở mục Ảnh chờ "
            "lưu rồi tải tiếp."
        )
    if HeldPicture.objects.count() >= MOST_HELD:
        raise Unreadable(
            "Nhiều người đang có ảnh chờ lưu nên máy chủ chưa nhận thêm. Thử lại sau ít giờ, hoặc "
            "nhờ người khác lưu ảnh đang chờ của mình."
        )
    folder = Path(settings.MEDIA_ROOT)
    folder.mkdir(parents=True, exist_ok=True)
    if shutil.disk_usage(folder).free < ROOM_LEFT:
        raise Unreadable("Ổ đĩa của máy chủ sắp đầy nên chưa nhận. Báo người quản trị dọn ổ đĩa.")


def held_path(held: HeldPicture) -> Path:
    """Where the bytes of a held picture lie."""
    return Path(settings.MEDIA_ROOT) / "dang-tai-len" / f"{held.token}-{held.position}"


def keep_picture(
    *, held: HeldPicture, fields: Mapping[str, Any], by: Account, now: datetime
) -> Picture:
    """Lưu vào kho: the held picture with its words and rights; its sizes follow in a job."""
    if not by.has_perm("library.add_picture"):
        raise Refused("Tài khoản này không thêm được ảnh vào kho. Kho không đổi.")
    with transaction.atomic():
        held = _locked(held, by)
        data = held_path(held).read_bytes()
        name = f"{slug(str(fields['title']), limit=60) or 'anh'}.{ENDINGS[held.mime]}"
        made = Picture(
            **fields, file=ImageFile(BytesIO(data), name=name), uploaded_by_user=by,
            created_at=now,
        )  # fmt: skip
        made.save()
        held.delete()
        transaction.on_commit(partial(held_path(held).unlink, missing_ok=True))
        prepare_sizes_later(made)
    return made


def prepare_sizes_later(picture: Picture) -> None:
    """All sizes that the product needs are made after commit, so that no visitor waits."""
    from lantoa.library.jobs import prepare_sizes

    transaction.on_commit(partial(prepare_sizes.enqueue, picture.pk))


def fill_looks(*, most: int = LOOKS_A_TURN) -> int:
    """Looks at pictures that were stored before resemblance was kept; answers how many it filled.
    A file that is gone or no picture stays without, and the next ones are looked at."""
    filled = 0
    for picture in Picture.objects.filter(look="").order_by("pk").iterator(chunk_size=50):
        try:
            with picture.open_file() as file:
                look = look_of_photo(file.read())
        except OSError:
            continue
        if look:
            filled += Picture.objects.filter(pk=picture.pk, look="").update(look=look)
        if filled >= most:
            break
    return filled


def drop_held(*, held: HeldPicture, by: Account) -> None:
    """Không lưu: the held picture goes, the library stays as it is."""
    with transaction.atomic():
        held = _locked(held, by)
        held.delete()
        transaction.on_commit(partial(held_path(held).unlink, missing_ok=True))


def expire_held(*, now: datetime) -> int:
    """Held pictures of which nobody decided in time go; answers how many."""
    count = 0
    for held in HeldPicture.objects.filter(at__lt=now - HELD_FOR):
        held_path(held).unlink(missing_ok=True)
        held.delete()
        count += 1
    return count


def _locked(held: HeldPicture, by: Account) -> HeldPicture:
    row = HeldPicture.objects.select_for_update().filter(pk=held.pk, by=by).first()
    if row is None or not held_path(row).is_file():
        raise Refused(GONE)
    return row


def forget_speaker(*, recording: Recording) -> None:
    """The speaker's name goes; the sound that was approved and aired stays what it was."""
    Recording.objects.filter(pk=recording.pk).update(speaker="")
