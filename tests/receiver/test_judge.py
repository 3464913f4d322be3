from dataclasses import replace
from datetime import datetime, timedelta

import pytest
from tests.receiver.station_side import StationSide

from lantoa.core.clock import ZONE
from lantoa.receiver import messages as m
from lantoa.receiver.judge import Course, Judgement, Standing, judge
from lantoa.receiver.quiet import QuietHours

NOON = datetime(2026, 11, 23, 12, 0, tzinfo=ZONE)
NIGHT = QuietHours.read("21:00", "05:00")
STATION = StationSide()
STANDING = Standing("bt-01", {"toan-xa": frozenset({"bt-01"})}, NIGHT, 0, None, NOON)


def judged(body: m.Body, to: str = "r/bt-01", **changes: object) -> Judgement:
    standing = replace(STANDING, **changes)  # type: ignore[arg-type]
    data = STATION.order(to, body, n=5, at=NOON)
    return judge(m.open_message(data, m.ring(STATION.key.public), m.Order), standing)


def play(starts_at: datetime, priority: m.Priority = m.Priority.ORDINARY) -> m.Play:
    return STATION.play(b"x", starts_at=starts_at, priority=priority)


OBEY = Judgement(Course.OBEY, takes_number=True)


@pytest.mark.parametrize("to", ["r/bt-01", "g/toan-xa"])
def test_good_order_is_obeyed(to: str) -> None:
    assert judged(play(NOON), to) == OBEY
    assert judged(m.Stop(), to) == OBEY


def test_list_that_names_us_opens_a_new_group() -> None:
    assert judged(m.Members("moi", ("bt-01",)), "g/moi") == OBEY
    assert judged(m.Members("moi", ("bt-02",)), "g/moi").fault == m.Fault.NOT_A_MEMBER
    assert judged(m.Members("khac", ("bt-01",)), "g/moi").fault == m.Fault.NOT_A_MEMBER


def test_copy_is_ignored_while_valid_and_reported_after() -> None:
    data = STATION.order("r/bt-01", m.Stop(), n=5, at=NOON)
    opened = m.open_message(data, m.ring(STATION.key.public), m.Order)
    known = replace(STANDING, last_n=9, known_digest=opened.digest)
    assert judge(opened, known) == Judgement(Course.IGNORE)
    late = replace(known, now=NOON + timedelta(hours=2))
    assert judge(opened, late) == Judgement(Course.REFUSE, m.Fault.REPLAYED)
    other = replace(known, known_digest="00" * 32)
    assert judge(opened, other) == Judgement(Course.REFUSE, m.Fault.OUT_OF_ORDER)


def test_refused_order_uses_up_its_number() -> None:
    early = judged(m.Stop(), now=NOON - timedelta(hours=1))
    assert early == Judgement(Course.REFUSE, m.Fault.NOT_YET_VALID, takes_number=True)
    late = judged(m.Stop(), now=NOON + timedelta(hours=2))
    assert late == Judgement(Course.REFUSE, m.Fault.EXPIRED, takes_number=True)
    assert not judged(m.Stop(), "r/bt-02").takes_number


@pytest.mark.parametrize(
    ("ahead", "doubt", "expected"),
    [(20, 0, True), (45, 0, True), (60, 0, True), (61, 0, False), (75, 0, False), (75, 8, True)],
)
def test_station_may_be_ahead_by_as_much_as_clocks_are_held_to_agree(
    ahead: int, doubt: int, expected: bool
) -> None:
    ours, told = NOON - timedelta(seconds=ahead), timedelta(seconds=doubt)
    judgement = judged(play(NOON, m.Priority.EMERGENCY), now=ours, doubt=told)
    early = Judgement(Course.REFUSE, m.Fault.NOT_YET_VALID, takes_number=True)
    assert judgement == (OBEY if expected else early)


def test_night_is_for_emergencies_only() -> None:
    three = NOON.replace(hour=3, minute=15)
    for priority in (m.Priority.ORDINARY, m.Priority.PRIORITY):
        night = play(three + timedelta(days=1), priority)
        assert judged(night).fault == m.Fault.QUIET_HOURS
    assert judged(play(three + timedelta(days=1), m.Priority.EMERGENCY)) == OBEY
    night_now = NOON.replace(hour=23)
    data = STATION.order("r/bt-01", m.Test("thu-1", 3), n=5, at=night_now)
    opened = m.open_message(data, m.ring(STATION.key.public), m.Order)
    assert judge(opened, replace(STANDING, now=night_now)).fault == m.Fault.QUIET_HOURS
    none = QuietHours.read("", "")
    assert judged(play(three + timedelta(days=1)), quiet=none) == OBEY


def test_broadcast_that_is_over_is_too_late() -> None:
    assert judged(play(NOON - timedelta(minutes=2))).fault == m.Fault.TOO_LATE


@pytest.mark.parametrize(
    ("clock", "expected"),
    [("20:59", False), ("21:00", True), ("00:00", True), ("04:59", True), ("05:00", False)],
)
def test_quiet_hours_go_over_midnight(clock: str, expected: bool) -> None:
    moment = datetime.fromisoformat(f"2026-11-23T{clock}:00+07:00")
    assert NIGHT.covers(moment) is expected


def test_quiet_hours_begin_today_or_tomorrow() -> None:
    assert NIGHT.next_start(NOON) == NOON.replace(hour=21)
    late = NOON.replace(hour=22)
    assert NIGHT.next_start(late) == NOON.replace(day=24, hour=21)
    assert QuietHours.read("", "").next_start(NOON) is None
