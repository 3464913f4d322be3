"""What a receiver said and how far it is believed, as the ledger keeps it."""

from __future__ import annotations

from lantoa.channels.station.believing import Believed
from lantoa.channels.station.models import PlayProof
from lantoa.core.clock import iso
from lantoa.receiver.messages import FIRST_PREV, Proof


def proof_payload(row: PlayProof, proof: Proof, told: Believed) -> dict[str, int | str]:
    """What the receiver said and how far it is believed, as the ledger keeps it beside the
    signed bytes."""
    payload: dict[str, int | str] = {
        "seconds": told.seconds,
        "result": proof.result.value,
        "detail": told.detail,
        "started_at": iso(proof.started_at),
        "ended_at": iso(proof.ended_at),
        "proof_seq": proof.seq,
        "order_n": proof.order_n,
        "key_id": row.key_id,
        **told.marks,
    }
    if _is_forked(row, proof):
        payload["chain_forked"] = True
    if row.gap_before:
        payload["missing_before"] = row.gap_before
    if proof.clock_offset_ms is not None:
        payload["clock_offset_ms"] = proof.clock_offset_ms
    return payload


def _is_forked(row: PlayProof, proof: Proof) -> bool:
    """Does it follow another proof than the one before it that lies here? Such a one counts only
    after nothing better came, and says so."""
    if row.seq == 1:
        return proof.prev != FIRST_PREV
    before = PlayProof.objects.filter(
        receiver_id=row.receiver_id, key_id=row.key_id, seq=row.seq - 1
    ).first()
    return before is not None and before.digest != proof.prev
