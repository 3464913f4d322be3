"""Pictures as the encoder takes them: 8-bit Y'CbCr 4:2:0 (ITU-R BT.709, limited range).

The one module of the room that computes with numpy. Every place and size is even, because two
by two pixels share a colour."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

import numpy as np

Array = Any
"""A numpy array: uint8 for planes, float32 between 0 and 1 for alpha."""

MIXED_ROWS = 32
"""So many rows are mixed at a time: they fit the processor's cache."""
RED, GREEN, BLUE = 0.2126, 0.7152, 0.0722


@dataclass
class Planes:
    """One picture: `luma` (height, width), `blue` and `red` half as large both ways."""

    luma: Array
    blue: Array
    red: Array

    @classmethod
    def blank(cls, width: int, height: int) -> Planes:
        """Black."""
        half = (height // 2, width // 2)
        return cls(
            np.full((height, width), 16, np.uint8),
            np.full(half, 128, np.uint8), np.full(half, 128, np.uint8),
        )  # fmt: skip

    @classmethod
    def of(cls, pixels: bytes, width: int, height: int) -> Planes:
        """From RGB bytes, row by row, or from RGBA of which all is solid; both sizes even."""
        from av import VideoFrame

        channels = len(pixels) // (width * height)
        picture = np.frombuffer(pixels, np.uint8).reshape(height, width, channels)
        given = VideoFrame.from_ndarray(picture, format="rgb24" if channels == 3 else "rgba")
        frame = given.reformat(format="yuv420p", dst_colorspace="ITU709")
        return cls(*(np.array(view_of(plane)) for plane in frame.planes))

    @property
    def all(self) -> tuple[Array, Array, Array]:
        return self.luma, self.blue, self.red

    @property
    def size(self) -> tuple[int, int]:
        """Width and height."""
        return self.luma.shape[1], self.luma.shape[0]

    def take(self, other: Planes, rows: slice | None = None) -> None:
        """Copies another picture of the same size, or only an even span of its rows."""
        rows = rows or slice(0, self.luma.shape[0])
        half = slice(rows.start // 2, -(-rows.stop // 2))
        self.luma[rows] = other.luma[rows]
        self.blue[half], self.red[half] = other.blue[half], other.red[half]

    def mix(self, first: Planes, second: Planes, share: float) -> None:
        """Becomes `first` to which `share` (0 to 1) of `second` is added."""
        part = np.uint16(round(256 * share))
        rest = np.uint16(256) - part
        for mine, one, two in zip(self.all, first.all, second.all, strict=True):
            for top in range(0, mine.shape[0], MIXED_ROWS):
                rows = slice(top, top + MIXED_ROWS)
                mixed = one[rows] * rest
                mixed += two[rows] * part
                mixed += 128
                mixed >>= 8
                mine[rows] = mixed


@dataclass(frozen=True)
class Plate:
    """A piece of a picture with its transparency and the even place where it stands; colours
    are multiplied by alpha already. `alpha` is None where all of it is solid."""

    x: int
    y: int
    width: int
    height: int
    colours: tuple[Array, Array, Array]
    alpha: tuple[Array, Array] | None

    @classmethod
    def of(cls, rgba: bytes, width: int, height: int, x: int = 0, y: int = 0) -> Plate | None:
        """The part of an RGBA picture that is not clear, at its place within it plus (x, y);
        None where all of it is clear."""
        picture = np.frombuffer(rgba, np.uint8).reshape(height, width, 4)
        seen = picture[:, :, 3]
        down, across = np.flatnonzero(seen.any(axis=1)), np.flatnonzero(seen.any(axis=0))
        if not down.size:
            return None
        top, left = int(down[0]) // 2 * 2, int(across[0]) // 2 * 2
        part = picture[top : int(down[-1]) + 1, left : int(across[-1]) + 1]
        part = np.pad(part, ((0, part.shape[0] % 2), (0, part.shape[1] % 2), (0, 0)))
        alpha = part[:, :, 3].astype(np.float32) / 255
        luma, blue, red = _converted(part[:, :, :3].astype(np.float32))
        colours = (luma * alpha, _halved(blue * alpha), _halved(red * alpha))
        is_solid = bool((part[:, :, 3] == 255).all())
        if is_solid:
            colours = (_rounded(colours[0]), _rounded(colours[1]), _rounded(colours[2]))
        return cls(
            x + left, y + top, part.shape[1], part.shape[0], colours,
            None if is_solid else (alpha, _halved(alpha)),
        )  # fmt: skip

    def onto(
        self, picture: Planes, *, opacity: float = 1.0, down: int = 0,
        columns: int | None = None, rows: int | None = None,
    ) -> None:  # fmt: skip
        """Lays it over a picture, `down` pixels lower (even), or only its first columns or rows.
        What lies outside the picture is left out."""
        wide, high = picture.size
        width = min(self.width if columns is None else columns, wide - self.x)
        height = min(self.height if rows is None else rows, high - self.y - down)
        if width <= 0 or height <= 0 or opacity <= 0:
            return
        for half, (mine, colours) in enumerate(zip(picture.all, self.colours, strict=True)):
            by = 2 if half else 1
            spot = (
                slice((self.y + down) // by, (self.y + down + height) // by),
                slice(self.x // by, (self.x + width) // by),
            )
            part = colours[: height // by, : width // by]
            if self.alpha is None and opacity >= 1:
                mine[spot] = part
                continue
            alpha = 1.0 if self.alpha is None else self.alpha[min(half, 1)][
                : height // by, : width // by
            ]  # fmt: skip
            mine[spot] = _rounded(mine[spot] * (1 - alpha * opacity) + part * opacity)


def view_of(plane: Any) -> Array:
    """The memory of a plane of a PyAV frame, without the padding of its rows."""
    rows = np.frombuffer(plane, np.uint8).reshape(-1, plane.line_size)
    return rows[: plane.height, : plane.width]


def drifting(picture: Planes, axis: int) -> list[tuple[Array, Array, Array]]:
    """The picture moved by 0, 0.5, 1 and 1.5 pixels along an axis (0: down, 1: across), with
    luma at the first two and colour, which has half the resolution, at all four. A window that
    slides by half a pixel a frame then needs a copy, no computing."""
    whole = picture.luma
    half = _between(whole, axis)
    moved = []
    for quarter in range(4):
        luma = whole if quarter % 2 == 0 else half
        share = quarter / 4
        moved.append(
            (luma, _shifted(picture.blue, axis, share), _shifted(picture.red, axis, share))
        )
    return moved


def _between(plane: Array, axis: int) -> Array:
    """Half a pixel further, by the six taps with which H.264 itself moves a picture (ITU-T H.264,
    8.4.2.2.1): the encoder then finds the moved picture without a difference."""
    size = plane.shape[axis]
    wide = np.take(plane, np.clip(np.arange(-2, size + 3), 0, size - 1), axis=axis)
    total = np.zeros(plane.shape, np.int16)
    for place, weight in enumerate((1, -5, 20, 20, -5, 1)):
        total += weight * np.take(wide, np.arange(place, place + size), axis=axis).astype(np.int16)
    return np.clip((total + 16) >> 5, 0, 255).astype(np.uint8)


def _shifted(plane: Array, axis: int, share: float) -> Array:
    if not share:
        return plane
    size = plane.shape[axis]
    beside = np.take(plane, np.minimum(np.arange(1, size + 1), size - 1), axis=axis)
    return _rounded(plane * np.float32(1 - share) + beside * np.float32(share))


def _converted(rgb: Array) -> tuple[Array, Array, Array]:
    luma = rgb[:, :, 0] * RED + rgb[:, :, 1] * GREEN + rgb[:, :, 2] * BLUE
    blue = 128 + (rgb[:, :, 2] - luma) * (224 / 255 / (2 - 2 * BLUE))
    red = 128 + (rgb[:, :, 0] - luma) * (224 / 255 / (2 - 2 * RED))
    return 16 + luma * (219 / 255), blue, red


def _halved(plane: Array) -> Array:
    high, wide = plane.shape[0] // 2, plane.shape[1] // 2
    return plane.reshape(high, 2, wide, 2).mean(axis=(1, 3))


def _rounded(plane: Array) -> Array:
    return np.clip(plane + 0.5, 0, 255).astype(np.uint8)
