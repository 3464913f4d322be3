"""What every engine's program shares: `python -m lantoa.media.ENGINE REQUEST.json OUT.wav`.

REQUEST holds `{"voice": NAME, "phrases": [{"text", "pace", "pitch", "rest"}]}`. For every phrase
one line `[first_ms, last_ms]` goes to stdout as soon as it is in the file, so whoever started the
program sees how far it is. Exit 0: the WAV file is whole. Exit 1: one Vietnamese sentence on
stderr. Anything else: it crashed."""

from __future__ import annotations

import json
import sys
import wave
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Any, Protocol

from lantoa.core.errors import Refused
from lantoa.media.encoding import DISK_FULL, FULL

LONGEST_SECONDS = 3600
TOO_LONG = (
    "Văn bản đọc lên dài hơn 60 phút nên chưa làm âm thanh; hãy chia thành nhiều bài ngắn hơn."
)
NO_ENGINE = (
    "Không khởi động được giọng đọc máy nên chưa làm âm thanh; "
    "hãy gõ «lantoa doctor» để kiểm tra cài đặt."
)


class Engine(Protocol):
    """A loaded voice. `rate` in Hz; `say` answers signed 16-bit mono samples."""

    rate: int

    def say(self, text: str, *, pace: int, pitch: int) -> bytes: ...


def write_wav(engine: Engine, phrases: Sequence[dict[str, Any]], path: Path) -> None:
    """Speaks every phrase into the file and tells its first and last millisecond."""
    with wave.open(str(path), "wb") as out:
        out.setnchannels(1)
        out.setsampwidth(2)
        out.setframerate(engine.rate)
        for phrase in phrases:
            first = out.tell()
            out.writeframesraw(
                engine.say(phrase["text"], pace=phrase["pace"], pitch=phrase["pitch"])
            )
            span = [1000 * first // engine.rate, 1000 * out.tell() // engine.rate]
            sys.stdout.write(f"{json.dumps(span)}\n")
            sys.stdout.flush()
            out.writeframesraw(bytes(2 * int(phrase["rest"] * engine.rate)))
            if out.tell() > LONGEST_SECONDS * engine.rate:
                raise Refused(TOO_LONG)


def run(words: Sequence[str], load: Callable[[str], Engine]) -> int:
    """The program: `load` makes the engine of the voice that is asked for."""
    request, path = words
    asked = json.loads(Path(request).read_text("utf-8"))
    try:
        write_wav(load(asked["voice"]), asked["phrases"], Path(path))
    except Refused as refusal:
        sys.stderr.write(f"{refusal}\n")
        return 1
    except OSError as error:
        if error.errno not in FULL:
            raise
        sys.stderr.write(f"{DISK_FULL}\n")
        return 1
    return 0
