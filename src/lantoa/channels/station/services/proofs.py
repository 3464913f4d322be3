"""Takes play proofs in: signature, place in the chain, ledger, receipt."""

from __future__ import annotations

import logging
from dataclasses import dataclass
from datetime import datetime

from django.db import transaction
from django.db.models import QuerySet

from lantoa.channels.station.believing import (
    Plan,
    believe,
    subject_of,
    was_dropped,
    was_taken_back,
)
from lantoa.channels.station.models import Broadcast, PlayProof
from lantoa.channels.station.names import receiver_name, receiver_named, station_key
from lantoa.channels.station.services.break_in_proofs import is_break_in, note_break_in_proof
from lantoa.channels.station.services.devices import note_device_proof, note_refusal
from lantoa.channels.station.services.evidence import record_outcome
from lantoa.channels.station.services.issuing import close_orders
from lantoa.channels.station.services.kit_proofs import is_of_kit, note_kit_proof
from lantoa.channels.station.services.local_proofs import is_local, note_local_proof
from lantoa.channels.station.services.proof_payload import proof_payload
from lantoa.channels.station.services.relay_proofs import is_of_relay, note_relay_proof
from lantoa.channels.station.services.settling import settle_delivery
from lantoa.channels.station.services.withdrawals import note_answer, withdraw_again
from lantoa.channels.station.terms import GAP_GRACE, BroadcastState
from lantoa.core.keys import PublicKey
from lantoa.ledger.terms import Proof as Level
from lantoa.receiver.messages import (
    FIRST_PREV,
    WORDS,
    Fault,
    Proof,
    Receipt,
    Rejected,
    Result,
    open_message,
    ring,
    seal,
)
from lantoa.receiver.messages.envelope import read_payload, unseal
from lantoa.registry.models import Receiver
from lantoa.registry.terms import ReceiverState

LOG = logging.getLogger("lantoa.station")
# What a proof may still change.
OPEN = (BroadcastState.PLANNED, BroadcastState.ORDERED, BroadcastState.UNKNOWN)


@dataclass(frozen=True, slots=True)
class Answer:
    """A signed receipt for one receiver."""

    receiver: str
    envelope: bytes


def take_proof(*, name: str, data: bytes, now: datetime) -> Answer | None:
    """One message from a receiver's proof topic. Stored and recorded at most once, whatever
    comes twice. None: nothing was accepted, or something before it is still missing."""
    receiver = receiver_named(name)
    if receiver is None or receiver.state != ReceiverState.ENROLLED:
        return None
    key = PublicKey.from_text(receiver.public_key)
    try:
        opened = open_message(data, ring(key), Proof)
        if opened.message.receiver != name:
            raise Rejected(Fault.WRONG_ADDRESSEE)
    except Rejected as rejected:
        LOG.warning("a proof of %s is refused: %s", name, rejected.fault.value)
        return None
    seq = opened.message.seq
    with transaction.atomic():
        receiver = Receiver.objects.select_for_update().get(pk=receiver.pk)
        row, _ = PlayProof.objects.get_or_create(
            receiver=receiver, key_id=key.id, seq=seq,
            defaults={"digest": opened.digest, "envelope": data, "received_at": now},
        )  # fmt: skip
        if row.digest != opened.digest:
            LOG.error("%s signed two different proofs with the number %s", name, seq)
            return None
        first, last = _chain(receiver, key, row, now)
    return _receipt(receiver, key, first, last, now)


def pass_gaps(*, now: datetime) -> list[Answer]:
    """A receiver sends its oldest proofs first; what it does not send it no longer has. After a
    while the later ones are recorded, each first one saying how many are missing before it."""
    answers = []
    waiting = PlayProof.objects.filter(is_chained=False, received_at__lt=now - GAP_GRACE)
    for pk in set(waiting.values_list("receiver_id", flat=True)):
        try:
            answer = _pass_gap(pk, now)
        except Exception:
            LOG.exception("the gap before the proofs of receiver %s is not passed", pk)
        else:
            answers += [answer] if answer else []
    return answers


def _pass_gap(pk: int, now: datetime) -> Answer | None:
    with transaction.atomic():
        receiver = Receiver.objects.select_for_update().get(pk=pk)
        if receiver.state != ReceiverState.ENROLLED:
            return None
        key = PublicKey.from_text(receiver.public_key)
        row = _waiting(receiver, key).order_by("seq").first()
        if row is None:
            return None
        first = row.seq
        row.gap_before = max(0, first - receiver.proof_seq - 1)
        row.save(update_fields=["gap_before"])
        receiver.proof_seq, receiver.proof_head = first - 1, _read(row, key).prev
        last = _advance(receiver, key, now)
    return _receipt(receiver, key, first, last, now)


def _chain(receiver: Receiver, key: PublicKey, row: PlayProof, now: datetime) -> tuple[int, int]:
    """The numbers that may be forgotten by the receiver now; an empty range for none."""
    before = receiver.proof_seq
    if row.seq > before:
        last = _advance(receiver, key, now)
        return before + 1, last if row.seq <= last else before
    if not row.is_chained:  # it came after its gap was passed
        _note(receiver, row, _read(row, key), now)
        row.is_chained = True
        row.save(update_fields=["is_chained"])
    return row.seq, row.seq


def _waiting(receiver: Receiver, key: PublicKey) -> QuerySet[PlayProof]:
    return PlayProof.objects.filter(receiver=receiver, key_id=key.id, is_chained=False)


def _advance(receiver: Receiver, key: PublicKey, now: datetime) -> int:
    """Chains every proof that follows without a gap; answers the last number."""
    for row in _waiting(receiver, key).filter(seq__gt=receiver.proof_seq).order_by("seq"):
        proof = _read(row, key)
        if row.seq != receiver.proof_seq + 1:
            break
        if proof.prev != (receiver.proof_head or FIRST_PREV):
            LOG.error("proof %s of %s does not follow the one before", row.seq, receiver)
            break
        _note(receiver, row, proof, now)
        receiver.proof_seq, receiver.proof_head = row.seq, row.digest
        row.is_chained = True
        row.save(update_fields=["is_chained"])
    receiver.save(update_fields=["proof_seq", "proof_head"])
    return receiver.proof_seq


def _read(row: PlayProof, key: PublicKey) -> Proof:
    return read_payload(unseal(bytes(row.envelope), ring(key)).payload, Proof)


def _note(receiver: Receiver, row: PlayProof, proof: Proof, now: datetime) -> None:
    """What this proof says of our orders, and of what was to sound."""
    if proof.result is Result.REFUSED:
        note_refusal(receiver=receiver, proof=proof, now=now)
        if withdraw_again(receiver=receiver, proof=proof, now=now):
            return
    else:
        note_answer(receiver=receiver, proof=proof)
    if not was_dropped(proof):
        _note_airing(receiver, row, proof, now)


def _note_airing(receiver: Receiver, row: PlayProof, proof: Proof, now: datetime) -> None:
    """What this proof says about a broadcast of ours, into the ledger and the outbox."""
    if note_device_proof(receiver=receiver, proof=proof):
        return
    if is_of_kit(proof):
        note_kit_proof(receiver=receiver, proof=proof)
        return
    if is_of_relay(proof):
        note_relay_proof(receiver=receiver, row=row, proof=proof, now=now)
        return
    if is_break_in(proof):
        note_break_in_proof(receiver=receiver, row=row, proof=proof, now=now)
        return
    if is_local(proof):
        note_local_proof(receiver=receiver, row=row, proof=proof, now=now)
        return
    broadcast = _broadcast_of(receiver, proof)
    if broadcast is None:
        LOG.warning("%s: %s, %s", receiver, proof.result.value, WORDS[proof.detail])
        return
    if proof.result is Result.REFUSED and proof.detail is Fault.OUT_OF_ORDER:
        _order_again(broadcast)
        return
    close_orders(broadcast=broadcast)
    was_withdrawn = broadcast.state == BroadcastState.WITHDRAWN
    if was_withdrawn and not proof.seconds_played:
        return
    told = believe(proof, plan_of(broadcast))
    entry = record_outcome(
        broadcast=broadcast, kind="broadcast.played" if told.seconds else "broadcast.failed",
        occurred_at=told.started_at, now=now, by=receiver.code, proof=Level.SIGNED,
        payload=proof_payload(row, proof, told), envelope=bytes(row.envelope),
    )  # fmt: skip
    broadcast.note(told, proof.seq)
    broadcast.evidence_seq = entry.seq
    broadcast.save()
    settle_delivery(delivery=broadcast.bulletin.delivery, now=now)


def plan_of(broadcast: Broadcast) -> Plan:
    """What was ordered."""
    return Plan(
        sha256=broadcast.bulletin.sha256, seconds=broadcast.bulletin.seconds,
        starts_at=broadcast.starts_at, hard_end_at=broadcast.hard_end_at,
    )  # fmt: skip


def _broadcast_of(receiver: Receiver, proof: Proof) -> Broadcast | None:
    """The airing that a proof closes: ours, on this receiver, still open (or taken back while
    it sounded). A refused copy of an old order closes nothing."""
    kind, pk = subject_of(proof)
    if kind != "b":
        return None
    broadcast = (
        Broadcast.objects.select_for_update(of=("self",))
        .select_related("bulletin__delivery", "bulletin__programme__zone", "bulletin__article",
                        "bulletin__rendition", "receiver__cluster__hamlet")
        .filter(receiver=receiver, bulletin_id=pk, evidence_seq=None)
        .filter(state__in=(*OPEN, BroadcastState.WITHDRAWN))
        .first()
    )  # fmt: skip
    if broadcast is None or not (proof.result is Result.REFUSED or was_taken_back(proof)):
        return broadcast
    if was_taken_back(proof) and broadcast.state == BroadcastState.WITHDRAWN:
        return broadcast
    return broadcast if proof.order_n == broadcast.order_number else None


def _order_again(broadcast: Broadcast) -> None:
    """A later order overtook this one: the same airing under a new number."""
    if broadcast.state in OPEN:
        broadcast.state = BroadcastState.PLANNED
        broadcast.save(update_fields=["state"])


def _receipt(
    receiver: Receiver, key: PublicKey, first: int, last: int, now: datetime
) -> Answer | None:
    if last < first:
        return None
    signer = station_key()
    name = receiver_name(receiver)
    receipt = Receipt(signer.public.id, name, key.id, ((first, last),), now)
    return Answer(name, seal(receipt, signer))
