"""Captions: in time with the sound, in the two forms that players take."""

from __future__ import annotations

import itertools

from hypothesis import given, settings
from hypothesis import strategies as st

from lantoa.media.captions import Cue, aligned, cues, to_srt, to_vtt
from lantoa.media.prosody import EMERGENCY
from lantoa.media.readings import from_words
from tests.media.make import STATION

LONG = (
    "Từ ngày mồng một tháng mười hai, bộ phận tiếp nhận và trả kết quả làm việc cả sáng thứ Bảy "
    "để giúp bà con nộp hồ sơ trực tuyến."
)


def test_webvtt_and_srt_are_written_as_players_read_them() -> None:
    found = [Cue(0, 1523, "Hồ sơ < 5 & > 2"), Cue(3_661_001, 3_662_000, "Trân trọng.")]
    assert to_vtt(found) == (
        "WEBVTT\n\n00:00:00.000 --> 00:00:01.523\nHồ sơ &lt; 5 &amp; &gt; 2\n\n"
        "01:01:01.001 --> 01:01:02.000\nTrân trọng.\n"
    )
    assert to_srt(found) == (
        "1\n00:00:00,000 --> 00:00:01,523\nHồ sơ < 5 & > 2\n\n"
        "2\n01:01:01,001 --> 01:01:02,000\nTrân trọng.\n"
    )


def test_estimated_times_say_so() -> None:
    assert "NOTE Mốc thời gian ước" in to_vtt([Cue(0, 10, "a")], is_exact=False)
    assert "NOTE" not in to_vtt([Cue(0, 10, "a")])


def test_long_sentence_becomes_cues_of_two_lines_by_its_syllables() -> None:
    found = cues([(LONG, 1000, 11_000)])
    assert " ".join(cue.text for cue in found) == LONG
    assert (found[0].first_ms, found[-1].last_ms) == (1000, 11_000)
    assert all(before.last_ms == after.first_ms for before, after in itertools.pairwise(found))
    blocks = to_srt(found).strip().split("\n\n")
    assert all(len(block.split("\n")) <= 4 for block in blocks)


def test_captions_of_a_synthetic_voice_lie_where_it_speaks(tmp_path) -> None:  # type: ignore[no-untyped-def]
    sound = from_words("Xin chào.\nNghỉ một lát.", tmp_path / "a.wav", tags=STATION)
    assert [cue.text for cue in sound.cues] == ["Xin chào.", "Nghỉ một lát."]
    first, last = sound.cues
    assert 700 < last.first_ms - first.last_ms < 900  # the rest between two paragraphs
    assert abs(sound.seconds * 1000 - last.last_ms) < 60


def test_captions_of_an_emergency_wait_for_the_tone(tmp_path) -> None:  # type: ignore[no-untyped-def]
    sound = from_words("Sơ tán ngay.", tmp_path / "a.wav", tags=STATION, style=EMERGENCY)
    assert [cue.text for cue in sound.cues] == ["Sơ tán ngay.", "Xin nhắc lại.", "Sơ tán ngay."]
    assert sound.cues[0].first_ms == 3600


def spoken(*parts: tuple[bool, float]) -> list[float]:
    return [-20.0 if loud else -80.0 for loud, seconds in parts for _ in range(round(seconds * 20))]


def test_sentences_of_a_recording_end_at_its_pauses() -> None:
    levels = spoken((True, 1.4), (False, 0.6), (True, 3.2), (False, 0.4), (True, 1.0))
    found = aligned("Xin chào bà con. Hôm nay xã phát thẻ cho người già. Hết.", levels, 0.05, -50)
    assert [(round(cue.first_ms / 100), round(cue.last_ms / 100)) for cue in found] == [
        (0, 17), (17, 54), (54, 66),
    ]  # fmt: skip


def test_recording_without_pauses_is_laid_out_by_syllables() -> None:
    found = aligned("Một hai ba bốn. Năm sáu bảy tám.", spoken((True, 8.0)), 0.05, -50)
    assert [(cue.first_ms, cue.last_ms) for cue in found] == [(0, 4000), (4000, 8000)]


@settings(max_examples=80, deadline=None, derandomize=True)
@given(st.text(max_size=300), st.lists(st.sampled_from([-80.0, -20.0]), max_size=400))
def test_captions_of_any_recording_stay_in_order(words: str, levels: list[float]) -> None:
    found = aligned(words, levels, 0.05, -50)
    moments = [at for cue in found for at in (cue.first_ms, cue.last_ms)]
    assert moments == sorted(moments)
    assert all(at <= len(levels) * 50 for at in moments)
