"""The making of one sound, in the job's process: from words or a recording to the bytes that
will air. Every step may run twice; a sound that was stopped meanwhile is let go."""

from __future__ import annotations

import logging
import tempfile
from pathlib import Path
from typing import TYPE_CHECKING

from django.db import transaction

from lantoa.core.clock import local
from lantoa.core.errors import Refused, Unreadable
from lantoa.newsroom.models import Rendition
from lantoa.newsroom.sound_files import keep_sound, sound_folder
from lantoa.newsroom.terms import RenditionState
from lantoa.registry.models import Commune

if TYPE_CHECKING:
    from lantoa.media.sound import Sound, Tags

LOG = logging.getLogger("lantoa.sounds")
UNEXPECTED = (
    "Chương trình gặp lỗi ngoài dự kiến khi làm âm thanh. Bài và bản thu vẫn được giữ. Làm lại."
)
FULL_DISK = (
    "Ổ đĩa của máy chủ đã đầy nên chưa làm xong âm thanh. Bài và bản thu vẫn được giữ. "
    "Dọn bớt ổ đĩa; máy sẽ tự làm tiếp."
)
NOT_WRITTEN = (
    "Chưa ghi được âm thanh vào ổ đĩa. Bài và bản thu vẫn được giữ. Kiểm tra ổ đĩa rồi làm lại."
)

# Listeners are told that a machine speaks (Law 134/2025/QH15, Article 11).
SAID_FIRST = "Bản tin đọc bằng giọng máy."


def render(rendition_id: int) -> None:
    """Makes the sound of a rendition that is being asked for; others are left alone."""
    rendition = Rendition.objects.filter(pk=rendition_id, state=RenditionState.MAKING).first()
    if rendition is None:
        return
    try:
        with tempfile.TemporaryDirectory(dir=sound_folder()) as folder:
            sound = _sound_of(rendition, Path(folder) / "moi.mp3")
            _finish(rendition, sound)
    except (Refused, OSError) as error:
        _give_up(rendition, error)
    except Exception:
        LOG.exception("sound %s", rendition_id)
        _fail(rendition, UNEXPECTED)


def _sound_of(rendition: Rendition, out: Path) -> Sound:
    from lantoa.media import readings, recordings

    tags = _tags(rendition)
    if rendition.recording:
        return recordings.from_upload(Path(rendition.recording.file.path), out, tags=tags)
    words = f"{SAID_FIRST}\n{rendition.text}"
    return readings.from_words(words, out, tags=tags, voice=rendition.voice)


def _tags(rendition: Rendition) -> Tags:
    from lantoa.media.sound import Tags

    commune = Commune.objects.first()
    return Tags(
        title=rendition.article.newest.title,
        station=f"Đài truyền thanh {commune.name}" if commune else "",
        date=local(rendition.made_at).date(),
    )


def _finish(rendition: Rendition, sound: Sound) -> None:
    with transaction.atomic():
        row = Rendition.objects.select_for_update().get(pk=rendition.pk)
        if row.state != RenditionState.MAKING:  # stopped meanwhile
            return
        keep_sound(sound.path, sound.sha256)
        row.state, row.problem = RenditionState.READY, ""
        row.sha256, row.mime, row.size = sound.sha256, sound.mime, sound.size
        row.milliseconds = round(sound.seconds * 1000)
        row.loudness_centi_lufs = round(sound.lufs * 100)
        row.peak_centi_db = round(sound.true_peak * 100)
        row.save()
        if row.recording and not row.recording.seconds:
            row.recording.seconds = sound.seconds
            row.recording.save(update_fields=["seconds"])


def _give_up(rendition: Rendition, error: Refused | OSError) -> None:
    """A full disk only puts it off (`requeue_stuck` begins it anew); the rest is a failure."""
    if _is_full(error) or _is_full(error.__cause__):
        LOG.warning("sound %s waits: the disk is full", rendition.pk)
        making = Rendition.objects.filter(pk=rendition.pk, state=RenditionState.MAKING)
        making.update(problem=FULL_DISK)
        return
    if isinstance(error, OSError):
        LOG.error("sound %s", rendition.pk, exc_info=error)
        _fail(rendition, NOT_WRITTEN)
        return
    _fail(rendition, str(error))
    if isinstance(error, Unreadable):
        _let_go_recording(rendition)


def _is_full(error: BaseException | None) -> bool:
    from lantoa.media.encoding import FULL

    return isinstance(error, OSError) and error.errno in FULL


def _fail(rendition: Rendition, problem: str) -> None:
    Rendition.objects.filter(pk=rendition.pk, state=RenditionState.MAKING).update(
        state=RenditionState.FAILED, problem=problem[:300]
    )


def _let_go_recording(rendition: Rendition) -> None:
    """What turned out to be no sound is not kept; the refusal said so."""
    recording = rendition.recording
    if recording is None:
        return
    Rendition.objects.filter(pk=rendition.pk).update(recording=None)
    if not Rendition.objects.filter(recording=recording).exists():
        recording.file.delete(save=False)
        recording.delete()
