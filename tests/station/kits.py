"""Kits of the station for tests: real ones, and quick ones whose bytes are no music."""

from __future__ import annotations

import hashlib

from lantoa.approval.terms import Decision
from lantoa.channels.station.kit_making import join_parts, make_sound, recipe_of
from lantoa.channels.station.models import KitSound, StationKit
from lantoa.channels.station.services.kit import decide_kit, join_kit, submit_kit
from lantoa.channels.station.services.kit_sounds import use_defaults
from lantoa.channels.station.terms import SPOKEN_PARTS, KitPart
from lantoa.newsroom.sounds.files import keep_sound, sound_folder
from lantoa.newsroom.terms import RenditionState
from lantoa.registry.terms import Role
from tests import make
from tests.station.make import operator

NOW = make.NOW


def real_kit() -> StationKit:
    """The program's own parts, really made and joined."""
    make.commune()
    for row in use_defaults(by=operator(), now=NOW):
        make_sound(row.pk)
    return joined()


def joined() -> StationKit:
    """The chosen parts, really joined."""
    kit = join_kit(by=operator(), now=NOW)
    join_parts(kit.pk)
    kit.refresh_from_db()
    return kit


def quick_part(part: KitPart, words: str = "", *, seconds: int = 3) -> KitSound:
    """A chosen part whose bytes are no music; spoken ones by a machine."""
    sha256, size = _stored(f"{part} {words}")
    KitSound.objects.filter(part=part).update(is_chosen=False)
    made = KitSound(
        part=part, source="voice" if part in SPOKEN_PARTS else "tones", text=words,
        voice="vi" if part in SPOKEN_PARTS else "", sha256=sha256, size=size,
        milliseconds=seconds * 1000, state=RenditionState.READY, percent=100, is_chosen=True,
        made_by=operator(), made_at=NOW,
    )  # fmt: skip
    made.recipe = recipe_of(made)
    made.save()
    return made


def quick_kit(*, opening: int = 6, closing: int = 4, words: str = "Đài xã") -> StationKit:
    """A kit of all five parts that was joined; its two files last so many seconds."""
    for part in KitPart:
        quick_part(part, words)
    return quick_join(opening=opening, closing=closing)


def quick_join(*, opening: int = 6, closing: int = 4) -> StationKit:
    """The chosen parts as if a job had joined them."""
    kit = join_kit(by=operator(), now=NOW)
    if kit.state == RenditionState.MAKING:
        kit.opening_sha256, kit.opening_size = _stored(f"mở đầu {kit.pk}")
        kit.closing_sha256, kit.closing_size = _stored(f"kết {kit.pk}")
        kit.opening_ms, kit.closing_ms = opening * 1000, closing * 1000
        kit.state = RenditionState.READY
        kit.save()
    return kit


def approved(kit: StationKit) -> StationKit:
    """Submitted by the station and approved by a leader."""
    request = submit_kit(kit=kit, by=operator(), now=NOW)
    decide_kit(
        kit=kit, decision=Decision.APPROVED, reason="", expected_hash=request.hash, seen=[],
        by=make.account(Role.LEADER), now=NOW,
    )  # fmt: skip
    return kit


def _stored(words: str) -> tuple[str, int]:
    data = f"not music: {words}".encode()
    sha256 = hashlib.sha256(data).hexdigest()
    path = sound_folder() / f"{sha256}.new"
    path.write_bytes(data)
    keep_sound(path, sha256)
    return sha256, len(data)
