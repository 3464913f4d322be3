"""Reads of campaign kits: which day comes next, how far its kit is, what is owed by whom."""

from __future__ import annotations

from calendar import monthrange
from collections.abc import Collection
from dataclasses import dataclass
from datetime import date, timedelta

from django.db.models import QuerySet

from lantoa.ledger.queries import book
from lantoa.plan.kits import Maker, Standing, makers
from lantoa.plan.models import CampaignKit, KitDraft, KitItem, Observance
from lantoa.plan.proposals import PLAYED
from lantoa.plan.terms import PlanState
from lantoa.registry.models import Unit

AHEAD = 30
"""Days before a day on which its kit appears."""
AFTER = 14
"""Days after it in which what is still to do (the news of it, the evidence) stays in sight."""


@dataclass(frozen=True)
class ComingDay:
    """A yearly day of a live plan, when it comes next, and its kit where there is one."""

    observance: Observance
    held_on: date
    kit: CampaignKit | None


@dataclass(frozen=True)
class KitLine:
    """A kit and how much of its checklist is done."""

    kit: CampaignKit
    done: int
    total: int
    late: int

    @property
    def is_done(self) -> bool:
        return self.total > 0 and self.done == self.total


@dataclass(frozen=True)
class DraftLine:
    """One thing that a room adds: what was made and how it stands, or that it can be made."""

    maker: Maker
    draft: KitDraft | None
    standing: Standing | None
    state: str


def day_of(month: int, day: int, year: int) -> date:
    """The day in a year; 29/2 is kept on 28/2 where there is none."""
    return date(year, month, min(day, monthrange(year, month)[1]))


def next_day_of(observance: Observance, *, today: date) -> date:
    """When a yearly day comes next, today included."""
    this_year = day_of(observance.month, observance.day, today.year)
    if this_year >= today:
        return this_year
    return day_of(observance.month, observance.day, today.year + 1)


def coming_kit_days(*, today: date) -> list[ComingDay]:
    """The next yearly day of every name of the live plans, the nearest first; a day that two
    plans name comes once, as the newest plan has it."""
    rows = Observance.objects.filter(plan__state=PlanState.LIVE).select_related("plan")
    rows = rows.defer("plan__text", "plan__reading").order_by("-plan__confirmed_at", "position")
    days: dict[date, Observance] = {}
    for row in rows:
        days.setdefault(next_day_of(row, today=today), row)
    kits = {kit.held_on: kit for kit in CampaignKit.objects.filter(held_on__in=list(days))}
    return [ComingDay(days[on], on, kits.get(on)) for on in sorted(days)]


def kit_lines(kits: Collection[CampaignKit], *, today: date) -> list[KitLine]:
    """Kits with their progress; one query for any number of them."""
    items: dict[int, list[KitItem]] = {}
    for item in KitItem.objects.filter(kit__in=kits).select_related("kit"):
        items.setdefault(item.kit_id, []).append(item)
    lines = []
    for kit in kits:
        own = items.get(kit.pk, [])
        late = sum(item.done_at is None and item.due_on < today for item in own)
        lines.append(KitLine(kit, sum(item.done_at is not None for item in own), len(own), late))
    return lines


def kits_at_hand(*, today: date) -> list[CampaignKit]:
    """Kits whose day comes within 30 days, prepared early or not, and those of the last 14 days:
    news and evidence of the day come after it. The nearest first."""
    since, until = today - timedelta(days=AFTER), today + timedelta(days=AHEAD)
    return list(CampaignKit.objects.filter(held_on__gte=since, held_on__lte=until))


def past_kits(*, today: date) -> QuerySet[CampaignKit]:
    """Kits of days that are over, the newest first; they stay readable."""
    return CampaignKit.objects.filter(held_on__lt=today).order_by("-held_on")


def is_day_named(kit: CampaignKit) -> bool:
    """Does a live plan still name the day? A kit outlives its line in the plan, and says so."""
    rows = Observance.objects.filter(plan__state=PlanState.LIVE).values_list("month", "day")
    return any(day_of(month, day, kit.held_on.year) == kit.held_on for month, day in rows)


def open_kit_items(units: Collection[Unit], *, today: date) -> list[KitItem]:
    """What these units owe to kits within 30 days, the earliest first; what is late stays until
    two weeks after the kit's day."""
    if not units:
        return []
    rows = KitItem.objects.filter(
        unit__in=units, done_at__isnull=True, kit__held_on__gte=today - timedelta(days=AFTER)
    ).select_related("kit", "unit")
    near = [item for item in rows if item.due_on <= today + timedelta(days=AHEAD)]
    return sorted(near, key=lambda item: (item.due_on, item.pk))


def draft_lines(kit: CampaignKit) -> list[DraftLine]:
    """What rooms add to a kit, with how each stands: a draft that aired says so."""
    made = {draft.maker: draft for draft in kit.drafts.select_related("made_by")}
    return [_draft_line(maker, made.get(maker.code)) for maker in makers()]


def _draft_line(maker: Maker, draft: KitDraft | None) -> DraftLine:
    if draft is None:
        return DraftLine(maker, None, None, "chưa có")
    standing = maker.standing(draft.subject)
    if standing is None:
        return DraftLine(maker, draft, None, "không còn")
    aired = standing.is_approved and bool(book().about(draft.subject, (PLAYED,)))
    return DraftLine(maker, draft, standing, "đã phát" if aired else standing.words)
