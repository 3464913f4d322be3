"""Where a card may draw, and what a card is: its page and the parts that come one by one."""

from __future__ import annotations

from dataclasses import dataclass

from lantoa.media.moving.cards import Coming, Page
from lantoa.media.moving.fitting import LEADING, fitting, lines_of
from lantoa.media.moving.lines import joined
from lantoa.media.moving.shapes import Shape

SAMPLE_ROOM, FOOT_ROOM = 120, 250

Sky = tuple[float, float] | None
"""Where the large rings have their middle, in shares of width and height; None: none."""


@dataclass(frozen=True)
class Scheme:
    """A card: its page, the parts that stand from the first frame, those that come, and how many
    frames its words need to be read."""

    page: Page
    base: tuple[str, ...]
    coming: tuple[Coming, ...]
    frames: int


@dataclass(frozen=True)
class Frame:
    """Where a card may draw: with a title and a foot (a motion graphic), or under the head and
    above the captions (a clip). `is_sample`: a frame says that the data are invented; `is_marked`:
    the head says that a machine speaks; `is_closing`: there are no captions any more."""

    shape: Shape
    has_captions: bool
    title: str = ""
    is_sample: bool = False
    is_marked: bool = False
    is_closing: bool = False

    @property
    def area(self) -> dict[str, float]:
        """In pixels of the real picture."""
        shape = self.shape
        top = shape.top
        if self.has_captions and not self.is_closing:
            top += 190 if self.is_marked else 130
        bottom: float = shape.bottom
        if self.has_captions and not self.is_closing:
            bottom = shape.caption_bottom + 2 * 1.36 * shape.letters + 56 + 36
        return {
            "x": shape.left, "y": top, "width": shape.width - shape.left - shape.right,
            "height": shape.height - top - bottom,
        }  # fmt: skip

    @property
    def room(self) -> tuple[float, float]:
        """Width and height between title and foot."""
        area = self.area
        height = area["height"] - (SAMPLE_ROOM if self.is_sample else 0)
        if not self.has_captions:
            size, width = self.title_size, area["width"]
            count = lines_of(joined(self.title), width, size) if size else 0
            height -= FOOT_ROOM + count * size * LEADING + 88 * self.shape.zoom
        return area["width"], height

    @property
    def title_size(self) -> float:
        if not self.title:
            return 0
        zoom = self.shape.zoom
        most = 64 * zoom * 3.4
        sizes = [size * zoom for size in (76, 70, 64, 58, 52)]
        return fitting(joined(self.title), self.area["width"], most, sizes)

    def page(
        self, kind: str, field: str, sky: tuple[float, float] | None = None
    ) -> dict[str, object]:
        """What every page has."""
        return {
            "kind": kind, "field": field, "area": self.area, "title": joined(self.title),
            "title_size": self.title_size, "foot": not self.has_captions,
            "head": self.has_captions, "mark": "", "sky": sky, "show": [],
            "has_top": not self.has_captions or self.is_sample,
        }  # fmt: skip
