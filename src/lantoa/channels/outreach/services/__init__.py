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
from lantoa.channels.outreach.services.surveys import record_survey_result

__all__ = [
    "correct_deed",
    "may_correct",
    "record_activity",
    "record_briefing",
    "record_meeting",
    "record_survey_result",
    "record_training",
    "record_visits",
    "withdraw_deed",
]
