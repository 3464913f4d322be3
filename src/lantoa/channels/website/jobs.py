"""Jobs of the website."""

from __future__ import annotations

from datetime import datetime, timedelta

from lantoa.channels.website import services
from lantoa.core.tick import register_tick


def withdraw_gone(now: datetime) -> None:
    """Notes what was taken down."""
    services.withdraw_gone(now=now)


register_tick("website-withdrawals", timedelta(seconds=5), withdraw_gone)
