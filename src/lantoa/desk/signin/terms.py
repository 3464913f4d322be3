"""Where a session stands, and the times that it lives by."""

from __future__ import annotations

from datetime import timedelta
from enum import Enum


class Standing(Enum):
    """What a session may do next. Only FULL opens the desk."""

    OVER = "over"
    LOCKED = "locked"
    VERIFY = "verify"
    CHANGE_PASSWORD = "change-password"  # noqa: S105
    ENROL = "enrol"
    FULL = "full"


LIFE = timedelta(hours=8)
IDLE = timedelta(minutes=15)
IDLE_ADMINISTRATOR = timedelta(minutes=5)
# A session is written down at most this often.
TOUCH_AFTER = timedelta(seconds=30)
# Changing what one signs in with asks for the password again after this.
PROOF_LIFE = timedelta(minutes=10)
UNUSED_DAYS = 45
