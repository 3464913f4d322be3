"""eSpeak NG as a program (see `voice_program`). Only this module knows the library, through
ctypes (constants from speak_lib.h, eSpeak NG 1.52)."""

from __future__ import annotations

import ctypes
import sys

from lantoa.core.errors import Refused
from lantoa.media.voice_program import NO_ENGINE, run

SYNCHRONOUS, DONT_EXIT = 2, 0x8000
UTF8 = 1
RATE_PARAMETER, PITCH_PARAMETER, OK = 1, 3, 0

Callback = ctypes.CFUNCTYPE(
    ctypes.c_int, ctypes.POINTER(ctypes.c_short), ctypes.c_int, ctypes.c_void_p
)


class Espeak:
    """The library with one voice. One a process: its state is global."""

    def __init__(self, voice: str) -> None:
        import espeakng_loader

        self.library = ctypes.CDLL(espeakng_loader.get_library_path())
        data = str(espeakng_loader.get_data_path()).encode()
        self.rate = int(self.library.espeak_Initialize(SYNCHRONOUS, 0, data, DONT_EXIT))
        if self.rate <= 0 or self.library.espeak_SetVoiceByName(voice.encode()) != OK:
            raise Refused(NO_ENGINE)
        self._heard: list[bytes] = []
        self._callback = Callback(self._hear)  # kept: the library holds only its address
        self.library.espeak_SetSynthCallback(self._callback)

    def _hear(self, samples: ctypes._Pointer[ctypes.c_short], count: int, _events: int) -> int:
        if samples and count > 0:
            self._heard.append(ctypes.string_at(samples, 2 * count))
        return 0

    def say(self, text: str, *, pace: int, pitch: int) -> bytes:
        """One phrase, without the pause that the library would add behind it."""
        self._heard.clear()
        self.library.espeak_SetParameter(RATE_PARAMETER, pace, 0)
        self.library.espeak_SetParameter(PITCH_PARAMETER, pitch, 0)
        data = text.encode() + b"\0"
        self.library.espeak_Synth(data, len(data), 0, 1, 0, UTF8, None, None)
        return b"".join(self._heard)


if __name__ == "__main__":
    sys.exit(run(sys.argv[1:], Espeak))
