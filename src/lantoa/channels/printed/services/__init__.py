"""Every write of what is printed and handed out."""

from lantoa.channels.printed.services.correcting import (
    correct_handout,
    may_correct,
    withdraw_handout,
)
from lantoa.channels.printed.services.recalling import record_recall
from lantoa.channels.printed.services.recording import Cost, record_handout

__all__ = [
    "Cost",
    "correct_handout",
    "may_correct",
    "record_handout",
    "record_recall",
    "withdraw_handout",
]
