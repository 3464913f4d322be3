"""What was taken back is said again until the receiver answers it: a lost withdrawal must not
leave a loudspeaker sounding what nobody wants any more."""

from __future__ import annotations

from datetime import datetime

from django.db.models import Q

from lantoa.channels.station.believing import subject_of
from lantoa.channels.station.models import Order
from lantoa.channels.station.services.issuing import issue
from lantoa.channels.station.terms import BroadcastState
from lantoa.receiver import messages
from lantoa.receiver.messages import Fault, Proof
from lantoa.registry.models import Receiver

KINDS = (messages.Withdraw.CLASS, messages.Stop.CLASS)
# What the head of a broadcast's name on the wire stands for.
ABOUT = {
    "b": "broadcast__bulletin_id", "k": "kit_airing_id", "l": "relay_airing_id", "e": "break_in_id",
}  # fmt: skip


def unheard_withdrawals(*, receiver: Receiver, now: datetime) -> list[Order]:
    """Every withdrawal that this receiver has not answered yet. It ignores a copy."""
    own = Q(receiver=receiver) | Q(
        group__isnull=False, break_in__airings__receiver=receiver,
        break_in__airings__state=BroadcastState.ORDERED,
    )  # fmt: skip
    rows = Order.objects.filter(
        own, kind__in=KINDS, is_open=True, valid_until__gt=now, sent_at__isnull=False
    )
    return list(rows.select_related("receiver", "group").order_by("number").distinct())


def note_answer(*, receiver: Receiver, proof: Proof) -> None:
    """The receiver has closed this broadcast, by its own proof: no need to take it back again."""
    kind, pk = subject_of(proof)
    if kind in ABOUT:
        rows = Order.objects.filter(receiver=receiver, kind__in=KINDS, is_open=True)
        rows.filter(**{ABOUT[kind]: pk}).update(is_open=False)


def withdraw_again(*, receiver: Receiver, proof: Proof, now: datetime) -> Order | None:
    """A later order overtook a withdrawal of ours: the same under a new number."""
    if proof.detail is not Fault.OUT_OF_ORDER or not proof.order_n:
        return None
    order = (
        Order.objects.filter(number=proof.order_n, key__key_id=proof.order_signer)
        .filter(kind=messages.Withdraw.CLASS, is_open=True, valid_until__gt=now)
        .select_related("broadcast", "kit_airing", "relay_airing", "break_in")
        .first()
    )
    if order is None or (order.receiver_id not in (None, receiver.pk)):
        return None
    if order.receiver_id == receiver.pk:
        order.is_open = False
        order.save(update_fields=["is_open"])
    return issue(
        receiver=receiver, body=messages.Withdraw(proof.broadcast), valid_until=order.valid_until,
        now=now, broadcast=order.broadcast, kit_airing=order.kit_airing, break_in=order.break_in,
        relay_airing=order.relay_airing,
    )  # fmt: skip
