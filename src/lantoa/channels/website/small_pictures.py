"""Small pictures of finished files for the public pages, made when they are first asked for."""

from __future__ import annotations

import os
import secrets
from pathlib import Path

from lantoa.core.errors import Unreadable
from lantoa.media.photos import clean_photo
from lantoa.newsroom.making.stored_files import product_path, small_picture_path
from lantoa.newsroom.models import RenditionFile

LONGEST_SIDE = 640
MOST_BYTES = 64 * 1024 * 1024
DRAWN = ("image/png", "image/jpeg")


def small_copy(file: RenditionFile) -> Path | None:
    """The small picture of a picture; None where it is none, or its file is gone. The same bytes
    give the same picture, so it is made once."""
    if file.mime not in DRAWN:
        return None
    target = small_picture_path(file.sha256)
    if not target.is_file():
        try:
            whole = product_path(file.sha256, file.ending).read_bytes()
            small = clean_photo(whole, longest=LONGEST_SIDE, most_bytes=MOST_BYTES)
        except (OSError, Unreadable):
            return None
        _write(target, small.data)
    return target


def _write(target: Path, data: bytes) -> None:
    """Whole or not at all, whoever else writes the same."""
    target.parent.mkdir(parents=True, exist_ok=True)
    beside = target.with_name(f"{target.name}.{os.getpid()}.{secrets.token_hex(4)}")
    beside.write_bytes(data)
    beside.replace(target)
