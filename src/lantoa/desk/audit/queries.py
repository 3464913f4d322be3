"""Reads of the audit."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta

from django.db.models import QuerySet

from lantoa.core.clock import ZONE
from lantoa.desk.audit.models import AuditCheckpoint, AuditEntry
from lantoa.desk.audit.terms import FIRST_PREV, Outcome
from lantoa.desk.audit.words import SYSTEM, WORDS
from lantoa.registry.models import Account

NOBODY = "-"
LONGEST = 100


@dataclass(frozen=True)
class Sought:
    """What is looked for. Anything that cannot be read is left out, never an error."""

    who: str = ""
    action: str = ""
    outcome: str = ""
    words: str = ""
    since: date | None = None
    until: date | None = None

    @classmethod
    def of(cls, asked: Mapping[str, str]) -> Sought:
        action, outcome = asked.get("viec", ""), asked.get("ket-qua", "")
        return cls(
            who=asked.get("ai", "")[:40],
            action=action if action in WORDS else "",
            outcome=outcome if outcome in Outcome.values else "",
            words=" ".join(asked.get("q", "").replace("\0", "").split())[:LONGEST],
            since=day_of(asked.get("tu", "")),
            until=day_of(asked.get("den", "")),
        )

    @property
    def is_any(self) -> bool:
        return self != Sought()


def day_of(text: str) -> date | None:
    """A day as a browser sends it."""
    try:
        found = date.fromisoformat(text)
    except ValueError:
        return None
    return found if 2000 <= found.year <= 2200 else None


def day_begins(day: date) -> datetime:
    """The first moment of a day in the commune."""
    return datetime.combine(day, time.min, ZONE)


def sought_entries(sought: Sought) -> QuerySet[AuditEntry]:
    """Entries that match, the newest first."""
    rows: QuerySet[AuditEntry] = AuditEntry.objects.all()
    if sought.who:
        rows = rows.filter(who="" if sought.who == NOBODY else sought.who)
    if sought.action:
        rows = rows.filter(action=sought.action)
    if sought.outcome:
        rows = rows.filter(outcome=sought.outcome)
    if sought.since:
        rows = rows.filter(at__gte=day_begins(sought.since))
    if sought.until:
        rows = rows.filter(at__lt=day_begins(sought.until) + timedelta(days=1))
    for word in sought.words.split()[:6]:
        rows = rows.filter(words__icontains=word) | rows.filter(subject__icontains=word)
    return rows


def people_of(entries: Iterable[AuditEntry]) -> dict[str, str]:
    """Names of the accounts that act and are acted on in these entries, by code, as the register
    has them now."""
    codes = {code for entry in entries for code in (entry.who, entry.subject)}
    parts = (code.partition(":") for code in codes)
    keys = [int(pk) for kind, _, pk in parts if kind == "account" and pk.isdecimal()]
    return {one.code: one.get_full_name() for one in Account.objects.filter(pk__in=keys)}


def name_of(entry: AuditEntry, people: Mapping[str, str]) -> str:
    """Who acted; older entries carry the name themselves."""
    return people.get(entry.who) or entry.name or ("" if entry.who == "system" else entry.who)


def used_actions() -> list[tuple[str, str]]:
    """Actions to choose from: those that have words, by words."""
    first = [(code, SYSTEM[code]) for code in SYSTEM]
    others = [(code, words) for code, words in WORDS.items() if code not in SYSTEM]
    return [*first, *sorted(others, key=lambda pair: pair[1])]


def first_break() -> int | None:
    """Recomputes the chain from the newest checkpoint: the number of the first entry that is not
    what it was, or None."""
    start = AuditCheckpoint.objects.first()
    seq, prev = (start.seq, start.hash) if start else (0, FIRST_PREV)
    for entry in AuditEntry.objects.order_by("seq").iterator(chunk_size=2000):
        if (entry.seq, entry.prev, entry.hash) != (seq + 1, prev, entry.own_hash()):
            return int(entry.seq)
        seq, prev = entry.seq, entry.hash
    return None


def acts_on(subject: str, *, most: int = 20) -> list[tuple[AuditEntry, str]]:
    """What was done to one thing and by whom, newest first; refused acts are left out."""
    found = list(AuditEntry.objects.filter(subject=subject, outcome=Outcome.DONE)[:most])
    people = people_of(found)
    return [(entry, name_of(entry, people)) for entry in found]
