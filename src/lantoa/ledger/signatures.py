"""Do the signed play proofs verify with the public keys that the ledger itself holds?"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from typing import Any

from lantoa.core.keys import PublicKey
from lantoa.ledger.entries import Finding
from lantoa.ledger.terms import SIGNED_MIME
from lantoa.receiver.messages import Proof, Rejected, open_message, ring

ENROLLED = "receiver.enrolled"


def check_signatures(
    entries: Iterable[Mapping[str, Any]], read: Callable[[str], bytes | None]
) -> Iterator[Finding]:
    """Walks the entries in order: learns keys from `receiver.enrolled`, then checks every signed
    attachment with the keys known so far. `read` gives the bytes of one hash."""
    keys: dict[str, PublicKey] = {}
    for entry in entries:
        if entry["kind"] == ENROLLED:
            keys |= ring(PublicKey.from_text(str(entry["payload"]["public_key"])))
        for item in entry["attachments"]:
            if item["mime"] == SIGNED_MIME:
                yield from _check(int(entry["seq"]), read(item["sha256"]), keys)


def _check(seq: int, content: bytes | None, keys: Mapping[str, PublicKey]) -> Iterator[Finding]:
    if content is None:
        return
    try:
        open_message(content, keys, Proof)
    except Rejected:
        yield Finding(seq, "chữ ký của bộ thu không khớp với khóa đã ghi danh")
