"""Writes a film: H.264 and AAC in MP4, one picture after the other, never all in memory.

The file can be played while it is loaded: its index stands in front. The encoder works in threads
while the next picture is painted. The same input gives the same pictures; the bytes may differ by
a few, because x264 reads a little memory that nobody wrote."""

from __future__ import annotations

import contextlib
from collections.abc import Iterator
from fractions import Fraction
from pathlib import Path
from typing import TYPE_CHECKING, Any

from lantoa.media.encoding import FULL
from lantoa.media.moving.planes import Planes, view_of
from lantoa.media.moving.shapes import FPS
from lantoa.media.reading import Feed, filtered, plain
from lantoa.media.sound import RATE, Tags

if TYPE_CHECKING:
    from av import VideoFrame

PRESET, QUALITY = "veryfast", "21"
"""Of x264: speed, and constant quality (lower is better)."""
DRIFTING = "ref=1:me=dia:subme=1:weightp=0:rc-lookahead=10"
"""How x264 looks for motion where all of it is by whole or half pixels (decision 0018): the first
steps of its search find it. A quarter less work at the same size and quality (45 s clip: 4.99 MB
and 47.4 dB before, 5.01 MB and 47.7 dB so). A bar that grows loses its edge by it."""
KEY_FRAME_SECONDS = 5
SOUND_BITS = 96_000
AAC_SAMPLES = 1024


class Mp4:
    """A film that is being written; `picture` is what the next `show` sends."""

    def __init__(
        self, container: Any, size: tuple[int, int], sound: Iterator[Any] | None, drifts: bool
    ) -> None:
        from av import VideoFrame

        self._container, self._sound, self._shown = container, sound, 0
        options = {"preset": PRESET, "crf": QUALITY}
        if drifts:
            options["x264-params"] = DRIFTING
        self._video = container.add_stream("libx264", rate=FPS, options=options)
        context = self._video.codec_context
        context.width, context.height = size
        context.pix_fmt, context.gop_size = "yuv420p", FPS * KEY_FRAME_SECONDS
        context.color_range, context.colorspace = 1, 1  # limited range, BT.709
        context.color_primaries = context.color_trc = 1
        context.flags |= BIT_EXACT
        context.thread_type = "FRAME"  # PyAV asks for slices, in which each picture waits
        self._audio = None
        if sound is not None:
            self._audio = container.add_stream("aac", rate=RATE)
            self._audio.codec_context.layout = "mono"
            self._audio.codec_context.format = "fltp"
            self._audio.codec_context.bit_rate = SOUND_BITS
            self._audio.codec_context.flags |= BIT_EXACT
        self._frame: VideoFrame = VideoFrame(*size, "yuv420p")
        self.picture = Planes(*(view_of(plane) for plane in self._frame.planes))
        self._heard = 0

    def show(self) -> None:
        """Sends the picture as it stands; one that nobody touched costs no painting."""
        self._frame.pts, self._frame.time_base = self._shown, Fraction(1, FPS)
        self._shown += 1
        self._container.mux(self._video.encode(self._frame))
        self._hear(self._shown / FPS)

    def _hear(self, until: float | None) -> None:
        """Sends sound up to a second of the film, so that both lie near each other."""
        while self._sound is not None and (until is None or self._heard < until * RATE):
            frame = next(self._sound, None)
            if frame is None:
                self._sound = None
                return
            self._heard += frame.samples
            assert self._audio is not None
            self._container.mux(self._audio.encode(frame))

    def end(self) -> None:
        """What the encoders still hold."""
        self._hear(None)
        self._container.mux(self._video.encode(None))
        if self._audio is not None:
            self._container.mux(self._audio.encode(None))


BIT_EXACT = 1 << 23
"""AV_CODEC_FLAG_BITEXACT: no version of a library in the file."""


@contextlib.contextmanager
def writing(
    path: Path, size: tuple[int, int], seconds: float, tags: Tags, sound: Feed | None, late: float,
    drifts: bool,
) -> Iterator[Mp4]:  # fmt: skip
    """A film of so many seconds whose sound begins `late` seconds after the picture; `drifts`: all
    that moves in it moves by whole or half pixels.

    Raises OSError with its number where the disk is full."""
    import av

    heard = _heard(sound, seconds, late) if sound else None
    options = {"movflags": "+faststart", "fflags": "+bitexact"}
    try:
        with av.open(str(path), "w", format="mp4", options=options) as container:
            container.metadata.update(tags.fields())
            film = Mp4(container, size, heard, drifts)
            yield film
            film.end()
    except av.error.FFmpegError as error:
        if error.errno in FULL:
            raise OSError(error.errno, str(error)) from error
        raise


def _heard(sound: Feed, seconds: float, late: float) -> Iterator[Any]:
    whole = round(seconds * RATE)
    return filtered(
        sound(),
        [
            ("adelay", f"delays={round(late * RATE)}S:all=1"),
            ("apad", f"whole_len={whole}"),
            ("atrim", f"end_sample={whole}"),
            *plain("fltp"),
            ("asetnsamples", f"n={AAC_SAMPLES}:p=0"),
        ],
    )


def still_of(film: Path, second: float, out: Path) -> None:
    """One picture of a film as JPEG."""
    import av

    with av.open(str(film)) as container:
        for frame in container.decode(video=0):
            if frame.time is not None and frame.time >= second:
                right = frame.reformat(format="rgb24", src_colorspace="ITU709")
                right.to_image().save(out, "JPEG", quality=88)
                return
