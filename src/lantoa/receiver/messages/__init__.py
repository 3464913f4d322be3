"""The messages between station and receivers: pure encode, decode, verify. Version 1, frozen."""

from lantoa.receiver.messages.enrolment import (
    Broker,
    EnrolmentAnswer,
    EnrolmentRequest,
    clean_code,
    open_answer,
)
from lantoa.receiver.messages.envelope import Opened, open_message, ring, seal
from lantoa.receiver.messages.faults import WORDS, Fault, Rejected
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
)
from lantoa.receiver.messages.proofs import FIRST_PREV, Beat, Proof, Receipt, Result, State
from lantoa.receiver.messages.requests import SOUND_PATH, RequestClaim, authorization

__all__ = [
    "FIRST_PREV",
    "SOUND_PATH",
    "WORDS",
    "Beat",
    "Body",
    "Broker",
    "EnrolmentAnswer",
    "EnrolmentRequest",
    "Fault",
    "Members",
    "Opened",
    "Order",
    "Play",
    "Priority",
    "Proof",
    "Receipt",
    "Rejected",
    "RequestClaim",
    "Restart",
    "Result",
    "State",
    "Stop",
    "Test",
    "Volume",
    "Withdraw",
    "authorization",
    "clean_code",
    "open_answer",
    "open_message",
    "ring",
    "seal",
]
