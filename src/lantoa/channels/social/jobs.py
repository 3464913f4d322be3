"""Jobs of the networks."""

from __future__ import annotations

from datetime import datetime, timedelta

from lantoa.channels.social import services
from lantoa.core.tick import register_tick


def withdraw_gone(now: datetime) -> None:
    """Asks for the posts of what was taken down to be removed; no more where it stands again."""
    services.withdraw_gone(now=now)
    services.keep_standing(now=now)


register_tick("social-withdrawals", timedelta(seconds=30), withdraw_gone)
