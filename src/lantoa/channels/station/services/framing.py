"""The station's kit around a programme: which of it has room, and on which receivers it sounds."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime, timedelta

from django.db.models import Max, Min

from lantoa.channels.station.filling import Frame, Piece, framed, whole_seconds
from lantoa.channels.station.kit_queries import kit_in_use
from lantoa.channels.station.models import Broadcast, Bulletin, KitAiring, Order, Programme
from lantoa.channels.station.models.kit import StationKit
from lantoa.channels.station.services.issuing import issue
from lantoa.channels.station.terms import (
    GAP_SECONDS,
    STANDING,
    WAITING,
    BroadcastState,
    KitSide,
)
from lantoa.receiver import messages

# May be planned anew; what sounded, or of what nobody knows, is history.
MOVABLE = (*WAITING, BroadcastState.FAILED, BroadcastState.WITHDRAWN)


def choose_frame(*, programme: Programme, pieces: list[Piece]) -> Frame:
    """What of the approved kit has room beside these bulletins; kept with the programme."""
    kit = kit_in_use()
    programme.kit = kit
    programme.save(update_fields=["kit"])
    if kit is None:
        return Frame()
    return framed(pieces, lengths(kit), slot=programme.seconds, announces=kit.announces)


def lengths(kit: StationKit) -> Frame:
    """Whole seconds of both of its files."""
    opening, closing = (whole_seconds(ms) if ms else 0 for ms in (kit.opening_ms, kit.closing_ms))
    return Frame(opening, closing)


def announces(programme: Programme) -> bool:
    """Would the opening say that a machine speaks?"""
    return programme.kit is not None and programme.kit.announces


def announced_to(programme: Programme) -> frozenset[int]:
    """Receivers on which the opening says, or said, that a machine speaks."""
    if not announces(programme):
        return frozenset()
    rows = programme.kit_airings.filter(side=KitSide.OPENING, state__in=STANDING)
    return frozenset(rows.values_list("receiver", flat=True))


def frame_programme(*, programme: Programme, now: datetime, frame: Frame | None = None) -> None:
    """Plans opening and closing around the bulletins as they stand; without `frame` what is there
    stays, and the closing follows the last bulletin. What has no place any more is taken back."""
    kit, frame = programme.kit, frame or _standing_frame(programme)
    wanted: set[int] = set()
    if kit is not None:
        for side, seconds, starts_at in _places(programme, frame):
            for receiver in _receivers(programme):
                row = KitAiring.objects.get_or_create(
                    programme=programme, side=side, receiver_id=receiver,
                    defaults={"kit": kit, "seconds": seconds, "starts_at": starts_at},
                )[0]  # fmt: skip
                wanted.add(row.pk)
                _move(row, kit, seconds, starts_at)
    for row in programme.kit_airings.filter(state__in=WAITING).exclude(pk__in=wanted):
        _take_back(row, now)


def withdraw_frame(*, programme: Programme, now: datetime) -> None:
    """No bulletin is left: neither opening nor closing sounds."""
    for row in programme.kit_airings.filter(state__in=WAITING):
        _take_back(row, now)


def close_kit_orders(row: KitAiring) -> None:
    """These orders are not sent again: replaced, proven or taken back."""
    Order.objects.filter(kit_airing=row, is_open=True).update(is_open=False)


def _places(programme: Programme, frame: Frame) -> Iterator[tuple[KitSide, int, datetime]]:
    ends_at = _bulletins_end(programme)
    if frame.opening:
        yield KitSide.OPENING, frame.opening, programme.starts_at
    if frame.closing and ends_at:
        yield KitSide.CLOSING, frame.closing, ends_at + timedelta(seconds=GAP_SECONDS)


def _bulletins_end(programme: Programme) -> datetime | None:
    rows = Broadcast.objects.filter(bulletin__programme=programme, state__in=STANDING)
    found: datetime | None = rows.aggregate(last=Max("ends_at"))["last"]
    return found


def _standing_frame(programme: Programme) -> Frame:
    rows = programme.kit_airings.filter(state__in=STANDING)
    found = dict(rows.values_list("side").annotate(length=Min("seconds")))
    return Frame(found.get(KitSide.OPENING, 0), found.get(KitSide.CLOSING, 0))


def _receivers(programme: Programme) -> set[int]:
    bulletins = Bulletin.objects.filter(programme=programme)
    rows = Broadcast.objects.filter(bulletin__in=bulletins, state__in=STANDING)
    return set(rows.values_list("receiver", flat=True))


def _move(row: KitAiring, kit: StationKit, seconds: int, starts_at: datetime) -> None:
    same = (row.kit_id, row.seconds, row.starts_at) == (kit.pk, seconds, starts_at)
    if row.state not in MOVABLE or (same and row.state != BroadcastState.WITHDRAWN):
        return
    close_kit_orders(row)
    row.kit, row.seconds, row.starts_at = kit, seconds, starts_at
    row.state, row.detail, row.problem = BroadcastState.PLANNED, "", ""
    row.save()


def _take_back(row: KitAiring, now: datetime) -> None:
    close_kit_orders(row)
    if row.state == BroadcastState.ORDERED and row.ends_at > now:
        issue(
            receiver=row.receiver, body=messages.Withdraw(row.wire_id), now=now,
            valid_until=row.programme.ends_at + timedelta(minutes=1), kit_airing=row,
        )  # fmt: skip
    row.state = BroadcastState.WITHDRAWN
    row.save(update_fields=["state"])
