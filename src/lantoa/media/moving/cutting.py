"""Puts scenes one after the other, lays captions over them, and encodes what results."""

from __future__ import annotations

from collections.abc import Callable, Hashable, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from lantoa.media.encoding import disk_errors_named, draft_of, settle
from lantoa.media.moving.mp4 import Mp4, writing
from lantoa.media.moving.planes import Planes, Plate
from lantoa.media.moving.scenes import Scene
from lantoa.media.moving.shapes import FPS
from lantoa.media.reading import Feed
from lantoa.media.sound import Tags
from lantoa.media.voices import Watch, unwatched

DISSOLVE = 8
"""Frames in which one scene becomes the next."""
LOOK_UP_FRAMES = 10


@dataclass(frozen=True)
class Shot:
    """A scene from frame `first` up to, not including, `last`. It is prepared when it is due and
    let go afterwards; where it overlaps with the next one, it dissolves into it."""

    prepare: Callable[[], Scene]
    first: int
    last: int


@dataclass(frozen=True)
class Overlay:
    """A plate that stands over the scenes from frame `first` up to, not including, `last`."""

    plate: Plate
    first: int
    last: int


@dataclass(frozen=True)
class Film:
    """`size`: width and height. The shots cover all frames; `late`: seconds before the sound;
    `drifts`: all that moves in it moves by whole or half pixels."""

    size: tuple[int, int]
    frames: int
    shots: Sequence[Shot]
    overlays: Sequence[Overlay] = ()
    sound: Feed | None = None
    late: float = 0.0
    drifts: bool = False

    @property
    def seconds(self) -> float:
        return self.frames / FPS


def in_a_row(scenes: Sequence[tuple[Callable[[], Scene], int]]) -> list[Shot]:
    """Shots of (scene, frames), each beginning while the one before it dissolves."""
    shots, first = [], 0
    for place, (prepare, frames) in enumerate(scenes):
        last = first + frames
        shots.append(Shot(prepare, first - (DISSOLVE if place else 0), last))
        first = last
    return shots


def make(film: Film, out: Path, tags: Tags, watch: Watch = unwatched) -> None:
    """Writes the film as MP4. `out` appears only when it is whole; what `watch` raises leaves
    nothing. Raises `Refused` for a full disk."""
    with disk_errors_named(), draft_of(out) as draft:
        with writing(
            draft, film.size, film.seconds, tags, film.sound, film.late, film.drifts
        ) as file:
            desk = Desk(film, file)
            for number in range(film.frames):
                if number % LOOK_UP_FRAMES == 0:
                    watch(number / film.frames)
                desk.show(number)
        settle(draft, out)


class Desk:
    """Knows what is on the screen, and repaints no more than what changes."""

    def __init__(self, film: Film, file: Mp4) -> None:
        self._film, self._file = film, file
        self._scenes: dict[int, Scene] = {}
        self._below, self._aside = Planes.blank(*film.size), Planes.blank(*film.size)
        self._below_state: Hashable = None
        self._state: Hashable = None
        self._over: list[Overlay] | None = None

    def show(self, number: int) -> None:
        """Sends one frame."""
        scenes, state = self._scenes_at(number)
        over = [one for one in self._film.overlays if one.first <= number < one.last]
        picture = self._file.picture
        if state != self._state:
            self._paint(scenes, state, picture)
        elif over != self._over:
            if state != self._below_state:
                self._paint(scenes, state, self._below)
                self._below_state = state
            for one in [*(self._over or []), *over]:
                picture.take(self._below, slice(one.plate.y, one.plate.y + one.plate.height))
        if state != self._state or over != self._over:
            for one in over:
                one.plate.onto(picture)
        self._state, self._over = state, over
        self._file.show()

    def _scenes_at(self, number: int) -> tuple[list[tuple[Scene, int]], tuple[Any, ...]]:
        """The one or two scenes of a frame, each with its own time, and what tells this picture
        from others; the last part of it is how far the second one has come."""
        shots = [
            (place, shot)
            for place, shot in enumerate(self._film.shots)
            if shot.first <= number < shot.last
        ]
        for gone in set(self._scenes) - {place for place, _ in shots}:
            del self._scenes[gone]
        scenes = [(self._scene(place, shot), number - shot.first) for place, shot in shots]
        share = (number - shots[-1][1].first + 1) / (DISSOLVE + 1) if len(shots) > 1 else 0.0
        states = tuple(scene.state(at) for scene, at in scenes)
        return scenes, (tuple(place for place, _ in shots), states, share)

    def _scene(self, place: int, shot: Shot) -> Scene:
        if place not in self._scenes:
            self._scenes[place] = shot.prepare()
        return self._scenes[place]

    def _paint(
        self, scenes: Sequence[tuple[Scene, int]], state: tuple[Any, ...], onto: Planes
    ) -> None:  # fmt: skip
        """The scene of this frame, or two of them, one dissolving into the other."""
        scenes[0][0].paint(scenes[0][1], onto)
        for scene, at in scenes[1:]:
            scene.paint(at, self._aside)
            onto.mix(onto, self._aside, state[-1])
