"""Items joined for a slot, on the second, with the station's own sounds around them."""

from __future__ import annotations

import math
from array import array
from pathlib import Path

import pytest

from lantoa.core.errors import Refused
from lantoa.media.captions import Cue
from lantoa.media.choosing import TOO_LONG
from lantoa.media.programme import NOT_PLAYABLE, Item, Kit, Programme, assemble
from lantoa.media.reading import decoded, filtered, plain, samples_of, synthetic_engine
from lantoa.media.readings import from_words
from lantoa.media.recordings import from_upload
from lantoa.media.tones import CHIME_SECONDS, make_chime
from tests.media.make import SENTENCE, STATION, heard_by_others, recording

KIT = Kit()


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return tmp_path_factory.mktemp("tin")


def item(folder: Path, name: str, seconds: float, **fields: object) -> Item:
    out = folder / f"{name}.mp3"
    if not out.exists():
        from_upload(recording(folder / f"{name}.wav", seconds=seconds), out, tags=STATION)
    return Item(name, out, **fields)  # type: ignore[arg-type]


@pytest.fixture(scope="module")
def made(folder: Path) -> Programme:
    """Twenty seconds: a machine's item of two sounds, a person's, one too long, one broken."""
    announced = from_words(f"Bản tin giọng máy. {SENTENCE}", folder / "m.mp3", tags=STATION)
    inner = from_words(SENTENCE, folder / "i.mp3", tags=STATION)
    machine = Item("máy", announced.path, inner=inner.path, cues=inner.cues)
    broken = folder / "hong.mp3"
    broken.write_bytes(b"hong")
    items = [machine, item(folder, "a", 4), item(folder, "b", 30), Item("hỏng", broken)]
    return assemble(items, folder / "ct.mp3", seconds=26, kit=KIT, tags=STATION)


def levels(path: Path) -> list[float]:
    """RMS in dBFS of every tenth of a second, worked out here and not by the code under test."""
    data = array("h")
    for frame in filtered(decoded(path), plain("s16", 16_000)):
        data.frombytes(bytes(samples_of(frame)))
    steps = [data[at : at + 1600] for at in range(0, len(data) - 1600, 1600)]
    return [
        10 * math.log10(sum(value * value for value in step) / 1600 / 32768**2 + 1e-12)
        for step in steps
    ]


def test_programme_ends_on_its_second(made: Programme) -> None:
    assert heard_by_others(made.sound.path).seconds == pytest.approx(26, abs=0.1)


def test_programme_keeps_the_loudness_law(made: Programme) -> None:
    heard = heard_by_others(made.sound.path)
    assert abs(heard.lufs + 16) <= 1
    assert heard.true_peak <= -1.5


def test_what_does_not_fit_or_play_is_named(made: Programme) -> None:
    assert [one.item.title for one in made.items] == ["máy", "a"]
    assert [(one.item.title, one.reason) for one in made.left_out] == [
        ("hỏng", NOT_PLAYABLE), ("b", TOO_LONG),
    ]  # fmt: skip


def test_machine_is_announced_by_the_opening_and_marked(made: Programme) -> None:
    assert synthetic_engine(made.sound.path) == "espeak-ng"
    assert made.items[0].at > CHIME_SECONDS + 1.5  # the announcement stands before it
    assert made.items[0].seconds < heard_by_others(made.items[0].item.path).seconds


def test_captions_follow_the_items(made: Programme) -> None:
    [cue, *_] = made.sound.cues
    own = made.items[0].item.cues[0]
    assert cue == Cue(
        own.first_ms + round(made.items[0].at * 1000), own.last_ms + round(made.items[0].at * 1000),
        own.text,
    )  # fmt: skip


def test_bed_sounds_between_items_and_steps_back_under_speech(made: Programme) -> None:
    heard = levels(made.sound.path)
    end = made.items[-1].at + made.items[-1].seconds
    gap = heard[round((end + 1) * 10) : round(26 - CHIME_SECONDS - 1) * 10]
    assert gap, "the slot leaves time before the closing"
    assert -45 < sum(gap) / len(gap) < -20
    assert max(gap) < -15  # far below speech


def test_programme_of_people_only_needs_no_announcement(folder: Path) -> None:
    kit = Kit(with_bed=False)
    made = assemble(
        [item(folder, "a", 4), item(folder, "c", 1)], folder / "d.mp3", seconds=16, kit=kit,
        tags=STATION,
    )  # fmt: skip
    assert synthetic_engine(made.sound.path) == ""
    assert made.items[0].at == pytest.approx(CHIME_SECONDS + 0.8, abs=0.01)


def test_slot_too_short_for_anything_is_refused(folder: Path) -> None:
    with pytest.raises(Refused, match="Không có tin nào vừa khung giờ"):
        assemble([item(folder, "a", 4)], folder / "x.mp3", seconds=8, kit=KIT, tags=STATION)
    assert not (folder / "x.mp3").exists()


def test_chime_keeps_the_loudness_law(tmp_path: Path) -> None:
    heard = heard_by_others(make_chime(tmp_path / "chuong.mp3", tags=STATION).path)
    assert abs(heard.lufs + 16) <= 1
    assert heard.true_peak <= -1.5
