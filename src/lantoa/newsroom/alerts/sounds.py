"""The two sounds of an alert, made before anybody approves it: in a job, or from a recording."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Any

from django.db import transaction

from lantoa.core import clock
from lantoa.core.canonical import digest_of
from lantoa.core.clock import local
from lantoa.newsroom.alerts.terms import Part
from lantoa.newsroom.alerts.words import commune_name, script
from lantoa.newsroom.making.jobs import ask_for, carry_out
from lantoa.newsroom.models import Alert, AlertSound
from lantoa.newsroom.queries import spoken_words
from lantoa.newsroom.sounds.files import keep_sound, sound_path
from lantoa.newsroom.terms import RenditionState

if TYPE_CHECKING:
    from lantoa.media.sound import Sound, Tags
    from lantoa.media.voices import Watch


@dataclass(frozen=True)
class Spoken:
    """A sound and the recipe that it was made by: an edit may come while it is made."""

    recipe: str
    sound: Sound


def said(alert: Alert, part: str) -> str:
    """The words of a part as they are said."""
    from lantoa.vietnamese.speech import read_aloud, words_within

    written = script(alert, part)
    words = words_within(written, spoken_words())
    return "\n".join(read_aloud(line, words) for line in written.splitlines())


def want_sounds(alert: Alert, *, now: datetime) -> None:
    """Asks for every sound that is missing or says other words than the alert; the same words are
    never spoken twice."""
    from lantoa.newsroom.jobs import make_alert_sound

    for part in Part:
        words = said(alert, part)
        recipe = _recipe(alert, part, words)
        row = alert.sounds.filter(part=part).first() or AlertSound(alert=alert, part=part)
        if row.recipe == recipe and _is_at_hand(row):
            continue
        known = AlertSound.objects.filter(recipe=recipe, state=RenditionState.READY).first()
        row.text, row.recipe, row.made_at, row.problem = words, recipe, now, ""
        row.is_synthetic = part == Part.END or alert.recording_id is None
        row.state, row.percent, row.sha256 = RenditionState.MAKING, 0, ""
        if known is not None and sound_path(known.sha256).is_file():
            row.sha256, row.size, row.milliseconds = known.sha256, known.size, known.milliseconds
            row.state, row.percent = RenditionState.READY, 100
        row.save()
        if row.state == RenditionState.MAKING:
            ask_for(row, make_alert_sound)


def make_sound(pk: int, *, make: Callable[[AlertSound, Path, Any], Sound] | None = None) -> None:
    """One sound; safe to run twice. When the last one is there and somebody asked for it, the
    alert is laid before an approver. What was edited meanwhile is begun anew."""
    from lantoa.newsroom.alerts.services import submit_if_wanted

    begun = AlertSound.objects.filter(pk=pk).values_list("recipe", flat=True).first()
    carry_out(AlertSound, pk, make=partial(_spoken, make or _made), finish=_finish)
    row = AlertSound.objects.filter(pk=pk).select_related("alert").first()
    if row is None:
        return
    if row.recipe != begun:
        _begin_anew(row)
    submit_if_wanted(alert=row.alert, now=clock.now())


def _begin_anew(row: AlertSound) -> None:
    """What the old words left, nothing or a failure, says nothing of the new ones. The job comes
    only now: while the old one held its claim, it would have been left alone."""
    from lantoa.newsroom.jobs import make_alert_sound

    unfinished = (RenditionState.MAKING, RenditionState.FAILED)
    left = AlertSound.objects.filter(pk=row.pk, recipe=row.recipe, state__in=unfinished)
    with transaction.atomic():
        if left.update(state=RenditionState.MAKING, percent=0, problem=""):
            ask_for(row, make_alert_sound)


def _is_at_hand(row: AlertSound) -> bool:
    if row.state == RenditionState.MAKING:
        return True
    return row.state == RenditionState.READY and sound_path(row.sha256).is_file()


def _recipe(alert: Alert, part: str, words: str) -> str:
    from lantoa.media.mastering import CHAIN

    recording = alert.recording.sha256 if alert.recording and part == Part.CALL else ""
    return digest_of(
        {"chain": CHAIN, "alert": part, "words": words, "voice": alert.voice,
         "recording": recording}
    )  # fmt: skip


def _made(row: AlertSound, folder: Path, watch: Watch) -> Sound:
    from lantoa.media import readings, recordings
    from lantoa.media.prosody import EMERGENCY, ORDINARY

    out, alert = folder / "moi.mp3", row.alert
    tags = _tags(row)
    if row.part == Part.CALL and alert.recording is not None:
        return recordings.from_upload(
            Path(alert.recording.file.path), out, tags=tags, words=row.text, watch=watch
        )
    style = EMERGENCY if row.part == Part.CALL else ORDINARY
    made, _ = readings.from_words_by_any(
        row.text, out, tags=tags, voice=alert.voice, style=style, watch=watch
    )
    return made


def _spoken(
    make: Callable[[AlertSound, Path, Any], Sound], row: AlertSound, folder: Path, watch: Watch
) -> Spoken:
    return Spoken(row.recipe, make(row, folder, watch))


def _tags(row: AlertSound) -> Tags:
    from lantoa.media.sound import Tags

    return Tags(
        title=f"{row.get_part_display().capitalize()}: {row.alert.plain_title}",
        station=f"Đài truyền thanh {commune_name()}", date=local(row.made_at).date(),
    )  # fmt: skip


def _finish(row: AlertSound, made: Spoken) -> None:
    if row.recipe != made.recipe:  # other words by now: these bytes are not theirs
        return
    sound = made.sound
    keep_sound(sound.path, sound.sha256)
    row.sha256, row.size = sound.sha256, sound.size
    row.milliseconds = round(sound.seconds * 1000)
    row.save()
