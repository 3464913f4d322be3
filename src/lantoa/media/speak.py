"""eSpeak NG as a program: `python -m lantoa.media.speak VOICE OUT.wav < words`.

One paragraph a line on stdin, UTF-8. Exit 0: the WAV file is whole. Exit 1: one Vietnamese
sentence on stderr. Anything else: it crashed. Only this module knows the library, through ctypes
(constants from speak_lib.h, eSpeak NG 1.52)."""

from __future__ import annotations

import ctypes
import sys
import wave
from collections.abc import Iterable
from pathlib import Path

from lantoa.core.errors import Refused
from lantoa.media.encoding import DISK_FULL, FULL

SYNCHRONOUS, DONT_EXIT = 2, 0x8000
UTF8, END_PAUSE = 1, 0x1000
RATE_PARAMETER, OK = 1, 0
WORDS_A_MINUTE = 150
"""Slower than the library's 175: out of doors every word meets its echo."""
REST_SECONDS = 0.45
"""Between paragraphs, beside the pause that the voice makes after a full stop."""
LONGEST_SECONDS = 3600
TOO_LONG = (
    "Văn bản đọc lên dài hơn 60 phút nên chưa làm âm thanh; hãy chia thành nhiều bài ngắn hơn."
)
NO_ENGINE = (
    "Không khởi động được giọng đọc máy nên chưa làm âm thanh; "
    "hãy gõ «lantoa doctor» để kiểm tra cài đặt."
)

Callback = ctypes.CFUNCTYPE(
    ctypes.c_int, ctypes.POINTER(ctypes.c_short), ctypes.c_int, ctypes.c_void_p
)


class Engine:
    """The library with one voice. One a process: its state is global."""

    def __init__(self, voice: str) -> None:
        import espeakng_loader

        self.library = ctypes.CDLL(espeakng_loader.get_library_path())
        data = str(espeakng_loader.get_data_path()).encode()
        self.rate = int(self.library.espeak_Initialize(SYNCHRONOUS, 0, data, DONT_EXIT))
        if self.rate <= 0 or self.library.espeak_SetVoiceByName(voice.encode()) != OK:
            raise Refused(NO_ENGINE)
        self.library.espeak_SetParameter(RATE_PARAMETER, WORDS_A_MINUTE, 0)

    def say(self, paragraph: str, out: wave.Wave_write) -> None:
        """Adds the paragraph to the file. Raises what writing raised."""
        failures: list[BaseException] = []

        def write(samples: ctypes._Pointer[ctypes.c_short], count: int, _events: int) -> int:
            if not samples or count <= 0:
                return 0
            try:
                out.writeframesraw(ctypes.string_at(samples, 2 * count))
                if out.tell() > LONGEST_SECONDS * self.rate:
                    raise Refused(TOO_LONG)
            except (OSError, Refused) as error:  # must not cross the C frames
                failures.append(error)
                return 1
            return 0

        callback = Callback(write)
        self.library.espeak_SetSynthCallback(callback)
        text = paragraph.encode() + b"\0"
        flags = UTF8 | END_PAUSE
        self.library.espeak_Synth(text, len(text), 0, 1, 0, flags, None, None)
        if failures:
            raise failures[0]


def write_wav(lines: Iterable[str], voice: str, path: Path) -> None:
    """Speaks every line into the file, with a rest between two."""
    engine = Engine(voice)
    with wave.open(str(path), "wb") as out:
        out.setnchannels(1)
        out.setsampwidth(2)
        out.setframerate(engine.rate)
        for number, line in enumerate(line.strip() for line in lines):
            if number:
                out.writeframesraw(bytes(2 * int(REST_SECONDS * engine.rate)))
            engine.say(line, out)


def main(words: list[str]) -> int:
    voice, path = words
    lines = sys.stdin.buffer.read().decode().splitlines()
    try:
        write_wav(lines, voice, Path(path))
    except Refused as refusal:
        sys.stderr.write(f"{refusal}\n")
        return 1
    except OSError as error:
        if error.errno not in FULL:
            raise
        sys.stderr.write(f"{DISK_FULL}\n")
        return 1
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
