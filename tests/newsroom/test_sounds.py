"""Sounds of an article: asked for, made once, stopped, refused in plain words."""

from __future__ import annotations

import errno
import math
import struct
import wave
from datetime import datetime, timedelta
from io import BytesIO

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile

from lantoa.core.canonical import file_digest
from lantoa.core.errors import Refused, Unreadable
from lantoa.library.models import Recording
from lantoa.newsroom.jobs import SOUND_STUCK_AFTER, render_sound
from lantoa.newsroom.making.jobs import cancel, requeue_stuck
from lantoa.newsroom.models import Rendition
from lantoa.newsroom.queries import current_manifest, fresh_sound, takes_of
from lantoa.newsroom.services import save_draft
from lantoa.newsroom.sounds.asking import (
    choose_take,
    cut_take,
    make_sound,
    take_recording,
)
from lantoa.newsroom.sounds.files import sound_path
from lantoa.newsroom.sounds.rendering import SAID_FIRST, render
from lantoa.newsroom.terms import RenditionState
from lantoa.registry.spoken import keep_spoken_word
from tests.make import NOW, account, article, sound

pytestmark = pytest.mark.django_db


def taken_up(now: datetime) -> int:
    """How many sounds the tick begins anew."""
    rows = Rendition.objects.all()
    return requeue_stuck(rows, render_sound, now=now, after=SOUND_STUCK_AFTER)


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


def test_machine_voice_comes_with_captions_and_without_its_announcement() -> None:
    by = account()
    made = make_sound(article=article(by), voice="vi", by=by, now=NOW)
    render(made.pk)
    made.refresh_from_db()
    assert (made.percent, made.cues_exact, made.cues[0][2]) == (100, True, SAID_FIRST)
    assert made.cues[-1][2] == "Xã bố trí tám Tổ công nghệ số cộng đồng."
    assert 1000 < made.milliseconds - made.inner_milliseconds < 4000
    assert file_digest(sound_path(made.inner_sha256)) == made.inner_sha256
    forms = current_manifest(made.article.newest)["forms"]
    assert (forms["sound"], forms["inner"]) == (made.sha256, made.inner_sha256)


def test_supplied_voice_that_fails_is_replaced_and_told() -> None:
    by = account()
    made = make_sound(article=article(by), voice="vi", by=by, now=NOW)
    Rendition.objects.filter(pk=made.pk).update(voice="piper:mat")  # its file is gone meanwhile
    render(made.pk)
    made.refresh_from_db()
    assert (made.state, made.voice) == (RenditionState.READY, "vi")
    assert "Không có giọng đọc «piper:mat»" in made.problem
    assert "đọc bằng giọng máy miền Bắc" in made.problem


def test_emergency_is_read_slower_and_twice() -> None:
    by = account()
    made = make_sound(article=article(by, priority="emergency"), voice="vi", by=by, now=NOW)
    render(made.pk)
    made.refresh_from_db()
    assert made.style == "emergency"
    assert [cue[2] for cue in made.cues].count("Xin nhắc lại.") == 1
    assert made.cues[0][0] == 3600


def test_take_is_cut_by_hand_and_chosen_again() -> None:
    by = account()
    story = article(by)
    whole = take_recording(article=story, upload=tone(3.0), speaker="Mai", by=by, now=NOW)
    render(whole.pk)
    whole.refresh_from_db()
    later = NOW + timedelta(minutes=1)
    cut = cut_take(rendition=whole, from_seconds=0.5, to_seconds=1.7, by=by, now=later)
    render(cut.pk)
    cut.refresh_from_db()
    assert (cut.state, round(cut.seconds, 1), cut.recording) == (
        RenditionState.READY, 1.2, whole.recording,
    )  # fmt: skip
    assert fresh_sound(story.newest) == cut
    choose_take(rendition=whole, by=by, now=NOW + timedelta(minutes=2))
    assert fresh_sound(story.newest) == whole
    assert takes_of(story.newest) == [whole, cut]


def test_take_of_the_same_words_serves_another_version() -> None:
    by = account()
    story = article(by)
    take = take_recording(article=story, upload=tone(2.0), speaker="Mai", by=by, now=NOW)
    render(take.pk)
    take.refresh_from_db()
    draft = story.newest
    draft.source = "Văn phòng"
    save_draft(article=draft, by=by, now=NOW)
    assert fresh_sound(story.newest) is None
    again = choose_take(rendition=take, by=by, now=NOW)
    assert fresh_sound(story.newest) == again
    assert (again.sha256, again.recording) == (take.sha256, take.recording)
    draft = story.newest
    draft.title = "Lời khác"
    save_draft(article=draft, by=by, now=NOW)
    with pytest.raises(Refused, match="Lời bài đã đổi"):
        choose_take(rendition=take, by=by, now=NOW)


def test_corrected_word_leaves_what_a_person_read() -> None:
    by = account()
    story = article(by, script="Họp ở Ea Súp.")
    take = take_recording(article=story, upload=tone(2.0), speaker="Mai", by=by, now=NOW)
    render(take.pk)
    machine = sound(story, now=NOW + timedelta(minutes=1))
    assert takes_of(story.newest) == [machine, take]
    keep_spoken_word(word="Ea Súp", reading="ê a súp", by=by)
    assert takes_of(story.newest) == [take] == [fresh_sound(story.newest)]
    assert choose_take(rendition=takes_of(story.newest)[0], by=by, now=NOW) == take
    with pytest.raises(Refused, match="Lời bài đã đổi"):
        choose_take(rendition=machine, by=by, now=NOW)


@pytest.mark.parametrize("stretch", [(1.0, 1.0), (2.0, 1.0), (-1.0, 1.0)])
def test_empty_cut_is_refused(stretch: tuple[float, float]) -> None:
    by = account()
    take = take_recording(article=article(by), upload=tone(), speaker="", by=by, now=NOW)
    render(take.pk)
    take.refresh_from_db()
    with pytest.raises(Refused, match="Chỗ kết thúc phải đứng sau"):
        cut_take(rendition=take, from_seconds=stretch[0], to_seconds=stretch[1], by=by, now=NOW)


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
    assert cancel(made)
    render(made.pk)
    made.refresh_from_db()
    assert (made.state, made.sha256) == (RenditionState.CANCELLED, "")


def test_sound_whose_job_died_is_taken_up_again_once() -> None:
    by = account()
    made = make_sound(article=article(by), voice="vi", by=by, now=NOW)
    later = NOW + timedelta(minutes=11)
    assert (taken_up(NOW), taken_up(later), taken_up(later)) == (0, 1, 0)
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
        disk.setattr("lantoa.newsroom.sounds.rendering.keep_sound", full)
        render(made.pk)
    made.refresh_from_db()
    assert made.state == RenditionState.MAKING
    assert "Ổ đĩa của máy chủ đã đầy" in made.problem
    assert taken_up(NOW + timedelta(minutes=11)) == 1
    render(made.pk)
    made.refresh_from_db()
    assert (made.state, made.problem) == (RenditionState.READY, "")
