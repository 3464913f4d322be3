"""From the second person's press to the first audio sample on 300 receivers: all but three of them
in one process, by the receiver's own code as far as the sound that lies there whole and checked;
three as processes of their own, judged by their recordings."""

from __future__ import annotations

import json
import subprocess
import sys
import tempfile
import threading
import time
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from lantoa.bench.rows import Row
from lantoa.bench.station.devices import Device
from lantoa.bench.station.figures import figure, judged, percentile
from lantoa.bench.station.hearing import first_loud
from lantoa.bench.station.processes import INSIDE, MOSQUITTO, Parts, mosquitto_program
from lantoa.bench.station.scene import sleep_until
from lantoa.core.errors import Refused

RECEIVERS, REAL, BAR_SECONDS = 300, 3, 5.0
PRESSES, LONG_PRESSES = 3, 5
LISTENED, PATIENCE, REST = 25.0, 90.0, 4.0
"""Seconds: of silence behind a press at least; at most until everybody has the sound; behind a
sound."""


def measure(runs: int, *, is_long: bool) -> list[Row]:
    """mosquitto, with the broker inside beside it; a run is one press."""
    presses = LONG_PRESSES if is_long else PRESSES
    inside = [trial(INSIDE, RECEIVERS, presses)]
    if mosquitto_program() is None:
        print("button: bỏ qua mosquitto: máy này không có", file=sys.stderr, flush=True)
        return [as_row(INSIDE, inside[0], [])]
    return [as_row(MOSQUITTO, trial(MOSQUITTO, RECEIVERS, presses), inside[0])]


@dataclass
class Found:
    """Seconds from each press to each receiver; `real`: those of the processes."""

    simulated: list[list[float]] = field(default_factory=list)
    real: list[list[float]] = field(default_factory=list)

    @property
    def presses(self) -> list[list[float]]:
        return [[*one, *other] for one, other in zip(self.simulated, self.real, strict=True)]


def as_row(kind: str, ours: Found, beside: Found | list[object]) -> Row:
    """p99 of all receivers and presses in the name."""
    every = [one for press in ours.presses for one in press]
    whole, real = percentile(every), max(one for press in ours.real for one in press)
    name = (
        f"từ lúc bấm duyệt cảnh báo đến mẫu âm thanh đầu tiên trên {len(ours.presses[0])} bộ thu "
        f"({kind}, bên cạnh amqtt), p99 của {len(every)} lượt {figure(whole)} giây, "
        f"{len(ours.real[0])} bộ thu thật chậm nhất {figure(real)} giây"
    )
    peer = [percentile(press) for press in beside.presses] if isinstance(beside, Found) else []
    return judged(
        name, "giây", [percentile(press) for press in ours.presses], peer, bar="5 giây",
        is_met=whole <= BAR_SECONDS,
    )  # fmt: skip


def trial(kind: str, count: int, presses: int, *, real: int = REAL) -> Found:
    """So many presses, one after the other has died away."""
    found = Found()
    with stage(kind, count, presses, real) as place:
        for _ in range(presses):
            told = place.press()
            begun, broadcast = float(told["before"]), str(told["broadcast"])
            place.waits(broadcast, count - real, until=begun + PATIENCE)
            simulated = place.came(broadcast)
            # Whoever began last must have ended before the next press.
            last = max([begun, *simulated.values()])
            sleep_until(last + max(LISTENED, float(told["seconds"]) + 2 * REST))
            if len(simulated) != count - real:
                raise Refused(
                    f"Chỉ {len(simulated)} trong {count - real} bộ thu mô phỏng có tiếng; phép đo "
                    "dừng. Không có gì thay đổi."
                )
            found.simulated.append([at - begun + place.decoder for at in simulated.values()])
            found.real.append([_first_sound(one.wav, begun) - begun for one in place.devices])
    return found


def _first_sound(folder: Path, after: float) -> float:
    found = first_loud(folder, after)
    if found is None:
        raise Refused("Một bộ thu thật không có tiếng; phép đo dừng. Không có gì thay đổi.")
    return found


@dataclass
class Stage:
    """`decoder`: seconds from a decoder's start to its first sample, on this machine at rest."""

    approver: subprocess.Popen[str]
    listeners: subprocess.Popen[str]
    devices: list[Device]
    decoder: float
    lines: list[dict[str, object]] = field(default_factory=list)

    def __post_init__(self) -> None:
        threading.Thread(target=self._collect, daemon=True).start()

    def press(self) -> dict[str, Any]:
        """The next alert is approved."""
        asked, told = self.approver.stdin, self.approver.stdout
        assert asked is not None and told is not None
        asked.write("approve\n")
        asked.flush()
        found: dict[str, Any] = json.loads(told.readline())
        return found

    def came(self, broadcast: str) -> dict[object, float]:
        """When each simulated receiver had the sound."""
        return {
            line["name"]: float(str(line["at"]))
            for line in list(self.lines)
            if line["broadcast"] == broadcast
        }

    def waits(self, broadcast: str, count: int, *, until: float) -> None:
        """For so many of them, at most until then (seconds since 1970)."""
        while len(self.came(broadcast)) < count and time.time() < until:
            time.sleep(0.1)

    def _collect(self) -> None:
        assert self.listeners.stdout is not None
        for line in self.listeners.stdout:
            self.lines.append(json.loads(line))


@contextmanager
def stage(kind: str, count: int, alerts: int, real: int) -> Iterator[Stage]:
    """Everything runs as in production, and everybody is on the line."""
    with tempfile.TemporaryDirectory(prefix="lantoa-bench-") as name, ExitStack() as end:
        folder = Path(name)
        parts = Parts(folder, kind)
        end.callback(parts.ends)
        approver = "lantoa.bench.station.approver"
        codes = json.loads(
            parts.asks(
                approver, "build", str(count), str(real), str(alerts), parts.url,
                str(folder / "receivers"),
            )
        )  # fmt: skip
        decoder = _decoder_seconds(parts)
        parts.starts_broker()
        parts.starts_station()
        parts.starts_web()
        devices = [Device(folder / f"real{number}") for number in range(real)]
        for device, code in zip(devices, codes, strict=True):
            device.enrols(parts.url, code)
            device.starts()
            end.callback(device.kills)
        listeners = parts.talks(
            end, "lantoa.bench.station.listeners", str(folder / "receivers"), str(parts.broker),
            str(parts.web),
        )  # fmt: skip
        _settle(devices)
        yield Stage(parts.talks(end, approver, "approve"), listeners, devices, decoder)


def _settle(devices: list[Device]) -> None:
    """The real ones have beaten and been told their groups."""
    while not all("đã nối" in device.log for device in devices):
        time.sleep(0.2)
    time.sleep(LISTENED)


def _decoder_seconds(parts: Parts) -> float:
    sound = max(parts.home.rglob("*.mp3"), key=lambda path: path.stat().st_size)
    begun = time.monotonic()
    with subprocess.Popen(
        [sys.executable, "-m", "lantoa.media.play", str(sound)], stdout=subprocess.PIPE
    ) as child:
        assert child.stdout is not None
        child.stdout.read(3840)
        took = time.monotonic() - begun
        child.kill()
    return took
