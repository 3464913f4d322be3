"""The receiver as a process: real broker, real HTTP, its recorded output as the judge."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import timedelta
from pathlib import Path

import pytest
from tests.receiver.rooms import (
    RATE,
    RunningReceiver,
    enrol,
    heard,
    need_broker,
    sound,
)
from tests.receiver.station_side import StationLine, StationServer, StationSide

from lantoa.core.clock import now
from lantoa.receiver import messages as m


@dataclass
class Scene:
    """One station, one enrolled receiver."""

    station: StationSide
    server: StationServer
    line: StationLine
    home: Path
    wav: Path
    running: RunningReceiver | None = None

    def start(self, **options: str) -> RunningReceiver:
        self.running = RunningReceiver(self.home, self.wav, **options)
        count = len(self.line.beats)
        self.line.wait_for(lambda: len(self.line.beats) > count)
        return self.running

    def order(self, body: m.Body, to: str = "r/bt-01") -> bytes:
        envelope = self.station.order(to, body)
        self.line.send(to, envelope)
        return envelope


def scene_at(folder: Path, **options: object) -> Scene:
    station = StationSide()
    server = StationServer(station, **options)  # type: ignore[arg-type]
    home = folder / "home"
    enrol(server, home)
    return Scene(station, server, StationLine(server), home, folder / "wav")


def tidy(scene: Scene) -> None:
    if scene.running is not None:
        scene.running.kill()
        print(scene.running.log.read_text())
    scene.line.close()
    scene.server.close()


@pytest.fixture
def scene(tmp_path: Path) -> Iterator[Scene]:
    need_broker()
    scene = scene_at(tmp_path)
    yield scene
    tidy(scene)


def test_receiver_plays_at_the_second_and_proves_it(scene: Scene) -> None:
    scene.start()
    pcm = scene.server.add(sound(1.5))
    play = scene.station.play(pcm, starts_at=now() + timedelta(seconds=3))
    scene.order(play)
    proof = scene.line.proof_of(play.broadcast)
    samples = heard(scene.wav)
    error = samples[0][0] - play.starts_at.timestamp()
    print(f"start error {error * 1000:.1f} ms")
    assert abs(error) < 0.2
    assert len(samples) == 1.5 * RATE
    assert samples[-1][0] - samples[0][0] < 1.55
    assert (proof.result, proof.detail, proof.seconds_played) == (m.Result.PLAYED, "", 1)
    assert (proof.seq, proof.prev, proof.receiver) == (1, m.FIRST_PREV, "bt-01")
    assert (proof.sha256, proof.order_n) == (play.sha256, 1)
    assert abs((proof.started_at - play.starts_at).total_seconds()) < 0.2
