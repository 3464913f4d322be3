"""Ledger entry v1 as a value, its hash and its check. Pure: no database."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from lantoa.core.canonical import digest_of
from lantoa.ledger.terms import FIRST_PREV, VERSION

FIELDS = (
    "v", "seq", "kind", "occurred_at", "recorded_at", "by",
    "subjects", "payload", "proof", "attachments", "prev",
)  # fmt: skip

Entry = dict[str, Any]


def entry_hash(entry: Mapping[str, Any]) -> str:
    """SHA-256, hex, of the canonical JSON of the entry without its own hash (RFC 8785)."""
    return digest_of({name: entry[name] for name in FIELDS})


@dataclass(frozen=True)
class Finding:
    """What is wrong with one entry: its number and a Vietnamese sentence."""

    seq: int
    what: str


def check_chain(entries: Iterable[Mapping[str, Any]]) -> Iterator[Finding]:
    """Walks the chain in order and yields what does not hold, the first wrong entry first.

    Checks number, link to the entry before, version and hash. Attachments and signatures are
    checked where the files are (`verifying`).
    """
    expected, prev = 1, FIRST_PREV
    for entry in entries:
        seq = int(entry.get("seq", 0))
        if seq != expected:
            yield Finding(seq, f"số thứ tự là {seq}, đáng lẽ là {expected}: thiếu hoặc thừa mục")
        if entry.get("v") != VERSION:
            yield Finding(
                seq, f"phiên bản mục là {entry.get('v')}, chương trình chỉ biết {VERSION}"
            )
        if entry.get("prev") != prev:
            yield Finding(seq, "không nối với mục liền trước")
        try:
            computed = entry_hash(entry)
        except (KeyError, TypeError, ValueError):
            computed = ""
        if computed != entry.get("hash"):
            yield Finding(seq, "nội dung không khớp mã băm: mục đã bị sửa")
        expected, prev = seq + 1, str(entry.get("hash"))
