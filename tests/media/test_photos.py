"""A photo from a phone: only the picture is kept."""

from __future__ import annotations

import contextlib
import io

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from PIL import Image

from lantoa.core.errors import Unreadable
from lantoa.media.photos import LONGEST_SIDE, clean_photo


def picture(size: tuple[int, int] = (320, 200), kind: str = "JPEG", **extra: object) -> bytes:
    out = io.BytesIO()
    Image.new("RGB", size, (200, 30, 30)).save(out, kind, **extra)
    return out.getvalue()


def with_place() -> bytes:
    exif = Image.Exif()
    exif[0x010F] = "May anh"
    exif[0x0112] = 6  # on its side
    exif.get_ifd(0x8825)[2] = (18.0, 20.0, 30.0)
    return picture(exif=exif)


def test_place_device_and_orientation_are_gone() -> None:
    raw = with_place()
    assert b"May anh" in raw
    made = clean_photo(raw)
    assert made.had_place
    assert (made.width, made.height) == (200, 320)
    assert b"Exif" not in made.data and b"May anh" not in made.data
    with Image.open(io.BytesIO(made.data)) as opened:
        assert dict(opened.getexif()) == {}
        assert "exif" not in opened.info


@pytest.mark.parametrize("kind", ["PNG", "WEBP", "JPEG"])
def test_large_photo_becomes_a_small_jpeg(kind: str) -> None:
    made = clean_photo(picture((3000, 1500), kind))
    assert (made.width, made.height) == (LONGEST_SIDE, 1000)
    assert made.data.startswith(b"\xff\xd8")


@pytest.mark.parametrize(
    "data",
    [
        b"", b"<svg xmlns='http://www.w3.org/2000/svg'><script>alert(1)</script></svg>",
        b"GIF89a" + b"\x00" * 40, b"%PDF-1.7", b"MZ" * 100, picture()[:400],
        picture(kind="PNG")[:200], b"\xff" * (13 * 1024 * 1024),
    ],
)  # fmt: skip
def test_what_is_no_whole_photo_is_refused(data: bytes) -> None:
    with pytest.raises(Unreadable):
        clean_photo(data)


@settings(max_examples=60, deadline=None)
@given(at=st.integers(0, 600), byte=st.integers(0, 255), end=st.integers(1, 4000))
def test_damage_is_refused_or_survived_and_never_crashes(at: int, byte: int, end: int) -> None:
    data = bytearray(picture())[:end]
    if at < len(data):
        data[at] = byte
    with contextlib.suppress(Unreadable):
        assert clean_photo(bytes(data)).data.startswith(b"\xff\xd8")
