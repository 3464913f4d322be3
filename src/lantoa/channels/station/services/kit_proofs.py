"""Play proofs of the kit's opening and closing: kept in the chain as every proof is, noted on the
airing, and no evidence: nothing of any article sounded."""

from __future__ import annotations

from datetime import datetime, timedelta

from lantoa.channels.station.believing import Plan, believe, subject_of, was_taken_back
from lantoa.channels.station.models import KitAiring
from lantoa.channels.station.services.framing import close_kit_orders
from lantoa.channels.station.terms import PROOF_GRACE, WAITING, BroadcastState
from lantoa.receiver.messages import Fault, Proof, Result
from lantoa.registry.models import Receiver

OPEN = (*WAITING, BroadcastState.UNKNOWN)
LONGEST = timedelta(minutes=5)


def is_of_kit(proof: Proof) -> bool:
    """Does this proof speak of an opening or a closing?"""
    return subject_of(proof)[0] == "k"


def note_kit_proof(*, receiver: Receiver, proof: Proof) -> None:
    """How it ended on this receiver, as far as the receiver is believed."""
    row = (
        KitAiring.objects.select_for_update(of=("self",))
        .select_related("kit")
        .filter(receiver=receiver, pk=subject_of(proof)[1], state__in=OPEN)
        .first()
    )
    of_this_order = row is not None and proof.order_n == row.order_number
    if row is None:
        return
    if (proof.result is Result.REFUSED or was_taken_back(proof)) and not of_this_order:
        return
    if proof.result is Result.REFUSED and proof.detail is Fault.OUT_OF_ORDER:
        row.state = BroadcastState.PLANNED  # a later order overtook it: once more
        row.save(update_fields=["state"])
        return
    close_kit_orders(row)
    told = believe(proof, Plan(row.sha256, row.seconds, row.starts_at, row.hard_end_at))
    row.note(told, proof.seq)
    row.save()


def mark_kit_unknown(*, now: datetime) -> int:
    """Ordered, over, and no proof came."""
    silent = KitAiring.objects.filter(
        state=BroadcastState.ORDERED, starts_at__lt=now - PROOF_GRACE - LONGEST
    )
    return silent.update(state=BroadcastState.UNKNOWN)
