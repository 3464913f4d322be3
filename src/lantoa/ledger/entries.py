"""Ledger entry v1 as a value, its hash and its check. Pure: no database."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from lantoa.core.canonical import digest, digest_of, encode
from lantoa.ledger.terms import FIRST_PREV, VERSION
from lantoa.vietnamese.text import nfc

FIELDS = (
    "v", "seq", "kind", "occurred_at", "recorded_at", "by",
    "subjects", "payload", "proof", "attachments", "prev",
)  # fmt: skip

Entry = dict[str, Any]


def entry_hash(entry: Mapping[str, Any]) -> str:
    """SHA-256, hex, of the canonical JSON of the entry without its own hash (RFC 8785)."""
    return digest_of({name: entry[name] for name in FIELDS})


def annex_hash(salt: str, data: Mapping[str, Any]) -> str:
    """SHA-256, hex, of what is personal beside an entry, with its salt."""
    return digest(salt.encode() + encode(dict(data)))


def is_entry(value: Any) -> bool:
    """Has a value the shape of an entry v1: every field, of its type?"""
    if not isinstance(value, Mapping) or any(name not in value for name in (*FIELDS, "hash")):
        return False
    texts = ("kind", "occurred_at", "recorded_at", "by", "proof", "prev", "hash")
    return (
        all(isinstance(value[name], str) for name in texts)
        and all(type(value[name]) is int for name in ("v", "seq"))
        and isinstance(value["payload"], Mapping)
        and isinstance(value["subjects"], list)
        and isinstance(value["attachments"], list)
        and all(_is_attachment(item) for item in value["attachments"])
    )


def _is_attachment(value: Any) -> bool:
    return (
        isinstance(value, Mapping)
        and isinstance(value.get("sha256"), str)
        and type(value.get("size")) is int
        and isinstance(value.get("mime"), str)
    )


def flat(payload: Mapping[str, Any]) -> dict[str, Any]:
    """A payload as v1 allows it: ASCII keys; strings (NFC), integers, booleans and lists of
    them; nothing nested, no null, no floats. Raises ValueError for anything else."""
    return {_key(name): _value(name, value) for name, value in payload.items()}


def _key(name: str) -> str:
    if not (isinstance(name, str) and name.isascii()):
        raise ValueError(f"a key of a payload is ASCII: {name!r}")
    return name


def _value(name: str, value: Any) -> Any:
    if isinstance(value, list | tuple):
        if any(isinstance(item, list | tuple) for item in value):
            raise ValueError(f"{name}: lists of lists are not allowed in a payload")
        return [_value(name, item) for item in value]
    if isinstance(value, str):
        # A zero character is no text, and one of the two databases refuses it.
        return nfc(value.replace("\0", ""))
    if isinstance(value, int):
        return value
    raise ValueError(f"{name}: {type(value).__name__} is not allowed in a payload")


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
        if not is_entry(entry):
            yield Finding(expected, "không đọc được: mục đã bị sửa")
            expected, prev = expected + 1, str(entry.get("hash"))
            continue
        seq = int(entry["seq"])
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
