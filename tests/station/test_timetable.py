"""Rules, conflicts and the order of a programme. No database."""

from __future__ import annotations

from datetime import date, time

import pytest

from lantoa.channels.station.filling import Piece, lay_out, needed_seconds, whole_seconds
from lantoa.channels.station.rules import describe, starts
from lantoa.channels.station.timetable import Airtime, Slot, airtimes, around, conflicts
from lantoa.core.errors import Refused
from lantoa.receiver.quiet import QuietHours
from tests.make import TODAY, at

MONDAY = TODAY
CLOSED = QuietHours.read("21:00", "05:00")


def slot(hour: int, minute: int = 0, **fields: object) -> Slot:
    """A daily slot of 15 minutes that sounds on cluster 1."""
    values: dict[str, object] = {
        "id": hour * 60 + minute, "name": f"Chương trình {hour} giờ", "zone_id": 1,
        "zone": "Toàn xã", "rule": "FREQ=DAILY", "at": time(hour, minute), "seconds": 900,
        "starts_on": date(2026, 1, 1), "ends_on": None, "clusters": frozenset({1}),
        "quiet": CLOSED,
    }  # fmt: skip
    return Slot(**{**values, **fields})  # type: ignore[arg-type]


def found(*slots: Slot) -> list[list[str]]:
    """The conflicts of every airtime of the day."""
    everything = around(slots, MONDAY)
    return [conflicts(item, everything) for item in airtimes(slots, MONDAY)]


def test_daily_rule_falls_once_a_day() -> None:
    assert starts("FREQ=DAILY", at=time(5), starts_on=date(2026, 1, 1), day=MONDAY) == (at(5),)


def test_weekly_rule_keeps_to_its_days() -> None:
    rule = "FREQ=WEEKLY;BYDAY=TU,WE"
    assert starts(rule, at=time(5), starts_on=date(2026, 1, 1), day=MONDAY) == ()


def test_rule_of_every_ten_minutes_falls_144_times() -> None:
    moments = starts("FREQ=MINUTELY;INTERVAL=10", at=time(0), starts_on=MONDAY, day=MONDAY)
    assert (len(moments), moments[1]) == (144, at(0, 10))


def test_rule_falls_on_no_day_before_its_first() -> None:
    assert starts("FREQ=DAILY", at=time(5), starts_on=date(2026, 12, 1), day=MONDAY) == ()


@pytest.mark.parametrize(
    "rule", ["", "FREQ=SECONDLY", "FREQ=DAILY;BYDAY=XX", "FREQ=MINUTELY", "DAILY", "FREQ=DAILY;X"]
)
def test_rule_that_cannot_be_kept_is_refused(rule: str) -> None:
    with pytest.raises(Refused):
        starts(rule, at=time(0), starts_on=MONDAY, day=MONDAY)


@pytest.mark.parametrize(
    ("rule", "words"),
    [
        ("FREQ=DAILY", "hằng ngày"),
        ("FREQ=MINUTELY;INTERVAL=10", "mỗi 10 phút"),
        ("FREQ=WEEKLY;BYDAY=MO,WE", "thứ Hai, thứ Tư hằng tuần"),
        ("FREQ=WEEKLY;BYDAY=MO,TU,WE,TH,FR", "thứ Hai đến thứ Sáu hằng tuần"),
        ("FREQ=WEEKLY;INTERVAL=2;BYDAY=SA", "thứ Bảy, 2 tuần một lần"),
        ("FREQ=MONTHLY;BYMONTHDAY=1,15,-1", "ngày 1, ngày 15, ngày cuối hằng tháng"),
        ("FREQ=MONTHLY;BYDAY=1SU", "Chủ nhật đầu tiên hằng tháng"),
    ],
)
def test_rule_is_said_in_plain_words(rule: str, words: str) -> None:
    assert describe(rule) == words


def test_slots_at_fit_hours_have_no_conflict() -> None:
    assert found(slot(5), slot(17)) == [[], []]


def test_all_speakers_at_a_quarter_past_three_is_a_conflict() -> None:
    """The accident of Trung Lộc (DOMAIN 7.5): a mis-set relay sounded everywhere at 03:15."""
    assert found(slot(3, 15)) == [
        ["03:15–03:30 nằm trong khung giờ không phát 21:00–05:00 của Toàn xã."]
    ]


def test_slot_that_runs_into_closed_hours_is_a_conflict() -> None:
    assert len(found(slot(20, 50))[0]) == 1


def test_slot_that_ends_as_closed_hours_begin_is_fine() -> None:
    assert found(slot(20, 45), slot(5)) == [[], []]


def test_two_slots_on_one_cluster_name_each_other() -> None:
    one, other = found(slot(5), slot(5, 10, zone="Thôn Bến Đò", zone_id=2))
    assert one == ["Trùng 5 phút với «Chương trình 5 giờ» (Thôn Bến Đò, 05:10–05:25)."]
    assert other == ["Trùng 5 phút với «Chương trình 5 giờ» (Toàn xã, 05:00–05:15)."]


def test_two_slots_on_different_clusters_may_meet() -> None:
    assert found(slot(5), slot(5, 10, clusters=frozenset({2}))) == [[], []]


def test_slot_over_midnight_meets_the_next_day() -> None:
    none = QuietHours.read("", "")
    assert len(found(slot(23, 55, quiet=none), slot(0, 5, quiet=none))[0]) == 1


def test_content_longer_than_its_slot_is_named() -> None:
    item = Airtime(slot(5), at(5))
    assert conflicts(item, [item], content_seconds=970) == [
        "Nội dung dài 16 phút 10 giây, quá khung giờ 1 phút 10 giây."
    ]


def test_urgent_bulletin_comes_first_and_equal_ones_keep_their_order() -> None:
    pieces = [
        Piece(1, 60, "ordinary", 0), Piece(2, 30, "ordinary", 1), Piece(3, 10, "priority", 2),
    ]  # fmt: skip
    laid = lay_out(pieces, at(5))
    assert [(key, laid[key].starts_at.strftime("%H:%M:%S")) for key in laid] == [
        (3, "05:00:00"), (1, "05:00:11"), (2, "05:01:12"),
    ]  # fmt: skip
    assert needed_seconds(pieces) == 102


def machine(key: int, receivers: set[int]) -> Piece:
    return Piece(key, 30, "ordinary", key, True, 27, frozenset(receivers))


def test_programme_says_once_that_a_machine_speaks() -> None:
    person = Piece(1, 60, "ordinary", 1, receivers=frozenset({7}))
    pieces = [person, machine(2, {7}), machine(3, {7}), machine(4, {7})]
    laid = lay_out(pieces, at(5))
    assert [(one.is_inner, one.seconds) for one in laid.values()] == [
        (False, 60), (False, 30), (True, 27), (True, 27),
    ]  # fmt: skip
    assert needed_seconds(pieces) == 60 + 30 + 27 + 27 + 3


def test_receiver_that_heard_no_announcement_gets_one() -> None:
    laid = lay_out([machine(1, {7}), machine(2, {7, 8}), machine(3, {8})], at(5))
    assert [one.is_inner for one in laid.values()] == [False, False, True]


def test_last_syllable_counts() -> None:
    assert [whole_seconds(value) for value in (0, 1, 1000, 1001)] == [1, 1, 1, 2]
