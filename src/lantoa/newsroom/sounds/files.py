"""Where finished sounds lie: by the hash of their bytes, written once and never changed."""

from __future__ import annotations

from pathlib import Path

from lantoa.newsroom.making.stored_files import folder, store, stored_path

SOUNDS = "am-thanh"


def sound_folder() -> Path:
    """The folder of all finished sounds; made when it is missing."""
    return folder(SOUNDS)


def sound_path(sha256: str) -> Path:
    """The file of one sound, whether it is there or not. Raises ValueError for no SHA-256."""
    return stored_path(SOUNDS, sha256, "mp3")


def keep_sound(made: Path, sha256: str) -> Path:
    """Moves a whole file of `sound_folder` under its hash; the same bytes are kept once."""
    return store(made, sound_path(sha256))
