"""Voices as programs of their own: missing, crashing, hanging or stopped, they do no harm."""

from __future__ import annotations

import importlib.util
import os
from pathlib import Path

import pytest

from lantoa.core.errors import Refused
from lantoa.core.home import home
from lantoa.media import voices
from lantoa.media.reading import synthetic_engine
from lantoa.media.readings import from_words, from_words_by_any
from lantoa.media.voices import VoiceFailed, speak, voice_named
from tests.media.make import SENTENCE, STATION, heard_by_others
from tests.media.tiny_voice import RATE, write_voice

# What stands in the place of the outside library, as its import.
CRASHES = "import os; os.abort()"
HANGS = "import threading; threading.Event().wait()"
LIES = "import os; os._exit(0)"
CHATTERS = "import sys; print('loading a model…'); print('[1]'); sys.exit(0)"


@pytest.fixture
def supplied() -> Path:  # type: ignore[misc]
    folder = home() / voices.FOLDER
    path = write_voice(folder)
    yield path
    for file in folder.iterdir():
        file.unlink()


def needs_piper() -> None:
    if importlib.util.find_spec("piper") is None:
        assert os.environ.get("LANTOA_CI") != "1", "piper-tts is part of the full run"
        pytest.skip("piper-tts (extra `voice`) is not installed")


def broken(program: str, folder: Path, monkeypatch: pytest.MonkeyPatch) -> str:
    """A supplied voice whose library does this when it is loaded."""
    (folder / "thu-vien" / "piper").mkdir(parents=True)
    (folder / "thu-vien" / "piper" / "__init__.py").write_text(program)
    monkeypatch.setenv("PYTHONPATH", str(folder / "thu-vien"))
    return "piper:tho"


@pytest.mark.parametrize("program", [CRASHES, LIES, CHATTERS], ids=["crashes", "lies", "chatters"])
def test_voice_that_crashes_is_told_in_plain_words(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, program: str, supplied: Path
) -> None:
    name = broken(program, tmp_path, monkeypatch)
    out = tmp_path / "bai.mp3"
    out.write_bytes(b"duyet")
    with pytest.raises(VoiceFailed, match="dừng giữa chừng"):
        from_words(SENTENCE, out, tags=STATION, voice=name)
    assert out.read_bytes() == b"duyet"


def test_voice_that_hangs_is_ended(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, supplied: Path
) -> None:
    name = broken(HANGS, tmp_path, monkeypatch)
    with pytest.raises(VoiceFailed, match="dừng giữa chừng"):
        speak(SENTENCE, tmp_path / "a.wav", voice=name, patience=1)


def test_another_voice_speaks_where_the_chosen_one_fails(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, supplied: Path
) -> None:
    name = broken(CRASHES, tmp_path, monkeypatch)
    sound, why = from_words_by_any(SENTENCE, tmp_path / "bai.mp3", tags=STATION, voice=name)
    assert (sound.voice, synthetic_engine(sound.path)) == ("vi", "espeak-ng")
    assert why.startswith("Giọng đọc máy dừng giữa chừng")
    sound, why = from_words_by_any(SENTENCE, tmp_path / "b.mp3", tags=STATION, voice="piper:mat")
    assert (sound.voice, why[:27]) == ("vi", "Không có giọng đọc «piper:m")


def test_work_that_is_stopped_ends_the_voice_at_once(tmp_path: Path) -> None:
    class Enough(Exception):
        pass

    def stop(_share: float) -> None:
        raise Enough

    with pytest.raises(Enough):
        from_words(f"{SENTENCE}\n" * 500, tmp_path / "bai.mp3", tags=STATION, watch=stop)
    assert not (tmp_path / "bai.mp3").exists()


def test_progress_grows_to_the_end(tmp_path: Path) -> None:
    told: list[float] = []
    from_words(f"{SENTENCE}\n" * 9, tmp_path / "bai.mp3", tags=STATION, watch=told.append)
    assert told == sorted(told)
    first = next(share for share in told if share)  # a slow machine tells of nothing before it
    assert 0 < first < 0.4 < told[-1] < 1


def test_megabyte_without_a_full_stop_is_refused_before_it_is_spoken(tmp_path: Path) -> None:
    told: list[float] = []
    with pytest.raises(Refused, match="dài hơn 60 phút"):
        speak("xin chào bà con " * 65_000, tmp_path / "a.wav", watch=told.append)
    assert 0 < max(told) < 0.2


def test_mixed_scripts_are_spoken_or_passed_over(tmp_path: Path) -> None:
    mixed = "Chào Привет 你好 ñandú 🙂 مرحبا bà con."
    assert from_words(mixed, tmp_path / "a.mp3", tags=STATION).seconds > 1


def test_supplied_voice_is_found_by_its_file(supplied: Path) -> None:
    assert voice_named("piper:tho").label == "giọng nơ-ron tho"
    supplied.unlink()
    with pytest.raises(VoiceFailed, match="Không có giọng đọc «piper:tho»"):
        voice_named("piper:tho")


def test_piper_speaks_from_a_local_file_fit_for_the_air(tmp_path: Path, supplied: Path) -> None:
    needs_piper()
    sound = from_words("Xin chào. Hết.", tmp_path / "a.mp3", tags=STATION, voice="piper:tho")
    heard = heard_by_others(sound.path)
    assert abs(heard.lufs + 16) <= 1
    assert synthetic_engine(sound.path) == "piper"
    assert [cue.text for cue in sound.cues] == ["Xin chào.", "Hết."]


def test_piper_slows_down_for_an_emergency(tmp_path: Path, supplied: Path) -> None:
    needs_piper()
    from lantoa.media.prosody import EMERGENCY

    plain = speak("Xin chào.", tmp_path / "a.wav", voice="piper:tho")
    slow = speak("Xin chào.", tmp_path / "b.wav", voice="piper:tho", style=EMERGENCY)
    assert slow[0].last_ms / plain[0].last_ms == pytest.approx(150 / 125, abs=0.01)
    assert RATE == 16_000


def test_damaged_piper_file_is_told_in_plain_words(tmp_path: Path, supplied: Path) -> None:
    needs_piper()
    supplied.write_bytes(b"khong phai giong")
    with pytest.raises(VoiceFailed, match="hỏng hoặc thiếu tệp"):
        speak("Xin chào.", tmp_path / "a.wav", voice="piper:tho")
