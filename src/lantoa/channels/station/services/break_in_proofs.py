"""Play proofs of what broke in: noted on the airing and in the ledger, as signed."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from lantoa.channels.station.believing import Believed, Plan, believe, subject_of
from lantoa.channels.station.models import BreakInAiring, PlayProof
from lantoa.channels.station.services.break_in import order_alone
from lantoa.channels.station.services.evidence import cluster_subjects
from lantoa.channels.station.services.proof_payload import proof_payload
from lantoa.channels.station.terms import PROOF_GRACE, BroadcastState
from lantoa.core.clock import iso
from lantoa.ledger import attachments
from lantoa.ledger.services import record_evidence
from lantoa.ledger.terms import SIGNED_MIME
from lantoa.ledger.terms import Proof as Level
from lantoa.receiver.messages import Fault, Priority, Proof, Result
from lantoa.registry.models import Receiver

OPEN = (BroadcastState.ORDERED, BroadcastState.UNKNOWN)
# The group's message did not count here: it is said again, to this receiver alone.
SAY_AGAIN = (Fault.OUT_OF_ORDER, Fault.NOT_A_MEMBER)


def is_break_in(proof: Proof) -> bool:
    """Does this proof speak of something that broke in?"""
    return subject_of(proof)[0] == "e"


def note_break_in_proof(*, receiver: Receiver, row: PlayProof, proof: Proof, now: datetime) -> None:
    """How it ended on this receiver, as far as the receiver is believed."""
    airing = (
        BreakInAiring.objects.select_for_update(of=("self",))
        .select_related("break_in", "receiver__cluster__hamlet")
        .filter(receiver=receiver, break_in_id=subject_of(proof)[1])
        .filter(state__in=OPEN, evidence_seq=None)
        .first()
    )
    if airing is None:
        return
    if proof.result is Result.REFUSED:
        if proof.order_n != airing.order_number:
            return
        if proof.detail in SAY_AGAIN and order_alone(airing=airing, now=now):
            return
    told = believe(proof, _plan_of(airing))
    airing.evidence_seq = _record(airing, row, proof, told, now)
    airing.note(told, proof.seq)
    if airing.break_in.withdrawn_at is not None and not told.seconds:
        airing.state = BroadcastState.WITHDRAWN
    airing.save()


def mark_break_ins_unknown(*, now: datetime) -> int:
    """Ordered, over, and no proof came."""
    silent = BreakInAiring.objects.filter(
        state=BroadcastState.ORDERED, break_in__hard_end_at__lt=now - PROOF_GRACE
    )
    return silent.update(state=BroadcastState.UNKNOWN)


def _plan_of(airing: BreakInAiring) -> Plan:
    row = airing.break_in
    return Plan(
        sha256=row.sha256, seconds=row.seconds, starts_at=row.starts_at,
        hard_end_at=row.hard_end_at,
    )  # fmt: skip


def _record(
    airing: BreakInAiring, kept: PlayProof, proof: Proof, told: Believed, now: datetime
) -> int:
    row, receiver = airing.break_in, airing.receiver
    envelope = attachments.keep(bytes(kept.envelope), SIGNED_MIME)
    payload: dict[str, Any] = {
        "title": row.title, "sha256": row.sha256, "language": row.language,
        "synthetic": row.is_synthetic, "topic": row.topic, "broadcast": row.wire_id,
        "planned_at": iso(row.starts_at), "planned_seconds": row.seconds,
        "priority": Priority.EMERGENCY.value, "repeat": _is_repeat(airing),
        **proof_payload(kept, proof, told),
    }  # fmt: skip
    entry = record_evidence(
        kind="broadcast.played" if told.seconds else "broadcast.failed",
        occurred_at=min(told.started_at, now), now=now, by=receiver.code, proof=Level.SIGNED,
        subjects=[receiver.code, *cluster_subjects(receiver.cluster), *row.subjects],
        payload=payload, attachments=[envelope],
    )  # fmt: skip
    return entry.seq


def _is_repeat(airing: BreakInAiring) -> bool:
    """Has this receiver played these bytes before?"""
    before = BreakInAiring.objects.filter(
        receiver=airing.receiver, airtime_seconds__gt=0, break_in__sha256=airing.break_in.sha256
    )
    return before.exclude(pk=airing.pk).exists()
