"""Đổi khóa của đài: where the everyday key may have been copied."""

from __future__ import annotations

from datetime import datetime, timedelta

from django.db import transaction

from lantoa.channels.station.models import (
    BreakInAiring,
    Broadcast,
    KitAiring,
    Order,
    RelayAiring,
)
from lantoa.channels.station.names import key_file, known_key, reserve_public, station_key
from lantoa.channels.station.services.break_in import order_alone
from lantoa.channels.station.services.issuing import issue_keys
from lantoa.channels.station.terms import BroadcastState
from lantoa.core.errors import Refused
from lantoa.core.keys import SigningKey
from lantoa.receiver import messages
from lantoa.registry.models import Receiver
from lantoa.registry.terms import ReceiverState

# Receivers that are away hear of it when they come back, if they come within this time.
LIFE = timedelta(days=60)


def change_key(*, reserve: SigningKey, now: datetime) -> int:
    """Makes a new everyday key and tells every receiver by an order that the reserve key signs;
    what is planned is ordered anew under the new one, since receivers drop whatever the old one
    had signed: of it nobody knows who ordered it. The old file is kept beside, named by its
    id. Answers how many receivers are told; the station's loop is to be started again then."""
    if reserve.public != reserve_public():
        raise Refused(
            "Tệp này không phải khóa dự phòng của đài. Khóa của đài được giữ nguyên. "
            "Tìm đúng tệp station-reserve.pem đã cất riêng."
        )
    old = station_key().public.id
    rows = list(Receiver.objects.filter(state=ReceiverState.ENROLLED).select_related("cluster"))
    key_file().rename(key_file().with_name(f"station-{old[:16]}.pem"))
    new = station_key().public
    body = messages.Keys((new.text, reserve.public.text))
    with transaction.atomic():
        known_key(now=now)
        Order.objects.filter(is_open=True).update(is_open=False)
        for receiver in rows:
            issue_keys(
                receiver=receiver, body=body, reserve=reserve, valid_until=now + LIFE, now=now
            )
        ahead = {"state": BroadcastState.ORDERED, "starts_at__gt": now}
        Broadcast.objects.filter(**ahead).update(state=BroadcastState.PLANNED)
        KitAiring.objects.filter(**ahead).update(state=BroadcastState.PLANNED)
        RelayAiring.objects.filter(**ahead).update(state=BroadcastState.PLANNED)
        breaking = BreakInAiring.objects.filter(
            state=BroadcastState.ORDERED, break_in__withdrawn_at=None,
            break_in__hard_end_at__gt=now, receiver__in=rows,
        )  # fmt: skip
        for airing in breaking.select_related("break_in", "receiver__cluster"):
            order_alone(airing=airing, now=now)
    return len(rows)
