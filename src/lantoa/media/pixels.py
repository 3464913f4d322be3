"""Photos and plates as bare pixels, to be put into films. Beside `photos`, the only module that
knows Pillow."""

from __future__ import annotations

import contextlib
import io
import warnings
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from PIL import Image, ImageOps, UnidentifiedImageError

from lantoa.core.errors import Unreadable

FORMATS = ("JPEG", "PNG", "WEBP")
LARGEST_PIXELS = 60_000_000
MOST_PIXELS = 170_000_000
"""Of a JPEG, which is decoded small."""
ORIENTATION = 0x0112

NOT_A_PHOTO = (
    "Ảnh trong bài không phải JPEG, PNG hoặc WebP nên chưa làm được. "
    "Thay ảnh khác rồi làm lại; bài vẫn được giữ."
)
DAMAGED = "Ảnh trong bài bị hỏng nên chưa làm được. Thay ảnh khác rồi làm lại; bài vẫn được giữ."
TOO_MANY_PIXELS = (
    "Ảnh trong bài có quá nhiều điểm ảnh nên chưa làm được. "
    "Thu nhỏ ảnh còn dưới 60 triệu điểm ảnh rồi làm lại; bài vẫn được giữ."
)


@dataclass(frozen=True)
class Pixels:
    """A decoded picture, row by row: RGB or RGBA bytes."""

    data: bytes
    width: int
    height: int


def size_of(source: Path) -> tuple[int, int]:
    """Width and height of a photo as it is seen, upright. Raises Unreadable."""
    with _opened(source) as opened:
        is_turned = opened.getexif().get(ORIENTATION, 1) >= 5
        return (opened.height, opened.width) if is_turned else opened.size


def cut_of(
    source: Path, box: tuple[float, float, float, float], size: tuple[int, int]
) -> Pixels:  # fmt: skip
    """The part of a photo within `box` (left, top, right, bottom in pixels of the upright photo)
    as RGB of `size`. A large JPEG is decoded small at once: memory follows `size`, not the photo.

    Raises Unreadable for what is no photo, too large, damaged or cut off."""
    with _opened(source) as opened:
        whole = size_of(source)
        need = max(size[0] / (box[2] - box[0]), size[1] / (box[3] - box[1]))
        opened.draft("RGB", (round(opened.width * need), round(opened.height * need)))
        if opened.width * opened.height > LARGEST_PIXELS:
            raise Unreadable(TOO_MANY_PIXELS)
        upright = ImageOps.exif_transpose(opened)
        flat = _flat(upright)
    by = flat.width / whole[0], flat.height / whole[1]
    inside = (box[0] * by[0], box[1] * by[1], box[2] * by[0], box[3] * by[1])
    made = flat.resize(size, Image.Resampling.LANCZOS, box=inside, reducing_gap=3.0)
    return Pixels(made.tobytes(), *made.size)


def pixels_of(png: bytes) -> Pixels:
    """A picture of our own making, as RGBA."""
    with Image.open(io.BytesIO(png), formats=("PNG",)) as opened:
        return Pixels(opened.convert("RGBA").tobytes(), *opened.size)


@contextlib.contextmanager
def _opened(source: Path) -> Iterator[Image.Image]:
    """Whatever goes wrong with a photo, then or later, is one sentence."""
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore", Image.DecompressionBombWarning)
            with Image.open(source, formats=FORMATS) as opened:
                if opened.width * opened.height > MOST_PIXELS:
                    raise Unreadable(TOO_MANY_PIXELS)
                yield opened
    except UnidentifiedImageError as error:
        raise Unreadable(NOT_A_PHOTO) from error
    except (OSError, ValueError, SyntaxError, Image.DecompressionBombError) as error:
        raise Unreadable(DAMAGED) from error


def _flat(picture: Image.Image) -> Image.Image:
    """Without transparency: what is clear becomes white, as on paper."""
    if "A" not in picture.getbands() and "transparency" not in picture.info:
        return picture.convert("RGB")
    seen = picture.convert("RGBA")
    white = Image.new("RGBA", seen.size, "white")
    return Image.alpha_composite(white, seen).convert("RGB")
