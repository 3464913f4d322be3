"""Nghe thử: a few words in the machine's voice at once, bounded, remembered, not too often."""

from __future__ import annotations

import tempfile
from datetime import datetime
from functools import lru_cache
from pathlib import Path

from django.core.cache import cache

from lantoa.core.errors import Refused
from lantoa.registry.models import Account

LONGEST = 160
A_MINUTE = 40
PATIENCE_SECONDS = 30
KEPT = 24  # at most about 0.5 MB each

TOO_LONG = "Nghe thử được nhiều nhất 160 ký tự. Chưa đọc. Rút ngắn lời rồi nghe lại."
NOTHING = "Chưa có chữ nào để nghe. Ghi cách đọc rồi nghe thử."
TOO_OFTEN = (
    "Đã nghe thử 40 lần trong một phút nên tạm dừng. Điều đã gõ vẫn còn. "
    "Chờ một phút rồi nghe tiếp."
)


def heard(words: str, *, by: Account, now: datetime) -> bytes:
    """WAV of words that were read aloud already. Raises Refused."""
    if len(words) > 4 * LONGEST:
        raise Refused(TOO_LONG)
    if not any(mark.isalpha() for mark in words):
        raise Refused(NOTHING)
    _count(by, now)
    return _wav(words)


def _count(by: Account, now: datetime) -> None:
    key = f"nghe-thu:{by.pk}:{now:%Y%m%d%H%M}"
    cache.add(key, 0, 120)
    if cache.incr(key) > A_MINUTE:
        raise Refused(TOO_OFTEN)


@lru_cache(maxsize=KEPT)
def _wav(words: str) -> bytes:
    from lantoa.media.voices import speak

    with tempfile.TemporaryDirectory(prefix="lantoa-") as folder:
        path = Path(folder) / "nghe.wav"
        speak(words, path, patience=PATIENCE_SECONDS)
        return path.read_bytes()
