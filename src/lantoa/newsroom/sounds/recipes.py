"""What the bytes of a sound are made from, as a hash: the same recipe is never made twice."""

from __future__ import annotations

from lantoa.core.canonical import digest_of
from lantoa.newsroom.models import Rendition
from lantoa.newsroom.sounds.files import sound_path
from lantoa.newsroom.terms import Form, RenditionState

BYTES = (
    "sha256", "mime", "size", "milliseconds", "loudness_centi_lufs", "peak_centi_db", "cues",
    "cues_exact", "inner_sha256", "inner_size", "inner_milliseconds", "cut_from_ms", "cut_to_ms",
    "problem", "voice",
)  # fmt: skip


def recipe_of(made: Rendition, title: str) -> str:
    """SHA-256, hex, of the words, the voice or recording with its cut, the style, what the file's
    tags say, and the version of the chain that masters it."""
    from lantoa.media.mastering import CHAIN

    recording = made.recording.sha256 if made.recording else ""
    cut = [made.cut_from_ms or 0, made.cut_to_ms or 0]
    return digest_of(
        {
            "chain": CHAIN, "words": made.text, "voice": made.voice, "style": made.style,
            "recording": recording, "cut": cut, "title": title,
        }
    )  # fmt: skip


def same_bytes(recipe: str) -> Rendition | None:
    """A finished sound of this recipe whose file is there."""
    finished = Rendition.objects.filter(recipe=recipe, form=Form.SOUND, state=RenditionState.READY)
    return next((old for old in finished if _is_there(old)), None)


def take_again(made: Rendition, known: Rendition) -> None:
    """Saves `made` with the bytes of a finished sound."""
    for name in BYTES:
        setattr(made, name, getattr(known, name))
    made.state, made.percent = RenditionState.READY, 100
    made.save()


def _is_there(old: Rendition) -> bool:
    files = [old.sha256, *([old.inner_sha256] if old.inner_sha256 else [])]
    return all(sound_path(sha256).is_file() for sha256 in files)
