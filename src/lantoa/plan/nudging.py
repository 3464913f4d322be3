"""When a deadline or a slow task is worth a nudge, and in what words. Pure."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, timedelta

from lantoa.vietnamese import date_short

STEPS = (30, 14, 7, 3, 1)
"""Days before a deadline on which its owner is nudged."""
CONTRACT_STEPS = (60, 30, 14, 7)
"""Days before a contract runs out on which who keeps it is told."""
AGAIN_AFTER = 7
"""Days between two nudges for the same slow or overdue thing."""
ESCALATES_AFTER = 2
"""Nudges in vain after which the leader is told."""


def is_deadline_due(
    due_on: date, *, today: date, before: Sequence[date], steps: Sequence[int] = STEPS
) -> bool:
    """Is a nudge owed today? `before` are the days of earlier nudges.

    A step that fell on a day when the machine stood still is made up for; two steps that were
    missed give one nudge. After the day a nudge comes each week.
    """
    days = (due_on - today).days
    if days < 0:
        return all((today - day).days >= AGAIN_AFTER for day in before if day > due_on)
    step = next((step for step in reversed(steps) if days <= step), None)
    if step is None:
        return False
    return not any(day >= due_on - timedelta(days=step) for day in before)


def is_pace_due(*, today: date, before: Sequence[date]) -> bool:
    """A task behind its cadence is nudged once a week."""
    return all((today - day).days >= AGAIN_AFTER for day in before)


def escalates(due_on: date | None, *, today: date, before: Sequence[date]) -> bool:
    """Does the leader have to know? Overdue, or slow after two nudges."""
    if due_on is not None:
        return today > due_on
    return len(before) >= ESCALATES_AFTER


def deadline_words(what: str, due_on: date, *, today: date) -> str:
    """«Nhiệm vụ 1.5 …: hạn 10/12/2026, còn 7 ngày.»"""
    days = (due_on - today).days
    if days > 0:
        left = f"còn {days} ngày"
    else:
        left = "là hôm nay" if days == 0 else f"quá hạn {-days} ngày"
    return f"{what}: hạn {date_short(due_on)}, {left}."
