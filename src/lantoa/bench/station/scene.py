"""One station in hand and one real receiver beside it, for as long as a trial lasts."""

from __future__ import annotations

import tempfile
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import timedelta
from pathlib import Path

from lantoa.bench.station.devices import Device
from lantoa.bench.station.hearing import first_heard, first_loud, steady
from lantoa.bench.station.side import Side
from lantoa.core.clock import now
from lantoa.core.errors import Refused
from lantoa.receiver.messages import Play

PATIENCE = 60.0
# Behind the greeting the receiver asks for its orders; nobody says here what it missed.
SETTLE_SECONDS = 2.0


@dataclass
class Scene:
    """`name`: the receiver's, as orders say it."""

    side: Side
    device: Device
    name: str

    def plans(self, value: int, *, seconds: int, ahead: float) -> Play:
        """A sound of one value, so many seconds from now; it lies on the receiver when this
        returns."""
        play = self.orders(value, seconds=seconds, ahead=ahead)
        self.waits(self.sound_path(play).exists)
        return play

    def orders(self, value: int, *, seconds: int, ahead: float) -> Play:
        """The same without waiting for the sound."""
        play = self.side.play(
            steady(seconds, value), starts_at=now() + timedelta(seconds=ahead), seconds=seconds
        )
        self.side.orders(self.name, play)
        return play

    def sound_path(self, play: Play) -> Path:
        """Where the receiver keeps it."""
        return self.device.home / "sounds" / play.sha256

    def sounds(self, value: int, *, after: float = 0.0) -> float:
        """Waits until this value is heard; answers when that was."""
        found = self.waits(lambda: first_heard(self.device.wav, value, after=after))
        assert isinstance(found, float)
        return found

    def loud_after(self, moment: float) -> float:
        """Waits until anything is heard from this moment on; answers when that was."""
        found = self.waits(lambda: first_loud(self.device.wav, moment))
        assert isinstance(found, float)
        return found

    def waits(self, what: Callable[[], object]) -> object:
        """The first true answer. Raises Refused where none comes."""
        deadline = time.monotonic() + PATIENCE
        while time.monotonic() < deadline:
            if found := what():
                return found
            time.sleep(0.05)
        raise Refused(
            f"Một bước của phép đo không xảy ra trong {PATIENCE:.0f} giây; phép đo dừng. "
            "Không có gì thay đổi. Đo lại khi máy rảnh hơn."
        )


def sleep_until(moment: float) -> None:
    """`moment`: seconds since 1970."""
    time.sleep(max(0.0, moment - time.time()))


@contextmanager
def scene(
    make: Callable[[Path], Device] = lambda folder: Device(folder / "receiver"),
    host: str = "127.0.0.1",
) -> Iterator[Scene]:
    """Enrolled and on the line when it is entered; everything ends when it is left. `make`: the
    receiver, given a folder for it; `host`: where it finds the station."""
    with tempfile.TemporaryDirectory(prefix="lantoa-bench-") as name:
        side, device = Side(Path(name), host), make(Path(name))
        try:
            device.enrols(side.url)
            device.starts()
            made = Scene(side, device, next(iter(side.receivers)))
            made.waits(lambda: "đã nối" in device.log)
            time.sleep(SETTLE_SECONDS)
            yield made
        finally:
            device.kills()
            side.close()
