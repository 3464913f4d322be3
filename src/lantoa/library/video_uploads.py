"""Large videos in pieces: begin, pieces by offset with their hash, finish; what came is kept.

A piece counts once its bytes are on the disk: `received` is told to the sender, who goes on from
there, after a broken line as well as after a reload. The same piece twice changes nothing. Bounded:
size, number, time, and room on the disk.
"""

from __future__ import annotations

import hashlib
import os
import re
import secrets
import shutil
from datetime import datetime, timedelta
from functools import partial
from pathlib import Path, PurePath

from django.conf import settings
from django.core.files.base import ContentFile
from django.db import IntegrityError, transaction
from django.db.models import F, QuerySet

from lantoa.core.clock import local
from lantoa.core.errors import Refused, Unreadable
from lantoa.library.models import Video, VideoUpload
from lantoa.library.services import title_from
from lantoa.library.terms import UploadState
from lantoa.media.films import LARGEST_BYTES, take_film
from lantoa.registry.models import Account
from lantoa.vietnamese import byte_size, date_short, nfc

PIECE_BYTES = 1024 * 1024
MOST_OPEN_OF_ONE, MOST_OPEN = 5, 20
ROOM_LEFT = 1024**3
KEPT_FOR = timedelta(days=7)
STUCK_AFTER = timedelta(minutes=10)
SHA256 = re.compile(r"[0-9a-f]{64}")
READ_AT_ONCE = 1024 * 1024

MOST_TRIES = 3
TOO_HARD = (
    "Máy chủ dừng giữa chừng ba lần khi xem video này nên chưa lưu. Kho không đổi. Lưu video ở cỡ "
    "1080p hoặc cắt ngắn rồi tải lại."
)
NO_SUCH = "Lượt tải này đã hết hạn hoặc đã bỏ. Kho không đổi. Chọn lại video để tải từ đầu."
BAD_PIECE = "Một phần video đến nơi không nguyên vẹn nên chưa nhận. Máy sẽ gửi lại phần ấy."


def begin_upload(
    *, name: str, size: int, fingerprint: str, by: Account, now: datetime
) -> VideoUpload:
    """A new upload, or the unfinished one of the same file by the same person."""
    _refuse_without_right(by)
    if not SHA256.fullmatch(fingerprint) or size <= 0:
        raise Refused("Tệp video trống hoặc trang đã cũ. Chưa tải gì. Tải lại trang rồi chọn tệp.")
    if size > LARGEST_BYTES:
        raise Refused(
            f"Video nặng {byte_size(size)}, lớn hơn 2 GB, nên chưa tải. "
            "Lưu ở cỡ 1080p rồi chọn lại."
        )
    with transaction.atomic():
        Account.objects.select_for_update().get(pk=by.pk)
        mine = VideoUpload.objects.filter(by=by, state=UploadState.RECEIVING)
        known = mine.filter(fingerprint=fingerprint, size=size).first()
        if known:
            _forget_what_is_gone(known)
            return known
        _refuse_too_much(mine.count(), size)
        return VideoUpload.objects.create(
            token=secrets.token_hex(16), name=nfc(PurePath(name.replace("\\", "/")).name)[:200],
            size=size, fingerprint=fingerprint, by=by, begun_at=now, touched_at=now,
        )  # fmt: skip


def add_piece(
    *, token: str, offset: int, data: bytes, sha256: str, by: Account, now: datetime
) -> VideoUpload:
    """Writes one piece behind what came; one that came already, or too early, changes nothing:
    the sender reads `received` and goes on there."""
    if hashlib.sha256(data).hexdigest() != sha256:
        raise Refused(BAD_PIECE)
    with transaction.atomic():
        row = _locked(token, by)
        if row.state != UploadState.RECEIVING:
            return row
        _forget_what_is_gone(row)
        if offset != row.received:
            return row
        if not data or len(data) > PIECE_BYTES or offset + len(data) > row.size:
            raise Refused(BAD_PIECE)
        _write(part_path(row), offset, data)
        row.received, row.touched_at = offset + len(data), now
        if row.received == row.size:
            row.state = UploadState.CHECKING
            transaction.on_commit(partial(_check_later, row.pk))
        row.save(update_fields=["received", "touched_at", "state"])
    return row


def drop_upload(*, token: str, by: Account) -> None:
    """Bỏ: what came of it goes."""
    with transaction.atomic():
        row = _locked(token, by)
        path = part_path(row)
        row.delete()
        transaction.on_commit(partial(path.unlink, missing_ok=True))


def finish_upload(*, upload_id: int, now: datetime) -> None:
    """Looks at the whole file and takes it into the library, or says why not. Safe to run twice,
    also at the same time: what one run settled the other leaves. A film that let its process die
    three times is not looked at again."""
    checking = VideoUpload.objects.filter(pk=upload_id, state=UploadState.CHECKING)
    if not checking.update(tries=F("tries") + 1, touched_at=now):
        return
    row = checking.select_related("by").first()
    if row is None:
        return
    path = part_path(row)
    try:
        if row.tries > MOST_TRIES:
            raise Unreadable(TOO_HARD)
        if not path.is_file() or path.stat().st_size != row.size:
            raise Unreadable("Phần đã nhận không còn trên máy chủ. Chọn lại video để tải từ đầu.")
        _take(row, path, now)
    except Refused as refusal:
        _refuse(checking, path, str(refusal))


def _refuse(checking: QuerySet[VideoUpload], path: Path, why: str) -> None:
    """Noted only where no other run settled it meanwhile: then nothing is removed either."""
    with transaction.atomic():
        if checking.select_for_update().first() is None:
            return
        checking.update(state=UploadState.REFUSED, problem=why[:300])
    path.unlink(missing_ok=True)


def expire_uploads(*, now: datetime) -> int:
    """Uploads that nobody went on with, and finished ones, go after a week."""
    old = list(VideoUpload.objects.filter(touched_at__lt=now - KEPT_FOR))
    for row in old:
        part_path(row).unlink(missing_ok=True)
        row.delete()
    stuck = VideoUpload.objects.filter(state=UploadState.CHECKING, touched_at__lt=now - STUCK_AFTER)
    for row in stuck:  # its job died with its process
        _check_later(row.pk)
    return len(old)


def part_path(row: VideoUpload) -> Path:
    """Where the pieces of an upload lie."""
    return Path(settings.MEDIA_ROOT) / "dang-tai-len" / f"{row.token}.part"


def _take(row: VideoUpload, path: Path, now: datetime) -> None:
    """The long looking holds no lock; what came of it is kept with the row locked. The file lies
    in the library under a second name before the row says so, and loses the first one after: a
    process that dies between leaves nothing half done."""
    film = take_film(path)
    sha256 = _digest(path)
    _refuse_known(sha256)
    ending = ".mov" if row.name.lower().endswith(".mov") else ".mp4"
    target = f"video/{sha256[:2]}/{sha256}{ending}"
    video = Video(
        title=title_from(row.name), file=target, sha256=sha256, size=row.size,
        milliseconds=film.milliseconds, width=film.width, height=film.height,
        has_sound=film.has_sound, look=film.look, uploaded_by=row.by, created_at=now,
    )  # fmt: skip
    try:
        with transaction.atomic():
            held = VideoUpload.objects.select_for_update().filter(pk=row.pk).first()
            if held is None or held.state != UploadState.CHECKING:
                return
            _refuse_known(sha256)
            video.poster.save(f"{sha256[:2]}/{sha256}.jpg", ContentFile(film.poster), save=False)
            video.save()
            held.state, held.video = UploadState.DONE, video
            held.save(update_fields=["state", "video"])
            _named_twice(path, Path(settings.MEDIA_ROOT) / target)
    except IntegrityError:
        _refuse_known(sha256)  # the same film came by another upload at the same moment
        raise
    path.unlink(missing_ok=True)


def _refuse_known(sha256: str) -> None:
    known = Video.objects.filter(sha256=sha256).first()
    if known:
        day = date_short(local(known.created_at).date())
        raise Refused(
            f"Video này đã có trong kho: «{known.title}», tải lên ngày {day}. Kho không đổi."
        )


def _named_twice(path: Path, whole: Path) -> None:
    whole.parent.mkdir(parents=True, exist_ok=True)
    try:
        os.link(path, whole)
    except FileExistsError:  # of a run that died before it was noted: the same bytes
        return
    except OSError:  # a disk that knows no second names
        beside = whole.with_name(f"{whole.name}.{secrets.token_hex(4)}")
        shutil.copyfile(path, beside)
        beside.replace(whole)
    whole.chmod(0o440)


def _forget_what_is_gone(row: VideoUpload) -> None:
    """Pieces that were noted but are not on the disk (after a restore, a cleaned disk) are asked
    for again: a hole in a film is not seen until somebody watches it."""
    path = part_path(row)
    there = path.stat().st_size if path.is_file() else 0
    if there < row.received:
        row.received = there
        row.save(update_fields=["received"])


def _write(path: Path, offset: int, data: bytes) -> None:
    path.parent.mkdir(parents=True, exist_ok=True)
    handle = os.open(path, os.O_WRONLY | os.O_CREAT, 0o640)
    with os.fdopen(handle, "wb") as file:
        file.truncate(offset)  # bytes of a piece that was written and never noted
        file.seek(offset)
        file.write(data)
        file.flush()
        os.fsync(file.fileno())


def _digest(path: Path) -> str:
    sha = hashlib.sha256()
    with path.open("rb") as file:
        while piece := file.read(READ_AT_ONCE):
            sha.update(piece)
    return sha.hexdigest()


def _check_later(upload_id: int) -> None:
    from lantoa.library.jobs import check_video

    check_video.enqueue(upload_id)


def _locked(token: str, by: Account) -> VideoUpload:
    row = VideoUpload.objects.select_for_update().filter(token=token, by=by).first()
    if row is None:
        raise Refused(NO_SUCH)
    return row


def _refuse_without_right(by: Account) -> None:
    if not by.has_perm("library.add_picture"):
        raise Refused("Tài khoản này không thêm được video vào kho. Kho không đổi.")


def _refuse_too_much(open_of_one: int, size: int) -> None:
    if open_of_one >= MOST_OPEN_OF_ONE:
        raise Refused(
            f"Đang có {open_of_one} video tải dở. Chưa tải thêm. Tải tiếp hoặc bỏ bớt video cũ."
        )
    receiving = VideoUpload.objects.filter(state=UploadState.RECEIVING)
    if receiving.count() >= MOST_OPEN:
        raise Refused("Nhiều người đang tải video cùng lúc. Chưa tải. Thử lại sau ít phút.")
    owed = sum(row.size - row.received for row in receiving)
    folder = Path(settings.MEDIA_ROOT)
    folder.mkdir(parents=True, exist_ok=True)
    if shutil.disk_usage(folder).free < owed + size + ROOM_LEFT:
        raise Refused(
            "Ổ đĩa của máy chủ không đủ chỗ cho video này. Chưa tải. "
            "Báo người quản trị dọn ổ đĩa, hoặc chọn video nhỏ hơn."
        )
