"""Timetable, what fills it, and what passes between station and receivers."""

from lantoa.channels.station.models.alerts import AlertRun
from lantoa.channels.station.models.days import DayProfile, QuietPlace, SlotChange, VolumeHour
from lantoa.channels.station.models.files import ProgrammeFile
from lantoa.channels.station.models.groups import BreakIn, BreakInAiring, ReceiverGroup
from lantoa.channels.station.models.kit import KitAiring, KitSound, StationKit
from lantoa.channels.station.models.line import Order, PlayProof, StationKey, StationStatus
from lantoa.channels.station.models.programme import Broadcast, Bulletin, Programme
from lantoa.channels.station.models.relays import RelayAiring, RelaySource
from lantoa.channels.station.models.standing import RepeatWish, StandingPiece
from lantoa.channels.station.models.timetable import TimeSlot, Zone
from lantoa.channels.station.models.tuning import DeviceOrder, ReceiverTuning, RefusedOrder

__all__ = [
    "AlertRun",
    "BreakIn",
    "BreakInAiring",
    "Broadcast",
    "Bulletin",
    "DayProfile",
    "DeviceOrder",
    "KitAiring",
    "KitSound",
    "Order",
    "PlayProof",
    "Programme",
    "ProgrammeFile",
    "QuietPlace",
    "ReceiverGroup",
    "ReceiverTuning",
    "RefusedOrder",
    "RelayAiring",
    "RelaySource",
    "RepeatWish",
    "SlotChange",
    "StandingPiece",
    "StationKey",
    "StationKit",
    "StationStatus",
    "TimeSlot",
    "VolumeHour",
    "Zone",
]
