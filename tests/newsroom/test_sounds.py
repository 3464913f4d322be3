"""Sounds of an article: asked for, made once, stopped, refused in plain words."""

from __future__ import annotations

import errno
import math
import struct
import wave
from datetime import timedelta
from io import BytesIO

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile

from lantoa.core.canonical import file_digest
from lantoa.core.errors import Refused, Unreadable
from lantoa.library.models import Recording
from lantoa.newsroom.models import Rendition
from lantoa.newsroom.queries import fresh_sound
from lantoa.newsroom.rendering import render
from lantoa.newsroom.services import save_draft
from lantoa.newsroom.sound_files import sound_path
from lantoa.newsroom.sounds import cancel_sound, make_sound, requeue_stuck, take_recording
from lantoa.newsroom.terms import RenditionState
from tests.make import NOW, account, article

pytestmark = pytest.mark.django_db


def tone(seconds: float = 1.0) -> SimpleUploadedFile:
    """A recording: one steady tone as WAV."""
    out = BytesIO()
    with wave.open(out, "wb") as file:
        file.setnchannels(1)
        file.setsampwidth(2)
        file.setframerate(16000)
        samples = (int(9000 * math.sin(at * 0.3)) for at in range(int(seconds * 16000)))
        file.writeframes(b"".join(struct.pack("<h", value) for value in samples))
    return SimpleUploadedFile("loi.wav", out.getvalue(), "audio/wav")


def test_machine_voice_makes_lawful_sound_of_the_newest_words() -> None:
    by = account()
    made = make_sound(article=article(by), voice="vi", by=by, now=NOW)
    assert made.state == RenditionState.MAKING
    render(made.pk)
    made.refresh_from_db()
    assert (made.state, made.is_synthetic, made.language) == (RenditionState.READY, True, "vi")
    assert abs(made.loudness_centi_lufs + 1600) <= 100
    assert made.peak_centi_db <= -150
    assert file_digest(sound_path(made.sha256)) == made.sha256
    assert fresh_sound(made.article.newest) == made


def test_same_words_and_voice_are_never_spoken_twice() -> None:
    by = account()
    story = article(by)
    first = make_sound(article=story, voice="vi", by=by, now=NOW)
    assert make_sound(article=story, voice="vi", by=by, now=NOW) == first
    render(first.pk)
    first.refresh_from_db()
    draft = story.newest
    draft.source = "Văn phòng"  # other content, the same words
    save_draft(article=draft, by=by, now=NOW)
    again = make_sound(article=story, voice="vi", by=by, now=NOW)
    assert (again.state, again.sha256) == (RenditionState.READY, first.sha256)
    assert fresh_sound(story.newest) == again


def test_recording_is_kept_and_made_fit_for_the_air() -> None:
    by = account()
    made = take_recording(article=article(by), upload=tone(), speaker="Mai", by=by, now=NOW)
    render(made.pk)
    made.refresh_from_db()
    assert (made.state, made.voice, made.is_synthetic) == (RenditionState.READY, "person", False)
    assert made.recording.speaker == "Mai"
    assert sound_path(made.sha256).is_file()


def test_upload_that_is_no_sound_stores_nothing() -> None:
    by = account()
    with pytest.raises(Unreadable):
        take_recording(
            article=article(by), upload=SimpleUploadedFile("a.mp3", b"khong phai am thanh" * 99),
            speaker="", by=by, now=NOW,
        )  # fmt: skip
    assert (Recording.objects.count(), Rendition.objects.count()) == (0, 0)


def test_silent_recording_fails_in_plain_words_and_is_not_kept() -> None:
    by = account()
    out = BytesIO()
    with wave.open(out, "wb") as file:
        file.setnchannels(1)
        file.setsampwidth(2)
        file.setframerate(16000)
        file.writeframes(bytes(32000))
    upload = SimpleUploadedFile("im.wav", out.getvalue())
    made = take_recording(article=article(by), upload=upload, speaker="", by=by, now=NOW)
    render(made.pk)
    made.refresh_from_db()
    assert made.state == RenditionState.FAILED
    assert "không có tiếng" in made.problem
    assert Recording.objects.count() == 0


def test_stopped_sound_is_let_go() -> None:
    by = account()
    made = make_sound(article=article(by), voice="vi", by=by, now=NOW)
    assert cancel_sound(rendition=made)
    render(made.pk)
    made.refresh_from_db()
    assert (made.state, made.sha256) == (RenditionState.CANCELLED, "")


def test_sound_whose_job_died_is_taken_up_again_once() -> None:
    by = account()
    made = make_sound(article=article(by), voice="vi", by=by, now=NOW)
    later = NOW + timedelta(minutes=11)
    assert (requeue_stuck(now=NOW), requeue_stuck(now=later), requeue_stuck(now=later)) == (0, 1, 0)
    render(made.pk)
    made.refresh_from_db()
    assert made.state == RenditionState.READY


def test_machine_does_not_pretend_to_read_another_language() -> None:
    by = account()
    with pytest.raises(Refused, match="chỉ đọc được tiếng Việt"):
        make_sound(article=article(by, language="km"), voice="vi", by=by, now=NOW)


def test_a_full_disk_puts_a_sound_off_and_it_is_made_later(monkeypatch: pytest.MonkeyPatch) -> None:
    by = account()
    made = make_sound(article=article(by), voice="vi", by=by, now=NOW)

    def full(*_: object) -> None:
        raise OSError(errno.ENOSPC, "No space left on device")

    with monkeypatch.context() as disk:
        disk.setattr("lantoa.newsroom.rendering.keep_sound", full)
        render(made.pk)
    made.refresh_from_db()
    assert made.state == RenditionState.MAKING
    assert "Ổ đĩa của máy chủ đã đầy" in made.problem
    assert requeue_stuck(now=NOW + timedelta(minutes=11)) == 1
    render(made.pk)
    made.refresh_from_db()
    assert (made.state, made.problem) == (RenditionState.READY, "")
