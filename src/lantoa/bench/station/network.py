"""A receiver in a network of its own behind a poor line: delay both ways and lost packets. Judged
by its recording: the second of the start, a line that is cut, a relayed stream."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass
from pathlib import Path

from lantoa.bench.rows import Row
from lantoa.bench.station.devices import Device
from lantoa.bench.station.figures import figure, judged, percentile
from lantoa.bench.station.scene import Scene, scene, sleep_until
from lantoa.bench.station.start import BAR_MS, SPACING, errors
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
from lantoa.bench.station.trials.sound import relayed
from lantoa.bench.station.weather import finish_frames

STATION, RECEIVER = "10.213.57.1", "10.213.57.2"
DELAY_MS, LOSS, SEED = 100, 0.03, 5
STARTS, LONG_STARTS = 5, 20
FAR_AHEAD, RELAY_SECONDS, STREAM_RATE = 40.0, 20, 8000
BAR_SECONDS = 2.0


def measure(runs: int, *, is_long: bool) -> list[Row]:
    """Once; skipped by name where nobody may make networks."""
    told = f"trễ {DELAY_MS} ms mỗi chiều, mất {LOSS:.0%} gói, hạt giống {SEED}"
    try:
        with far_scene() as place:
            found = [abs(one) for one in starts(place, LONG_STARTS if is_long else STARTS)]
            cut, relay = line_cut(place), relay_heard(place)
    except Absent as absent:
        print(f"network: bỏ qua: {absent}", file=sys.stderr, flush=True)
        return []
    whole = percentile(found)
    return [
        judged(
            f"bộ thu ở mạng riêng ({told}): sai số giờ bắt đầu, p99 của {len(found)} lượt "
            f"{figure(whole)} ms", "ms", found, bar="200 ms", is_met=whole <= BAR_MS,
        ),
        judged(
            f"bộ thu ở mạng riêng ({told}): đứt hẳn trước giờ phát, im lặng bao lâu", "giây",
            [cut], bar="2 giây", is_met=cut <= BAR_SECONDS,
        ),
        judged(
            f"bộ thu ở mạng riêng ({told}): tiếp âm {RELAY_SECONDS} giây rồi nguồn bị ngắt, im "
            "lặng dài nhất", "giây", [relay], bar="2 giây", is_met=relay <= BAR_SECONDS,
        ),
    ]  # fmt: skip


@dataclass
class FarScene:
    """`line`: the process that carries the frames."""

    scene: Scene
    line: subprocess.Popen[bytes]


def starts(place: FarScene, count: int) -> list[float]:
    """Milliseconds from the second, all sounds fetched over the poor line."""
    return errors(place.scene, count, seed=SEED, ahead=FAR_AHEAD + count * SPACING)


def line_cut(place: FarScene) -> float:
    """Nothing passes any more from before the second on."""
    play = place.scene.plans(VALUE, seconds=SECONDS, ahead=AHEAD + FAR_AHEAD)
    due = play.starts_at.timestamp()
    sleep_until(due - BEFORE)
    place.line.send_signal(signal.SIGSTOP)
    sleep_until(due + WINDOW)
    place.line.send_signal(signal.SIGCONT)
    return late(place.scene, play)


def relay_heard(place: FarScene) -> float:
    """The longest silence from when the stream is first heard to the sound that stands in."""
    relay = relayed(place.scene, ahead=FAR_AHEAD, rate=STREAM_RATE)
    start = place.scene.loud_after(relay.starts_at.timestamp())
    sleep_until(start + RELAY_SECONDS)
    place.scene.side.web.cut_stream()
    behind = place.scene.sounds(VALUE, after=time.time())
    sleep_until(behind + 2)
    return silence(place.scene.device.wav, start, behind + 1)


@contextmanager
def far_scene() -> Iterator[FarScene]:
    """The station here, the receiver over there."""
    with ExitStack() as end:
        space, line = end.enter_context(poor_line())

        def made(folder: Path) -> Device:
            return Device(folder / "receiver", before=["ip", "netns", "exec", space])

        yield FarScene(end.enter_context(scene(made, host=STATION)), line)


@contextmanager
def poor_line() -> Iterator[tuple[str, subprocess.Popen[bytes]]]:
    """A network of its own, by name, and the process between it and this one. Raises Absent."""
    name = f"lantoa-bench-{os.getpid()}"
    near, far = (f"lt{side}{os.getpid() % 100_000}" for side in "nf")
    if os.geteuid() != 0 or not _does("ip", "netns", "add", name):
        raise Absent("cần quyền root và lệnh ip (iproute2) để lập mạng riêng")
    with ExitStack() as end:
        end.callback(_does, "ip", "netns", "del", name)
        for pair in (near, far):
            _must("ip", "link", "add", f"{pair}a", "type", "veth", "peer", "name", f"{pair}b")
            end.callback(_does, "ip", "link", "del", f"{pair}b")
            finish_frames(f"{pair}a")
            _must("ip", "link", "set", f"{pair}b", "up")
        _must("ip", "addr", "add", f"{STATION}/24", "dev", f"{near}a")
        _must("ip", "link", "set", f"{near}a", "up")
        _must("ip", "link", "set", f"{far}a", "netns", name)
        inside = ("ip", "netns", "exec", name, "ip")
        _must(*inside, "addr", "add", f"{RECEIVER}/24", "dev", f"{far}a")
        _must(*inside, "link", "set", f"{far}a", "up")
        _must(*inside, "link", "set", "lo", "up")
        words = ["-m", "lantoa.bench.station.weather", f"{near}b", f"{far}b"]
        words += [str(DELAY_MS), str(LOSS), str(SEED)]
        line = subprocess.Popen([sys.executable, *words], stdout=subprocess.PIPE)
        end.callback(line.wait)
        end.callback(line.kill)
        assert line.stdout is not None
        line.stdout.readline()
        yield name, line


def _does(*words: str) -> bool:
    try:
        return subprocess.run(words, capture_output=True).returncode == 0
    except OSError:
        return False


def _must(*words: str) -> None:
    if not _does(*words):
        raise Absent(f"máy này không làm được «{' '.join(words)}»")
