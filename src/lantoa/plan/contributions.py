"""Reads of data requests: who owes what."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal

from django.db.models import F, QuerySet

from lantoa.plan.models import Contribution, DataRequest
from lantoa.plan.terms import ContributionState
from lantoa.registry.models import Unit

OPEN = (ContributionState.OWED, ContributionState.RETURNED)


@dataclass(frozen=True)
class RequestRow:
    """One request: how many units were asked, answered, were accepted; the sum of what was."""

    request: DataRequest
    asked: int
    answered: int
    accepted: int
    owing: tuple[str, ...]
    total: Decimal | None


def missing_contributions() -> QuerySet[Contribution]:
    """Answers that are owed, the most urgent first."""
    return (
        Contribution.objects.filter(state__in=OPEN)
        .select_related("request", "unit")
        .order_by("request__due_on", "unit__name")
    )


def contributions_of(units: Sequence[Unit]) -> QuerySet[Contribution]:
    """What these units were asked for; what is owed first."""
    return (
        Contribution.objects.filter(unit__in=units)
        .select_related("request", "unit")
        .order_by(F("settled_at").asc(nulls_first=True), "request__due_on")
    )


def request_rows() -> list[RequestRow]:
    """All requests with their counts; two queries."""
    rows = DataRequest.objects.prefetch_related("contributions__unit")
    return [request_row(row) for row in rows]


def request_row(request: DataRequest) -> RequestRow:
    """One request with its counts. A total of what is not whole is none: unknown is no zero."""
    found = list(request.contributions.all())
    accepted = [one for one in found if one.state == ContributionState.ACCEPTED]
    is_whole = bool(found) and len(accepted) == len(found)
    return RequestRow(
        request=request,
        asked=len(found),
        answered=sum(one.state == ContributionState.ANSWERED for one in found),
        accepted=len(accepted),
        owing=tuple(sorted(one.unit.name for one in found if one.state in OPEN)),
        total=sum((one.value for one in accepted if one.value is not None), Decimal(0))
        if is_whole and request.measure != "%"
        else None,
    )
