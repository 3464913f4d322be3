"""Every write of face-to-face work."""

from lantoa.channels.outreach.services.correcting import (
    correct_deed,
    may_correct,
    withdraw_deed,
)
from lantoa.channels.outreach.services.recording import (
    record_activity,
    record_briefing,
    record_meeting,
    record_training,
    record_visits,
)

__all__ = [
    "correct_deed",
    "may_correct",
    "record_activity",
    "record_briefing",
    "record_meeting",
    "record_training",
    "record_visits",
    "withdraw_deed",
]
