"""What an officer chooses is the rule that is kept, and back."""

from __future__ import annotations

from datetime import date, time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from lantoa.channels.station.repetition import NTH, Every, Repetition, repetition_of, rule_of
from lantoa.channels.station.rules import DAYS, describe, starts
from lantoa.core.errors import Refused

SOME_DAYS = st.sets(st.sampled_from(list(DAYS)), min_size=1, max_size=6).map(
    lambda days: tuple(day for day in DAYS if day in days)
)
CHOICES = st.one_of(
    st.builds(Repetition, st.just(Every.MONTH_WEEKDAY), SOME_DAYS, nth=st.sampled_from(list(NTH))),
    st.builds(Repetition, st.just(Every.WEEKS), SOME_DAYS, weeks=st.integers(2, 8)),
    st.builds(
        Repetition, st.just(Every.MONTH_DAY),
        month_days=st.sets(st.integers(1, 31), min_size=1).map(lambda days: tuple(sorted(days))),
    ),
)  # fmt: skip


@given(CHOICES)
def test_what_was_chosen_is_read_back(choice: Repetition) -> None:
    assert repetition_of(rule_of(choice)) == choice


@given(CHOICES)
def test_every_rule_is_said_without_its_code(choice: Repetition) -> None:
    words = describe(rule_of(choice))
    assert not set("=;_") & set(words)
    assert not any(code in words for code in DAYS)


@pytest.mark.parametrize(
    ("choice", "rule"),
    [
        (Repetition(Every.DAY), "FREQ=DAILY"),
        (Repetition(Every.WORKDAY), "FREQ=WEEKLY;BYDAY=MO,TU,WE,TH,FR"),
        (Repetition(Every.WEEKDAY, tuple(DAYS)), "FREQ=DAILY"),
        (Repetition(Every.MONTH_DAY, month_days=(15, 1, -1)), "FREQ=MONTHLY;BYMONTHDAY=1,15,-1"),
    ],
)
def test_choice_becomes_the_plainest_rule(choice: Repetition, rule: str) -> None:
    assert rule_of(choice) == rule


def test_rule_of_another_program_is_kept_as_it_is() -> None:
    assert repetition_of("FREQ=MINUTELY;INTERVAL=10") is None


@pytest.mark.parametrize("every", [Every.WEEKDAY, Every.WEEKS, Every.MONTH_DAY])
def test_nothing_chosen_is_refused(every: Every) -> None:
    with pytest.raises(Refused, match="Chưa chọn"):
        rule_of(Repetition(every))


def test_last_day_of_february_is_the_28th() -> None:
    rule = rule_of(Repetition(Every.MONTH_DAY, month_days=(-1,)))
    found = [
        day for day in range(1, 29)
        if starts(rule, at=time(5), starts_on=date(2027, 1, 1), day=date(2027, 2, day))
    ]  # fmt: skip
    assert found == [28]
