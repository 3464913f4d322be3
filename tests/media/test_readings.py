"""The synthetic voice and the loudness law, heard by an independent meter."""

from __future__ import annotations

import datetime as dt
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from lantoa.core.errors import Refused
from lantoa.media.prosody import paragraphs
from lantoa.media.reading import synthetic_engine, tags_of
from lantoa.media.readings import from_words
from lantoa.media.sound import Tags
from lantoa.media.voices import BUILT_IN
from tests.media.make import SENTENCE, STATION, heard_by_others

WORDS = f"{SENTENCE} ủy ban nhân dân xã thông báo hỏa hoạn khẩn".replace(".", "").split()


def is_fit_for_air(path: Path) -> bool:
    heard = heard_by_others(path)
    return -17.0 <= heard.lufs <= -15.0 and heard.true_peak <= -1.5


@settings(max_examples=8, deadline=None, derandomize=True)
@given(count=st.integers(1, 60), seed=st.randoms(use_true_random=False))
def test_text_of_any_length_keeps_the_law(tmp_path_factory, count, seed) -> None:
    out = tmp_path_factory.mktemp("sound") / "bai.mp3"
    from_words(" ".join(seed.choices(WORDS, k=count)), out, tags=STATION)
    assert is_fit_for_air(out)


@pytest.mark.parametrize("words", ["ạ", "Chào", "Khẩn cấp!", f"{SENTENCE}\n\n" * 19])
def test_shortest_and_longest_text_keep_the_law(tmp_path: Path, words: str) -> None:
    sound = from_words(words, tmp_path / "bai.mp3", tags=STATION)
    assert is_fit_for_air(sound.path)


@pytest.mark.parametrize("voice", [voice.name for voice in BUILT_IN])
@pytest.mark.parametrize("ending", [".mp3", ".ogg", ".wav"])
def test_every_voice_and_format_keeps_the_law(tmp_path: Path, voice: str, ending: str) -> None:
    sound = from_words(SENTENCE, tmp_path / f"bai{ending}", tags=STATION, voice=voice)
    assert is_fit_for_air(sound.path)


@pytest.mark.parametrize("ending", [".mp3", ".ogg", ".wav"])
def test_same_words_give_the_same_bytes(tmp_path: Path, ending: str) -> None:
    first = from_words(SENTENCE, tmp_path / f"a{ending}", tags=STATION)
    second = from_words(SENTENCE, tmp_path / f"b{ending}", tags=STATION)
    assert first.path.read_bytes() == second.path.read_bytes()
    assert first.sha256 == second.sha256


@pytest.mark.parametrize("ending", [".mp3", ".ogg", ".wav"])
def test_file_says_who_made_it_and_that_the_voice_is_synthetic(tmp_path: Path, ending: str) -> None:
    tags = Tags("Lịch tiêm phòng", "Đài truyền thanh xã Song Lam", dt.date(2026, 11, 23))
    sound = from_words("Xin chào bà con.", tmp_path / f"bai{ending}", tags=tags)
    found = tags_of(sound.path)
    assert {name: found[name] for name in ("title", "artist", "date", "comment")} == {
        "title": "Lịch tiêm phòng",
        "artist": "Đài truyền thanh xã Song Lam",
        "date": "2026-11-23",
        "comment": "synthetic-voice=espeak-ng",
    }
    assert synthetic_engine(sound.path) == "espeak-ng"


def test_sound_describes_its_own_bytes(tmp_path: Path) -> None:
    import hashlib

    sound = from_words("Xin chào bà con.", tmp_path / "bai.mp3", tags=STATION)
    written = sound.path.read_bytes()
    assert (sound.size, sound.sha256) == (len(written), hashlib.sha256(written).hexdigest())
    assert sound.mime == "audio/mpeg"
    assert sound.seconds == pytest.approx(heard_by_others(sound.path).seconds, abs=0.05)


@pytest.mark.parametrize("words", ["", " \n \n", "…\n—\n•"])
def test_text_without_words_is_refused(tmp_path: Path, words: str) -> None:
    with pytest.raises(Refused, match="không có lời nào để đọc"):
        from_words(words, tmp_path / "bai.mp3", tags=STATION)
    assert list(tmp_path.iterdir()) == []


def test_unknown_voice_and_ending_are_refused(tmp_path: Path) -> None:
    with pytest.raises(Refused, match="Không có giọng đọc «lan»"):
        from_words("Xin chào.", tmp_path / "bai.mp3", tags=STATION, voice="lan")
    with pytest.raises(Refused, match=r"«bai.flac».*\.mp3, \.ogg, \.wav"):
        from_words("Xin chào.", tmp_path / "bai.flac", tags=STATION)


def test_folder_that_is_not_there_is_refused(tmp_path: Path) -> None:
    with pytest.raises(Refused, match="Không ghi được"):
        from_words("Xin chào.", tmp_path / "khong-co" / "bai.mp3", tags=STATION)


def test_paragraphs_follow_the_sense_and_not_the_line_breaks() -> None:
    text = "THÔNG BÁO\nVề việc tiêm phòng\n\nBà con đưa trẻ\nđến trạm y tế. \nTrân trọng.\n- \n"
    assert paragraphs(text) == [
        "THÔNG BÁO",
        "Về việc tiêm phòng",
        "Bà con đưa trẻ đến trạm y tế.",
        "Trân trọng.",
    ]


def test_two_paragraphs_rest_longer_than_two_sentences(tmp_path: Path) -> None:
    together = from_words("Xin chào. Xin chào.", tmp_path / "a.wav", tags=STATION)
    apart = from_words("Xin chào.\nXin chào.", tmp_path / "b.wav", tags=STATION)
    assert 0.2 < apart.seconds - together.seconds < 1.0
