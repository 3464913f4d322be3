"""Jobs that every channel shares."""

from __future__ import annotations

from datetime import datetime, timedelta

from lantoa.channels.base import services
from lantoa.core.tick import register_tick


def deliver(now: datetime) -> None:
    """Opens deliveries for what was approved, and tries what is due."""
    services.open_deliveries(now=now)
    services.send_due(now=now)


register_tick("deliver", timedelta(seconds=5), deliver)
