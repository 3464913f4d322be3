"""What a unit owes an answer to, and what the plan makes it answerable for."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from django.db.models import F
from django.urls import reverse

from lantoa.plan.contributions import contributions_of
from lantoa.plan.models import Dispatch, Plan, Responsibility
from lantoa.plan.queries import known_units
from lantoa.plan.recipients import units_meant
from lantoa.plan.terms import ContributionState
from lantoa.registry.models import Unit
from lantoa.registry.terms import UnitKind
from lantoa.vietnamese import date_short

OPEN = (ContributionState.OWED, ContributionState.RETURNED)


@dataclass(frozen=True)
class Owed:
    """One thing that waits for the unit: what, by when, where it is done."""

    what: str
    note: str
    address: str
    is_late: bool = False


def owed_by(units: Sequence[Unit], *, today: date) -> list[Owed]:
    """Figures asked for, the nearest day first, then papers that nobody has confirmed."""
    asked = contributions_of(units).filter(state__in=OPEN).order_by("request__due_on")
    papers = Dispatch.objects.filter(unit__in=units, confirmed_at=None).select_related(
        "plan", "guidance", "pack"
    )
    papers = papers.exclude(guidance=None, pack=None, version__lt=F("plan__version"))
    return [
        Owed(
            f"Số liệu: {row.request.title}", f"trước ngày {date_short(row.request.due_on)}",
            reverse("answer-request", args=[row.pk]), row.request.due_on < today,
        )
        for row in asked
    ] + [
        Owed(
            f"Xác nhận đã nhận: {_name(row)}", f"gửi ngày {date_short(row.sent_at)}",
            reverse("received-one", args=[row.pk]),
        )
        for row in papers.order_by("sent_at")
    ]  # fmt: skip


def duties_of(units: Sequence[Unit], plans: Sequence[Plan]) -> list[Responsibility]:
    """What the part «Tổ chức thực hiện» asks of these units, by name or as one of a group («các
    tổ chức chính trị - xã hội»)."""
    own = {unit.pk for unit in units}
    kinds = dict(Unit.objects.values_list("pk", "kind"))
    known = [(unit, UnitKind(kinds[unit.pk])) for unit in known_units()]
    rows = Responsibility.objects.filter(plan__in=plans).order_by("plan", "position")
    return [
        row for row in rows
        if row.unit_id in own or own & set(units_meant(row.unit_text, known))
    ]  # fmt: skip


def _name(row: Dispatch) -> str:
    if row.guidance:
        return row.guidance.headline
    return str(row.pack or f"Kế hoạch {row.plan.number}: {row.plan.title}")
