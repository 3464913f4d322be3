"""Play proofs of relays: noted on the airing, and evidence of its own kind, counted apart."""

from __future__ import annotations

from datetime import datetime, timedelta

from lantoa.channels.station.believing import (
    Believed,
    Plan,
    believe,
    subject_of,
    was_taken_back,
)
from lantoa.channels.station.models import PlayProof, RelayAiring
from lantoa.channels.station.services.evidence import cluster_subjects
from lantoa.channels.station.services.proof_payload import proof_payload
from lantoa.channels.station.services.relaying import close_relay_orders
from lantoa.channels.station.terms import PROOF_GRACE, WAITING, BroadcastState
from lantoa.channels.station.timetable import LONGEST
from lantoa.core.clock import iso
from lantoa.ledger import attachments
from lantoa.ledger.services import record_evidence
from lantoa.ledger.terms import SIGNED_MIME
from lantoa.ledger.terms import Proof as Level
from lantoa.receiver.messages import Fault, Proof, Result
from lantoa.registry.models import Receiver

OPEN = (*WAITING, BroadcastState.UNKNOWN)
SLACK = timedelta(seconds=2)


def is_of_relay(proof: Proof) -> bool:
    """Does this proof speak of a relay?"""
    return subject_of(proof)[0] == "l"


def note_relay_proof(*, receiver: Receiver, row: PlayProof, proof: Proof, now: datetime) -> None:
    """How it ended on this receiver, as far as the receiver is believed."""
    airing = (
        RelayAiring.objects.select_for_update(of=("self",))
        .select_related("slot__zone", "receiver__cluster__hamlet")
        .filter(receiver=receiver, pk=subject_of(proof)[1])
        .filter(proof_seq=None, state__in=(*OPEN, BroadcastState.WITHDRAWN))
        .first()
    )
    if airing is None:
        return
    if airing.state == BroadcastState.WITHDRAWN and not proof.seconds_played:
        return  # taken back before it sounded; what was stopped while it sounded is evidence
    is_old = proof.result is Result.REFUSED or was_taken_back(proof)
    if is_old and proof.order_n != airing.order_number:
        return
    if proof.result is Result.REFUSED and proof.detail is Fault.OUT_OF_ORDER:
        airing.state = BroadcastState.PLANNED  # a later order overtook it: once more
        airing.save(update_fields=["state"])
        return
    close_relay_orders(airing)
    # The bytes of a stream are nobody's: what stood in for them is all that a hash could name.
    told = believe(
        proof, Plan(proof.sha256, airing.seconds, airing.starts_at, airing.ends_at + SLACK)
    )
    airing.note(told, proof.seq)
    airing.save()
    _record(airing, row, proof, told, now)


def _record(
    airing: RelayAiring, row: PlayProof, proof: Proof, told: Believed, now: datetime
) -> None:
    receiver = airing.receiver
    record_evidence(
        kind="broadcast.relayed" if told.seconds else "broadcast.failed",
        occurred_at=min(told.started_at, now), now=now, by=receiver.code, proof=Level.SIGNED,
        subjects=[receiver.code, *cluster_subjects(receiver.cluster)],
        payload={
            **proof_payload(row, proof, told),
            "broadcast": airing.wire_id, "source": airing.source_name,
            "planned_at": iso(airing.starts_at), "planned_seconds": airing.seconds,
            "zone": airing.slot.zone.name, "relay": True,
            "stood_in": proof.detail is Fault.RELAY_SILENT,
        },
        attachments=[attachments.keep(bytes(row.envelope), SIGNED_MIME)],
    )  # fmt: skip


def mark_relays_unknown(*, now: datetime) -> int:
    """Ordered, over, and no proof came."""
    rows = RelayAiring.objects.filter(
        state=BroadcastState.ORDERED, starts_at__lt=now - PROOF_GRACE,
        starts_at__gt=now - PROOF_GRACE - 2 * LONGEST,
    )  # fmt: skip
    over = [row.pk for row in rows if row.ends_at < now - PROOF_GRACE]
    return RelayAiring.objects.filter(pk__in=over).update(state=BroadcastState.UNKNOWN)
