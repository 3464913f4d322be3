from datetime import UTC, date, datetime, time

import pytest

from lantoa.core.clock import ZONE
from lantoa.vietnamese import (
    clock_time,
    countdown,
    date_long,
    date_short,
    day_month,
    document_date,
    due_date,
    duration,
    moment_long,
)


def test_dates_follow_the_decree_on_zeros() -> None:
    assert date_short(date(2024, 12, 22)) == "22/12/2024"
    assert date_short(date(2025, 4, 1)) == "01/4/2025"
    assert day_month(date(2026, 2, 3)) == "03/02"
    assert document_date(date(2026, 2, 5)) == "ngày 05 tháng 02 năm 2026"
    assert document_date(date(2026, 12, 15)) == "ngày 15 tháng 12 năm 2026"


def test_long_dates_name_the_weekday() -> None:
    assert date_long(date(2026, 12, 10)) == "thứ Năm 10/12/2026"
    assert date_long(date(2026, 12, 13)) == "Chủ nhật 13/12/2026"


@pytest.mark.parametrize(
    ("day", "words"),
    [(10, "còn 17 ngày"), (-16, "quá hạn 9 ngày"), (-7, "hôm nay"), (-6, "ngày mai")],
)
def test_countdown_in_words(day: int, words: str) -> None:
    due = date.fromordinal(date(2026, 11, 30).toordinal() + day)
    assert countdown(due, today=date(2026, 11, 23)) == words


def test_due_date_carries_its_countdown() -> None:
    assert due_date(date(2026, 12, 10), today=date(2026, 11, 23)) == (
        "thứ Năm 10/12/2026 (còn 17 ngày)"
    )


def test_times_are_told_in_the_communes_zone() -> None:
    assert clock_time(datetime(2026, 11, 22, 22, 0, tzinfo=UTC)) == "05:00"
    assert clock_time(time(17, 5)) == "17:05"
    assert date_short(datetime(2026, 11, 22, 22, 0, tzinfo=UTC)) == "23/11/2026"
    assert moment_long(datetime(2026, 12, 10, 5, 0, tzinfo=ZONE)) == "05:00, thứ Năm 10/12/2026"


def test_naive_moment_is_an_error() -> None:
    with pytest.raises(ValueError, match="naive"):
        clock_time(datetime(2026, 11, 22, 22, 0))  # noqa: DTZ001


@pytest.mark.parametrize(
    ("seconds", "words"),
    [
        (870, "14 phút 30 giây"),
        (0, "0 giây"),
        (3600, "1 giờ"),
        (3661.4, "1 giờ 1 phút 1 giây"),
        (59.6, "1 phút"),
    ],
)
def test_durations_in_words(seconds: float, words: str) -> None:
    assert duration(seconds) == words
