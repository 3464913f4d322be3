"""Photos as scenes: cut around what must be seen, never stretched, under a slowly moving window."""

from __future__ import annotations

from dataclasses import dataclass

from lantoa.media.moving.planes import Planes, Plate
from lantoa.media.moving.scenes import Drift, Scene, Still
from lantoa.media.moving.shapes import Shape
from lantoa.media.moving.stories import Photo
from lantoa.media.pixels import cut_of, size_of

LARGEST_SCALE, FRAMED_SCALE = 2.2, 3.0
"""How much a photo is enlarged to fill the picture, and to fill a frame within it; a smaller one
is left out."""
MARGIN = 4
"""Pixels that the window never reaches."""


@dataclass(frozen=True)
class Window:
    """`box`: the part of the photo, in its pixels; `size`: what it becomes; `axis`: where it is
    longer than the picture (0: down, 1: across); `scale`: how much it is enlarged."""

    box: tuple[float, float, float, float]
    size: tuple[int, int]
    axis: int
    scale: float


def window(
    photo: tuple[int, int], picture: tuple[int, int], focus: tuple[float, float], travel: int,
    raised: float = 0.0,
) -> Window:  # fmt: skip
    """The part of a photo (width, height) that fills a picture and leaves `travel` pixels more
    along one axis, with the focus as near its middle, or so far above it, as the photo's edges
    allow."""
    scale = max(picture[0] / photo[0], picture[1] / photo[1])
    excess = photo[0] * scale - picture[0], photo[1] * scale - picture[1]
    axis = 1 if excess[0] >= excess[1] else 0
    along = 0 if axis else 1
    scale = max(scale, (picture[along] + travel) / photo[along])
    size = (picture[0] + travel * axis, picture[1] + travel * (1 - axis))
    width, height = size[0] / scale, size[1] / scale
    left = _within(focus[0] * photo[0] - width / 2, photo[0] - width)
    top = _within((focus[1] * photo[1]) - height * (0.5 - raised), photo[1] - height)
    return Window((left, top, left + width, top + height), size, axis, scale)


def _within(wanted: float, most: float) -> float:
    return max(0.0, min(wanted, most))


def is_usable(photo: Photo, shape: Shape) -> bool:
    """Is it large enough to be seen? Raises Unreadable."""
    whole = size_of(photo.path)
    return window(whole, _frame(shape), photo.focus, 0).scale * shape_scale(shape) <= FRAMED_SCALE


def shape_scale(shape: Shape) -> float:
    """A small trial picture is judged as the real one."""
    return 1 / shape.scale


def photo_scene(
    photo: Photo, shape: Shape, frames: int, *, back: bool, field: Planes, raised: float = 0.0
) -> Scene:  # fmt: skip
    """The photo over the whole picture, drifting; one that is too small for that stands still in a
    frame on `field`. Raises Unreadable."""
    whole, size = size_of(photo.path), shape.size
    travel = 2 * (frames // 4 + MARGIN)
    found = window(whole, size, photo.focus, travel, raised)
    if found.scale * shape_scale(shape) <= LARGEST_SCALE:
        cut = cut_of(photo.path, found.box, found.size)
        made = Planes.of(cut.data, cut.width, cut.height)
        return Drift(made, found.axis, frames, back=back)
    frame = _frame(shape)
    found = window(whole, frame, photo.focus, 0)
    cut = cut_of(photo.path, found.box, found.size)
    clear = bytearray(b"\xff" * (cut.width * cut.height * 4))
    for channel in range(3):
        clear[channel::4] = cut.data[channel::3]
    plate = Plate.of(
        bytes(clear), cut.width, cut.height, (size[0] - frame[0]) // 4 * 2, _top(shape)
    )
    onto = Planes(*(plane.copy() for plane in field.all))
    if plate:
        plate.onto(onto)
    return Still(onto)


def _frame(shape: Shape) -> tuple[int, int]:
    width, height = shape.size
    if shape.is_wide:
        return shape.px(shape.height * 4 / 3), height
    return width, shape.px(shape.width * 3 / 4)


def _top(shape: Shape) -> int:
    return 0 if shape.is_wide else shape.px(shape.top + 190)
