"""A photo from a phone: checked, turned upright, made small, and nothing kept but the picture.

Re-encoding is what removes the place, the device and the hour: no list of tags is ever complete.
The one module of ours that knows Pillow and its reader of HEIC. One photo is decoded at a time, and
a JPEG is already read smaller, so that memory is bounded whatever is sent.
"""

from __future__ import annotations

import io
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from typing import Any

import pillow_heif
from PIL import Image, ImageCms, ImageOps, UnidentifiedImageError

from lantoa.core.errors import Unreadable
from lantoa.media.looks import look_of

LARGEST_BYTES = 12 * 1024 * 1024
LONGEST_SIDE = 2000
FORMATS = ("JPEG", "PNG", "WEBP", "HEIF")
QUALITY = 85
GPS = 0x8825
# Decoded whole: four bytes a point. A baseline JPEG is read at a half, a quarter or an eighth.
LARGEST_PIXELS = 50_000_000
LARGEST_JPEG_PIXELS = 150_000_000
# A PNG without transparency that would stay larger than this is a photo: it becomes a JPEG.
LARGEST_PNG_BYTES = 4 * 1024 * 1024

TOO_LARGE = "Ảnh lớn hơn {most} MB nên chưa nhận. Chọn ảnh nhỏ hơn; những phần khác vẫn được giữ."
TOO_MANY_POINTS = (
    "Ảnh có {found} triệu điểm ảnh, nhiều hơn {most} triệu, nên chưa nhận. "
    "Lưu lại thành JPEG hoặc thu nhỏ ảnh rồi chọn lại; những phần khác vẫn được giữ."
)
NOT_A_PHOTO = (
    "Tệp này không phải ảnh JPEG, PNG, WebP hoặc HEIC nên chưa nhận. "
    "Chọn ảnh khác; những phần khác vẫn được giữ."
)
DRAWING = (
    "Tệp SVG có thể chứa lệnh chạy nên chưa nhận. Xuất hình ra PNG rồi chọn lại; "
    "những phần khác vẫn được giữ."
)
DAMAGED = "Ảnh bị hỏng hoặc tải lên dở dang nên chưa nhận. Chọn lại ảnh; phần khác vẫn được giữ."

_decoding = threading.Lock()
pillow_heif.register_heif_opener(thumbnails=False)


@dataclass(frozen=True)
class Photo:
    """JPEG or PNG bytes without any metadata; `had_place` says whether the upload named one,
    `look` is how it looks in few bits (`media.looks`)."""

    data: bytes
    width: int
    height: int
    had_place: bool
    mime: str = "image/jpeg"
    look: str = ""


def clean_photo(
    data: bytes,
    *,
    longest: int = LONGEST_SIDE,
    most_bytes: int = LARGEST_BYTES,
    keeps_png: bool = False,
) -> Photo:
    """Raises Unreadable for what is no photo, too large, damaged or cut off.

    `longest`: pixels of the longer side that are kept. `keeps_png`: a PNG stays one, transparent
    parts included, unless it is a large photo.
    """
    if len(data) > most_bytes:
        raise Unreadable(TOO_LARGE.format(most=most_bytes // 2**20))
    with _opened(data) as opened:
        had_place = _tells_place(opened, data)
        stays_png = keeps_png and opened.format == "PNG"
        upright = _small_and_upright(opened, longest)
        flat = _in_screen_colours(upright, keeps_alpha=stays_png)
    out, mime = _encoded(flat, stays_png=stays_png)
    return Photo(out, flat.width, flat.height, had_place, mime, look_of(flat))


def look_of_photo(data: bytes) -> str:
    """How stored bytes look (`media.looks`); empty for what is no picture."""
    try:
        with _decoding, Image.open(io.BytesIO(data), formats=FORMATS) as opened:
            opened.draft("L", (64, 64))
            return look_of(ImageOps.exif_transpose(opened))
    except (OSError, ValueError, SyntaxError, EOFError, Image.DecompressionBombError):
        return ""


def without_place(data: bytes) -> bytes:
    """The same bytes, but for a photo that tells where it was taken: that one is drawn anew.
    Raises Unreadable where it cannot be."""
    try:
        with Image.open(io.BytesIO(data), formats=FORMATS) as opened:
            tells = _tells_place(opened, data)
    except (OSError, ValueError, SyntaxError, Image.DecompressionBombError) as error:
        if _is_heic(data):  # it cannot be looked into, so nobody knows what it tells
            raise Unreadable(DAMAGED) from error
        return data
    return clean_photo(data, most_bytes=len(data)).data if tells else data


@contextmanager
def _opened(data: bytes) -> Iterator[Image.Image]:
    """The picture, its size checked, before its points are decoded."""
    if b"<svg" in data[:2000].lower():
        raise Unreadable(DRAWING)
    try:
        with _decoding, Image.open(io.BytesIO(data), formats=FORMATS) as opened:
            _refuse_many_points(opened)
            yield opened
    except UnidentifiedImageError as error:
        raise Unreadable(NOT_A_PHOTO) from error
    except (OSError, ValueError, SyntaxError, EOFError) as error:
        raise Unreadable(DAMAGED) from error
    except Image.DecompressionBombError as error:
        most = LARGEST_JPEG_PIXELS // 10**6
        raise Unreadable(TOO_MANY_POINTS.format(found=f"hơn {most}", most=most)) from error


def _refuse_many_points(opened: Image.Image) -> None:
    # A progressive JPEG is held whole by its decoder, at every scale.
    is_scaled = opened.format == "JPEG" and not opened.info.get("progressive")
    most = LARGEST_JPEG_PIXELS if is_scaled else LARGEST_PIXELS
    if opened.width * opened.height > most:
        found = opened.width * opened.height // 10**6
        raise Unreadable(TOO_MANY_POINTS.format(found=found, most=most // 10**6))


def _small_and_upright(opened: Image.Image, longest: int) -> Image.Image:
    opened.draft(opened.mode, (longest, longest))
    if opened.mode == "P":
        opened = opened.convert("RGBA" if "transparency" in opened.info else "RGB")
    opened.thumbnail((longest, longest))
    return ImageOps.exif_transpose(opened)


def _in_screen_colours(image: Image.Image, *, keeps_alpha: bool) -> Image.Image:
    """In sRGB, bare of everything that the file carried; what shone through stands on white."""
    has_alpha = "A" in image.getbands()
    if has_alpha and keeps_alpha:
        mode, drawn = "RGBA", image.convert("RGBA")
    elif has_alpha:
        mode, drawn = "RGB", Image.new("RGB", image.size, "white")
        drawn.paste(image.convert("RGB"), mask=image.getchannel("A"))
    else:
        mode, drawn = "RGB", _from_profile(image)
    bare = Image.new(mode, drawn.size)
    bare.paste(drawn)
    return bare


def _from_profile(image: Image.Image) -> Image.Image:
    """Phones photograph in wider colours than screens show; without its profile a photo is dull."""
    profile = image.info.get("icc_profile")
    if profile and image.mode in ("RGB", "CMYK", "L"):
        try:
            made: Any = ImageCms.profileToProfile(
                image, ImageCms.ImageCmsProfile(io.BytesIO(profile)),
                ImageCms.createProfile("sRGB"), outputMode="RGB",
            )  # fmt: skip
            return made if made is not None else image.convert("RGB")
        except (ImageCms.PyCMSError, OSError, ValueError):  # a broken profile says nothing
            pass
    return image.convert("RGB")


def _encoded(image: Image.Image, *, stays_png: bool) -> tuple[bytes, str]:
    out = io.BytesIO()
    if stays_png:
        image.save(out, "PNG", optimize=True)
        if image.mode == "RGBA" or out.tell() <= LARGEST_PNG_BYTES:
            return out.getvalue(), "image/png"
        out = io.BytesIO()
    image.save(out, "JPEG", quality=QUALITY, optimize=True)
    return out.getvalue(), "image/jpeg"


def _tells_place(opened: Image.Image, data: bytes) -> bool:
    """In EXIF or in XMP, which is plain text inside the file."""
    return bool(opened.getexif().get_ifd(GPS)) or b"exif:GPS" in data


def _is_heic(data: bytes) -> bool:
    return data[4:8] == b"ftyp" and data[8:12] in (b"heic", b"heix", b"mif1", b"msf1")
