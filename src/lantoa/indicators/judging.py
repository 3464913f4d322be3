"""Verdict and progress of what was counted, against the year of the target. Pure."""

from __future__ import annotations

from datetime import date
from fractions import Fraction

from lantoa.indicators.terms import Counted, Progress, Verdict


def due_day(year: int) -> date:
    """The last day of the year by which a target must be reached."""
    return date(year, 12, 31)


def judge(counted: Counted, *, year: int, on: date) -> tuple[Verdict, Progress, str]:
    """Verdict, progress, and why nothing can be concluded yet (empty otherwise)."""
    verdict = _verdict(counted, year=year, on=on)
    why = _why(counted, year=year, on=on) if verdict is Verdict.INCONCLUSIVE else ""
    return verdict, _progress(counted, verdict, year=year, on=on), why


def _verdict(counted: Counted, *, year: int, on: date) -> Verdict:
    is_due = on >= due_day(year)
    if counted.reached and (counted.settled or is_due):
        return Verdict.MET
    if counted.reached is False and is_due:
        return Verdict.NOT_MET
    return Verdict.INCONCLUSIVE


def _why(counted: Counted, *, year: int, on: date) -> str:
    if counted.missing:
        return counted.missing
    return f"chưa hết năm {year}" if on < due_day(year) else ""


def _progress(counted: Counted, verdict: Verdict, *, year: int, on: date) -> Progress:
    if verdict is Verdict.MET:
        return Progress.ON_PACE
    if on > due_day(year):
        return Progress.OVERDUE
    if counted.on_track is None and year > on.year:
        return Progress.NOT_DUE
    return Progress.ON_PACE if counted.on_track else Progress.BEHIND


def progress_uncounted(*, year: int, on: date) -> Progress:
    """Of a target that nothing counts: never behind, for nobody knows how far it is."""
    return Progress.OVERDUE if on > due_day(year) else Progress.NOT_DUE


def keeps_up(done: Fraction, *, start: date, year: int, on: date) -> bool:
    """Is the share that is done at least the share of the time that has passed?"""
    whole = max(1, (due_day(year) - start).days)
    passed = min(max(0, (on - start).days), whole)
    return done >= Fraction(passed, whole)
