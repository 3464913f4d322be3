"""A person's voice for an alert: kept as it came, made fit for the air by the job."""

from __future__ import annotations

from datetime import datetime

from django.core.files.base import File
from django.core.files.uploadedfile import UploadedFile
from django.db.models import ProtectedError

from lantoa.core.errors import Refused, Unreadable
from lantoa.library.models import Recording, Right
from lantoa.newsroom.alerts.checks import LONGEST_SECONDS
from lantoa.newsroom.sounds.uploads import checked_seconds, suffix_of, upload_digest

NO_FILE = "Tệp âm thanh trống nên chưa lưu gì. Ghi âm lại, hoặc chọn tệp khác."
TOO_LONG = "Bản thu dài quá 5 phút nên chưa lưu gì. Thu ngắn lại: chuyện gì, ở đâu, cần làm gì."


def keep_recording(*, upload: UploadedFile[bytes], now: datetime) -> Recording:
    """Keeps the bytes as an officer of the commune handed them in. Raises Refused or Unreadable;
    then nothing was stored."""
    from lantoa.media.encoding import disk_errors_named

    if not upload.size:
        raise Unreadable(NO_FILE)
    with disk_errors_named():
        seconds, sha256 = checked_seconds(upload), upload_digest(upload)
        if seconds > LONGEST_SECONDS:
            raise Refused(TOO_LONG)
        recording = Recording(
            title="Lời cảnh báo", sha256=sha256, seconds=seconds, recorded_at=now,
            right=Right.OWN, shows_people=True,
        )  # fmt: skip
        recording.file.save(f"canh-bao{suffix_of(upload)}", File(upload), save=True)
    return recording


def forget_recording(recording: Recording) -> None:
    """The file and its row, where nothing else uses them."""
    try:
        name = str(recording.file.name)
        storage = recording.file.storage
        recording.delete()
    except ProtectedError:
        return
    storage.delete(name)
