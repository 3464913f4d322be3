"""The journey of the main job holds on every day of a year."""

from __future__ import annotations

from datetime import date, timedelta

from tests.journeys.reporting import cutoffs_around

from lantoa.reports.periods import period_of, running_code


def test_period_that_is_owed_next_holds_today_and_the_month_before() -> None:
    days = [date(2026, 12, 1) + timedelta(days=number) for number in range(3 * 366)]
    for day in days:
        cutoffs = cutoffs_around(day)
        period = period_of(running_code(day, cutoffs=cutoffs), cutoffs=cutoffs)
        assert period.since <= day - timedelta(days=31) < day <= period.cutoff_on, day
