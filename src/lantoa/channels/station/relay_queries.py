"""Reads of relay sources: what a second person approved, what waits."""

from __future__ import annotations

from collections.abc import Iterable

from lantoa.approval.manifest import Manifest, make_manifest
from lantoa.approval.models import Approval, Request
from lantoa.approval.queries import is_approved, open_request
from lantoa.approval.terms import Decision
from lantoa.channels.station.models import RelaySource
from lantoa.channels.station.terms import RelayWay
from lantoa.core.canonical import digest_of

SUBJECT = "relay:"


def relay_manifest(source: RelaySource) -> Manifest:
    """What of a source is approved: the very address. What stands in for it was approved by
    itself, as every sound is."""
    content = digest_of({"v": 1, "url": source.url})
    return make_manifest(content, {"relay": content})


def is_relay_approved(source: RelaySource) -> bool:
    """Did a second person approve exactly this address? A tuner wired to the amplifier has none,
    and nothing is ordered for it."""
    if source.way != RelayWay.URL:
        return True
    return is_approved(subject=source.code, content=relay_manifest(source)["content"])


def approved_relays(sources: Iterable[RelaySource]) -> set[int]:
    """The same for many at once: ids of those that loudspeakers may relay."""
    rows = list(sources)
    decided = Approval.objects.filter(
        subject__in=[row.code for row in rows], is_final=True
    ).order_by("decided_at", "pk")
    newest = {(one.subject, one.content): one.decision for one in decided}
    return {
        row.pk
        for row in rows
        if row.way != RelayWay.URL
        or newest.get((row.code, relay_manifest(row)["content"])) == Decision.APPROVED
    }


def relay_request(source: RelaySource) -> Request | None:
    """The request that waits for a decision on it."""
    return open_request(subject=source.code)


def relay_of(subject: str) -> RelaySource | None:
    """The source of a code such as `relay:3`."""
    head, _, pk = subject.partition(":")
    is_ours = f"{head}:" == SUBJECT and pk.isdigit()
    return RelaySource.objects.filter(pk=int(pk)).first() if is_ours else None
