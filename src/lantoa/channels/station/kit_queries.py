"""Reads of the station's kit: what is chosen, what waits, what a leader approved for the air."""

from __future__ import annotations

from collections.abc import Iterator

from lantoa.approval.manifest import Manifest, make_manifest
from lantoa.approval.models import Approval
from lantoa.approval.queries import is_approved, open_request, open_requests
from lantoa.approval.terms import Decision
from lantoa.channels.station.models import KitSound, StationKit
from lantoa.channels.station.terms import KitPart
from lantoa.core.canonical import digest_of
from lantoa.newsroom.sounds.files import sound_path
from lantoa.newsroom.terms import RenditionState

SUBJECT = "kit:"


def chosen_sounds() -> dict[str, KitSound]:
    """Part → the version that the next kit is made of."""
    rows = KitSound.objects.filter(is_chosen=True).select_related("recording", "made_by")
    return {row.part: row for row in rows}


def versions(part: str, *, most: int = 8) -> list[KitSound]:
    """The newest versions of a part."""
    rows = KitSound.objects.filter(part=part).exclude(state=RenditionState.CANCELLED)
    return list(rows.select_related("recording", "made_by")[:most])


def is_making() -> bool:
    """Is anything of the kit being made?"""
    making = {"state": RenditionState.MAKING}
    return (
        KitSound.objects.filter(**making).exists() or StationKit.objects.filter(**making).exists()
    )


def newest_kit() -> StationKit | None:
    """The kit that was joined last, whatever became of it; not one that was stopped."""
    rows = StationKit.objects.exclude(state=RenditionState.CANCELLED)
    return rows.prefetch_related("sounds").first()


def waiting_kit() -> StationKit | None:
    """The kit that a leader was asked to decide on, though another was joined since."""
    rows = open_requests().filter(subject__startswith=SUBJECT)
    return next(filter(None, map(kit_of, rows.values_list("subject", flat=True))), None)


def manifest_of(kit: StationKit) -> Manifest:
    """Every byte of it that is heard, as it is laid before a leader."""
    content = digest_of({"v": 1, "kit": kit.files, "announces": kit.announces})
    return make_manifest(content, kit.files)


def is_waiting(kit: StationKit) -> bool:
    return open_request(subject=kit.code) is not None


def is_kit_approved(kit: StationKit) -> bool:
    """Did a leader approve exactly these bytes, and is the kit still in use?"""
    if kit.retired_at is not None or kit.state != RenditionState.READY:
        return False
    return is_approved(subject=kit.code, content=manifest_of(kit)["content"])


def kit_in_use() -> StationKit | None:
    """The kit that airs: of those that a leader approved the last one whose files are there."""
    return next((kit for kit in _approved_kits() if is_kit_approved(kit) and is_whole(kit)), None)


def is_whole(kit: StationKit) -> bool:
    """Are all its files there?"""
    return all(sound_path(sha256).is_file() for sha256 in kit.files.values())


def kit_of(subject: str) -> StationKit | None:
    """The kit of a code such as `kit:3`."""
    head, _, pk = subject.partition(":")
    return StationKit.objects.filter(pk=int(pk)).first() if _is_kit(head, pk) else None


def knows_file(sha256: str) -> bool:
    """Is this a file of some part or kit?"""
    if KitSound.objects.filter(sha256=sha256).exists():
        return True
    rows = StationKit.objects
    return (
        rows.filter(opening_sha256=sha256).exists() or rows.filter(closing_sha256=sha256).exists()
    )


def parts_in_order(kit: StationKit) -> list[KitSound]:
    """Its parts as a programme needs them."""
    order = list(KitPart)
    return sorted(kit.sounds.all(), key=lambda row: order.index(KitPart(row.part)))


def _approved_kits() -> Iterator[StationKit]:
    rows = Approval.objects.filter(
        subject__startswith=SUBJECT, decision=Decision.APPROVED, is_final=True
    ).order_by("-decided_at", "-pk")
    for subject in rows.values_list("subject", flat=True):
        kit = kit_of(subject)
        if kit is not None:
            yield kit


def _is_kit(head: str, pk: str) -> bool:
    return f"{head}:" == SUBJECT and pk.isdigit()
