"""Jobs of the boards."""

from __future__ import annotations

from datetime import datetime, timedelta

from lantoa.channels.boards import services
from lantoa.core.tick import register_tick


def withdraw_gone(now: datetime) -> None:
    """Asks for what left the site, was renewed or lapsed to be taken off the boards too."""
    services.withdraw_gone(now=now)
    services.keep_standing(now=now)


register_tick("boards-withdrawals", timedelta(seconds=30), withdraw_gone)
