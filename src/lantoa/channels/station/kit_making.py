"""The making of the station's kit, in the job's process: from tones, words or a recording to the
bytes of a part, and from the parts to the files that air."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING

from lantoa.channels.station.models import KitSound, StationKit
from lantoa.channels.station.terms import KIT_LONGEST, SPOKEN_PARTS, KitPart, KitSource
from lantoa.core.canonical import digest_of
from lantoa.core.clock import local
from lantoa.core.errors import Refused
from lantoa.newsroom.making.jobs import carry_out
from lantoa.newsroom.queries import spoken_words
from lantoa.newsroom.sounds.files import keep_sound, sound_path
from lantoa.newsroom.terms import RenditionState
from lantoa.registry.models import Commune

if TYPE_CHECKING:
    from lantoa.media.sound import Sound, Tags
    from lantoa.media.voices import Watch

Joined = dict[str, "Sound"]
SIDES = {"opening": (KitPart.OPENING, KitPart.HELLO), "closing": (KitPart.GOODBYE, KitPart.CLOSING)}
GONE = "Tệp của {part} không còn trên máy chủ. Chưa ghép gì. Làm lại phần này rồi ghép."


def make_sound(pk: int) -> None:
    """One part; others are left alone."""
    carry_out(KitSound, pk, make=_sound, finish=_keep_sound)


def join_parts(pk: int) -> None:
    """The opening and the closing of one kit as they air."""
    carry_out(StationKit, pk, make=_joined, finish=_keep_kit)


def recipe_of(made: KitSound) -> str:
    """SHA-256, hex, of what the bytes are made from."""
    from lantoa.media.mastering import CHAIN

    return _recipe_of(made, CHAIN, spoken_words() if made.text else {})


def is_stale(sound: KitSound, words: Mapping[str, str] | None = None) -> bool:
    """Does a machine's voice say words that the word list has corrected since? A new version of
    the mastering chain alone makes nothing stale. `words`: the list, where it is at hand."""
    from lantoa.media.mastering import CHAIN

    if sound.source != KitSource.VOICE:
        return False
    words = spoken_words() if words is None else words
    return all(sound.recipe != _recipe_of(sound, chain, words) for chain in range(1, CHAIN + 1))


def take_place(sound: KitSound) -> bool:
    """Is this version chosen by itself? The first finished one of a part is; so is the one that
    says anew, after a correction, what the chosen one says."""
    chosen = KitSound.objects.filter(part=sound.part, is_chosen=True).exclude(pk=sound.pk).first()
    if chosen is None:
        return True
    same = (chosen.source, chosen.text, chosen.voice) == (sound.source, sound.text, sound.voice)
    if not (same and is_stale(chosen)):
        return sound.is_chosen
    KitSound.objects.filter(pk=chosen.pk).update(is_chosen=False)
    return True


def _recipe_of(made: KitSound, chain: int, words: Mapping[str, str]) -> str:
    return digest_of(
        {
            "chain": chain, "part": str(made.part), "source": str(made.source),
            "words": _said(made, words) if made.text else "", "voice": made.voice,
            "recording": made.recording.sha256 if made.recording else "",
            "cut": [made.cut_from_ms or 0, made.cut_to_ms or 0],
        }
    )  # fmt: skip


def same_bytes(recipe: str) -> KitSound | None:
    """A finished version of this recipe whose file is there."""
    found = KitSound.objects.filter(recipe=recipe, state=RenditionState.READY)
    return next((old for old in found if sound_path(old.sha256).is_file()), None)


def _said(made: KitSound, words: Mapping[str, str]) -> str:
    """The words as they are said. The opening also says, once for the whole programme, that a
    machine speaks (law 134/2025/QH15, article 11)."""
    from lantoa.media.programme import SAID_ONCE
    from lantoa.vietnamese.speech import read_aloud

    lines = [read_aloud(line, words) for line in made.text.splitlines()]
    return "\n".join([*lines, *([SAID_ONCE] if made.part == KitPart.HELLO else [])])


def _sound(row: KitSound, folder: Path, watch: Watch) -> Sound:
    from lantoa.media import readings, recordings, signature

    out, tags = folder / "moi.mp3", tags_of(f"{KitPart(row.part).label}", row.made_at)
    if row.source == KitSource.TONES:
        return signature.make_tone(row.part, out, tags=tags, watch=watch)
    if row.source == KitSource.VOICE:
        return readings.from_words(
            _said(row, spoken_words()), out, tags=tags, voice=row.voice, watch=watch
        )
    assert row.recording is not None
    cut = None  # speech: from the first word to the last; music: whole
    if row.cut_from_ms is not None and row.cut_to_ms is not None:
        cut = recordings.Stretch(row.cut_from_ms / 1000, row.cut_to_ms / 1000)
    elif row.part not in SPOKEN_PARTS:
        cut = recordings.Stretch(0, recordings.LONGEST_SECONDS)
    return recordings.from_upload(
        Path(row.recording.file.path), out, tags=tags, cut=cut, watch=watch
    )


def _keep_sound(row: KitSound, sound: Sound) -> None:
    keep_sound(sound.path, sound.sha256)
    row.sha256, row.size = sound.sha256, sound.size
    row.milliseconds = round(sound.seconds * 1000)
    if row.recording:
        row.cut_from_ms, row.cut_to_ms = (round(at * 1000) for at in sound.kept)
        if not row.recording.seconds:
            row.recording.seconds = sound.seconds
            row.recording.save(update_fields=["seconds"])
    if row.seconds <= KIT_LONGEST[KitPart(row.part)]:
        row.is_chosen = take_place(row)
    row.save()


def _joined(row: StationKit, folder: Path, watch: Watch) -> Joined:
    from lantoa.media import signature

    made: Joined = {}
    for side, names in SIDES.items():
        parts = [
            signature.Part(_file(name, row.parts[name]), name not in SPOKEN_PARTS)
            for name in names
            if name in row.parts
        ]
        if parts:
            label = "Mở đầu chương trình" if side == "opening" else "Kết thúc chương trình"
            tags = tags_of(label, row.made_at, synthetic=_engine(names, row))
            made[side] = signature.joined(parts, folder / f"{side}.mp3", tags=tags, watch=watch)
    return made


def _engine(names: tuple[KitPart, ...], row: StationKit) -> str:
    from lantoa.media.reading import synthetic_engine

    found = (synthetic_engine(_file(name, row.parts[name])) for name in names if name in row.parts)
    return next(filter(None, found), "")


def _file(part: str, sha256: str) -> Path:
    path = sound_path(sha256)
    if not path.is_file():
        raise Refused(GONE.format(part=KitPart(part).label))
    return path


def _keep_kit(row: StationKit, made: Joined) -> None:
    for side, sound in made.items():
        keep_sound(sound.path, sound.sha256)
        setattr(row, f"{side}_sha256", sound.sha256)
        setattr(row, f"{side}_size", sound.size)
        setattr(row, f"{side}_ms", round(sound.seconds * 1000))
    row.save()


def tags_of(title: str, made_at: datetime, *, synthetic: str = "") -> Tags:
    """What a file of the station says of itself."""
    from lantoa.media.sound import Tags

    commune = Commune.objects.first()
    return Tags(
        title=title, station=f"Đài truyền thanh {commune.name}" if commune else "",
        date=local(made_at).date(), synthetic=synthetic,
    )  # fmt: skip
