"""Where the names of hamlets stand on the drawing, so that none touches another. Pure."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass

from lantoa.typesetting.compile import FONTS
from lantoa.typesetting.metrics import face

SIZE = 40.0
DOT = 24.0
GAP = 20.0
APART = 18.0
LINE = 1.22
NAMES = FONTS / "BeVietnamPro-Medium.ttf"

Box = tuple[float, float, float, float]


@dataclass(frozen=True)
class Spot:
    """One hamlet: the centre of its sign and the upper left corner of its name, in pixels; the
    name is empty where only the sign is drawn."""

    name: str
    x: float
    y: float
    name_x: float
    name_y: float
    hamlet: str


def placed(
    points: Mapping[str, tuple[int, int]], names: Collection[str], width: float, height: float
) -> list[Spot] | None:
    """A spot for each point within `width` × `height`, those of `names` with their name; None
    where no place without touching is found. `points` are thousandths of the commune's own
    drawing."""
    signs = _spread(points, width, height)
    taken: list[Box] = [_around(x, y) for x, y in signs.values()]
    if any(_touch(one, other) for at, one in enumerate(taken) for other in taken[:at]):
        return None
    spots = [Spot("", *signs[name], 0, 0, name) for name in points if name not in names]
    for name in sorted(names, key=lambda name: -len(name)):
        x, y = signs[name]
        own = _around(x, y)
        others = [box for box in taken if box != own]
        free = next(
            (box for box in _choices(name, x, y)
             if _is_inside(box, width, height) and not any(_touch(box, one) for one in others)),
            None,
        )  # fmt: skip
        if free is None:
            return None
        taken.append(free)
        spots.append(Spot(name, x, y, free[0], free[1], name))
    return spots


def _spread(
    points: Mapping[str, tuple[int, int]], width: float, height: float
) -> dict[str, tuple[float, float]]:
    """The points stretched so that they use the whole drawing, up kept up."""
    xs, ys = [x for x, _ in points.values()], [y for _, y in points.values()]
    wide, high = max(max(xs) - min(xs), 1), max(max(ys) - min(ys), 1)
    edge = DOT + 8
    return {
        name: (
            edge + (x - min(xs)) / wide * (width - 2 * edge),
            edge + 8 + (y - min(ys)) / high * (height - 2 * edge - 16),
        )
        for name, (x, y) in points.items()
    }


def name_width(name: str) -> float:
    """Pixels that a name takes."""
    return face(NAMES).width(name, SIZE)


def _choices(name: str, x: float, y: float) -> Iterator[Box]:
    """Right, left, under, over, and the corners: the first free one is taken."""
    wide, high = name_width(name) + 4, SIZE * LINE
    for dx in (DOT + GAP, -DOT - GAP - wide):
        yield (x + dx, y - high / 2, x + dx + wide, y + high / 2)
    for dy in (DOT + 2, -DOT - 2 - high):
        for shift in (-wide / 2, -wide + DOT, -DOT):
            yield (x + shift, y + dy, x + shift + wide, y + dy + high)
    for dx in (DOT - 4, -DOT + 4 - wide):
        for dy in (4, -high - 4):
            yield (x + dx, y + dy, x + dx + wide, y + dy + high)


def _around(x: float, y: float) -> Box:
    return (x - DOT, y - DOT, x + DOT, y + DOT)


def _is_inside(box: Box, width: float, height: float) -> bool:
    return box[0] >= 0 and box[1] >= 0 and box[2] <= width and box[3] <= height


def _touch(one: Box, other: Box) -> bool:
    """Do they stand nearer than `APART` beside each other, or overlap over each other?"""
    beside = one[0] < other[2] + APART and other[0] < one[2] + APART
    return beside and one[1] < other[3] and other[1] < one[3]
