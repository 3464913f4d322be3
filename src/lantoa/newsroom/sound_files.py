"""Where finished sounds lie: by the hash of their bytes, written once and never changed."""

from __future__ import annotations

import re
from pathlib import Path

from django.conf import settings

SHA256 = re.compile(r"[0-9a-f]{64}")


def sound_folder() -> Path:
    """The folder of all finished sounds; made when it is missing."""
    folder = Path(settings.MEDIA_ROOT) / "am-thanh"
    folder.mkdir(parents=True, exist_ok=True)
    return folder


def sound_path(sha256: str) -> Path:
    """The file of one sound, whether it is there or not. Raises ValueError for no SHA-256."""
    if not SHA256.fullmatch(sha256):
        raise ValueError("not a SHA-256 in lower-case hex")
    return Path(settings.MEDIA_ROOT) / "am-thanh" / sha256[:2] / f"{sha256}.mp3"


def keep_sound(made: Path, sha256: str) -> Path:
    """Moves a whole file of `sound_folder` under its hash; the same bytes are kept once."""
    target = sound_path(sha256)
    target.parent.mkdir(parents=True, exist_ok=True)
    made.replace(target)
    target.chmod(0o440)
    return target
