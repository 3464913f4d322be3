"""Timetable, what fills it, and what passes between station and receivers."""

from lantoa.channels.station.models.line import Order, PlayProof, StationKey, StationStatus
from lantoa.channels.station.models.programme import Broadcast, Bulletin, Programme
from lantoa.channels.station.models.timetable import TimeSlot, Zone

__all__ = [
    "Broadcast",
    "Bulletin",
    "Order",
    "PlayProof",
    "Programme",
    "StationKey",
    "StationStatus",
    "TimeSlot",
    "Zone",
]
