"""One station and one receiver process beside each other."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from tests.receiver.rooms import RunningReceiver, enrol
from tests.receiver.station_side import StationLine, StationServer, StationSide

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

    @property
    def to(self) -> str:
        return f"r/{self.server.receiver}"

    def order(self, body: m.Body, to: str = "") -> bytes:
        to = to or self.to
        envelope = self.station.order(to, body)
        self.line.send(to, envelope)
        return envelope


def scene_at(folder: Path, *, quiet: tuple[str, str] = ("", ""), **options: object) -> Scene:
    station = StationSide()
    server = StationServer(station, **options)  # type: ignore[arg-type]
    server.quiet = quiet
    home = folder / "home"
    enrol(server, home)
    return Scene(station, server, StationLine(server), home, folder / "wav")


def tidy(scene: Scene) -> None:
    if scene.running is not None:
        scene.running.kill()
        print(scene.running.log.read_text())
    scene.line.close()
    scene.server.close()
