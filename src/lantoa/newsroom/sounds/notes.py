"""A spoken note from a browser or a phone: decoded whole and written anew."""

from __future__ import annotations

import tempfile
from dataclasses import dataclass
from pathlib import Path

from django.core.files.uploadedfile import UploadedFile

from lantoa.core.errors import Unreadable
from lantoa.newsroom.sounds.uploads import suffix_of

LONGEST_SECONDS = 300
LARGEST_BYTES = 20 * 1024 * 1024


@dataclass(frozen=True)
class SpokenNote:
    """MP3 bytes and their length."""

    data: bytes
    milliseconds: int


def spoken_note(upload: UploadedFile[bytes]) -> SpokenNote:
    """Decoded whole and written anew as MP3: what is no sound is refused, and a phone's note of
    the place stays behind."""
    from lantoa.media.recordings import from_upload
    from lantoa.media.sound import Tags

    if not upload.size:
        raise Unreadable("Bản ghi âm trống nên chưa nhận. Ghi lại, hoặc viết vài câu rồi gửi.")
    if upload.size > LARGEST_BYTES:
        raise Unreadable("Bản ghi âm lớn hơn 20 MB nên chưa nhận. Ghi ngắn hơn rồi gửi.")
    with tempfile.TemporaryDirectory(prefix="lantoa-") as folder:
        raw = Path(folder) / f"voice{suffix_of(upload)}"
        with raw.open("wb") as file:
            file.writelines(upload.chunks())
        made = Path(folder) / "made.mp3"
        sound = from_upload(raw, made, tags=Tags())
        if sound.seconds > LONGEST_SECONDS:
            raise Unreadable("Bản ghi âm dài hơn 5 phút nên chưa nhận. Ghi ngắn hơn rồi gửi.")
        return SpokenNote(made.read_bytes(), round(sound.seconds * 1000))
