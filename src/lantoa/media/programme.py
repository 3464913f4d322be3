"""A programme for a slot of the timetable: the station's opening, items, a bed under and between
them, and its closing, on the second.

Items sound as they were approved; only the bed lies under them. That a machine speaks is said
once, in the opening; synthetic items behind it come without their own announcement."""

from __future__ import annotations

import tempfile
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import TYPE_CHECKING

from lantoa.core.errors import Refused, Unreadable
from lantoa.media.captions import Cue
from lantoa.media.choosing import GAP_SECONDS, Candidate, Choice, choose
from lantoa.media.encoding import codec_for, disk_errors_named, encode
from lantoa.media.mastering import feed_of, in_band, levelled, master, watched
from lantoa.media.mixing import Clip, looped, mixed, track
from lantoa.media.reading import Feed, synthetic_engine
from lantoa.media.signature import LEAD
from lantoa.media.sound import RATE, Sound, Tags
from lantoa.media.tones import CHIME_SECONDS, bed, chime
from lantoa.media.voices import DEFAULT, Watch, speak, unwatched

if TYPE_CHECKING:
    from av import AudioFrame

NOTHING_FITS = (
    "Không có tin nào vừa khung giờ nên chưa làm chương trình; "
    "hãy chọn tin ngắn hơn hoặc khung giờ dài hơn."
)
NOT_PLAYABLE = "tệp âm thanh không phát được"
SAID_ONCE = "Chương trình có phần đọc bằng giọng máy."
CROSSFADE = 1.0


@dataclass(frozen=True)
class Item:
    """An approved sound. `inner`: the same without its announcement, where there is one. `cues`
    are those of what will sound; `can_trim`: music, which may end early."""

    title: str
    path: Path
    rank: int = 0
    inner: Path | None = None
    cues: tuple[Cue, ...] = ()
    can_trim: bool = False


@dataclass(frozen=True)
class Kit:
    """How the station sounds: its own files, else our tones (`with_signs`: none of them); words
    behind the opening and before the closing, as finished sounds or to be said (already read
    aloud; empty: none). `is_announced`: the hello says that a machine speaks."""

    opening: Path | None = None
    closing: Path | None = None
    bed: Path | None = None
    hello: str = ""
    goodbye: str = ""
    with_bed: bool = True
    hello_sound: Path | None = None
    goodbye_sound: Path | None = None
    is_announced: bool = False
    with_signs: bool = True


@dataclass(frozen=True)
class Placed:
    """An item and when it sounds, in seconds from the beginning."""

    item: Item
    at: float
    seconds: float
    is_trimmed: bool


@dataclass(frozen=True)
class LeftOut:
    """An item that is not in the programme, and why (Vietnamese)."""

    item: Item
    reason: str


@dataclass(frozen=True)
class Programme:
    """`spare`: seconds in which only the bed sounds, beside the gaps."""

    sound: Sound
    items: tuple[Placed, ...]
    left_out: tuple[LeftOut, ...]
    spare: float


@dataclass(frozen=True)
class _Piece:
    """Something ready to be laid out."""

    feed: Feed
    seconds: float


_NOTHING = _Piece(lambda: iter(()), 0.0)


def assemble(
    items: Sequence[Item], out: Path, *, seconds: float, kit: Kit, tags: Tags,
    watch: Watch = unwatched,
) -> Programme:  # fmt: skip
    """Makes a programme of exactly `seconds`. Raises `Refused` when nothing fits, and what
    `watch` raises."""
    codec_for(out)
    with disk_errors_named(), tempfile.TemporaryDirectory(prefix="lantoa-") as folder:
        known, broken = _playable(items)
        engines = [engine for item in known if (engine := synthetic_engine(item.path))]
        opening, closing = _around(kit, Path(folder), is_machine=bool(engines))
        around = sum(piece.seconds for pair in (opening, closing) for piece in pair) + 3 * LEAD
        choice, pieces = _choice(known, seconds - around)
        if not choice.kept:
            raise Refused(NOTHING_FITS)
        placed = _placed(choice, known, sum(piece.seconds for piece in opening) + 2 * LEAD)
        voice, music = _tracks(placed, pieces, known, opening, closing, seconds)
        under = _bed(
            kit, Path(folder) / "nen.wav", opening[0].seconds, seconds - closing[1].seconds
        )
        own = "espeak-ng" if kit.hello or kit.is_announced else ""
        marked = replace(tags, synthetic=engines[0] if engines else own)
        whole = Path(folder) / "tron.wav"
        encode(in_band(watched(mixed(voice, music, under), watch))(), whole, Tags())
        sound = master(feed_of(whole), out, tags=marked, watch=lambda it: watch(0.3 + 0.7 * it))
    left = [LeftOut(known[one.key], one.reason) for one in choice.left]
    return Programme(
        replace(sound, cues=_captions(placed)), tuple(placed),
        (*(LeftOut(item, NOT_PLAYABLE) for item in broken), *left), choice.spare,
    )  # fmt: skip


def _captions(placed: Sequence[Placed]) -> tuple[Cue, ...]:
    """Those of the items, where the items sound; what was trimmed away is not read."""
    found = []
    for one in placed:
        before = round(one.at * 1000)
        for cue in one.item.cues:
            if cue.last_ms <= one.seconds * 1000 + 500:
                found.append(Cue(before + cue.first_ms, before + cue.last_ms, cue.text))
    return tuple(found)


def _playable(items: Sequence[Item]) -> tuple[list[Item], list[Item]]:
    known, broken = [], []
    for item in items:
        try:
            _seconds(feed_of(item.inner or item.path))
        except Unreadable:
            broken.append(item)
        else:
            known.append(item)
    return known, broken


def _choice(known: Sequence[Item], room: float) -> tuple[Choice, list[_Piece]]:
    pieces = []
    for item in known:
        feed = feed_of(item.inner or item.path)
        pieces.append(_Piece(feed, _seconds(feed)))
    candidates = [
        Candidate(number, piece.seconds, item.rank, number, 20.0 if item.can_trim else None)
        for number, (item, piece) in enumerate(zip(known, pieces, strict=True))
    ]
    return choose(candidates, room + GAP_SECONDS), pieces


def _placed(choice: Choice, known: Sequence[Item], at: float) -> list[Placed]:
    """The kept items one after the other. A little spare time makes the gaps longer, so that the
    end does not gape; the rest stays before the closing."""
    gaps = max(1, len(choice.kept))
    gap = GAP_SECONDS + min(2.0, choice.spare / gaps)
    placed = []
    for kept in choice.kept:
        placed.append(Placed(known[kept.key], at, kept.seconds, kept.is_trimmed))
        at += kept.seconds + gap
    return placed


def _tracks(
    placed: Sequence[Placed], pieces: Sequence[_Piece], known: Sequence[Item],
    opening: Sequence[_Piece], closing: Sequence[_Piece], seconds: float,
) -> tuple[Feed, Feed]:  # fmt: skip
    """What is spoken, and the station's music with its fades."""
    numbers = {id(item): number for number, item in enumerate(known)}
    spoken = [
        Clip(pieces[numbers[id(one.item)]].feed, one.at, one.seconds,
             fade_out=2.0 if one.is_trimmed else 0.0)
        for one in placed
    ]  # fmt: skip
    if opening[1].seconds:
        spoken.append(Clip(opening[1].feed, opening[0].seconds + LEAD, opening[1].seconds))
    end = seconds - closing[1].seconds
    if closing[0].seconds:
        spoken.append(Clip(closing[0].feed, end - LEAD - closing[0].seconds, closing[0].seconds))
    signs = [
        Clip(opening[0].feed, 0.0, opening[0].seconds, fade_out=CROSSFADE),
        Clip(closing[1].feed, end, closing[1].seconds, fade_in=0.05, fade_out=CROSSFADE),
    ]
    return track(spoken, seconds), track([one for one in signs if one.seconds], seconds)


def _around(
    kit: Kit, folder: Path, *, is_machine: bool
) -> tuple[tuple[_Piece, _Piece], tuple[_Piece, _Piece]]:
    """Opening and closing, each as its two pieces in the order in which they come."""
    announcement = SAID_ONCE if is_machine and not kit.is_announced else ""
    hello = _said(kit.hello_sound, f"{kit.hello}\n{announcement}", folder / "mo.wav")
    goodbye = _said(kit.goodbye_sound, kit.goodbye, folder / "ket.wav")
    return (_sign(kit.opening, chime, kit), hello), (goodbye, _sign(kit.closing, _farewell, kit))


def _sign(own: Path | None, tone: Feed, kit: Kit) -> _Piece:
    """The station's music, else our tone, else nothing."""
    if own:
        level = levelled(in_band(feed_of(own)))
        return _Piece(level, _seconds(level))
    return _Piece(tone, CHIME_SECONDS) if kit.with_signs else _NOTHING


def _said(own: Path | None, words: str, spoken: Path) -> _Piece:
    """Words as a finished sound, and behind them those that are still to be said."""
    feeds = [levelled(in_band(feed_of(own)))] if own else []
    if words.strip():
        speak(words, spoken, voice=DEFAULT)
        feeds.append(levelled(in_band(feed_of(spoken))))
    at, clips = 0.0, []
    for feed in feeds:
        clips.append(Clip(feed, at, _seconds(feed)))
        at += clips[-1].seconds + LEAD
    return _Piece(track(clips, at - LEAD), at - LEAD) if clips else _NOTHING


def _farewell() -> Iterator[AudioFrame]:
    return chime(is_rising=False)


def _bed(kit: Kit, made: Path, begin: float, end: float) -> Feed | None:
    """The bed from the end of the opening's music into the beginning of the closing's: both
    crossfade with it."""
    if not kit.with_bed:
        return None
    encode(levelled(in_band(feed_of(kit.bed) if kit.bed else bed))(), made, Tags())
    feed = feed_of(made)
    length = _seconds(feed)
    start = max(0.0, begin - CROSSFADE)
    seconds = end + CROSSFADE - start
    clips = [replace(clip, at=clip.at + start) for clip in looped(feed, length, seconds)]
    return track(clips, end + CROSSFADE)


def _seconds(feed: Feed) -> float:
    return float(sum(frame.samples for frame in feed())) / RATE
