"""The shapes of a film, and what of each must stay free of words (look: captions)."""

from __future__ import annotations

from dataclasses import dataclass, replace

FPS = 25
"""Frames a second: the rate of Vietnamese television."""


@dataclass(frozen=True)
class Shape:
    """Lengths in pixels of the real picture; `scale` makes a smaller one of the same drawing.

    `top`, `right`, `bottom`, `left`: covered by a network's own buttons and names, or margin.
    `caption_bottom`: from the lower edge to the caption band; `letters`: size of captions.
    `zoom`: of the letters on cards, against those of the tall picture."""

    code: str
    label: str
    width: int
    height: int
    top: int
    right: int
    bottom: int
    left: int
    caption_bottom: int = 0
    letters: int = 66
    zoom: float = 1.0
    scale: float = 1.0

    @property
    def size(self) -> tuple[int, int]:
        """Width and height of the made picture, both even."""
        return self.px(self.width), self.px(self.height)

    @property
    def is_wide(self) -> bool:
        return self.width > self.height

    def px(self, length: float) -> int:
        """A length in the made picture: even, because colour has half the resolution."""
        return 2 * round(length * self.scale / 2)

    def scaled(self, scale: float) -> Shape:
        """The same drawing in another size."""
        return replace(self, scale=scale)


TALL = Shape(
    "doc", "dọc 9:16", 1080, 1920, top=250, right=130, bottom=400, left=64, caption_bottom=420
)
WIDE = Shape(
    "ngang", "ngang 16:9", 1920, 1080, top=64, right=96, bottom=64, left=96,
    caption_bottom=84, letters=60, zoom=0.86,
)  # fmt: skip
SQUARE = Shape("vuong", "vuông 1:1", 1080, 1080, top=64, right=64, bottom=64, left=64, zoom=0.86)
POST = Shape("bai", "bài đăng 4:5", 1080, 1350, top=64, right=64, bottom=64, left=64)
SHAPES = {shape.code: shape for shape in (TALL, WIDE, SQUARE, POST)}
