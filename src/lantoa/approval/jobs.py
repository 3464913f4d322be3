"""Jobs of approval: what is personal in old links goes."""

from __future__ import annotations

from datetime import datetime, timedelta

from lantoa.core.tick import register_tick

DEVICES_KEPT = timedelta(days=365)


def forget_old_devices(now: datetime) -> None:
    """Twelve months after the link was made."""
    from lantoa.approval.links import forget_devices

    forget_devices(before=now - DEVICES_KEPT)


register_tick("link-devices", timedelta(hours=12), forget_old_devices)
