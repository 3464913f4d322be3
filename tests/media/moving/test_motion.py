"""Motion graphics, small, read back from the file."""

from __future__ import annotations

import io
from dataclasses import replace
from pathlib import Path

import av
import numpy as np
import pytest
from PIL import Image

from lantoa.core.errors import Refused
from lantoa.media.moving.counting import counted, number_in
from lantoa.media.moving.frames import Frame
from lantoa.media.moving.motion import make_motion
from lantoa.media.moving.pages import comparison, figures, layouts_of
from lantoa.media.moving.shapes import POST
from lantoa.media.moving.stories import Change, Story
from lantoa.media.sound import Tags
from tests.media.moving.data import SIGN, SMALL, STORY, near, seen, share_of

TAGS = Tags(title="Loa phát")
SONG = "#0B6E69"


def test_film_is_what_networks_take_and_ends_on_the_whole(tmp_path: Path) -> None:
    out = tmp_path / "phim.mp4"
    made = make_motion(STORY, SIGN, SMALL, out, layout="comparison", tags=TAGS)
    with av.open(str(out)) as container:
        video = container.streams.video[0]
        assert (video.codec_context.name, video.codec_context.pix_fmt) == ("h264", "yuv420p")
        assert (video.width, video.height, len(container.streams.audio)) == (270, 338, 0)
        assert abs(container.duration / 1000 - made.milliseconds) < 100
        assert container.metadata["title"] == "Loa phát"
    head = out.read_bytes()[: 64 * 1024]
    assert head.index(b"moov") < head.index(b"mdat")  # plays while it loads
    assert 10_000 <= made.milliseconds <= 30_000
    first, half, last = seen(out, [0, 12, -1])
    assert share_of(first, "#E3E0D8") > 0.04  # before: there from the first frame
    assert share_of(first, SONG) < 0.05  # no bar of another height on what becomes the cover
    assert share_of(half, SONG) > 0.8 * share_of(last, SONG)  # the point within half a second
    poster = Image.open(io.BytesIO(made.poster)).convert("RGB")
    assert poster.size == (270, 338)
    for x in range(20, 260, 40):
        for y in range(20, 330, 40):
            colour = "#" + bytes(poster.getpixel((x, y))).hex()
            assert near(last[y, x], colour, 40), (x, y)
    still = seen(out, [-75])[0]
    assert abs(still.astype(int) - last).max() < 40  # held for three seconds


def test_bars_are_in_true_proportion(tmp_path: Path) -> None:
    out = tmp_path / "phim.mp4"
    make_motion(STORY, SIGN, SMALL, out, layout="comparison", tags=TAGS)
    last = seen(out, [-1])[0]
    heights = [
        max(sum(near(pixel, colour) for pixel in last[:, x]) for x in range(16, 254))
        for colour in ("#E3E0D8", SONG)
    ]
    assert heights[1] / heights[0] == pytest.approx(585 / 380, abs=0.06)


@pytest.mark.parametrize("layout", ["figure", "figures", "steps", "timeline", "hamlets"])
def test_every_layout_begins_with_something_and_changes(tmp_path: Path, layout: str) -> None:
    out = tmp_path / "phim.mp4"
    make_motion(STORY, SIGN, SMALL, out, layout=layout, tags=TAGS)
    first, last = seen(out, [0, -1])
    field = last[2, 2]
    words = [(abs(one.astype(int) - field).max(axis=-1) > 60).mean() for one in (first, last)]
    assert 0.01 < words[0] < words[1]


def test_same_story_gives_the_same_pictures(tmp_path: Path) -> None:
    films = []
    for name in ("a.mp4", "b.mp4"):
        make_motion(STORY, SIGN, SMALL, tmp_path / name, layout="figure", tags=TAGS)
        films.append(seen(tmp_path / name, [0, 6, 12, -1]))
    for one, two in zip(*films, strict=True):
        assert np.abs(one.astype(int) - two).mean() < 0.5


def test_stopping_midway_leaves_nothing(tmp_path: Path) -> None:
    class Enough(Exception):
        pass

    def watch(share: float) -> None:
        if share > 0.3:
            raise Enough

    with pytest.raises(Enough):
        make_motion(STORY, SIGN, SMALL, tmp_path / "phim.mp4", tags=TAGS, watch=watch)
    assert list(tmp_path.iterdir()) == []


def test_article_without_data_is_refused_in_words(tmp_path: Path) -> None:
    with pytest.raises(Refused, match="Thêm một khối số liệu"):
        make_motion(Story("Tin"), SIGN, SMALL, tmp_path / "phim.mp4", tags=TAGS)
    assert layouts_of(STORY)[0] == "comparison"


def test_figures_count_up_in_their_own_writing() -> None:
    assert number_in("1.260,5") == 1260.5
    assert number_in("từ 3 đến 5") is None
    assert counted("82,8", 3) == ["0,0", "41,4", "82,8"]
    assert counted("1.260", 3) == ["0", "630", "1.260"]
    assert counted("6 giờ 20 phút", 3) == ["6 giờ 20 phút"]


def test_change_is_told_when_its_bar_stands() -> None:
    """While the bar grows, words at its foot would be cut by the base line."""
    assert STORY.change is not None
    found = comparison(STORY.change, Frame(POST, False, STORY.title))
    assert found.page["size"] == 80  # the hours over the minutes
    parts = {one.part: one for one in found.coming}
    assert parts["afternote"].at >= parts["after"].at + parts["after"].frames


def test_low_bar_with_words_of_its_change_makes_a_film(tmp_path: Path) -> None:
    change = Change(585, 30, "585", "30", "Năm 2025", "Năm 2026", "bớt 95%")
    story, out = replace(STORY, change=change), tmp_path / "phim.mp4"
    make_motion(story, SIGN, SMALL, out, layout="comparison", tags=TAGS)
    assert share_of(seen(out, [-1])[0], "#E3E0D8") > 0.1


@pytest.mark.parametrize("title", ["Loa phát", "Tin Nghị quyết 57 có đến tai từng người dân ở xã?"])
def test_first_of_several_figures_is_the_largest(title: str) -> None:
    page = figures(STORY.figures, Frame(POST, False, title, is_sample=True)).page
    first, *others = [one["size"] for one in page["figures"]]  # type: ignore[attr-defined]
    assert all(first >= 1.6 * other for other in others), (first, others)
