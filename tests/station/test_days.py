"""Days that differ, limits, loudness: the pure timetable. No database."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, datetime, time, timedelta

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from lantoa.channels.station.limits import READY_MADE, Limits
from lantoa.channels.station.loudness import Band
from lantoa.channels.station.special_days import Profile, is_tet
from lantoa.channels.station.terms import (
    ChangeKind,
    LimitSet,
    ProfileDays,
    ProfileEffect,
    ProfileKind,
    SlotStart,
)
from lantoa.channels.station.timetable import (
    Airtime,
    Change,
    Slot,
    airtimes,
    around,
    conflicts,
    hushed,
    is_quiet,
    loudness,
    skipped,
)
from tests.make import TODAY, at
from tests.station.test_timetable import slot

TOMORROW = TODAY + timedelta(days=1)


def profile(**fields: object) -> Profile:
    values: dict[str, object] = {
        "id": 1, "name": "Quốc tang", "rank": ProfileKind.MOURNING.rank, "days": ProfileDays.SPAN,
        "effect": ProfileEffect.SILENCE, "first": TODAY, "last": TOMORROW,
    }  # fmt: skip
    return Profile(**{**values, **fields})  # type: ignore[arg-type]


def heard(*slots: Slot, day: date = TODAY) -> list[datetime]:
    return [item.starts_at for item in airtimes(slots, day)]


def test_day_that_is_left_out_is_silent_and_only_that_day() -> None:
    changed = slot(5, changes=(Change(TODAY, ChangeKind.SKIP, time(5)),))
    assert heard(changed) == []
    assert heard(changed, day=TOMORROW) == [at(5, day=TOMORROW)]


def test_day_may_have_its_own_hour_and_length() -> None:
    change = Change(TODAY, ChangeKind.MOVE, time(5), time(6, 30), 600, "họp thôn")
    [item] = airtimes([slot(5, changes=(change,))], TODAY)
    assert (item.starts_at, item.ends_at) == (at(6, 30), at(6, 40))
    assert item.planned_at == at(5)
    assert item.note == "đổi giờ riêng ngày này: họp thôn"


def test_day_may_be_added_where_the_rule_has_none() -> None:
    rule = "FREQ=WEEKLY;BYDAY=SU"
    added = slot(5, rule=rule, changes=(Change(TODAY, ChangeKind.ADD, at=time(8)),))
    assert heard(added) == [at(8)]


def test_one_of_many_occurrences_is_left_out() -> None:
    rule, change = "FREQ=HOURLY;INTERVAL=6", Change(TODAY, ChangeKind.SKIP, time(12))
    often = slot(0, rule=rule, changes=(change,))
    assert heard(often) == [at(0), at(6), at(18)]


@given(day=st.integers(0, 20), other=st.integers(0, 20))
def test_exceptions_are_exact(day: int, other: int) -> None:
    """A day that differs changes that day and no other."""
    plain = slot(5)
    on = TODAY + timedelta(days=day)
    changed = replace(plain, changes=(Change(on, ChangeKind.MOVE, time(5), time(7)),))
    asked = TODAY + timedelta(days=other)
    expected = [at(7, day=asked)] if asked == on else heard(plain, day=asked)
    assert heard(changed, day=asked) == expected


def test_mourning_silences_its_days_additions_too() -> None:
    changes = (Change(TODAY, ChangeKind.ADD, at=time(8)),)
    quiet = slot(5, profiles=(profile(),), changes=changes)
    assert (heard(quiet), heard(quiet, day=TODAY + timedelta(days=2))) == (
        [], [at(5, day=TODAY + timedelta(days=2))],
    )  # fmt: skip
    assert skipped([quiet], TODAY) == [(quiet, "Quốc tang: không phát, trừ tin khẩn cấp")]


def test_tet_has_slots_of_its_own() -> None:
    tet = profile(
        id=2, name="Tết", rank=ProfileKind.TET.rank, days=ProfileDays.TET,
        effect=ProfileEffect.REPLACE, first=None, last=None,
    )  # fmt: skip
    day = date(2027, 2, 6)
    plain, own = slot(5, profiles=(tet,)), slot(7, profile=2, profiles=(tet,))
    assert (heard(plain, own, day=day), heard(plain, own)) == ([at(7, day=day)], [at(5)])


@pytest.mark.parametrize(
    ("day", "expected"),
    [
        (date(2026, 2, 15), False), (date(2026, 2, 16), True), (date(2026, 2, 21), True),
        (date(2026, 2, 22), False), (date(2027, 2, 4), False), (date(2027, 2, 5), True),
        (date(2027, 2, 10), True), (date(2027, 2, 11), False),
    ],
)  # fmt: skip
def test_tet_is_from_the_29th_to_the_fifth(day: date, expected: bool) -> None:
    assert is_tet(day) is expected


def test_holidays_of_every_year_are_known() -> None:
    holidays = profile(
        days=ProfileDays.HOLIDAYS, effect=ProfileEffect.SILENCE, name="Ngày lễ", first=None,
        last=None,
    )  # fmt: skip
    assert [holidays.covers(date(year, 9, 2)) for year in (2026, 2027, 2030)] == [True] * 3
    assert holidays.words(date(2027, 9, 2)) == (
        "Ngày lễ (Quốc khánh): không phát, trừ tin khẩn cấp"
    )


def test_mourning_goes_before_a_holiday() -> None:
    holiday = profile(id=3, rank=ProfileKind.HOLIDAY.rank, effect=ProfileEffect.KEEP, level=10)
    assert heard(slot(5, profiles=(holiday, profile()))) == []


def test_slot_that_waits_begins_when_the_one_before_has_ended() -> None:
    late = slot(5, 10, start=SlotStart.AFTER)
    own = airtimes([late, slot(5)], TODAY)
    assert [item.starts_at for item in own] == [at(5), at(5, 15)]
    assert own[1].note == "bắt đầu khi mục trước phát xong"
    assert [conflicts(item, own) for item in own] == [[], []]


def test_slot_does_not_wait_for_long() -> None:
    own = airtimes([slot(5, start=SlotStart.AFTER), slot(4, 50, seconds=3600)], TODAY)
    assert own[1].starts_at == at(5)
    assert len(conflicts(own[1], own)) == 1


def test_session_longer_than_its_zone_allows_is_named() -> None:
    limits = READY_MADE[LimitSet.RURAL]
    own = airtimes([slot(5, seconds=1800, limits=limits), slot(5, 32, seconds=1200)], TODAY)
    assert conflicts(own[0], own, same_day=own) == [
        "Buổi 05:00–05:52 phát 50 phút, quá mức 45 phút một buổi của Toàn xã."
    ]


def test_third_session_and_weekend_of_a_town_are_named() -> None:
    limits = READY_MADE[LimitSet.URBAN]
    slots = [slot(hour, limits=limits) for hour in (5, 11, 17)]
    own = airtimes(slots, TODAY)
    assert [conflicts(item, own, same_day=own) for item in own] == [
        [], [], ["Là buổi thứ 3 trong ngày; Toàn xã phát nhiều nhất 2 buổi."],
    ]  # fmt: skip
    saturday = airtimes(slots[:1], TODAY + timedelta(days=5))
    assert conflicts(saturday[0], saturday, same_day=saturday) == [
        "thứ Bảy: Toàn xã nghỉ phát cuối tuần."
    ]


def test_minutes_of_a_day_are_limited() -> None:
    own = airtimes([slot(5, limits=Limits(day_minutes=20)), slot(17)], TODAY)
    assert conflicts(own[0], own, same_day=own) == [
        "Cả ngày phát 30 phút, quá mức 20 phút một ngày của Toàn xã."
    ]


SCHOOL = Band(time(7), time(11), 0, "gần Trường Tiểu học", frozenset(range(5)), frozenset({1}))


def test_cluster_near_a_school_is_silent_in_school_hours_the_others_are_not() -> None:
    [item] = airtimes([slot(6, 50, clusters=frozenset({1, 2}), bands=(SCHOOL,))], TODAY)
    assert hushed(item) == {1: "gần Trường Tiểu học"}
    saturday = TODAY + timedelta(days=5)
    assert hushed(Airtime(item.slot, at(8, day=saturday))) == {}


def test_softest_of_hour_and_day_holds() -> None:
    evening = Band(time(20), time(6), 4, "tối")
    soft = slot(5, bands=(evening,), profiles=(profile(effect=ProfileEffect.KEEP, level=6),))
    assert loudness(soft, 1, at(5), at(5, 15)) == (4, "tối")
    assert loudness(soft, 1, at(12), at(12, 15)) == (6, "Quốc tang")
    later = TODAY + timedelta(days=3)
    assert loudness(soft, 1, at(12, day=later), at(12, 15, day=later)) == (10, "")


SLOTS = st.lists(
    st.builds(
        lambda minute, seconds, clusters, waits, number: slot(
            minute // 60, minute % 60, id=number, seconds=seconds, clusters=frozenset(clusters),
            start=SlotStart.AFTER if waits else SlotStart.HARD,
        ),
        st.integers(0, 1439), st.integers(10, 7200), st.sets(st.integers(1, 3), min_size=1),
        st.booleans(), st.integers(1, 10**6),
    ),
    min_size=1, max_size=6, unique_by=lambda one: one.id,
)  # fmt: skip


@settings(max_examples=60, deadline=None)
@given(SLOTS)
def test_day_without_conflicts_never_has_a_cluster_sound_two_things(slots: list[Slot]) -> None:
    everything, own = around(slots, TODAY), airtimes(slots, TODAY)
    fine = [item for item in own if not conflicts(item, everything)]
    for one in fine:
        for other in fine:
            if one != other and one.slot.clusters & other.slot.clusters:
                assert one.ends_at <= other.starts_at or other.ends_at <= one.starts_at


@settings(max_examples=60, deadline=None)
@given(SLOTS)
def test_airtime_in_closed_hours_always_has_a_conflict(slots: list[Slot]) -> None:
    everything = around(slots, TODAY)
    for item in airtimes(slots, TODAY):
        touches = any(
            item.slot.quiet.covers(item.starts_at + timedelta(seconds=step))
            for step in (0, item.slot.seconds // 2, item.slot.seconds - 1)
        )
        if touches:
            assert is_quiet(item.slot.quiet, item.starts_at, item.ends_at)
            assert conflicts(item, everything)
