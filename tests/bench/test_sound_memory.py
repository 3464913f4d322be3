"""Memory while one process makes bulletin after bulletin; the long form is `bench sound --long`."""

from __future__ import annotations

import mmap
from pathlib import Path

import pytest

from lantoa.bench.sound_memory import bulletin, grow, measure, slope

FLAT_KB = 60
"""A third of what one second of sound weighs. Thirty bulletins are few: the slope of a thousand
is far smaller."""


def test_memory_is_flat_over_thirty_bulletins() -> None:
    found = grow(30, seed=57, make=lambda words, out: bulletin(words.split(",")[0], out))
    assert len(found.resident) == 30
    assert found.slope < FLAT_KB, found.resident


def test_leak_of_a_second_of_sound_is_seen() -> None:
    kept: list[mmap.mmap] = []

    def leaking(words: str, out: Path) -> None:
        # Its own pages: what earlier tests gave back to this process would hide the growth.
        kept.append(mmap.mmap(-1, 192_000))
        kept[-1].write(b"\x01" * 192_000)

    assert grow(30, seed=57, make=leaking).slope > FLAT_KB


def test_row_tells_seed_and_length() -> None:
    [row] = measure(2, seed=7)
    assert "2 bản tin liền nhau trong một tiến trình, hạt giống 7" in row["name"]
    assert (row["unit"], row["peer"], len(row["runs"]["ours"])) == ("KB", None, 1)


@pytest.mark.parametrize(
    ("values", "expected"), [([], 0.0), ([5], 0.0), ([5, 5, 5], 0.0), ([1, 3, 5, 7], 2.0)]
)
def test_slope(values: list[int], expected: float) -> None:
    assert slope(values) == expected
