"""Timetable, what fills it, and what passes between station and receivers."""

from lantoa.channels.station.models.files import ProgrammeFile
from lantoa.channels.station.models.kit import KitAiring, KitSound, StationKit
from lantoa.channels.station.models.line import Order, PlayProof, StationKey, StationStatus
from lantoa.channels.station.models.programme import Broadcast, Bulletin, Programme
from lantoa.channels.station.models.timetable import TimeSlot, Zone

__all__ = [
    "Broadcast",
    "Bulletin",
    "KitAiring",
    "KitSound",
    "Order",
    "PlayProof",
    "Programme",
    "ProgrammeFile",
    "StationKey",
    "StationKit",
    "StationStatus",
    "TimeSlot",
    "Zone",
]
