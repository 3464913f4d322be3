"""The film of `bench.forms` by the filters of Debian's `ffmpeg`."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import cycle
from pathlib import Path

from lantoa.media.moving.cutting import Film, Overlay, Shot
from lantoa.media.moving.mp4 import KEY_FRAME_SECONDS, PRESET, QUALITY, SOUND_BITS
from lantoa.media.moving.planes import Planes, Plate, view_of
from lantoa.media.moving.scenes import Drift, Scene
from lantoa.media.moving.shapes import FPS


def command(film: Film, photos: Sequence[Path], sound: Path, folder: Path) -> list[str]:
    """Every picture is decoded once; photos move by `zoompan`, scenes dissolve by `xfade`, captions
    are laid over by `overlay`. Cards and captions are drawn for it, outside the measured time."""
    order = cycle(photos)
    inputs: list[Path] = []
    chains: list[str] = []
    for number, shot in enumerate(film.shots):
        scene = shot.prepare()
        if isinstance(scene, Drift):
            inputs.append(next(order))
            chains.append(_moving(number, shot, film.size))
        else:
            inputs.append(_card(scene, film.size, shot, folder / f"the{number}.png"))
            chains.append(_still(number, shot))
    before = "s0"
    for number, (left, shot) in enumerate(zip(film.shots, film.shots[1:], strict=False), start=1):
        chains.append(
            f"[{before}][s{number}]xfade=transition=fade:duration={(left.last - shot.first) / FPS}:"
            f"offset={shot.first / FPS}[x{number}]"
        )
        before = f"x{number}"
    for number, one in enumerate(film.overlays):
        inputs.append(_plate(one, folder / f"bang{number}.png"))
        chains.append(
            f"[{before}][{len(film.shots) + number}:v]overlay={one.plate.x}:{one.plate.y}:"
            f"enable='between(n,{one.first},{one.last - 1})'[o{number}]"
        )
        before = f"o{number}"
    late = round(film.late * 1000)
    chains.append(f"[{len(inputs)}:a]adelay={late}:all=1,apad=whole_dur={film.seconds}[sound]")
    given = [part for path in [*inputs, sound] for part in ("-i", str(path))]
    return [
        "ffmpeg", "-hide_banner", "-loglevel", "error", "-nostdin", "-y", *given,
        "-filter_complex", ";".join(chains), "-map", f"[{before}]", "-map", "[sound]",
        "-r", str(FPS), "-frames:v", str(film.frames), "-c:v", "libx264", "-preset", PRESET,
        "-crf", QUALITY, "-pix_fmt", "yuv420p", "-g", str(FPS * KEY_FRAME_SECONDS), "-c:a", "aac",
        "-b:a", str(SOUND_BITS), "-ac", "1", "-movflags", "+faststart", str(folder / "peer.mp4"),
    ]  # fmt: skip


def _moving(number: int, shot: Shot, size: tuple[int, int]) -> str:
    width, height = size
    return (
        f"[{number}:v]scale=-2:{round(height * 1.1)},crop={round(width * 1.1)}:ih,"
        f"zoompan=z='1+0.0004*on':x='iw/2-iw/zoom/2':y='ih/2-ih/zoom/2':"
        f"d={shot.last - shot.first}:s={width}x{height}:fps={FPS},format=yuv420p[s{number}]"
    )


def _still(number: int, shot: Shot) -> str:
    frames = shot.last - shot.first
    return (
        f"[{number}:v]format=yuv420p,loop={frames}:1:0,trim=end_frame={frames},"
        f"setpts=N/{FPS}/TB,fps={FPS}[s{number}]"
    )


def _card(scene: Scene, size: tuple[int, int], shot: Shot, path: Path) -> Path:
    """A scene as it stands at its end."""
    frame = _frame(size)
    scene.paint(shot.last - shot.first, _planes(frame))
    return _saved(frame, path)


def _plate(one: Overlay, path: Path) -> Path:
    """A solid plate by itself."""
    plate = one.plate
    frame = _frame((plate.width, plate.height))
    Plate(0, 0, plate.width, plate.height, plate.colours, plate.alpha).onto(_planes(frame))
    return _saved(frame, path)


def _frame(size: tuple[int, int]) -> object:
    from av import VideoFrame

    return VideoFrame(*size, "yuv420p")


def _planes(frame: object) -> Planes:
    return Planes(*(view_of(plane) for plane in frame.planes))  # type: ignore[attr-defined]


def _saved(frame: object, path: Path) -> Path:
    right = frame.reformat(format="rgb24", src_colorspace="ITU709")  # type: ignore[attr-defined]
    right.to_image().save(path)
    return path
