"""A person's voice instead of the machine's in an alert."""

from __future__ import annotations

import io
import wave
from datetime import timedelta

import numpy as np
import pytest
from django.core.files.uploadedfile import SimpleUploadedFile

from lantoa.core.errors import Refused
from lantoa.library.models import Recording
from lantoa.newsroom.alerts.recordings import keep_recording
from lantoa.newsroom.alerts.running import erase_missing
from lantoa.newsroom.alerts.services import save_alert
from lantoa.newsroom.alerts.sounds import make_sound
from lantoa.newsroom.alerts.terms import AlertKind, AlertState
from lantoa.newsroom.models import Alert
from tests import alerting
from tests.make import NOW

pytestmark = pytest.mark.django_db


def spoken(seconds: float = 2.0, name: str = "loi.wav") -> SimpleUploadedFile:
    """Something that sounds like a voice to whoever measures it."""
    rate = 16_000
    held = io.BytesIO()
    at = np.arange(int(rate * seconds)) / rate
    tone = np.sin(at * 2 * np.pi * 220) * (1 + np.sin(at * 2 * np.pi * 3)) * 6_000
    with wave.open(held, "wb") as file:
        file.setnchannels(1)
        file.setsampwidth(2)
        file.setframerate(rate)
        file.writeframes(tone.astype("<i2").tobytes())
    return SimpleUploadedFile(name, held.getvalue(), content_type="audio/wav")


def test_recording_becomes_the_call_and_no_machine_is_announced() -> None:
    alert = alerting.draft(sounds=False)
    alert.recording = keep_recording(upload=spoken(), now=NOW)
    save_alert(alert=alert, hamlets=alert.hamlets.all(), by=alert.made_by, now=NOW)
    for row in alert.sounds.all():
        make_sound(row.pk)
    call, end = alert.sounds.get(part="call"), alert.sounds.get(part="end")
    assert (call.is_synthetic, end.is_synthetic) == (False, True)
    assert 1500 < call.milliseconds < 3500
    assert "giọng máy" not in call.text


@pytest.mark.parametrize("data", [b"", b"not a sound at all" * 50])
def test_what_is_no_sound_is_refused_in_words_and_nothing_is_kept(data: bytes) -> None:
    with pytest.raises(Refused):
        keep_recording(upload=SimpleUploadedFile("loi.mp3", data), now=NOW)
    assert not Recording.objects.exists()


def test_recording_longer_than_five_minutes_is_refused() -> None:
    with pytest.raises(Refused, match="dài quá 5 phút"):
        keep_recording(upload=spoken(301), now=NOW)


def test_voice_that_names_a_missing_person_goes_with_the_words() -> None:
    alert = alerting.draft(kind=AlertKind.MISSING, family_agrees=True)
    recording = keep_recording(upload=spoken(), now=NOW)
    long_ago = NOW - timedelta(days=60)
    Alert.objects.filter(pk=alert.pk).update(
        recording=recording, state=AlertState.EXPIRED, made_at=long_ago, ended_at=long_ago
    )
    path = recording.file.path
    assert erase_missing(before=NOW - timedelta(days=30)) == 1
    assert not Recording.objects.exists()
    assert not recording.file.storage.exists(path)
