"""Jobs that every channel shares."""

from __future__ import annotations

from datetime import datetime, timedelta

from lantoa.channels.base import alerts, services
from lantoa.core.tick import register_tick


def deliver(now: datetime) -> None:
    """Opens deliveries for what was approved, takes back what lapsed, and tries what is due;
    alerts before everything else."""
    alerts.withdraw_over(now=now)
    alerts.open_alert_deliveries(now=now)
    services.open_deliveries(now=now)
    services.withdraw_lapsed(now=now)
    services.send_due(now=now)


register_tick("deliver", timedelta(seconds=5), deliver)
