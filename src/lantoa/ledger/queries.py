"""Reads of the ledger. What was corrected is read as corrected; nothing is hidden."""

from __future__ import annotations

from collections.abc import Collection, Iterator
from dataclasses import dataclass, field
from datetime import date, datetime, time, timedelta
from typing import Any

from lantoa.core.clock import ZONE
from lantoa.ledger.entries import Entry
from lantoa.ledger.models import Chain, Evidence, SentHead, Subject
from lantoa.ledger.terms import FIRST_PREV, ORIGIN_DEMO

DAY = timedelta(days=1)


@dataclass(frozen=True)
class Fact:
    """One piece of evidence as it stands today: the entry with its corrections applied."""

    seq: int
    kind: str
    occurred_at: datetime
    recorded_at: datetime
    by: str
    subjects: tuple[str, ...]
    payload: dict[str, Any]
    proof: str
    attachments: tuple[dict[str, Any], ...]
    hash: str
    corrected_by: tuple[int, ...] = field(default=())

    @property
    def is_backfilled(self) -> bool:
        return bool(self.payload.get("backfilled"))

    @property
    def is_demo(self) -> bool:
        return self.payload.get("origin") == ORIGIN_DEMO


def as_entry(evidence: Evidence) -> Entry:
    """The entry exactly as it was hashed, with its hash."""
    return {
        "v": evidence.v,
        "seq": evidence.seq,
        "kind": evidence.kind,
        "occurred_at": evidence.occurred,
        "recorded_at": evidence.recorded,
        "by": evidence.by,
        "subjects": evidence.subjects,
        "payload": evidence.payload,
        "proof": evidence.proof,
        "attachments": evidence.attachments,
        "prev": evidence.prev,
        "hash": evidence.hash,
    }


def all_entries() -> Iterator[Entry]:
    """The whole chain in order, with memory that does not grow."""
    for evidence in Evidence.objects.order_by("seq").iterator(chunk_size=500):
        yield as_entry(evidence)


def head() -> tuple[int, str]:
    """Number and hash of the last entry; (0, zeros) for an empty ledger."""
    chain = Chain.objects.filter(pk=1).first()
    return (chain.seq, chain.hash) if chain else (0, FIRST_PREV)


def sent_heads() -> list[tuple[int, str]]:
    """The heads that were given to somebody outside."""
    return list(SentHead.objects.values_list("seq", "hash"))


def facts(
    *,
    kinds: Collection[str] = (),
    subject: str = "",
    since: date | None = None,
    until: date | None = None,
    seqs: Collection[int] = (),
) -> list[Fact]:
    """Evidence of some kinds, about one subject, that happened from `since` to `until` (both
    days included), with corrections applied; withdrawn entries are left out. Oldest first."""
    rows = Evidence.objects.order_by("occurred_at", "seq")
    if kinds:
        rows = rows.filter(kind__in=kinds)
    if subject:
        rows = rows.filter(subject_rows__code=subject)
    if since:
        rows = rows.filter(occurred_at__gte=datetime.combine(since, time.min, ZONE))
    if until:
        rows = rows.filter(occurred_at__lt=datetime.combine(until + DAY, time.min, ZONE))
    if seqs:
        rows = rows.filter(seq__in=seqs)
    corrections = _corrections()
    found = (_fact(row, corrections.get(row.seq, [])) for row in rows)
    return [fact for fact in found if fact is not None]


@dataclass(frozen=True)
class Trace:
    """The light form of an entry, for counting: no payload, no attachments."""

    seq: int
    kind: str
    occurred_at: datetime
    subjects: tuple[str, ...]


def traces(
    *, subjects: Collection[str], kinds: Collection[str] = (), since: date | None = None
) -> list[Trace]:
    """Entries about any of the subjects, each once, oldest first; withdrawn ones are left out."""
    about = Subject.objects.filter(code__in=subjects).values("evidence_id")
    rows = Evidence.objects.filter(seq__in=about).order_by("occurred_at", "seq")
    if kinds:
        rows = rows.filter(kind__in=kinds)
    if since:
        rows = rows.filter(occurred_at__gte=datetime.combine(since, time.min, ZONE))
    withdrawn = {
        seq
        for seq, found in _corrections().items()
        if any(not correction.payload["changed"] for correction in found)
    }
    return [
        Trace(seq, kind, occurred_at, tuple(codes))
        for seq, kind, occurred_at, codes in rows.values_list(
            "seq", "kind", "occurred_at", "subjects"
        )
        if seq not in withdrawn
    ]


def latest(limit: int = 20) -> list[Fact]:
    """The newest entries, newest first, as they were written."""
    rows = Evidence.objects.order_by("-seq")[:limit]
    return [fact for fact in (_fact(row, []) for row in rows) if fact is not None]


def has_demo_entries() -> bool:
    """Does any entry come from the demo commune?"""
    first = Evidence.objects.order_by("seq").first()
    return first is not None and first.payload.get("origin") == ORIGIN_DEMO


def _corrections() -> dict[int, list[Evidence]]:
    found: dict[int, list[Evidence]] = {}
    for row in Evidence.objects.filter(kind="evidence.corrected").order_by("seq"):
        found.setdefault(int(row.payload["of"]), []).append(row)
    return found


def _fact(row: Evidence, corrections: list[Evidence]) -> Fact | None:
    payload = dict(row.payload)
    for correction in corrections:
        names = correction.payload["changed"]
        if not names:
            return None
        payload.update({name: correction.payload[f"to_{name}"] for name in names})
    return Fact(
        seq=row.seq, kind=row.kind, occurred_at=row.occurred_at, recorded_at=row.recorded_at,
        by=row.by, subjects=tuple(row.subjects), payload=payload, proof=row.proof,
        attachments=tuple(row.attachments), hash=row.hash,
        corrected_by=tuple(correction.seq for correction in corrections),
    )  # fmt: skip
