"""Đồ họa chuyển động: the data of an article moving, ten to thirty seconds without sound."""

from __future__ import annotations

from dataclasses import dataclass, replace
from pathlib import Path

from lantoa.core.errors import Refused
from lantoa.media.moving.cards import Drawer
from lantoa.media.moving.cutting import Film, Shot, make
from lantoa.media.moving.frames import Frame, Scheme
from lantoa.media.moving.pages import layouts_of, scheme
from lantoa.media.moving.shapes import FPS, Shape
from lantoa.media.moving.stories import Sign, Story
from lantoa.media.sound import Tags
from lantoa.media.voices import Watch, unwatched

SHORTEST, LONGEST, HELD = 10 * FPS, 30 * FPS, 3 * FPS
"""Frames. At least so long stands the whole at the end."""
NO_DATA = (
    "Bài chưa có số liệu nổi bật, các bước, so sánh hay mốc thời gian nào nên chưa làm được đồ họa "
    "chuyển động. Thêm một khối số liệu vào bài rồi làm lại; bài vẫn được giữ."
)
LAYOUTS = {
    "comparison": "trước và sau", "figures": "ba con số", "steps": "các bước",
    "timeline": "dòng thời gian", "hamlets": "theo thôn", "figure": "một con số",
}  # fmt: skip


@dataclass(frozen=True)
class Made:
    """A finished film: `poster` is its last picture as PNG."""

    path: Path
    milliseconds: int
    width: int
    height: int
    poster: bytes


def make_motion(
    story: Story, sign: Sign, shape: Shape, out: Path, *, layout: str = "", tags: Tags,
    watch: Watch = unwatched,
) -> Made:  # fmt: skip
    """Writes the motion graphic as MP4. `layout`: one of `layouts_of`; empty: the first.

    Raises `Refused` where the article has no data for it, and what `watch` raises."""
    known = layouts_of(story)
    if not known:
        raise Refused(NO_DATA)
    layout = layout if layout in known else known[0]
    title = story.titles.get(layout) or story.title
    found = scheme(layout, story, Frame(shape, False, title, sign.is_sample))
    drawer = Drawer(shape, replace(sign, dated=story.dated.get(layout) or sign.dated))
    card = drawer.card(found.page, found.base, found.coming)
    frames = length_of(found, card.settled)
    film = Film(shape.size, frames, [Shot(lambda: card, 0, frames)])
    make(film, out, tags, watch)
    poster = drawer.poster({**found.page, "show": whole(found)})
    return Made(out, round(1000 * film.seconds), *shape.size, poster)


def whole(found: Scheme) -> list[str]:
    """All parts of a card."""
    return ["base", *found.base, *(one.part for one in found.coming)]


def length_of(found: Scheme, settled: int) -> int:
    """Frames: until all has come and was read, and the end held; ten to thirty seconds."""
    return min(LONGEST, max(SHORTEST, settled + HELD, found.frames + HELD))
