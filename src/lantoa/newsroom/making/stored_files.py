"""Where finished files lie: by the hash of their bytes, written once and never changed."""

from __future__ import annotations

import re
from pathlib import Path

from django.conf import settings

SHA256 = re.compile(r"[0-9a-f]{64}")
# Every kind of file that a product may have, and how its name ends.
ENDINGS = {
    "image/svg+xml": "svg", "image/png": "png", "image/jpeg": "jpg", "application/pdf": "pdf",
    "video/mp4": "mp4", "text/vtt": "vtt", "application/x-subrip": "srt", "text/plain": "txt",
}  # fmt: skip


def folder(name: str) -> Path:
    """A folder of finished files; made when it is missing."""
    found = Path(settings.MEDIA_ROOT) / name
    found.mkdir(parents=True, exist_ok=True)
    return found


def stored_path(name: str, sha256: str, ending: str) -> Path:
    """One file of a folder, whether it is there or not. Raises ValueError for no SHA-256."""
    if not SHA256.fullmatch(sha256):
        raise ValueError("not a SHA-256 in lower-case hex")
    return Path(settings.MEDIA_ROOT) / name / sha256[:2] / f"{sha256}.{ending}"


def store(made: Path, target: Path) -> Path:
    """Moves a whole file of the same disk under its hash; the same bytes are kept once."""
    target.parent.mkdir(parents=True, exist_ok=True)
    made.replace(target)
    target.chmod(0o440)
    return target


PRODUCTS, SMALL_PICTURES = "san-pham", "san-pham-nho"


def product_path(sha256: str, ending: str) -> Path:
    """The file of a product."""
    return stored_path(PRODUCTS, sha256, ending)


def small_picture_path(sha256: str) -> Path:
    """The small copy of a picture of a product, by the hash of the whole one."""
    return stored_path(SMALL_PICTURES, sha256, "jpg")
