"""The loudness law of everything that airs.

A sound leaves this module at -16 LUFS ±1 with a true peak of at most -1.5 dBTP, measured on the
encoded file after decoding it again, and within the band that a horn loudspeaker gives back:
what lies below only heats its driver, what lies above only hisses. One-pass normalisers miss
their aim; here a fixed gain and a limiter are set by measuring, and set again from what the
encoder made of them."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace
from pathlib import Path
from typing import TYPE_CHECKING

from lantoa.core.errors import Refused, Unreadable
from lantoa.media.encoding import codec_for, disk_errors_named, draft_of, encode, settle
from lantoa.media.meter import loudness, measure
from lantoa.media.reading import Feed, Filters, decoded, filtered, plain
from lantoa.media.sound import RATE, Loudness, Sound, Tags
from lantoa.media.voices import Watch, unwatched

if TYPE_CHECKING:
    from av import AudioFrame

CHAIN = 2
"""Version of everything between words and bytes: a sound of another version is made anew."""
TARGET_LUFS = -16.0
TOLERANCE_LU = 1.0
CLOSE_LU = 0.4
"""How near we come before we stop trying; the law allows `TOLERANCE_LU`."""
PEAK_DBTP = -1.5
AIR_DBTP = 0.1
"""Kept below the law, because other meters interpolate a little differently."""
CEILING_DBFS = -2.2
"""Where the limiter starts: encoders overshoot it by some tenths of a decibel."""
ATTEMPTS = 6

LOOK_UP_FRAMES = 400
"""So often a long pass looks whether it was stopped."""

SHORTEST_SECONDS = 0.5
"""R 128 hears nothing in less than 0.4 s: a shorter sound gets silence behind it."""
# The voice lies between 350 Hz and 5 kHz and is understood by its 1 to 5 kHz; horns for speech
# give back about 250 Hz to 6 kHz (TOA, «Speaker Guide», chapter 2; «Loudspeakers and their
# specifications»), and compression drivers are harmed by what is lower (AtlasIED, «How Can I
# Protect My Horns From LF Damage?»).
BAND: Filters = [
    ("highpass", "f=200:p=2"),
    ("lowpass", "f=7000:p=2"),
    ("apad", f"whole_len={int(SHORTEST_SECONDS * RATE)}"),
]
SILENT_LUFS = -50.0
NO_SOUND = (
    "Trong tệp hầu như không có tiếng nên chưa lưu gì; hãy kiểm tra micrô rồi ghi âm lại gần hơn."
)
UNRULY = (
    "Chưa đưa được âm thanh này về đúng độ lớn phát sóng nên chưa lưu gì; "
    "hãy ghi âm lại với giọng đều hơn."
)


@dataclass(frozen=True)
class Settings:
    """Gain in dB before the limiter, and the limiter's ceiling in dBFS."""

    gain: float
    ceiling: float

    def filters(self) -> Filters:
        """Gain, then limiter."""
        limit = 10 ** (self.ceiling / 20)
        # `level` would lift the result again; `latency` takes the look-ahead out of the sound.
        limiter = f"limit={limit:.5f}:attack=4:release=60:level=0:latency=1"
        return [("volume", f"{self.gain:.3f}dB"), ("alimiter", limiter)]


def is_lawful(heard: Loudness) -> bool:
    """Does a finished file keep the law?"""
    return abs(heard.lufs - TARGET_LUFS) <= TOLERANCE_LU and heard.true_peak <= PEAK_DBTP


def _is_close(heard: Loudness) -> bool:
    near = abs(heard.lufs - TARGET_LUFS) <= CLOSE_LU
    return near and heard.true_peak <= PEAK_DBTP - AIR_DBTP


def feed_of(path: Path) -> Feed:
    """The sound of a file as mono frames of 48,000 Hz, from its beginning at every call."""
    return lambda: filtered(decoded(path), plain())


def in_band(feed: Feed) -> Feed:
    """The same sound within the band of a horn loudspeaker."""
    return lambda: filtered(feed(), BAND)


def watched(feed: Feed, watch: Watch) -> Feed:
    """The same sound; the watch may stop it."""

    def frames() -> Iterator[AudioFrame]:
        for number, frame in enumerate(feed()):
            if number % LOOK_UP_FRAMES == 0:
                watch(0.1)
            yield frame

    return frames


def levelled(feed: Feed) -> Feed:
    """The same sound at the loudness of the law, not yet limited: to stand beside others."""
    gain = TARGET_LUFS - loudness(feed(), peak=False).lufs
    return lambda: filtered(feed(), [("volume", f"{min(gain, 30.0):.3f}dB")])


def master(feed: Feed, out: Path, *, tags: Tags, watch: Watch = unwatched) -> Sound:
    """Makes `out` (.mp3, .ogg, .wav) from a feed, at the loudness of the law.

    `out` appears only when it is whole. Raises `Unreadable` for a source that will not decode or
    is silent, `Refused` for an unknown ending and for a full disk, and what `watch` raises."""
    codec_for(out)
    passes = Passes(feed, watch)
    raw = loudness(passes.feed(), peak=False)
    if raw.lufs <= SILENT_LUFS:
        raise Unreadable(NO_SOUND)
    with disk_errors_named(), draft_of(out) as draft:
        heard = _draft(passes.feed, draft, tags, raw)
        settle(draft, out)
    return Sound.of(out, heard)


class Passes:
    """A feed that is listened to several times, and tells the watch how far that is. Nobody
    knows how many passes there will be: each takes half of what seemed left."""

    def __init__(self, feed: Feed, watch: Watch) -> None:
        self._feed, self._watch, self._begun = feed, watch, 0

    def feed(self) -> Iterator[AudioFrame]:
        share = 1 - 0.6**self._begun
        self._begun += 1
        for number, frame in enumerate(self._feed()):
            if number % LOOK_UP_FRAMES == 0:
                self._watch(share)
            yield frame


def _rehearsed(feed: Feed, raw: Loudness, target: float) -> Settings:
    """The gain at which the limited sound reaches the target: the more the limiter holds, the
    less a decibel of gain brings, so each step learns the slope from the last one."""
    settings = Settings(gain=target - raw.lufs, ceiling=CEILING_DBFS)
    gain_before, lufs_before = settings.gain - 6, target - 6
    for _ in range(ATTEMPTS):
        lufs = loudness(filtered(feed(), settings.filters()), peak=False).lufs
        if abs(target - lufs) <= CLOSE_LU / 2:
            break
        rise = settings.gain - gain_before
        slope = (lufs - lufs_before) / rise if rise else 1.0
        gain_before, lufs_before = settings.gain, lufs
        step = (target - lufs) / min(1.0, max(0.3, slope))
        settings = replace(settings, gain=settings.gain + step)
    return settings


def _draft(feed: Feed, draft: Path, tags: Tags, raw: Loudness) -> Loudness:
    """Encodes and listens until the draft keeps the law; what the last encoding measured."""
    settings = _rehearsed(feed, raw, TARGET_LUFS + codec_for(draft).loss)
    for _ in range(ATTEMPTS):
        encode(filtered(feed(), settings.filters()), draft, tags)
        heard = measure(draft)
        if _is_close(heard):
            return heard
        over = heard.true_peak - (PEAK_DBTP - AIR_DBTP)
        settings = Settings(
            gain=settings.gain + 1.5 * (TARGET_LUFS - heard.lufs),
            ceiling=settings.ceiling - (over + AIR_DBTP if over > 0 else 0.0),
        )
    if is_lawful(heard):
        return heard
    raise Refused(UNRULY)
