"""The messages between station and receivers: pure encode, decode, verify. Version 1, frozen."""

from lantoa.receiver.messages.enrolment import (
    Broker,
    EnrolmentAnswer,
    EnrolmentRequest,
    clean_code,
    open_answer,
)
from lantoa.receiver.messages.envelope import Opened, open_message, open_with, ring, seal
from lantoa.receiver.messages.faults import WORDS, Fault, Rejected
from lantoa.receiver.messages.keys import Keys
from lantoa.receiver.messages.orders import (
    Body,
    Members,
    Order,
    Play,
    Priority,
    Restart,
    Stop,
    Test,
    Volume,
    Withdraw,
    lists_digest,
)
from lantoa.receiver.messages.proofs import (
    FIRST_PREV,
    Beat,
    Proof,
    Receipt,
    Result,
    State,
    Time,
    read_answer,
)
from lantoa.receiver.messages.relay import Relay
from lantoa.receiver.messages.requests import SOUND_PATH, RequestClaim, authorization
from lantoa.receiver.messages.sealed import Sealed, SealedAlert, SealedSound
from lantoa.receiver.messages.settings import SILENT, Settings, VolumeLimit

__all__ = [
    "FIRST_PREV",
    "SILENT",
    "SOUND_PATH",
    "WORDS",
    "Beat",
    "Body",
    "Broker",
    "EnrolmentAnswer",
    "EnrolmentRequest",
    "Fault",
    "Keys",
    "Members",
    "Opened",
    "Order",
    "Play",
    "Priority",
    "Proof",
    "Receipt",
    "Rejected",
    "Relay",
    "RequestClaim",
    "Restart",
    "Result",
    "Sealed",
    "SealedAlert",
    "SealedSound",
    "Settings",
    "State",
    "Stop",
    "Test",
    "Time",
    "Volume",
    "VolumeLimit",
    "Withdraw",
    "authorization",
    "clean_code",
    "lists_digest",
    "open_answer",
    "open_message",
    "open_with",
    "read_answer",
    "ring",
    "seal",
]
