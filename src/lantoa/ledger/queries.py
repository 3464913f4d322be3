"""Reads of the ledger. What was corrected is read as corrected; nothing is hidden."""

from __future__ import annotations

from collections.abc import Collection, Iterator
from datetime import date, datetime, time, timedelta
from typing import Any

from lantoa.core.clock import ZONE
from lantoa.ledger.entries import Entry
from lantoa.ledger.facts import Fact, fact_of
from lantoa.ledger.models import Annex, Chain, Evidence, SentHead
from lantoa.ledger.standing import Book, Remembered, between, book
from lantoa.ledger.terms import FIRST_PREV, ORIGIN_DEMO

__all__ = [
    "Book", "Fact", "Remembered", "all_entries", "annexes", "as_entry", "between", "book", "facts",
    "has_demo_entries", "head", "latest", "sent_heads",
]  # fmt: skip

DAY = timedelta(days=1)


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
    first = datetime.combine(since, time.min, ZONE) if since else None
    last = datetime.combine(until + DAY, time.min, ZONE) if until else None
    if seqs:
        return _few(seqs, kinds, subject, first, last)
    known = book()
    if subject:
        about = between(known.by_subject.get(subject, ()), first, last)
        return [fact for fact in about if not kinds or fact.kind in kinds]
    return list(known.of(kinds, first, last) if kinds else between(known.facts, first, last))


def _few(
    seqs: Collection[int], kinds: Collection[str], subject: str, first: datetime | None,
    last: datetime | None,
) -> list[Fact]:  # fmt: skip
    """A few entries by their numbers."""
    wanted = set(seqs)
    return [
        fact
        for fact in between(book().facts, first, last)
        if fact.seq in wanted
        and (not kinds or fact.kind in kinds)
        and (not subject or subject in fact.subjects)
    ]


def latest(limit: int = 20) -> list[Fact]:
    """The newest entries, newest first, as they were written."""
    rows = Evidence.objects.order_by("-seq")[:limit]
    return [fact for fact in (fact_of(row, ()) for row in rows) if fact is not None]


def has_demo_entries() -> bool:
    """Does any entry come from the demo commune?"""
    first = Evidence.objects.order_by("seq").first()
    return first is not None and first.payload.get("origin") == ORIGIN_DEMO


def annexes() -> Iterator[tuple[int, dict[str, Any]]]:
    """What is personal beside entries: the entry's number and the data."""
    yield from Annex.objects.values_list("evidence_id", "data").order_by("evidence_id")
