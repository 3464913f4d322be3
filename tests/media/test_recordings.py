"""What people hand in: trimmed, mastered, or refused in one sentence."""

from __future__ import annotations

import random
import struct
import time
import wave
from pathlib import Path

import pytest

from lantoa.bench.sound_memory import resident_kilobytes
from lantoa.core.errors import Unreadable
from lantoa.media.reading import synthetic_engine
from lantoa.media.recordings import Stretch, from_upload, spoken_stretch
from lantoa.media.wholeness import is_cut_off
from tests.media.make import STATION, heard_by_others, recording, transcoded


@pytest.mark.parametrize("gain", [-25.0, 0.0, 12.0])
def test_quiet_and_loud_recordings_come_out_alike(tmp_path: Path, gain: float) -> None:
    given = recording(tmp_path / "micro.wav", seconds=4, gain=gain)
    heard = heard_by_others(from_upload(given, tmp_path / "bai.mp3", tags=STATION).path)
    assert abs(heard.lufs + 16) <= 1
    assert heard.true_peak <= -1.5


def test_silence_at_both_ends_is_trimmed(tmp_path: Path) -> None:
    given = recording(tmp_path / "micro.wav", before=3, seconds=2, after=4)
    sound = from_upload(given, tmp_path / "bai.wav", tags=STATION)
    assert sound.seconds == pytest.approx(2.5, abs=0.15)


def test_pause_inside_a_recording_stays(tmp_path: Path) -> None:
    levels = [-90.0] * 20 + [-20.0] * 10 + [-90.0] * 60 + [-20.0] * 10 + [-90.0] * 20
    assert spoken_stretch(levels) == Stretch(pytest.approx(0.85), pytest.approx(5.35))


@pytest.mark.parametrize("ending", [".webm", ".m4a", ".mp3", ".ogg", ".flac", ".wav"])
def test_every_common_format_is_read(tmp_path: Path, ending: str) -> None:
    given = recording(tmp_path / "goc.wav", seconds=3)
    upload = transcoded(given, tmp_path / f"micro{ending}")
    sound = from_upload(upload, tmp_path / "bai.mp3", tags=STATION)
    assert sound.seconds == pytest.approx(3.0, abs=0.4)
    assert synthetic_engine(sound.path) == ""


def refused(path: Path, out: Path) -> str:
    with pytest.raises(Unreadable) as refusal:
        from_upload(path, out, tags=STATION)
    assert not out.exists()
    return str(refusal.value)


@pytest.mark.parametrize(
    "content",
    [
        b"",
        b"xin ch\xc3\xa0o b\xc3\xa0 con\n" * 50,
        random.Random(57).randbytes(50_000),
        b"PK\x03\x04" + bytes(2000),
        b"#EXTM3U\n#EXTINF:10,\nfile:///etc/hostname\n#EXT-X-ENDLIST\n",
    ],
    ids=["empty", "text", "random", "zip", "playlist"],
)
def test_what_is_no_sound_is_refused(tmp_path: Path, content: bytes) -> None:
    given = tmp_path / "micro.mp3"
    given.write_bytes(content)
    told = refused(given, tmp_path / "bai.mp3")
    assert "nên chưa lưu gì; hãy" in told


@pytest.mark.parametrize("ending", [".wav", ".ogg", ".mp3"])
def test_file_cut_in_half_is_refused(tmp_path: Path, ending: str) -> None:
    given = recording(tmp_path / f"micro{ending}", seconds=8)
    whole = given.read_bytes()
    given.write_bytes(whole[: len(whole) // 2])
    assert "chép chưa hết" in refused(given, tmp_path / "bai.mp3")


@pytest.mark.parametrize("ending", [".wav", ".ogg", ".mp3"])
def test_whole_file_is_not_called_cut_off(tmp_path: Path, ending: str) -> None:
    assert not is_cut_off(recording(tmp_path / f"micro{ending}"))


def test_file_damaged_all_over_is_refused(tmp_path: Path) -> None:
    given = recording(tmp_path / "micro.mp3", seconds=8)
    damaged = bytearray(given.read_bytes())
    dice = random.Random(57)
    for place in range(4000, len(damaged) - 200, 700):
        damaged[place : place + 200] = dice.randbytes(200)
    given.write_bytes(damaged)
    assert "bị hỏng" in refused(given, tmp_path / "bai.mp3")


@pytest.mark.parametrize("gain", [-120.0, -70.0])
def test_recording_without_a_voice_is_refused(tmp_path: Path, gain: float) -> None:
    given = recording(tmp_path / "micro.wav", seconds=3, gain=gain)
    assert "hầu như không có tiếng" in refused(given, tmp_path / "bai.mp3")


def test_recording_longer_than_an_hour_is_refused(tmp_path: Path) -> None:
    given = tmp_path / "micro.wav"
    with wave.open(str(given), "wb") as file:
        file.setparams((1, 1, 8000, 0, "NONE", ""))
        file.writeframes(bytes(8000) * 3700)
    assert "dài hơn 60 phút" in refused(given, tmp_path / "bai.mp3")


HOURS = 3 * 3600


def three_hours(path: Path) -> Path:
    """Three hours of silence: a sparse WAV, or MP3 frames of 8 kbit/s that tell no length."""
    if path.suffix == ".wav":
        with wave.open(str(path), "wb") as file:
            file.setparams((1, 1, 8000, HOURS * 8000, "NONE", ""))
            file.writeframesraw(b"\x80")
        head = bytearray(path.read_bytes()[:44])
        head[4:8], head[40:44] = (struct.pack("<I", n + HOURS * 8000) for n in (36, 0))
        path.write_bytes(head)
        with path.open("rb+") as file:
            file.truncate(44 + HOURS * 8000)
        return path
    frame = bytes([0xFF, 0xE3, 0x18, 0xC4]) + bytes(68)  # MPEG 2.5, layer III, 8 kHz, mono
    path.write_bytes(frame * (HOURS * 8000 // 576))
    return path


@pytest.mark.parametrize("ending", [".wav", ".mp3"])
def test_three_hours_are_refused_at_once_and_take_no_memory(tmp_path: Path, ending: str) -> None:
    given = three_hours(tmp_path / f"micro{ending}")
    resident, start = resident_kilobytes(), time.process_time()
    assert "dài hơn 60 phút" in refused(given, tmp_path / "bai.mp3")
    assert time.process_time() - start < 5
    assert resident_kilobytes() - resident < 30_000


def test_file_larger_than_100_megabytes_is_refused(tmp_path: Path) -> None:
    given = tmp_path / "micro.wav"
    with given.open("wb") as file:
        file.truncate(100_000_001)
    assert "lớn hơn 100 MB" in refused(given, tmp_path / "bai.mp3")


def test_refused_recording_leaves_the_older_sound_alone(tmp_path: Path) -> None:
    out = from_upload(recording(tmp_path / "a.wav"), tmp_path / "bai.mp3", tags=STATION).path
    approved = out.read_bytes()
    (tmp_path / "b.wav").write_bytes(b"khong phai am thanh")
    with pytest.raises(Unreadable):
        from_upload(tmp_path / "b.wav", out, tags=STATION)
    assert out.read_bytes() == approved
    assert sorted(path.name for path in tmp_path.iterdir()) == ["a.wav", "b.wav", "bai.mp3"]
