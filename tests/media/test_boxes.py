"""A film keeps its picture and its sound and tells nothing of its place."""

from __future__ import annotations

from pathlib import Path

import pytest

from lantoa.core.errors import Unreadable
from lantoa.media.boxes import forget_place
from lantoa.media.films import take_film

HERE = b"18.3400,105.9000"
XMP = bytes.fromhex("be7acfcb97a942e89c71999491e3afac")


def box(kind: bytes, *parts: bytes) -> bytes:
    body = b"".join(parts)
    return (len(body) + 8).to_bytes(4, "big") + kind + body


def full(kind: bytes, *parts: bytes) -> bytes:
    """A box with version 0 and no flags."""
    return box(kind, bytes(4), *parts)


def four(*numbers: int) -> bytes:
    return b"".join(number.to_bytes(4, "big") for number in numbers)


def sizes_of(sizes: list[int], bits: int = 0) -> bytes:
    """The table of the samples' sizes: `stsz`, or `stz2` with so many bits for each."""
    if not bits:
        return full(b"stsz", four(0, len(sizes), *sizes))
    packed = sum(size << bits * at for at, size in enumerate(reversed(sizes)))
    spare = -len(sizes) * bits % 8
    rows = (packed << spare).to_bytes((len(sizes) * bits + spare) // 8, "big")
    return full(b"stz2", bytes(3), bytes([bits]), four(len(sizes)), rows)


def track(
    handler: bytes, form: bytes, offsets: list[int], sizes: list[int], *, bits: int = 0
) -> bytes:
    """A track of samples, one a chunk, whose first entry is `form`."""
    tables = box(
        b"stbl",
        full(b"stsd", four(1), box(form, bytes(8))),
        full(b"stts", four(1, len(sizes), 100)),
        full(b"stsc", four(1, 1, 1, 1)),
        sizes_of(sizes, bits),
        full(b"stco", four(len(offsets), *offsets)),
    )
    media = box(
        b"mdia",
        full(b"mdhd", four(0, 0, 1000, 2000), bytes(4)),
        full(b"hdlr", four(0), handler, bytes(13)),
        box(b"minf", full(b"nmhd"), box(b"dinf", full(b"dref", four(0))), tables),
    )
    return box(b"trak", full(b"tkhd", four(0, 0, 9, 0, 2000), bytes(60)), media)


@pytest.fixture(scope="module")
def film(tmp_path_factory: pytest.TempPathFactory) -> bytes:
    """A second of film; `moov` lies last in the file."""
    import av

    path = tmp_path_factory.mktemp("film") / "a.mp4"
    with av.open(str(path), "w") as container:
        stream = container.add_stream("libx264", rate=10)
        stream.width, stream.height, stream.pix_fmt = 320, 180, "yuv420p"
        for number in range(10):
            frame = av.VideoFrame(320, 180, "yuv420p")
            for plane in frame.planes:
                plane.update(bytes([(number * 9) % 255]) * plane.buffer_size)
            container.mux(stream.encode(frame))
        container.mux(stream.encode())
    return path.read_bytes()


def with_boxes(film: bytes, *, in_movie: bytes = b"", behind: bytes = b"") -> bytes:
    """The film with more at the end of its `moov`, and at the end of the file."""
    at = film.rindex(b"moov") - 4
    size = int.from_bytes(film[at : at + 4], "big")
    assert at + size == len(film)
    head = film[:at] + (size + len(in_movie)).to_bytes(4, "big") + film[at + 4 :]
    return head + in_movie + behind


def with_track(film: bytes, handler: bytes, form: bytes, *, bits: int = 0) -> bytes:
    """The film with a track of a few samples that lie in an `mdat` of their own; none is longer
    than 15 bytes where sizes have 4 bits."""
    samples = [HERE[:15], HERE[15:], HERE[:10]] if bits == 4 else [b"GPS5" + HERE, b"more " + HERE]
    sizes = [len(one) for one in samples]
    empty = track(handler, form, [0] * len(sizes), sizes, bits=bits)
    first = len(film) + len(empty) + 8
    starts = [first + sum(sizes[:at]) for at in range(len(sizes))]
    told = track(handler, form, starts, sizes, bits=bits)
    return with_boxes(film, in_movie=told, behind=box(b"mdat", *samples))


def made_of(film: bytes) -> dict[str, bytes]:
    key = b"com.apple.quicktime.location.ISO6709"
    keys = box(
        b"meta",
        full(b"hdlr", four(0), b"mdta", bytes(13)),
        full(b"keys", four(1), box(b"mdta", key)),
        box(b"ilst", box(four(1), box(b"data", four(1, 0), HERE))),
    )
    return {
        "the place of a phone": with_boxes(film, in_movie=box(b"udta", box(b"\xa9xyz", HERE))),
        "a place without udta": with_boxes(film, in_movie=full(b"loci", HERE)),
        "3GPP": with_boxes(film, in_movie=box(b"udta", full(b"loci", b"\x15\xc7", HERE))),
        "keys of an iPhone": with_boxes(film, in_movie=keys),
        "keys of a file": with_boxes(film, behind=keys),
        "XMP behind the film": with_boxes(film, behind=box(b"uuid", XMP, b"<x>" + HERE)),
        "XMP in the movie": with_boxes(film, in_movie=box(b"uuid", XMP, b"<x>" + HERE)),
        "GPMF of a GoPro": with_boxes(film, in_movie=box(b"udta", box(b"GPMF", HERE))),
        "a box of some maker": with_boxes(film, behind=box(b"sefd", HERE)),
        "track of a GoPro": with_track(film, b"meta", b"gpmd"),
        "track of an iPhone": with_track(film, b"meta", b"mebx"),
        "track of a car": with_track(film, b"camm", b"camm"),
        "subtitles of a drone": with_track(film, b"sbtl", b"tx3g"),
        "text with sizes of 4 bits": with_track(film, b"text", b"tx3g", bits=4),
        "text with sizes of 8 bits": with_track(film, b"text", b"tx3g", bits=8),
        "text with sizes of 16 bits": with_track(film, b"text", b"tx3g", bits=16),
    }


def test_every_kind_of_place_is_emptied_and_the_film_plays_on(film: bytes, tmp_path: Path) -> None:
    for name, data in made_of(film).items():
        path = tmp_path / "a.mp4"
        path.write_bytes(data)
        assert HERE in data, name
        taken = take_film(path)
        kept = path.read_bytes()
        assert (HERE in kept, len(kept)) == (False, len(data)), name
        assert (taken.had_place, taken.width, taken.height) == (True, 320, 180), name
        assert forget_place(path) is False, name


def test_a_film_that_tells_nothing_is_not_touched(film: bytes, tmp_path: Path) -> None:
    path = tmp_path / "a.mp4"
    path.write_bytes(film)
    forget_place(path)  # the encoder's own name
    once = path.read_bytes()
    assert (forget_place(path), path.read_bytes() == once) == (False, True)


def test_a_place_strewn_over_fragments_is_refused_in_words(film: bytes, tmp_path: Path) -> None:
    path = tmp_path / "a.mp4"
    path.write_bytes(with_track(film, b"meta", b"gpmd") + box(b"moof", full(b"mfhd", four(1))))
    with pytest.raises(Unreadable, match="dữ liệu của máy quay"):
        take_film(path)


def test_tables_that_lie_do_not_break_out_of_the_file(film: bytes, tmp_path: Path) -> None:
    path = tmp_path / "a.mp4"
    told = track(b"meta", b"gpmd", [2**31, 40], [2**31 - 1, 10**6])
    path.write_bytes(with_boxes(film, in_movie=told))
    forget_place(path)
    assert path.stat().st_size == len(film) + len(told)


@pytest.mark.parametrize("lost", [b"stsz", b"stsc"])
def test_samples_that_lie_nobody_knows_where_are_refused(
    film: bytes, tmp_path: Path, lost: bytes
) -> None:
    path = tmp_path / "a.mp4"
    told = with_track(film, b"meta", b"gpmd")
    at = told.rindex(lost)
    path.write_bytes(told[:at] + b"skip" + told[at + 4 :])
    before = path.read_bytes()
    with pytest.raises(Unreadable, match="dữ liệu của máy quay"):
        take_film(path)
    assert path.read_bytes() == before
