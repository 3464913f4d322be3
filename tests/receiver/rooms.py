"""A receiver as a process of its own, and its recorded output read back."""

from __future__ import annotations

import array
import os
import shutil
import signal
import socket
import subprocess
import sys
import time
import wave
from collections.abc import Iterator
from datetime import datetime
from pathlib import Path

import numpy as np
import pytest
from numpy.typing import NDArray
from tests.ports import free_port
from tests.receiver.station_side import BROKER, PATIENCE, StationServer

from lantoa.core.clock import ZONE
from lantoa.receiver.sinks.file import NAME

RATE = 48_000
DECODER = f"{sys.executable} {Path(__file__).with_name('raw_decoder.py')}"


def need(condition: bool, name: str) -> None:
    """Skips by name, but fails where everything has to be there."""
    if not condition and os.environ.get("LANTOA_CI") == "1":
        pytest.fail(f"{name} is missing")
    if not condition:
        pytest.skip(f"{name} is not there")


def need_broker() -> None:
    with socket.socket() as probe:
        probe.settimeout(PATIENCE)
        need(probe.connect_ex(BROKER) == 0, "mosquitto at 127.0.0.1:1883")


class OwnBroker:
    """A mosquitto of the test's own, that may be killed and started again on its port."""

    def __init__(self, folder: Path) -> None:
        program = shutil.which("mosquitto") or "/usr/sbin/mosquitto"
        need(Path(program).exists(), "the program mosquitto")
        self.address = ("127.0.0.1", free_port())
        settings = folder / "mosquitto.conf"
        settings.write_text(
            f"listener {self.address[1]} 127.0.0.1\nallow_anonymous true\n"
            f"persistence true\npersistence_location {folder}/\nautosave_interval 1\nuser root\n"
        )
        self._words = [program, "-c", str(settings)]
        self.start()

    def start(self) -> None:
        self._child = subprocess.Popen(
            self._words, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL
        )
        while self._child.poll() is None:
            with socket.socket() as probe:
                if probe.connect_ex(self.address) == 0:
                    return
            time.sleep(0.02)
        raise AssertionError("mosquitto does not start")

    def stop(self) -> None:
        self._child.terminate()
        self._child.wait(PATIENCE)


def command(*words: str) -> list[str]:
    return [sys.executable, "-m", "lantoa.cli", "receiver", *words]


def enrol(server: StationServer, home: Path, code: str = "abcd-efgh") -> None:
    done = subprocess.run(
        command("enrol", code, "--home", str(home), "--server", server.url),
        capture_output=True,
        text=True,
        check=False,
    )
    assert (done.returncode, done.stderr) == (0, "")


class RunningReceiver:
    """`lantoa receiver run` with the file sink."""

    def __init__(
        self, home: Path, wav: Path, *, decoder: str = DECODER, sink: str = "", listen: str = ""
    ) -> None:
        self.home, self.wav = home, wav
        self.log = home / "log.txt"
        words = command("run", "--home", str(home), "--sink", sink or f"file:{wav}")
        if decoder:
            words += ["--decoder", decoder]
        if listen:
            words += ["--listen", listen]
        with self.log.open("ab") as log:
            self.child = subprocess.Popen(words, stdout=log, stderr=log)

    def kill(self) -> None:
        self.child.send_signal(signal.SIGKILL)
        self.child.wait()

    def stop(self) -> int:
        self.child.terminate()
        return self.child.wait(PATIENCE)


def heard(folder: Path) -> list[tuple[float, int]]:
    """Every sample that is not silence: (seconds since 1970, value)."""
    found = []
    for start, samples in _recordings(folder):
        found += [(start + int(i) / RATE, int(samples[i])) for i in np.flatnonzero(samples)]
    return found


def count_heard(folder: Path) -> int:
    """How many samples are not silence: quick enough to ask again and again."""
    return sum(np.count_nonzero(samples) for _, samples in _recordings(folder))


def _recordings(folder: Path) -> Iterator[tuple[float, NDArray[np.int16]]]:
    for path in sorted(folder.glob("*.wav")):
        start = datetime.strptime(path.name, NAME).replace(tzinfo=ZONE).timestamp()
        with wave.open(str(path)) as file:
            assert (file.getframerate(), file.getnchannels(), file.getsampwidth()) == (RATE, 1, 2)
            yield start, np.frombuffer(file.readframes(file.getnframes()), dtype="<i2")


def sound(seconds: float, value: int = 1000) -> bytes:
    """Raw PCM of one value, so that every sample of the recording says where it is from."""
    return array.array("h", [value] * round(seconds * RATE)).tobytes()
