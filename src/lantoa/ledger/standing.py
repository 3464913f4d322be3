"""Facts as they stand, kept in memory by the head of the chain.

Entries never change, so whatever was read up to an entry with a known hash stays right for as long
as the chain holds that entry: only what came after it is read anew. A correction reads the entry
that it names once more. Where the chain does not hold the known hash (another database, a
restored backup, a transaction that was rolled back) everything is forgotten and read again.
"""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Callable, Collection, Hashable, Iterable
from dataclasses import dataclass, field
from datetime import datetime
from threading import Lock
from typing import Generic, TypeVar

from lantoa.ledger.facts import Fact, fact_of
from lantoa.ledger.models import Evidence
from lantoa.ledger.terms import FIRST_PREV

Answer = TypeVar("Answer")
CORRECTED = "evidence.corrected"
Head = tuple[int, str]
NOTHING: Head = (0, FIRST_PREV)


@dataclass(frozen=True)
class Book:
    """All facts up to `head`, oldest first, and the same by kind and by subject. Never changed:
    the next head is another book."""

    head: Head = NOTHING
    facts: tuple[Fact, ...] = ()
    by_kind: dict[str, tuple[Fact, ...]] = field(default_factory=dict)
    by_subject: dict[str, tuple[Fact, ...]] = field(default_factory=dict)

    def about(self, subject: str, kinds: Collection[str]) -> list[Fact]:
        """Facts of some kinds about one subject, oldest first."""
        return [fact for fact in self.by_subject.get(subject, ()) if fact.kind in kinds]

    def of(
        self, kinds: Collection[str], since: datetime | None = None, until: datetime | None = None
    ) -> tuple[Fact, ...]:
        """Facts of some kinds that happened from `since` on and before `until`, oldest first. Each
        kind is cut before they are merged: a day of a year costs what the day holds."""
        found = [
            between(self.by_kind[kind], since, until) for kind in kinds if kind in self.by_kind
        ]
        if len(found) < 2:
            return found[0] if found else ()
        return tuple(sorted((fact for facts in found for fact in facts), key=order))


class Remembered(Generic[Answer]):
    """Answers that follow from the ledger and a key alone; another head forgets them all."""

    def __init__(self, most: int = 1000) -> None:
        self._most = most
        self._state: tuple[Head, dict[Hashable, Answer]] = (NOTHING, {})

    def of(self, head: Head, key: Hashable, make: Callable[[], Answer]) -> Answer:
        """The answer for this head and key, made once a process."""
        known, answers = self._state
        if known != head or len(answers) >= self._most:
            answers = {}
            self._state = (head, answers)
        if key not in answers:
            answers[key] = make()
        return answers[key]


_kept = Book()
_lock = Lock()


def order(fact: Fact) -> tuple[datetime, int]:
    """Facts stand in the order in which they happened."""
    return fact.occurred_at, fact.seq


def head_of_entries() -> Head:
    """Number and hash of the newest entry itself; one query by the key."""
    return Evidence.objects.order_by("-seq").values_list("seq", "hash").first() or NOTHING


def book() -> Book:
    """The facts as they stand now. One query where nothing was added."""
    global _kept
    head = head_of_entries()
    known = _kept
    if known.head == head:
        return known
    with _lock:
        known = _kept
        if known.head != head:
            if head == NOTHING:
                known = Book()
            else:
                known = _grown(known, head) or _grown(Book(), head) or Book()
            _kept = known
    return known


def _grown(known: Book, head: Head) -> Book | None:
    """The book with everything up to `head`; None where it does not belong to this chain."""
    seq, last = known.head
    if seq > head[0]:
        return None
    rows = list(Evidence.objects.filter(seq__gte=seq, seq__lte=head[0]).order_by("seq"))
    if seq and (not rows or (rows[0].seq, rows[0].hash) != (seq, last)):
        return None
    fresh = [row for row in rows if row.seq > seq]
    if not fresh or fresh[-1].hash != head[1]:
        return None
    changed = {int(row.payload["of"]) for row in fresh if row.kind == CORRECTED}
    return _with(known, fresh, changed, head)


def _with(known: Book, fresh: list[Evidence], changed: set[int], head: Head) -> Book:
    corrections = _corrections_of(changed)
    older = Evidence.objects.filter(seq__in=changed, seq__lte=known.head[0]) if changed else ()
    rows = [*older, *fresh]
    added = [fact_of(row, corrections.get(row.seq, ())) for row in rows]
    gone = {row.seq for row in older}
    return Book(head, *_merged(known, [fact for fact in added if fact], gone))


def _corrections_of(seqs: Collection[int]) -> dict[int, list[Evidence]]:
    found: dict[int, list[Evidence]] = {}
    if seqs:
        for row in Evidence.objects.filter(kind=CORRECTED).order_by("seq"):
            found.setdefault(int(row.payload["of"]), []).append(row)
    return found


def _merged(
    known: Book, added: list[Fact], gone: set[int]
) -> tuple[tuple[Fact, ...], dict[str, tuple[Fact, ...]], dict[str, tuple[Fact, ...]]]:
    by_kind, by_subject = dict(known.by_kind), dict(known.by_subject)
    kinds: dict[str, list[Fact]] = {}
    subjects: dict[str, list[Fact]] = {}
    for fact in added:
        kinds.setdefault(fact.kind, []).append(fact)
        for code in fact.subjects:
            subjects.setdefault(code, []).append(fact)
    if gone:  # rare: somebody corrected an entry
        by_kind = {kind: _without(facts, gone) for kind, facts in by_kind.items()}
        by_subject = {code: _without(facts, gone) for code, facts in by_subject.items()}
    for index, more in ((by_kind, kinds), (by_subject, subjects)):
        for key, facts in more.items():
            index[key] = _joined(index.get(key, ()), facts)
    whole = _without(known.facts, gone) if gone else known.facts
    return _joined(whole, added), by_kind, by_subject


def _without(facts: Iterable[Fact], gone: set[int]) -> tuple[Fact, ...]:
    return tuple(fact for fact in facts if fact.seq not in gone)


def _joined(before: tuple[Fact, ...], more: list[Fact]) -> tuple[Fact, ...]:
    """Sorting what is nearly sorted costs little."""
    return tuple(sorted((*before, *more), key=order))


def between(
    facts: tuple[Fact, ...], since: datetime | None, until: datetime | None
) -> tuple[Fact, ...]:
    """Those that happened from `since` on and before `until`."""
    first = bisect_left(facts, since, key=lambda fact: fact.occurred_at) if since else 0
    last = bisect_left(facts, until, key=lambda fact: fact.occurred_at) if until else len(facts)
    return facts[first:last]
