"""Is a file cut off? WAV and Ogg say where they should end, and FFmpeg does not ask."""

from __future__ import annotations

from pathlib import Path

UNKNOWN_SIZES = {0, 0xFFFFFFFF}
"""Written by programs that stream a WAV file and never come back to its header."""
OGG_PAGE_MOST = 65_307
OGG_LAST_PAGE = 4


def is_cut_off(path: Path) -> bool:
    """True where the container itself shows that its end is missing (RFC 3533 for Ogg)."""
    with path.open("rb") as file:
        head = file.read(12)
        if head[:4] == b"RIFF":
            claimed = int.from_bytes(head[4:8], "little")
            return claimed not in UNKNOWN_SIZES and claimed + 8 > path.stat().st_size + 1
        if head[:4] != b"OggS":
            return False
        file.seek(max(0, path.stat().st_size - OGG_PAGE_MOST))
        tail = file.read()
    page = tail.rfind(b"OggS")
    return page < 0 or not tail[page + 5] & OGG_LAST_PAGE
