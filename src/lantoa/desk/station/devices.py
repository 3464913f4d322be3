"""What the page of one cluster shows of its receiver."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from lantoa.channels.station.models import DeviceOrder, RefusedOrder
from lantoa.channels.station.services.devices import level_of
from lantoa.channels.station.services.tuning import needs_update, settings_of
from lantoa.channels.station.terms import DeviceAct
from lantoa.receiver.messages import WORDS, Fault
from lantoa.registry.models import Receiver, SpeakerCluster
from lantoa.registry.terms import ReceiverState

SHOWN = 12
FOREIGN = (Fault.UNKNOWN_KEY, Fault.BAD_SIGNATURE, Fault.REPLAYED, Fault.MALFORMED)


@dataclass(frozen=True)
class Told:
    """One order to the device: what, by whom, how it ended."""

    row: DeviceOrder
    words: str
    why: str


@dataclass(frozen=True)
class Refusal:
    """One order that the receiver did not obey. `is_foreign`: it may not have been ours."""

    at: datetime
    words: str
    what: str
    is_foreign: bool


@dataclass(frozen=True)
class DevicePage:
    """A cluster and what is known of its receiver."""

    cluster: SpeakerCluster
    receiver: Receiver | None
    is_enrolled: bool
    level: int
    quiet: str
    groups: tuple[str, ...]
    needs_update: bool
    is_unsure: bool
    told: Sequence[Told]
    refusals: Sequence[Refusal]


def device_page(cluster: SpeakerCluster) -> DevicePage:
    """Reads it together."""
    receiver = Receiver.objects.select_related("cluster").filter(cluster=cluster).first()
    if receiver is None:
        return DevicePage(cluster, None, False, 10, "", (), False, False, (), ())
    told = settings_of(receiver)
    return DevicePage(
        cluster=cluster, receiver=receiver,
        is_enrolled=receiver.state == ReceiverState.ENROLLED, level=level_of(told.gain_db),
        quiet=f"{told.quiet_from}–{told.quiet_until}" if told.quiet_from else "",
        groups=tuple(str(group) for group in receiver.groups.select_related("zone", "hamlet")),
        needs_update=needs_update(receiver), is_unsure=bool(receiver.last_beat.get("unsure")),
        told=[_told(row) for row in _orders(receiver)], refusals=refusals(receiver),
    )  # fmt: skip


def refusals(receiver: Receiver) -> list[Refusal]:
    """The newest orders that it did not obey, in words."""
    rows = RefusedOrder.objects.filter(receiver=receiver).select_related("order")[:SHOWN]
    return [
        Refusal(
            at=row.at, words=WORDS.get(_fault(row.detail), row.detail),
            what=_what(row),
            is_foreign=row.order is None and row.detail in FOREIGN,
        )
        for row in rows
    ]  # fmt: skip


def _what(row: RefusedOrder) -> str:
    number = row.number or (row.order.number if row.order else 0)
    return f"lệnh số {number}" if number else ""


def _orders(receiver: Receiver) -> list[DeviceOrder]:
    return list(DeviceOrder.objects.filter(receiver=receiver).select_related("made_by")[:SHOWN])


def _told(row: DeviceOrder) -> Told:
    what = DeviceAct(row.act).label
    words = f"{what} mức {row.value}" if row.act == DeviceAct.VOLUME else what
    return Told(row, words, WORDS.get(_fault(row.detail), row.detail))


def _fault(detail: str) -> Fault:
    try:
        return Fault(detail)
    except ValueError:
        return Fault.NONE
