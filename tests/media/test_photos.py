"""A photo from a phone: only the picture is kept."""

from __future__ import annotations

import contextlib
import io
import subprocess
import sys
from functools import cache

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


# The size of a large scan, and what one process may hold while it looks at it, libraries included.
LARGE, MOST_MEGABYTES = (12_000, 9_000), 250
LOOK = """
import re, sys
from pathlib import Path
from lantoa.core.errors import Unreadable
from lantoa.media.photos import clean_photo
try:
    made = clean_photo(sys.stdin.buffer.read())
    print(made.width, made.height)
except Unreadable as refused:
    print(refused)
status = Path("/proc/self/status").read_text()
print(int(re.search("VmHWM:\\s+(\\d+)", status)[1]) // 1024)
"""


@cache
def large(kind: str, **extra: object) -> bytes:
    """Of one colour, so that it is made in a moment; its points are as many as of any other."""
    return picture(LARGE, kind, **extra)


def looked_at(data: bytes) -> tuple[str, int]:
    """What a process of its own says of a photo, and the megabytes that it held at most."""
    made = subprocess.run([sys.executable, "-c", LOOK], input=data, capture_output=True, check=True)
    said, megabytes = made.stdout.decode().strip().splitlines()
    return said, int(megabytes)


def test_a_photo_of_twelve_thousand_by_nine_thousand_is_read_small() -> None:
    said, megabytes = looked_at(large("JPEG", quality=30))
    assert said == f"{LONGEST_SIDE} 1500"
    assert megabytes < MOST_MEGABYTES


@pytest.mark.parametrize(
    ("kind", "extra"), [("PNG", {}), ("WEBP", {"quality": 1}), ("JPEG", {"progressive": True})]
)
def test_what_cannot_be_read_small_is_refused_before_it_is_decoded(
    kind: str, extra: dict[str, object]
) -> None:
    said, megabytes = looked_at(large(kind, **extra))
    assert said.startswith("Ảnh có 108 triệu điểm ảnh, nhiều hơn 50 triệu, nên chưa nhận. ")
    assert megabytes < MOST_MEGABYTES


def test_a_heic_is_read_and_half_of_one_is_refused() -> None:
    whole = picture(kind="HEIF")
    made = clean_photo(whole)
    assert (made.width, made.height, made.mime) == (320, 200, "image/jpeg")
    for part in (whole[:60], whole[: len(whole) // 2], whole[:12] + bytes(300)):
        with pytest.raises(Unreadable, match="chưa nhận"):
            clean_photo(part)


def test_a_huge_heic_is_refused_before_it_is_decoded() -> None:
    """One in 64 of its points: the box that tells the size is what is believed first."""
    small = picture((1504, 1128), "HEIF")
    size = (1504).to_bytes(4, "big") + (1128).to_bytes(4, "big")
    assert size in small
    told = small.replace(size, (12_000).to_bytes(4, "big") + (9_000).to_bytes(4, "big"))
    said, megabytes = looked_at(told)
    assert "chưa nhận" in said
    assert megabytes < MOST_MEGABYTES
