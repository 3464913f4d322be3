"""What sounds breaks: the stream, the file, the decoder, the disk."""

from __future__ import annotations

import os
import signal
import subprocess
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import timedelta
from pathlib import Path

from lantoa.bench.station.devices import Device
from lantoa.bench.station.hearing import RATE, moments_of, steady
from lantoa.bench.station.scene import Scene, scene, sleep_until
from lantoa.bench.station.sound_server import STREAM
from lantoa.bench.station.trials import (
    AHEAD,
    BEFORE,
    SECONDS,
    VALUE,
    WINDOW,
    Absent,
    late,
    silence,
)
from lantoa.core.clock import now
from lantoa.receiver import messages
from lantoa.receiver.messages import Play

STREAM_VALUE, LONG_SECONDS = 3000, 12
DISK = "48m"


def source_killed() -> float:
    """A relay's stream is hung up on; an approved sound lies behind it."""
    with scene() as place:
        relay = relayed(place, ahead=AHEAD)
        start = relay.starts_at.timestamp()
        place.sounds(STREAM_VALUE, after=start)
        sleep_until(start + 4)
        place.side.web.cut_stream()
        cut = time.time()
        behind = place.sounds(VALUE, after=cut)
        sleep_until(behind + 2)
        return silence(place.device.wav, cut - 1, behind + 1)


def relayed(place: Scene, *, ahead: float, rate: int = RATE) -> messages.Relay:
    """Orders a relay of the station in hand, with a sound that stands in; the stream has so many
    samples a second."""
    web, start = place.side.web, now() + timedelta(seconds=ahead)
    web.stream, web.stream_rate = steady(120, STREAM_VALUE, rate=rate), rate * 2
    behind = steady(LONG_SECONDS, VALUE)
    digest = web.add(behind)
    relay = messages.Relay(
        broadcast="l/1", starts_at=start, hard_end_at=start + timedelta(seconds=60),
        url=f"{place.side.url}{STREAM}", silence_seconds=3, gain_db=0, sha256=digest,
        size=len(behind), mime="audio/wav", path=messages.SOUND_PATH + digest,
    )  # fmt: skip
    place.side.orders(place.name, relay)
    place.waits((place.device.home / "sounds" / digest).exists)
    return relay


def file_damaged() -> float:
    """Other bytes under the name of the sound, shortly before its second."""
    with scene() as place:
        return _with_file(place, lambda path: path.write_bytes(b"x" * path.stat().st_size))


def file_missing() -> float:
    """The sound is deleted shortly before its second."""
    with scene() as place:
        return _with_file(place, lambda path: path.unlink())


def _with_file(place: Scene, breaks: object) -> float:
    assert callable(breaks)
    play = place.plans(VALUE, seconds=SECONDS, ahead=AHEAD)
    due = play.starts_at.timestamp()
    sleep_until(due - BEFORE)
    breaks(place.sound_path(play))
    sleep_until(due + WINDOW)
    return late(place, play)


def decoder_killed() -> float:
    """SIGKILL to the decoder in mid-sound."""
    with scene() as place:
        play = place.plans(VALUE, seconds=LONG_SECONDS, ahead=AHEAD)
        start = place.sounds(VALUE)
        sleep_until(start + 2)
        for child in place.device.children():
            os.kill(child, signal.SIGKILL)
        sleep_until(start + LONG_SECONDS)
        return max(late(place, play), silence(place.device.wav, start, start + LONG_SECONDS - 2))


def disk_full() -> float:
    """The receiver's disk is full from before the second on; what lies there is heard."""
    with small_disk() as disk, scene(lambda folder: Device(disk, recorded=folder / "wav")) as place:
        return _on_full_disk(place, disk)


def _on_full_disk(place: Scene, disk: Path) -> float:
    play: Play = place.plans(VALUE, seconds=SECONDS, ahead=AHEAD)
    due = play.starts_at.timestamp()
    sleep_until(due - BEFORE)
    fill(disk)
    sleep_until(due + WINDOW)
    if len(moments_of(place.device.wav, VALUE)) > (SECONDS + 0.5) * RATE:
        return WINDOW  # the same words again and again
    return max(late(place, play), silence(place.device.wav, due, due + SECONDS - 0.5))


def fill(disk: Path) -> None:
    """To the last byte."""
    size = 1 << 20
    with (disk / "filling").open("ab", buffering=0) as file:
        while size:
            try:
                file.write(b"\0" * size)
            except OSError:
                size //= 2


@contextmanager
def small_disk() -> Iterator[Path]:
    """A disk of its own. Raises Absent where nobody may mount one."""
    with tempfile.TemporaryDirectory(prefix="lantoa-bench-") as name:
        words = ["mount", "-t", "tmpfs", "-o", f"size={DISK}", "tmpfs", name]
        if os.geteuid() != 0 or subprocess.run(words, capture_output=True).returncode != 0:
            raise Absent("cần quyền root để gắn một ổ đĩa nhỏ")
        try:
            yield Path(name)
        finally:
            subprocess.run(["umount", "--lazy", name], check=False)
