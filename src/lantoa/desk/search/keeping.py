"""Keeps the items in step with the rows that they are made of. May run twice, may stop anywhere:
the next run finds what is missing."""

from __future__ import annotations

import logging
import secrets
from collections.abc import Collection, Iterable, Iterator
from datetime import datetime, timedelta

from django.db import transaction
from django.db.models import Max

from lantoa.core.tick import register_tick
from lantoa.desk.search.models import SearchItem
from lantoa.desk.search.sources import SOURCES, Item, Source
from lantoa.vietnamese.finding import searchable

LOG = logging.getLogger("lantoa.search")
EVERY = timedelta(seconds=10)
BATCH = 200
RANDOM_BITS = 24
LONGEST = 20_000
KINDS_OF = {
    "article": ("article",), "entry": ("deed",), "task": ("task",), "paper": ("paper",),
    "report": ("report",), "place": ("unit",), "person": ("person",),
}  # fmt: skip


def refresh(now: datetime) -> int:
    """Brings every kind up to date; one that fails stops no other. Answers how many changed."""
    changed = 0
    for name, source in SOURCES.items():
        try:
            changed += _refresh(source, KINDS_OF[name])
        except Exception:
            LOG.exception("search items of %s are not brought up to date", name)
    return changed


def _refresh(source: Source, kinds: Collection[str]) -> int:
    there = source.versions()
    kept = dict(SearchItem.objects.filter(kind__in=kinds).values_list("code", "version"))
    gone = [code for code in kept if code not in there]
    stale = [code for code, version in there.items() if kept.get(code) != version]
    for codes in _batches(gone):
        SearchItem.objects.filter(code__in=codes).delete()
    for codes in _batches(stale):
        _write(source.items(codes))
    return len(gone) + len(stale)


def _batches(codes: list[str]) -> Iterator[list[str]]:
    for start in range(0, len(codes), BATCH):
        yield codes[start : start + BATCH]


def _write(items: Iterable[Item]) -> None:
    stamp = next_stamp()
    rows = [_row(item, stamp) for item in items]
    with transaction.atomic():
        SearchItem.objects.bulk_create(
            rows, update_conflicts=True, unique_fields=["code"],
            update_fields=["kind", "version", "stamp", "title", "text", "note", "address", "on",
                           "is_draft", "folded_title", "folded"],
        )  # fmt: skip


def next_stamp() -> int:
    """A count with random low bits: not even after a restore is a stamp given a second time."""
    last = SearchItem.objects.aggregate(last=Max("stamp"))["last"] or 0
    return int((last >> RANDOM_BITS) + 1 << RANDOM_BITS) | secrets.randbits(RANDOM_BITS)


def _row(item: Item, stamp: int) -> SearchItem:
    title, text = item.title[:400], item.text[:LONGEST]
    folded_title = searchable(title)[:400]
    below = searchable(f"{text} {item.note}")
    return SearchItem(
        kind=item.kind, code=item.code, version=item.version, stamp=stamp, title=title, text=text,
        note=item.note[:200], address=item.address[:300], on=item.on, is_draft=item.is_draft,
        folded_title=folded_title, folded=f"{folded_title}{below}",
    )  # fmt: skip


def register() -> None:
    """The tick brings the items up to date every few seconds."""
    register_tick("search", EVERY, refresh)
