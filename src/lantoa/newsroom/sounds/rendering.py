"""The making of one sound, in the job's process: from words or a recording to the bytes that
will air. Every step may run twice; a sound that was stopped meanwhile is let go."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from lantoa.core.clock import local
from lantoa.core.errors import Refused, Unreadable
from lantoa.newsroom.making.jobs import carry_out
from lantoa.newsroom.making.progress import Progress
from lantoa.newsroom.models import Rendition
from lantoa.newsroom.sounds.files import keep_sound
from lantoa.registry.models import Commune

if TYPE_CHECKING:
    from lantoa.media.sound import Sound, Tags

OTHER_VOICE = "{why} Vì vậy đã đọc bằng giọng máy miền Bắc; nghe lại trước khi gửi duyệt."
# Listeners are told that a machine speaks (Law 134/2025/QH15, Article 11). A sound that stands
# alone says it first; inside a programme it is said once (`Rendition.inner_sha256`).
SAID_FIRST = "Bản tin đọc bằng giọng máy."


def render(rendition_id: int) -> None:
    """Makes the sound of a rendition that is being asked for; others are left alone."""
    carry_out(Rendition, rendition_id, make=_made, finish=_finish, given_up=_let_go_recording)


@dataclass(frozen=True)
class Made:
    """The finished files: the sound, the one that stands inside a programme (synthetic voices
    only), and why another voice than the chosen one speaks."""

    sound: Sound
    inner: Sound | None = None
    instead: str = ""


def _made(rendition: Rendition, folder: Path, watch: Progress) -> Made:
    from lantoa.media import readings, recordings
    from lantoa.media.prosody import STYLES
    from lantoa.media.recordings import Stretch

    tags, out = _tags(rendition), folder / "moi.mp3"
    if rendition.recording:
        cut = None
        if rendition.cut_from_ms is not None and rendition.cut_to_ms is not None:
            cut = Stretch(rendition.cut_from_ms / 1000, rendition.cut_to_ms / 1000)
        path = Path(rendition.recording.file.path)
        return Made(
            recordings.from_upload(path, out, tags=tags, words=rendition.text, cut=cut, watch=watch)
        )
    style = STYLES[rendition.style or "ordinary"]
    sound, instead = readings.from_words_by_any(
        f"{SAID_FIRST}\n{rendition.text}", out, tags=tags, voice=rendition.voice, style=style,
        watch=watch.part(0, 50),
    )  # fmt: skip
    inner = readings.from_words(
        rendition.text, folder / "trong.mp3", tags=tags, voice=sound.voice, style=style,
        watch=watch.part(50, 100),
    )  # fmt: skip
    return Made(sound, inner, instead)


def _tags(rendition: Rendition) -> Tags:
    from lantoa.media.sound import Tags

    commune = Commune.objects.first()
    return Tags(
        title=rendition.article.newest.title,
        station=f"Đài truyền thanh {commune.name}" if commune else "",
        date=local(rendition.made_at).date(),
    )


def _finish(row: Rendition, made: Made) -> None:
    sound, inner = made.sound, made.inner
    keep_sound(sound.path, sound.sha256)
    row.sha256, row.mime, row.size = sound.sha256, sound.mime, sound.size
    row.milliseconds = round(sound.seconds * 1000)
    row.loudness_centi_lufs = round(sound.lufs * 100)
    row.peak_centi_db = round(sound.true_peak * 100)
    row.cues = [[cue.first_ms, cue.last_ms, cue.text] for cue in sound.cues]
    row.cues_exact = row.is_synthetic
    if inner:
        keep_sound(inner.path, inner.sha256)
        row.inner_sha256, row.inner_size = inner.sha256, inner.size
        row.inner_milliseconds = round(inner.seconds * 1000)
    if made.instead:
        row.voice, row.recipe = sound.voice, ""  # the chosen voice may speak another day
        row.problem = OTHER_VOICE.format(why=made.instead)[:300]
    if row.recording:
        row.cut_from_ms, row.cut_to_ms = (round(at * 1000) for at in sound.kept)
    row.save()
    if row.recording and not row.recording.seconds:
        row.recording.seconds = sound.seconds
        row.recording.save(update_fields=["seconds"])


def _let_go_recording(rendition: Rendition, error: Refused) -> None:
    """What turned out to be no sound is not kept; the refusal said so."""
    recording = rendition.recording
    if recording is None or not isinstance(error, Unreadable):
        return
    Rendition.objects.filter(pk=rendition.pk).update(recording=None)
    if not Rendition.objects.filter(recording=recording).exists():
        recording.file.delete(save=False)
        recording.delete()
