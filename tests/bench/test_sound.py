"""The row of `lantoa bench` about sound."""

from __future__ import annotations

import pytest

from lantoa.bench.sound import measure, text


def test_row_names_the_peers_that_are_absent(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("PATH", "")
    (row,) = measure(runs=1)
    assert "không có espeak-ng, ffmpeg" in row["name"]
    assert (row["peer"], row["ratio"], row["unit"]) == (None, None, "giây")
    assert row["runs"] == {"ours": [row["ours"]], "peer": []}


def test_bulletin_of_the_bench_has_300_words() -> None:
    assert len(text().split()) == 300
