"""Reads sound files frame by frame, with bounded memory, and lets frames flow through filters.

A *feed* is a function that starts the sound again from its beginning and yields PyAV audio
frames; mastering listens to it more than once. Only this module opens files for reading."""

from __future__ import annotations

import contextlib
from collections.abc import Callable, Iterable, Iterator
from fractions import Fraction
from itertools import groupby
from pathlib import Path
from typing import TYPE_CHECKING

from lantoa.core.errors import Unreadable
from lantoa.media.sound import RATE, SYNTHETIC_KEY

if TYPE_CHECKING:
    from av import AudioFrame
    from av.container import InputContainer
    from av.filter import Graph

Filters = list[tuple[str, str]]
Feed = Callable[[], Iterator["AudioFrame"]]

# What a person may hand in. Playlists (HLS, concat, DASH) are left out on purpose: they make
# FFmpeg open other files and addresses.
FORMATS = "mp3,ogg,wav,w64,flac,aac,mov,mp4,m4a,3gp,matroska,webm,amr,aiff,caf,asf,mpegts"
BAD_PACKETS = 5

NOT_SOUND = (
    "Tệp này không phải là tệp âm thanh đọc được nên chưa lưu gì; "
    "hãy chọn tệp MP3, M4A, OGG, WAV hoặc ghi âm lại."
)
DAMAGED = (
    "Tệp âm thanh bị hỏng hoặc chép chưa hết nên chưa lưu gì; "
    "hãy chép lại tệp từ máy ghi hoặc ghi âm lại."
)


@contextlib.contextmanager
def opened(path: Path) -> Iterator[InputContainer]:
    """A container with at least one sound stream. Raises `Unreadable`."""
    import av

    limits = {"format_whitelist": FORMATS, "protocol_whitelist": "file"}
    try:
        container = av.open(f"file:{path.resolve()}", options=limits)
    except (av.error.FFmpegError, OSError) as error:
        raise Unreadable(NOT_SOUND) from error
    with container:
        if not container.streams.audio:
            raise Unreadable(NOT_SOUND)
        yield container


def tags_of(path: Path) -> dict[str, str]:
    """The metadata fields as FFmpeg names them, in lower case (`title`, `artist`, `comment`…)."""
    with opened(path) as container:
        stream = container.streams.audio[0]
        found = {**stream.metadata, **container.metadata}
    return {name.lower(): value for name, value in found.items()}


def synthetic_engine(path: Path) -> str:
    """The engine that spoke in this file, by its machine-readable mark; empty for a person."""
    tags = tags_of(path)
    key, _, engine = tags.get("comment", "").partition("=")
    return tags.get(SYNTHETIC_KEY) or (engine if key == SYNTHETIC_KEY else "")


def declared_seconds(container: InputContainer) -> float | None:
    """The length that the file claims; None where it claims none (a browser's WebM)."""
    return container.duration / 1_000_000 if container.duration else None


def _is_cut_short(seconds: float, claimed: float | None) -> bool:
    return not seconds or (claimed is not None and seconds < claimed - max(1.0, 0.02 * claimed))


def decoded(path: Path, *, start: float = 0.0) -> Iterator[AudioFrame]:
    """Every frame of the first sound stream that begins at `start` seconds or later.

    A few bad packets are passed over, as every player does. Raises `Unreadable` for more of them
    and for a file that ends well before the length it claims."""
    import av

    with opened(path) as container:
        bad = 0
        seconds = 0.0
        if start:
            container.seek(int(start * 1_000_000))
        packets = container.demux(container.streams.audio[0])
        while True:
            try:
                packet = next(packets, None)
                frames = packet.decode() if packet is not None else []
            except av.error.FFmpegError as error:
                bad += 1
                if bad > BAD_PACKETS:
                    raise Unreadable(DAMAGED) from error
                continue
            if packet is None:
                break
            for frame in frames:
                seconds += frame.samples / frame.sample_rate
                if not start or (frame.time or 0.0) >= start:
                    yield frame
        claimed = declared_seconds(container)
        if not start and _is_cut_short(seconds, claimed):
            raise Unreadable(DAMAGED)


def _shape(frame: AudioFrame) -> tuple[str, str, int]:
    return frame.format.name, frame.layout.name, frame.sample_rate


def _graph(frame: AudioFrame, filters: Filters) -> Graph:
    from av.filter import Graph

    graph = Graph()
    source = graph.add_abuffer(
        format=frame.format.name,
        sample_rate=frame.sample_rate,
        layout=frame.layout.name,
        time_base=Fraction(1, frame.sample_rate),
    )
    nodes = [source, *(graph.add(*named) for named in filters), graph.add("abuffersink")]
    graph.link_nodes(*nodes)
    graph.configure()
    return graph


def pulled(graph: Graph) -> Iterator[AudioFrame]:
    """The frames that a graph has ready."""
    import av

    with contextlib.suppress(av.error.BlockingIOError, av.error.EOFError):
        while True:
            yield graph.pull()


def _through(frames: Iterable[AudioFrame], filters: Filters) -> Iterator[AudioFrame]:
    """Frames of one shape through one graph. Time stamps are counted anew: a browser's
    recording has holes in them, which filters would fill or refuse."""
    graph: Graph | None = None
    count = 0
    for frame in frames:
        graph = graph or _graph(frame, filters)
        frame.pts, frame.time_base = count, Fraction(1, frame.sample_rate)
        count += frame.samples
        try:
            graph.push(frame)
        except EOFError:  # a trimming filter has had enough
            return
        yield from pulled(graph)
    if graph is not None:
        graph.push(None)
        yield from pulled(graph)


def filtered(frames: Iterable[AudioFrame], filters: Filters) -> Iterator[AudioFrame]:
    """The frames through a line of filters (name, arguments). A file may change its shape midway
    (joined MP3s do): each stretch gets a graph of its own."""
    for _, stretch in groupby(frames, key=_shape):
        yield from _through(stretch, filters)


def plain(sample_format: str = "flt", rate: int = RATE) -> Filters:
    """Filters that bring any sound to mono at one rate."""
    shape = f"sample_fmts={sample_format}:channel_layouts=mono:sample_rates={rate}"
    return [("aformat", shape)]


def samples_of(frame: AudioFrame) -> memoryview:
    """The bytes of a mono frame without the padding that FFmpeg keeps behind them."""
    return memoryview(frame.planes[0])[: frame.samples * frame.format.bytes]
