"""Reads of notices."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from datetime import date

from django.db.models import Q, QuerySet

from lantoa.notices.models import Notice
from lantoa.registry.models import Account, Unit


def open_notices(*, account: Account, units: Sequence[Unit]) -> QuerySet[Notice]:
    """What was said to this person or to one of the units and nobody has noted yet, newest
    first."""
    mine = Q(to_account=account) | Q(to_unit__in=units)
    return Notice.objects.filter(mine, read_at__isnull=True).order_by("-sent_at")


def nudges(subjects: Collection[str]) -> dict[tuple[str, int], list[date]]:
    """The days on which units were nudged, by subject and unit, oldest first."""
    rows = Notice.objects.filter(subject__in=subjects, to_unit__isnull=False).order_by("sent_on")
    found: dict[tuple[str, int], list[date]] = {}
    for subject, unit, sent_on in rows.values_list("subject", "to_unit_id", "sent_on"):
        found.setdefault((subject, unit), []).append(sent_on)
    return found


def told(subjects: Collection[str]) -> dict[tuple[str, int], list[date]]:
    """The days on which people were told, by subject and account, oldest first."""
    rows = Notice.objects.filter(subject__in=subjects, to_account__isnull=False)
    found: dict[tuple[str, int], list[date]] = {}
    for subject, account, sent_on in rows.order_by("sent_on").values_list(
        "subject", "to_account_id", "sent_on"
    ):
        found.setdefault((subject, account), []).append(sent_on)
    return found


def leader_notices(*, since: date, until: date) -> QuerySet[Notice]:
    """What people were told by mail as well on these days (what units did not do), newest first."""
    rows = Notice.objects.filter(
        to_account__isnull=False, by_mail=True, sent_on__range=(since, until)
    )
    return rows.select_related("to_account", "mail").order_by("-sent_on", "-sent_at", "-pk")


def unit_notices(*, since: date, until: date) -> QuerySet[Notice]:
    """What units were told on these days, both included, newest first."""
    rows = Notice.objects.filter(to_unit__isnull=False, sent_on__range=(since, until))
    return rows.select_related("to_unit", "mail").order_by("-sent_on", "-sent_at", "-pk")
