"""Is the ledger whole? Chain, attachments, heads that were sent out, signatures."""

from __future__ import annotations

import hashlib
from collections.abc import Collection, Iterator
from dataclasses import dataclass

from lantoa.ledger.entries import Finding, check_chain, is_entry
from lantoa.ledger.signatures import check_signatures
from lantoa.ledger.stores import Store
from lantoa.ledger.terms import ERASED, SIGNED_MIME

SHORTEST_HEAD = 8


@dataclass(frozen=True)
class Verification:
    """What was checked and what is wrong, the first wrong entry first."""

    entry_count: int
    attachment_count: int
    head: str
    findings: tuple[Finding, ...]
    signature_count: int = 0


def verify(
    store: Store, *, heads: Collection[tuple[int, str]] = (), typed_head: str = "",
    signatures: bool = False,
) -> Verification:  # fmt: skip
    """Recomputes everything. `heads` are (number, hash) that somebody outside holds;
    `typed_head` is the beginning of a hash as printed in a report."""
    entries = list(store.entries())
    findings = list(check_chain(entries))
    # An entry that lost its shape was named above; what it holds cannot be followed further.
    whole = [entry for entry in entries if is_entry(entry)]
    erased = {str(entry["payload"].get("sha256")) for entry in whole if entry["kind"] == ERASED}
    attachment_count = 0
    for entry in whole:
        for item in entry["attachments"]:
            attachment_count += 1
            findings += _check_attachment(store, int(entry["seq"]), item, erased)
    by_seq = {int(entry["seq"]): str(entry["hash"]) for entry in whole}
    findings += store.more_findings(whole)
    findings += _check_heads(by_seq, heads)
    if typed_head and not _knows(by_seq, typed_head):
        findings.append(
            Finding(0, f"không có mục nào mang mã «{typed_head}» in trong báo cáo: sổ đã bị thay")
        )
    signed = 0
    if signatures:
        signed = sum(item["mime"] == SIGNED_MIME for e in whole for item in e["attachments"])
    if signatures and not findings:
        findings += check_signatures(whole, store.read)
    head = by_seq[max(by_seq)] if by_seq else "0" * 64
    return Verification(
        len(entries),
        attachment_count,
        head,
        tuple(sorted(findings, key=lambda item: item.seq)),
        signed,
    )


def _check_attachment(
    store: Store, seq: int, item: dict[str, object], erased: Collection[str]
) -> Iterator[Finding]:
    content = store.read(str(item["sha256"]))
    if content is None and item["sha256"] in erased:
        return
    if content is None:
        yield Finding(seq, f"thiếu tệp kèm {str(item['sha256'])[:16]}")
    elif hashlib.sha256(content).hexdigest() != item["sha256"]:
        yield Finding(seq, f"tệp kèm {str(item['sha256'])[:16]} đã bị sửa")


def _check_heads(by_seq: dict[int, str], heads: Collection[tuple[int, str]]) -> Iterator[Finding]:
    for seq, expected in heads:
        if seq and by_seq.get(seq) != expected:
            yield Finding(seq, f"khác mã đối chiếu đã gửi ra ngoài ({expected[:16]})")


def _knows(by_seq: dict[int, str], typed: str) -> bool:
    cleaned = "".join(typed.split()).lower()
    if len(cleaned) < SHORTEST_HEAD:
        return False
    return any(found.startswith(cleaned) for found in by_seq.values())
