"""Who plays where on equipment of their own."""

from __future__ import annotations

from lantoa.channels.station.models import Partner


def partner_of_zone(zone: int) -> Partner | None:
    """Who plays in a zone, where somebody does."""
    return Partner.objects.filter(is_active=True, clusters__zones=zone).distinct().first()
