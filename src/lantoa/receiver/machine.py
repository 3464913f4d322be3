"""The clocks of the machine that this receiver runs on: the edge, nothing is weighed here."""

from __future__ import annotations

import ctypes
import time
from pathlib import Path

UNSYNCHRONISED = 0x40
EARLIEST = 1_577_836_800.0  # 2020


class Machine:
    """The clocks of this machine."""

    def wall(self) -> float:
        """Seconds since 1970, as the system believes."""
        return time.time()

    def since_boot(self) -> float:
        """Seconds since this machine was switched on; nobody sets this clock."""
        return time.clock_gettime(time.CLOCK_BOOTTIME)

    def boot(self) -> str:
        """Names one time of being switched on."""
        try:
            return Path("/proc/sys/kernel/random/boot_id").read_text("ascii").strip()
        except OSError:
            return ""

    def is_synchronised(self) -> bool:
        """Does the kernel follow a time server?"""
        buffer = (ctypes.c_int * 128)()
        call = getattr(ctypes.CDLL(None), "adjtimex", None)
        if call is None or call(buffer) < 0:
            return False
        # struct timex begins with `modes` (int, padded), four longs, then `status` (int).
        status = ctypes.c_int.from_buffer(buffer, 5 * ctypes.sizeof(ctypes.c_long)).value
        return not status & UNSYNCHRONISED

    def has_clock(self) -> bool:
        """Is there a clock with a battery that knows the year?"""
        for path in Path("/sys/class/rtc").glob("rtc*/since_epoch"):
            try:
                if float(path.read_text("ascii")) > EARLIEST:
                    return True
            except (OSError, ValueError):
                continue
        return False


def give_back_memory() -> None:
    """Returns to the system what starting up took: where modules had to be compiled that is a
    seventh of the whole program, and a receiver rests for days."""
    trim = getattr(ctypes.CDLL(None), "malloc_trim", None)
    if trim is not None:
        trim(0)
