"""Âm thanh of an article: asked for, recorded, cut, chosen. The making is a job."""

from __future__ import annotations

from datetime import datetime

from django.core.files.base import File
from django.core.files.uploadedfile import UploadedFile
from django.db import transaction

from lantoa.core.errors import Refused, Unreadable
from lantoa.library.models import Recording, Right
from lantoa.newsroom.making.jobs import ask_for
from lantoa.newsroom.models import Article, Rendition
from lantoa.newsroom.plain import spoken_text
from lantoa.newsroom.queries import spoken_words
from lantoa.newsroom.sounds.recipes import recipe_of, same_bytes, take_again
from lantoa.newsroom.sounds.uploads import checked_seconds, suffix_of, upload_digest
from lantoa.newsroom.terms import Form, Priority, RenditionState, Voice
from lantoa.registry.models import Account
from lantoa.registry.terms import Language

NO_WORDS = "Bài chưa có lời nào để đọc nên chưa làm âm thanh. Viết nội dung rồi làm lại."
NO_VOICE = "Không có giọng máy này nên chưa làm âm thanh. Chọn một giọng trong danh sách."
VIETNAMESE_ONLY = (
    "Giọng máy chỉ đọc được tiếng Việt nên chưa làm âm thanh. "
    "Bài tiếng khác cần bản thu giọng người."
)
NO_FILE = "Tệp âm thanh trống nên chưa lưu gì. Ghi âm lại, hoặc chọn tệp khác."
NOT_CUT = (
    "Bản thu gốc không còn nên chưa cắt lại; bản âm thanh đang có vẫn giữ nguyên. Thu bản mới."
)
EMPTY_CUT = (
    "Chỗ kết thúc phải đứng sau chỗ bắt đầu. Chưa cắt gì; bản đang có vẫn giữ nguyên. Chọn lại."
)
OTHER_WORDS = (
    "Lời bài đã đổi sau khi làm bản này nên không dùng lại được; các bản vẫn được giữ. "
    "Làm âm thanh theo lời mới."
)


def make_sound(*, article: Article, voice: str, by: Account, now: datetime) -> Rendition:
    """Asks for the newest draft in a synthetic voice; the job follows after commit.

    The same words in the same voice are never spoken twice: what is there is taken again. An
    emergency is read slower, twice and after a tone."""
    from lantoa.media.voices import voices

    draft = article.newest
    if voice not in {known.name for known in voices()}:
        raise Refused(NO_VOICE)
    if draft.language != Language.VIETNAMESE:
        raise Refused(VIETNAMESE_ONLY)
    words = spoken_text(draft, spoken_words())
    if not words.strip():
        raise Refused(NO_WORDS)
    style = "emergency" if draft.priority == Priority.EMERGENCY else "ordinary"
    made = Rendition(
        article=article, form=Form.SOUND, content=draft.content, text=words, voice=voice,
        style=style, is_synthetic=True, language=draft.language, state=RenditionState.MAKING,
        made_by=by, made_at=now,
    )  # fmt: skip
    return _asked(made, draft)


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
        seconds, sha256 = checked_seconds(upload), upload_digest(upload)
    with disk_errors_named(), transaction.atomic():
        recording = Recording(
            title=draft.title[:200], sha256=sha256, seconds=seconds,
            language=draft.language, speaker=speaker.strip()[:120], recorded_at=now,
            right=Right.OWN, shows_people=True,
        )  # fmt: skip
        recording.file.save(f"bai-{article.pk}{suffix_of(upload)}", File(upload), save=True)
        return _asked(_take(draft, recording, by, now), draft)


def cut_take(
    *, rendition: Rendition, from_seconds: float, to_seconds: float, by: Account, now: datetime
) -> Rendition:
    """Cắt: a further take from the same recording, of which only a stretch is kept. Seconds as
    they are heard in the take that is cut; that one stays."""
    recording, draft = rendition.recording, _draft_of(rendition)
    if recording is None or rendition.cut_from_ms is None:
        raise Refused(NOT_CUT)
    if not 0 <= from_seconds < to_seconds:
        raise Refused(EMPTY_CUT)
    made = _take(draft, recording, by, now)
    made.cut_from_ms = rendition.cut_from_ms + round(from_seconds * 1000)
    made.cut_to_ms = rendition.cut_from_ms + round(to_seconds * 1000)
    return _asked(made, draft)


def choose_take(*, rendition: Rendition, by: Account, now: datetime) -> Rendition:
    """Chọn: this take is the one that would air. Its bytes stay as they are."""
    draft = _draft_of(rendition)
    is_finished = rendition.state == RenditionState.READY
    is_read = not rendition.is_synthetic and rendition.content == draft.content
    if not is_finished or not (is_read or rendition.text == spoken_text(draft, spoken_words())):
        raise Refused(OTHER_WORDS)
    with transaction.atomic():
        Article.objects.select_for_update().get(pk=draft.pk)
        if rendition.content == draft.content:
            Rendition.objects.filter(pk=rendition.pk).update(made_at=now)
            return rendition
        made = Rendition(
            article=rendition.article, form=Form.SOUND, content=draft.content, text=rendition.text,
            voice=rendition.voice, style=rendition.style, is_synthetic=rendition.is_synthetic,
            language=rendition.language, recording=rendition.recording, made_by=by, made_at=now,
            recipe=rendition.recipe,
        )  # fmt: skip
        take_again(made, rendition)
        return made


def _draft_of(rendition: Rendition) -> Article:
    """As it stands now, whatever the object in hand remembers."""
    row: Article = Article.objects.get(pk=rendition.article_id)
    return row.newest


def _take(draft: Article, recording: Recording, by: Account, now: datetime) -> Rendition:
    return Rendition(
        article_id=draft.pk, form=Form.SOUND, content=draft.content, voice=Voice.PERSON,
        text=spoken_text(draft, spoken_words()), is_synthetic=False, language=draft.language,
        recording=recording, state=RenditionState.MAKING, made_by=by, made_at=now,
    )  # fmt: skip


def _asked(made: Rendition, draft: Article) -> Rendition:
    """What is there already is taken again; the rest is a job. The article is locked meanwhile,
    so that two who ask at once get one."""
    from lantoa.newsroom.jobs import render_sound

    made.recipe = recipe_of(made, draft.title)
    with transaction.atomic():
        Article.objects.select_for_update().get(pk=draft.pk)
        running: Rendition | None = Rendition.objects.filter(
            article_id=draft.pk, recipe=made.recipe, content=made.content,
            state=RenditionState.MAKING,
        ).first()  # fmt: skip
        if running:
            return running
        known = same_bytes(made.recipe)
        if known:
            take_again(made, known)
        else:
            made.save()
            ask_for(made, render_sound)
    return made
