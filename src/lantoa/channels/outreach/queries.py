"""Reads of face-to-face work."""

from __future__ import annotations

from datetime import date

from django.db.models import Q, QuerySet

from lantoa.channels.outreach.models import (
    Activity,
    Briefing,
    Deed,
    Meeting,
    Survey,
    Training,
    Visit,
)
from lantoa.registry.models import Officer


def kinds() -> list[type[Deed]]:
    """Every kind of deed, by its model."""
    return [Training, Meeting, Activity, Visit, Briefing, Survey]


def deed_of(seq: int) -> Deed | None:
    """The row behind an entry of the ledger, or None when another room wrote it."""
    for model in kinds():
        row = model._default_manager.filter(evidence_seq=seq).first()
        if row is not None:
            return row
    return None


def officers_on(day: date) -> QuerySet[Officer]:
    """Who stands on a roster on a day, each once."""
    return Officer.objects.filter(
        Q(rosters__left_on__isnull=True) | Q(rosters__left_on__gte=day), rosters__joined_on__lte=day
    ).distinct()
