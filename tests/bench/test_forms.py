"""The row of `lantoa bench forms` about the clip: what both are asked for."""

from __future__ import annotations

import itertools
from pathlib import Path

from lantoa.bench.forms import cut_of, prepared
from lantoa.bench.forms_peer import command


def test_peer_is_asked_for_the_same_film(tmp_path: Path) -> None:
    job = prepared(tmp_path, (1332, 1000))
    film = cut_of(job).film()
    assert (film.size, round(film.seconds)) == ((1080, 1920), 45)
    asked = command(film, job.photos, job.sound, tmp_path)
    graph = asked[asked.index("-filter_complex") + 1]
    assert graph.count("overlay=") == len(film.overlays) > 10
    assert graph.count("xfade=") == len(film.shots) - 1
    assert asked[asked.index("-frames:v") + 1] == str(film.frames)
    assert all(Path(path).is_file() for flag, path in itertools.pairwise(asked) if flag == "-i")
