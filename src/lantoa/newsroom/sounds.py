"""Âm thanh of an article: asked for, recorded, stopped. The making itself is a job."""

from __future__ import annotations

import hashlib
import tempfile
from datetime import datetime, timedelta
from functools import partial
from pathlib import Path

from django.core.files.base import File
from django.core.files.uploadedfile import UploadedFile
from django.db import transaction
from django.db.models import QuerySet

from lantoa.core.errors import Refused, Unreadable
from lantoa.library.models import Recording, Right
from lantoa.newsroom.models import Article, Rendition
from lantoa.newsroom.plain import spoken_text
from lantoa.newsroom.queries import spoken_words
from lantoa.newsroom.sound_files import sound_path
from lantoa.newsroom.terms import Form, RenditionState, Voice
from lantoa.registry.models import Account
from lantoa.registry.terms import Language

STUCK_AFTER = timedelta(minutes=10)
SUFFIXES = (".mp3", ".wav", ".ogg", ".oga", ".opus", ".m4a", ".aac", ".webm", ".flac", ".mp4")

NO_WORDS = "Bài chưa có lời nào để đọc nên chưa làm âm thanh. Viết nội dung rồi làm lại."
NO_VOICE = "Không có giọng máy này nên chưa làm âm thanh. Chọn một giọng trong danh sách."
VIETNAMESE_ONLY = (
    "Giọng máy chỉ đọc được tiếng Việt nên chưa làm âm thanh. "
    "Bài tiếng khác cần bản thu giọng người."
)
NO_FILE = "Tệp âm thanh trống nên chưa lưu gì. Ghi âm lại, hoặc chọn tệp khác."


def make_sound(*, article: Article, voice: str, by: Account, now: datetime) -> Rendition:
    """Asks for the newest draft in a synthetic voice; the job follows after commit.

    The same words in the same voice are never spoken twice: what is there is taken again.
    """
    draft = article.newest
    if voice not in Voice.values or voice == Voice.PERSON:
        raise Refused(NO_VOICE)
    if draft.language != Language.VIETNAMESE:
        raise Refused(VIETNAMESE_ONLY)
    words = spoken_text(draft, spoken_words())
    if not words.strip():
        raise Refused(NO_WORDS)
    made = Rendition(
        article=article, form=Form.SOUND, content=draft.content, text=words, voice=voice,
        is_synthetic=True, language=draft.language, state=RenditionState.MAKING, made_by=by,
        made_at=now,
    )  # fmt: skip
    with transaction.atomic():
        Article.objects.select_for_update().get(pk=article.pk)
        same = Rendition.objects.filter(article=article, form=Form.SOUND, voice=voice, text=words)
        making = same.filter(state=RenditionState.MAKING, content=draft.content)
        running: Rendition | None = making.first()
        if running:
            return running
        if not _take_again(made, same.filter(state=RenditionState.READY)):
            made.save()
            _enqueue(made)
    return made


def _take_again(made: Rendition, finished: QuerySet[Rendition]) -> bool:
    """The bytes of a finished sound with the same words and voice, for the new content."""
    known = next((old for old in finished if sound_path(old.sha256).is_file()), None)
    if known is None:
        return False
    for name in ("sha256", "mime", "size", "milliseconds", "loudness_centi_lufs", "peak_centi_db"):
        setattr(made, name, getattr(known, name))
    made.state = RenditionState.READY
    made.save()
    return True


def take_recording(
    *, article: Article, upload: UploadedFile[bytes], speaker: str, by: Account, now: datetime
) -> Rendition:
    """Keeps a person's recording and asks for it to be made fit for the air.

    What is no sound is refused at once and nothing is stored; the job finds out the rest.
    """
    from lantoa.media.encoding import disk_errors_named

    if not upload.size:
        raise Unreadable(NO_FILE)
    draft = article.newest
    with disk_errors_named():  # reading the file takes its time: nobody waits for a lock on it
        seconds, sha256 = _checked_seconds(upload), _digest(upload)
    with disk_errors_named(), transaction.atomic():
        recording = Recording(
            title=draft.title[:200], sha256=sha256, seconds=seconds,
            language=draft.language, speaker=speaker.strip()[:120], recorded_at=now,
            right=Right.OWN, shows_people=True,
        )  # fmt: skip
        recording.file.save(f"bai-{article.pk}{_suffix(upload)}", File(upload), save=True)
        made = Rendition.objects.create(
            article=article, form=Form.SOUND, content=draft.content, voice=Voice.PERSON,
            text=spoken_text(draft, spoken_words()), is_synthetic=False, language=draft.language,
            recording=recording, state=RenditionState.MAKING, made_by=by, made_at=now,
        )  # fmt: skip
        _enqueue(made)
    return made


def cancel_sound(*, rendition: Rendition) -> bool:
    """Dừng: what is being made is let go; answers whether it was still being made."""
    making = Rendition.objects.filter(pk=rendition.pk, state=RenditionState.MAKING)
    return making.update(state=RenditionState.CANCELLED) == 1


def requeue_stuck(*, now: datetime) -> int:
    """Begins anew what a job left unfinished (it died); answers how many."""
    stuck = Rendition.objects.filter(state=RenditionState.MAKING, made_at__lt=now - STUCK_AFTER)
    for rendition in stuck:
        with transaction.atomic():
            Rendition.objects.filter(pk=rendition.pk).update(made_at=now)
            _enqueue(rendition)
    return len(stuck)


def _enqueue(rendition: Rendition) -> None:
    from lantoa.newsroom.jobs import render_sound

    transaction.on_commit(partial(render_sound.enqueue, rendition.pk))


def _suffix(upload: UploadedFile[bytes]) -> str:
    suffix = Path(upload.name or "").suffix.lower()
    return suffix if suffix in SUFFIXES else ".bin"


def _checked_seconds(upload: UploadedFile[bytes]) -> float:
    """The length that a sound file claims (0 where it claims none); refuses what is no sound."""
    from lantoa.media.reading import declared_seconds, opened
    from lantoa.media.recordings import check_outside

    with tempfile.TemporaryDirectory(prefix="lantoa-") as folder:
        path = Path(folder) / f"upload{_suffix(upload)}"
        with path.open("wb") as file:
            file.writelines(upload.chunks())
        check_outside(path)
        with opened(path) as container:
            return declared_seconds(container) or 0.0


def _digest(upload: UploadedFile[bytes]) -> str:
    sha = hashlib.sha256()
    for piece in upload.chunks():
        sha.update(piece)
    upload.seek(0)
    return sha.hexdigest()
