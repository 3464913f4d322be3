"""Reads of the registry."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from django.db import models
from django.db.models import Q, QuerySet

from lantoa.ledger.models import Evidence
from lantoa.registry.models import Account, Unit
from lantoa.vietnamese import number

LEDGER = "mục trong sổ minh chứng"


@dataclass(frozen=True)
class Use:
    """Where a row is used, and how often."""

    name: str
    count: int

    @property
    def is_ledger(self) -> bool:
        return self.name == LEDGER

    def __str__(self) -> str:
        return f"{number(self.count)} {self.name}"


def uses_of(row: models.Model) -> list[Use]:
    """Everything that points at a row, the ledger included: while there is anything, the row may
    not be removed."""
    counts: dict[str, int] = {}
    for relation in row._meta.related_objects:
        rows = relation.related_model._base_manager.filter(**{relation.field.name: row})
        name = str(relation.related_model._meta.verbose_name)
        counts[name] = max(counts.get(name, 0), rows.count())
    code = getattr(row, "code", "")
    if code:
        entries = Evidence.objects.filter(subject_rows__code=code).distinct().count()
        counts[LEDGER] = entries
    return [Use(name, count) for name, count in counts.items() if count]


def units_of(account: Account, *, today: date) -> list[Unit]:
    """The units on whose rosters the person of this account stands today."""
    if account.officer_id is None:
        return []
    still = Q(rosters__left_on__isnull=True) | Q(rosters__left_on__gte=today)
    on_roster = Q(rosters__officer=account.officer_id, rosters__joined_on__lte=today) & still
    return list(Unit.objects.filter(on_roster).distinct())


def units_that_may(permission: str, *, today: date) -> QuerySet[Unit]:
    """Units in which somebody with an account holds a permission (`app.codename`) by their role."""
    app, _, codename = permission.partition(".")
    still = Q(rosters__left_on__isnull=True) | Q(rosters__left_on__gte=today)
    holds = Q(
        rosters__officer__account__is_active=True,
        rosters__officer__account__groups__permissions__codename=codename,
        rosters__officer__account__groups__permissions__content_type__app_label=app,
    )
    return Unit.objects.filter(holds & still, is_active=True).distinct()
