"""Periods follow the two cut-off days; nothing lies in two of them or in none."""

from __future__ import annotations

from datetime import date, timedelta

import pytest

from lantoa.core.errors import Refused
from lantoa.reports.periods import a_year_before, ad_hoc_period, period_of, running_code

CUTOFFS = ("05-31", "11-30")


def test_the_halves_of_a_year_touch_without_overlap() -> None:
    first, second = (period_of(f"2026-{half}", cutoffs=CUTOFFS) for half in (1, 2))
    assert (first.since, first.cutoff_on) == (date(2025, 12, 1), date(2026, 5, 31))
    assert (second.since, second.cutoff_on) == (date(2026, 6, 1), date(2026, 11, 30))
    assert second.year_since == first.since
    assert second.since == first.cutoff_on + timedelta(days=1)
    assert first.year_since is None


def test_cut_off_days_are_settings() -> None:
    assert period_of("2026-1", cutoffs=("06-05", "12-05")).since == date(2025, 12, 6)


def test_the_owed_report_changes_after_its_day() -> None:
    assert running_code(date(2026, 11, 23), cutoffs=CUTOFFS) == "2026-2"
    assert running_code(date(2026, 6, 10), cutoffs=CUTOFFS) == "2026-1"
    assert running_code(date(2026, 12, 11), cutoffs=CUTOFFS) == "2027-1"


@pytest.mark.parametrize("code", ["2026-3", "2026", "", "26-1", "2026-1 x"])
def test_another_code_is_refused(code: str) -> None:
    with pytest.raises(Refused, match="Kỳ báo cáo"):
        period_of(code, cutoffs=CUTOFFS)


def test_an_ad_hoc_period_goes_forward() -> None:
    assert ad_hoc_period(date(2026, 5, 1), date(2026, 5, 31)).words == (
        "từ ngày 01/5/2026 đến ngày 31/5/2026"
    )
    with pytest.raises(Refused, match="Ngày đầu kỳ sau"):
        ad_hoc_period(date(2026, 6, 1), date(2026, 5, 31))


def test_a_year_before_a_leap_day() -> None:
    assert a_year_before(date(2028, 2, 29)) == date(2027, 2, 28)
