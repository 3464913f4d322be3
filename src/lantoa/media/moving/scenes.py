"""What is seen for a while: a still picture, a photo under a slowly sliding window, a card whose
parts come one by one. Times are frames from the scene's beginning."""

from __future__ import annotations

from collections.abc import Hashable, Sequence
from dataclasses import dataclass, field
from typing import Protocol

from lantoa.media.moving.planes import Planes, Plate, drifting

RISE = 24
"""Pixels (of the real picture) that a part rises while it appears."""


class Scene(Protocol):
    """Frames with the same `state` are the same picture."""

    def state(self, at: int) -> Hashable:
        """What distinguishes the picture at a frame."""
        ...

    def paint(self, at: int, onto: Planes) -> None:
        """Paints the whole picture of a frame."""
        ...


@dataclass(frozen=True)
class Still:
    """A picture that does not move."""

    picture: Planes

    def state(self, at: int) -> Hashable:
        return 0

    def paint(self, at: int, onto: Planes) -> None:
        onto.take(self.picture)


class Drift:
    """A window that slides over a larger photo by half a pixel a frame, from one end to the
    other; `axis` 0: down, 1: across. `back`: from the far end."""

    def __init__(self, photo: Planes, axis: int, frames: int, *, back: bool = False) -> None:
        self._moved, self._axis = drifting(photo, axis), axis
        self._photo_size, self._frames, self._back = photo.size, frames, back

    def state(self, at: int) -> Hashable:
        return min(at, self._frames)

    def paint(self, at: int, onto: Planes) -> None:
        width, height = onto.size
        extra = self._photo_size[0] - width if self._axis else self._photo_size[1] - height
        halves = min(at, self._frames, 2 * (extra - 2))
        if self._back:
            halves = 2 * (extra - 2) - halves
        first, quarter = divmod(halves, 4)  # two whole pixels of luma are one of colour
        luma, blue, red = self._moved[quarter]
        start = 2 * first + quarter // 2
        for mine, plane, begin in (
            (onto.luma, luma, start), (onto.blue, blue, first), (onto.red, red, first)
        ):  # fmt: skip
            high, wide = mine.shape
            if self._axis:
                mine[:] = plane[:high, begin : begin + wide]
            else:
                mine[:] = plane[begin : begin + high, :wide]


@dataclass(frozen=True)
class Move:
    """A part of a card that comes at frame `at` within `frames` frames.

    `how`: "rise" (fades in, a little from below), "right" and "down" (a line is drawn), "grow"
    (a bar rises out of its base line), "count" (`plates` one after the other,
    the last one stays)."""

    plates: tuple[Plate, ...]
    at: int
    frames: int
    how: str = "rise"

    def share(self, at: int) -> float:
        """0 before, 1 after; it comes fast and settles slowly."""
        if at >= self.at + self.frames:
            return 1.0
        if at < self.at:
            return 0.0
        left = 1 - (at - self.at + 1) / (self.frames + 1)
        return 1 - left**3

    def step(self, at: int) -> int:
        """How far, as a number that changes when the picture does."""
        return max(-1, min(at - self.at, self.frames))

    def paint(self, at: int, onto: Planes, rise: int) -> None:
        """Lays the part over a picture as it is at this frame."""
        share = self.share(at)
        if self.how == "count" and at >= self.at:
            _counted(self, share).onto(onto)
            return
        if share <= 0:
            return
        plate = self.plates[0]
        if self.how == "right":
            plate.onto(onto, columns=_even(plate.width * share))
        elif self.how == "down":
            plate.onto(onto, rows=_even(plate.height * share))
        elif self.how == "grow":
            height = _even(plate.height * share)
            plate.onto(onto, down=plate.height - height, rows=height)
        else:
            plate.onto(onto, opacity=share, down=_even(rise * (1 - share)))


def _counted(move: Move, share: float) -> Plate:
    return move.plates[min(len(move.plates) - 1, int(share * len(move.plates)))]


def _even(length: float) -> int:
    return 2 * round(length / 2)


@dataclass
class Card:
    """A still base and the parts that come over it, in order. What has come is kept painted."""

    base: Planes
    moves: Sequence[Move]
    rise: int = RISE
    _kept: Planes = field(init=False)
    _kept_at: int = field(init=False, default=-1)

    def __post_init__(self) -> None:
        self._kept = Planes(*(plane.copy() for plane in self.base.all))

    @property
    def settled(self) -> int:
        """The frame from which nothing moves."""
        return max((move.at + move.frames for move in self.moves), default=0)

    def state(self, at: int) -> Hashable:
        return tuple(move.step(at) for move in self.moves)

    def paint(self, at: int, onto: Planes) -> None:
        if at < self._kept_at:
            self._kept.take(self.base)
            self._kept_at = -1
        done = [move for move in self.moves if move.at + move.frames <= at]
        for move in done:
            if move.at + move.frames > self._kept_at:
                move.paint(at, self._kept, self.rise)
        self._kept_at = at
        onto.take(self._kept)
        for move in self.moves:
            if move not in done:
                move.paint(at, onto, self.rise)
