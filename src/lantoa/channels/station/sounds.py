"""Where the bytes of an approved sound lie."""

from __future__ import annotations

from pathlib import Path

from lantoa.newsroom.sounds.files import sound_path


def sound_file(sha256: str) -> Path | None:
    """The file of a sound, None where it is gone."""
    path = sound_path(sha256)
    return path if path.is_file() else None
