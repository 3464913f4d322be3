"""A recording as it was handed in: looked at from outside before anything is stored."""

from __future__ import annotations

import hashlib
import tempfile
from pathlib import Path

from django.core.files.uploadedfile import UploadedFile

SUFFIXES = (".mp3", ".wav", ".ogg", ".oga", ".opus", ".m4a", ".aac", ".webm", ".flac", ".mp4")


def suffix_of(upload: UploadedFile[bytes]) -> str:
    suffix = Path(upload.name or "").suffix.lower()
    return suffix if suffix in SUFFIXES else ".bin"


def checked_seconds(upload: UploadedFile[bytes]) -> float:
    """The length that a sound file claims (0 where it claims none); refuses what is no sound."""
    from lantoa.media.reading import declared_seconds, opened
    from lantoa.media.recordings import check_outside

    with tempfile.TemporaryDirectory(prefix="lantoa-") as folder:
        path = Path(folder) / f"upload{suffix_of(upload)}"
        with path.open("wb") as file:
            file.writelines(upload.chunks())
        check_outside(path)
        with opened(path) as container:
            return declared_seconds(container) or 0.0


def upload_digest(upload: UploadedFile[bytes]) -> str:
    sha = hashlib.sha256()
    for piece in upload.chunks():
        sha.update(piece)
    upload.seek(0)
    return sha.hexdigest()
