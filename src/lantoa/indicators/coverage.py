"""Mức phủ theo nhóm đối tượng: which groups were spoken to, by what, and which were forgotten.

Counted from the ledger alone. An article is one however often it was posted or aired; people are
counted where the entry says how many of the group were there, and are unknown where it does not.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from lantoa.core.clock import local
from lantoa.ledger.facts import Fact
from lantoa.ledger.queries import facts

SITE, POSTED, AIRED = "website.published", "post.published", "broadcast.played"
MET = ("training.held", "meeting.held", "activity.held")
GROUP = "audience:"


@dataclass(frozen=True)
class Coverage:
    """What reached one group: articles on the site, on networks and on air, events, people of the
    group at the events that say so, events that do not, the last day."""

    group: str
    on_site: int
    posted: int
    aired: int
    met: int
    people: int
    uncounted: int
    last_on: date

    @property
    def total(self) -> int:
        """Articles and events; to order by, never to print as a figure."""
        return self.on_site + self.posted + self.aired + self.met


def coverage(*, since: date, until: date) -> dict[str, Coverage]:
    """By slug of the group, what happened from `since` to `until`, both days included."""
    return covered(facts(kinds=(SITE, POSTED, AIRED, *MET), since=since, until=until))


def covered(found: Iterable[Fact]) -> dict[str, Coverage]:
    """The same of entries of those kinds. Pure."""
    about: dict[str, list[Fact]] = {}
    for fact in found:
        for subject in fact.subjects:
            if subject.startswith(GROUP):
                about.setdefault(subject.removeprefix(GROUP), []).append(fact)
    return {group: _covered(group, entries) for group, entries in about.items()}


def _covered(group: str, found: list[Fact]) -> Coverage:
    events = [fact for fact in found if fact.kind in MET]
    told = [_people(fact) for fact in events]
    return Coverage(
        group=group,
        on_site=_articles(fact for fact in found if fact.kind == SITE),
        posted=_articles(fact for fact in found if fact.kind == POSTED),
        aired=_articles(fact for fact in found if fact.kind == AIRED),
        met=len(events),
        people=sum(count for count in told if count is not None),
        uncounted=told.count(None),
        last_on=max(local(fact.occurred_at).date() for fact in found),
    )


def _people(fact: Fact) -> int | None:
    """An event for several groups says only how many belonged to any of them."""
    groups = [subject for subject in fact.subjects if subject.startswith(GROUP)]
    count = fact.payload.get("in_group")
    return count if isinstance(count, int) and len(groups) == 1 else None


def _articles(found: Iterable[Fact]) -> int:
    return len({
        subject for fact in found for subject in fact.subjects if subject.startswith("article:")
    })  # fmt: skip
