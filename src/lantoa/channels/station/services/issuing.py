"""Signed orders: made once, kept as bytes, sent again as the same bytes."""

from __future__ import annotations

from datetime import datetime, timedelta
from typing import Any

from django.db import transaction

from lantoa.channels.station.models import (
    BreakIn,
    Broadcast,
    KitAiring,
    Order,
    ReceiverGroup,
    RelayAiring,
    StationKey,
)
from lantoa.channels.station.names import known_key, receiver_name, station_key
from lantoa.channels.station.waking import wake
from lantoa.core.canonical import digest
from lantoa.core.keys import SigningKey
from lantoa.receiver import messages
from lantoa.receiver.topics import to_group, to_receiver
from lantoa.registry.models import Receiver


def issue_withdrawal(*, broadcast: Broadcast, now: datetime) -> Order:
    """Takes an ordered broadcast back, and stops it if it sounds."""
    return issue(
        receiver=broadcast.receiver,
        body=messages.Withdraw(broadcast.bulletin.wire_id),
        valid_until=broadcast.bulletin.programme.ends_at + timedelta(minutes=1),
        now=now,
        broadcast=broadcast,
    )


def issue(
    *, receiver: Receiver, body: messages.Body, valid_until: datetime, now: datetime,
    broadcast: Broadcast | None = None, kit_airing: KitAiring | None = None,
    break_in: BreakIn | None = None, relay_airing: RelayAiring | None = None,
) -> Order:  # fmt: skip
    """Signs and keeps one order for one receiver."""
    with transaction.atomic():
        if broadcast is not None:
            close_orders(broadcast=broadcast)
        return _signed(
            to=to_receiver(receiver_name(receiver)), body=body, valid_until=valid_until, now=now,
            receiver=receiver, broadcast=broadcast, kit_airing=kit_airing, break_in=break_in,
            relay_airing=relay_airing,
        )  # fmt: skip


def issue_to_group(
    *, group: ReceiverGroup, body: messages.Body, valid_until: datetime, now: datetime,
    break_in: BreakIn | None = None,
) -> Order:  # fmt: skip
    """Signs and keeps one order, once, for every receiver that holds the group's signed list."""
    return _signed(
        to=to_group(group.name), body=body, valid_until=valid_until, now=now, group=group,
        break_in=break_in,
    )  # fmt: skip


def issue_keys(
    *, receiver: Receiver, body: messages.Keys, reserve: SigningKey, valid_until: datetime,
    now: datetime,
) -> Order:  # fmt: skip
    """The one order that the everyday key does not sign."""
    return _signed(
        to=to_receiver(receiver_name(receiver)), body=body, valid_until=valid_until, now=now,
        signer=reserve, receiver=receiver,
    )  # fmt: skip


def _signed(
    *, to: str, body: messages.Body, valid_until: datetime, now: datetime,
    signer: SigningKey | None = None, **about: Any,
) -> Order:  # fmt: skip
    """Under the next number of our key. Numbers never fall back, also not when the database was
    restored from a backup. The loop is woken when it is committed."""
    signer = signer or station_key()
    with transaction.atomic():
        known_key(now=now, signer=signer)
        key = StationKey.objects.select_for_update().get(key_id=signer.public.id)
        key.last_number = max(key.last_number + 1, int(now.timestamp() * 1000))
        key.save(update_fields=["last_number"])
        message = messages.Order(
            station=key.key_id, to=to, n=key.last_number, issued_at=now, valid_from=now,
            valid_until=valid_until, body=body,
        )  # fmt: skip
        envelope = messages.seal(message, signer)
        transaction.on_commit(wake, robust=True)
        return Order.objects.create(
            key=key, number=key.last_number, kind=body.CLASS, issued_at=now,
            valid_until=valid_until, envelope=envelope, digest=digest(envelope), **about,
        )  # fmt: skip


def close_orders(*, broadcast: Broadcast) -> None:
    """These orders are not sent again: replaced, proven or taken back."""
    Order.objects.filter(broadcast=broadcast, is_open=True).update(is_open=False)
