"""Items joined for a slot."""

from __future__ import annotations

from pathlib import Path

import pytest

from lantoa.core.errors import Refused
from lantoa.media.programme import NO_ROOM, NOT_PLAYABLE, LeftOut, assemble
from lantoa.media.reading import synthetic_engine
from lantoa.media.readings import from_words
from lantoa.media.recordings import from_upload
from lantoa.media.tones import CHIME_SECONDS, make_chime
from tests.media.make import SENTENCE, STATION, heard_by_others, recording


def item(folder: Path, name: str, seconds: float) -> Path:
    given = recording(folder / f"{name}.wav", seconds=seconds)
    return from_upload(given, folder / f"{name}.mp3", tags=STATION).path


def test_programme_is_chime_items_and_gaps(tmp_path: Path) -> None:
    items = [item(tmp_path, "a", 3), item(tmp_path, "b", 2)]
    made = assemble(items, tmp_path / "ct.mp3", seconds_max=60, with_chime=True, tags=STATION)
    assert (made.items, made.left_out) == (tuple(items), ())
    inside = sum(heard_by_others(path).seconds for path in items)
    assert made.sound.seconds == pytest.approx(CHIME_SECONDS + 2 * 0.6 + inside, abs=0.1)


def test_programme_keeps_the_loudness_law(tmp_path: Path) -> None:
    items = [item(tmp_path, "a", 3), from_words(SENTENCE, tmp_path / "b.mp3", tags=STATION).path]
    made = assemble(items, tmp_path / "ct.mp3", seconds_max=60, with_chime=True, tags=STATION)
    heard = heard_by_others(made.sound.path)
    assert abs(heard.lufs + 16) <= 1
    assert heard.true_peak <= -1.5


def test_what_does_not_fit_is_left_out_and_named(tmp_path: Path) -> None:
    short, long, tail = item(tmp_path, "a", 2), item(tmp_path, "b", 9), item(tmp_path, "c", 1)
    broken = tmp_path / "hong.mp3"
    broken.write_bytes(b"hong")
    made = assemble(
        [short, broken, long, tail],
        tmp_path / "ct.mp3",
        seconds_max=6,
        with_chime=False,
        tags=STATION,
    )
    assert made.items == (short, tail)
    assert made.left_out == (LeftOut(broken, NOT_PLAYABLE), LeftOut(long, NO_ROOM))
    assert made.sound.seconds <= 6


def test_programme_with_a_synthetic_item_is_marked(tmp_path: Path) -> None:
    person = item(tmp_path, "a", 1)
    machine = from_words("Xin chào bà con.", tmp_path / "b.mp3", tags=STATION).path
    mixed = assemble(
        [person, machine], tmp_path / "ct.mp3", seconds_max=60, with_chime=False, tags=STATION
    )
    spoken = assemble([person], tmp_path / "d.mp3", seconds_max=9, with_chime=True, tags=STATION)
    assert synthetic_engine(mixed.sound.path) == "espeak-ng"
    assert synthetic_engine(spoken.sound.path) == ""


def test_slot_too_short_for_anything_is_refused(tmp_path: Path) -> None:
    one = item(tmp_path, "a", 3)
    with pytest.raises(Refused, match="Không có tin nào vừa khung giờ"):
        assemble([one], tmp_path / "ct.mp3", seconds_max=3, with_chime=True, tags=STATION)
    assert not (tmp_path / "ct.mp3").exists()


def test_chime_keeps_the_loudness_law(tmp_path: Path) -> None:
    heard = heard_by_others(make_chime(tmp_path / "chuong.mp3", tags=STATION).path)
    assert abs(heard.lufs + 16) <= 1
    assert heard.true_peak <= -1.5
