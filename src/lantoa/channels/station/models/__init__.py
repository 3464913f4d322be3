"""Timetable, what fills it, and what passes between station and receivers."""

from lantoa.channels.station.models.alerts import AlertRun
from lantoa.channels.station.models.days import DayProfile, QuietPlace, SlotChange, VolumeHour
from lantoa.channels.station.models.files import ProgrammeFile
from lantoa.channels.station.models.groups import BreakIn, BreakInAiring, ReceiverGroup
from lantoa.channels.station.models.incoming import IncomingBulletin
from lantoa.channels.station.models.kit import KitAiring, KitSound, StationKit
from lantoa.channels.station.models.line import Order, PlayProof, StationKey, StationStatus
from lantoa.channels.station.models.outer import AirtimeBefore, HandSheet, OuterAiring
from lantoa.channels.station.models.partners import HandoverPack, Partner, PartnerLog
from lantoa.channels.station.models.programme import Broadcast, Bulletin, Programme
from lantoa.channels.station.models.relays import RelayAiring, RelaySource
from lantoa.channels.station.models.repairs import NoiseComplaint, RepairNote, RepairTicket
from lantoa.channels.station.models.sealed import LocalStart, StartCode
from lantoa.channels.station.models.standing import RepeatWish, StandingPiece
from lantoa.channels.station.models.timetable import TimeSlot, Zone
from lantoa.channels.station.models.tuning import DeviceOrder, ReceiverTuning, RefusedOrder

__all__ = [
    "AirtimeBefore",
    "AlertRun",
    "BreakIn",
    "BreakInAiring",
    "Broadcast",
    "Bulletin",
    "DayProfile",
    "DeviceOrder",
    "HandSheet",
    "HandoverPack",
    "IncomingBulletin",
    "KitAiring",
    "KitSound",
    "LocalStart",
    "NoiseComplaint",
    "Order",
    "OuterAiring",
    "Partner",
    "PartnerLog",
    "PlayProof",
    "Programme",
    "ProgrammeFile",
    "QuietPlace",
    "ReceiverGroup",
    "ReceiverTuning",
    "RefusedOrder",
    "RelayAiring",
    "RelaySource",
    "RepairNote",
    "RepairTicket",
    "RepeatWish",
    "SlotChange",
    "StandingPiece",
    "StartCode",
    "StationKey",
    "StationKit",
    "StationStatus",
    "TimeSlot",
    "VolumeHour",
    "Zone",
]
