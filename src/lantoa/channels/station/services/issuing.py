"""Signed orders: made once, kept as bytes, sent again as the same bytes."""

from __future__ import annotations

from datetime import datetime, timedelta

from django.db import transaction

from lantoa.channels.station.models import Broadcast, KitAiring, Order, StationKey
from lantoa.channels.station.names import known_key, receiver_name, station_key
from lantoa.receiver import messages
from lantoa.receiver.topics import to_receiver
from lantoa.registry.models import Receiver


def issue_withdrawal(*, broadcast: Broadcast, now: datetime) -> Order:
    """Takes an ordered broadcast back, and stops it if it sounds."""
    return issue(
        receiver=broadcast.receiver,
        body=messages.Withdraw(broadcast.bulletin.wire_id),
        valid_until=broadcast.bulletin.programme.ends_at + timedelta(minutes=1),
        now=now,
    )


def issue(
    *, receiver: Receiver, body: messages.Body, valid_until: datetime, now: datetime,
    broadcast: Broadcast | None = None, kit_airing: KitAiring | None = None,
) -> Order:  # fmt: skip
    """Signs and keeps one order under the next number of our key. Numbers never fall back, also
    not when the database was restored from a backup."""
    signer = station_key()
    with transaction.atomic():
        known_key(now=now)
        key = StationKey.objects.select_for_update().get(key_id=signer.public.id)
        key.last_number = max(key.last_number + 1, int(now.timestamp() * 1000))
        key.save(update_fields=["last_number"])
        message = messages.Order(
            station=key.key_id, to=to_receiver(receiver_name(receiver)), n=key.last_number,
            issued_at=now, valid_from=now, valid_until=valid_until, body=body,
        )  # fmt: skip
        if broadcast is not None:
            close_orders(broadcast=broadcast)
        return Order.objects.create(
            key=key, number=key.last_number, receiver=receiver, broadcast=broadcast,
            kit_airing=kit_airing, kind=body.CLASS, issued_at=now, valid_until=valid_until,
            envelope=messages.seal(message, signer),
        )  # fmt: skip


def close_orders(*, broadcast: Broadcast) -> None:
    """These orders are not sent again: replaced, proven or taken back."""
    Order.objects.filter(broadcast=broadcast, is_open=True).update(is_open=False)
