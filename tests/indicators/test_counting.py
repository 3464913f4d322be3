"""Each indicator on facts that a person can count by hand."""

from __future__ import annotations

from datetime import date, timedelta

from lantoa.indicators.counting import (
    activities,
    airtime,
    commendations,
    deep_training,
    force,
    officials_informed,
    plan_issued,
    projects,
    reach,
    section_kept,
)
from lantoa.indicators.grounds import CommunicatorLine, ProjectLine, RosterLine
from lantoa.ledger.queries import Fact
from tests.indicators.facts import PLAN, START, fact, grounds


def test_a_plan_without_number_and_day_is_not_issued() -> None:
    confirmed = fact("plan.confirmed", START, f"plan:{PLAN}", tasks=False)
    counted = plan_issued.count(grounds(confirmed, tasks=(f"task:{PLAN}/1.1",)))
    assert (counted.in_words, counted.reached) == ("Chưa ban hành", False)


def test_a_plan_is_issued_and_run_once_a_task_has_evidence() -> None:
    facts = [
        fact("plan.issued", START, f"plan:{PLAN}", tasks=False, issued_on="2026-04-08"),
        fact("plan.confirmed", START, f"plan:{PLAN}", tasks=False),
        fact("website.published", date(2026, 5, 1), "article:1"),
    ]
    counted = plan_issued.count(grounds(*facts, tasks=(f"task:{PLAN}/1.1", f"task:{PLAN}/1.2")))
    assert counted.in_words == "Ban hành 08/4/2026"
    assert (counted.numerator, counted.denominator, counted.reached) == (1, 2, True)


def _page(day: date, article: int, **payload: object) -> Fact:
    return fact("website.published", day, f"article:{article}", is_resolution57=True, **payload)


def test_the_section_counts_an_article_once_and_leaves_out_what_was_taken_down() -> None:
    facts = [
        _page(date(2026, 4, 20), 1),
        _page(date(2026, 5, 10), 2),
        _page(date(2026, 5, 12), 2),
        fact("website.published", date(2026, 5, 13), "article:3", is_resolution57=False),
        fact("website.withdrawn", date(2026, 5, 14), "article:1"),
    ]
    counted = section_kept.count(grounds(*facts, on=date(2026, 5, 20)))
    assert counted.in_words == "1 tin bài"
    assert counted.entries == (facts[1].seq,)


def test_the_section_is_kept_only_without_a_gap_of_more_than_thirty_days() -> None:
    kept = [_page(START + timedelta(days=20 * n), n) for n in range(1, 12)]
    assert section_kept.count(grounds(*kept)).note == "khoảng trống dài nhất 20 ngày, cho phép 30"
    assert section_kept.count(grounds(*kept)).reached is True
    assert section_kept.count(grounds(*kept[:5], *kept[7:])).reached is False


def test_officials_are_counted_by_quarter_and_the_silent_are_unknown() -> None:
    rosters = (
        RosterLine("officer:1", date(2026, 1, 1)),
        RosterLine("officer:2", date(2026, 1, 1)),
        RosterLine("officer:3", date(2026, 9, 1)),  # 30 days of the third quarter: not counted
    )
    facts = [
        fact("briefing.given", date(2026, 5, 5), "officer:1", "officer:2", invited=2, confirmed=2),
        fact("briefing.given", date(2026, 8, 5), "officer:1", invited=2, confirmed=1),
        fact("briefing.given", date(2026, 10, 5), "officer:1", "officer:3", invited=3, confirmed=2),
    ]
    counted = officials_informed.count(grounds(*facts, rosters=rosters))
    assert (counted.numerator, counted.denominator, counted.unknown) == (5, 7, 2)
    assert counted.in_words == "5/7 lượt cán bộ theo quý (71,43%)"
    assert counted.reached is None  # with the unknown it might be all of them
    assert (counted.low, counted.high) == (500 / 7, 100.0)


def test_one_official_short_is_never_printed_as_a_whole() -> None:
    rosters = tuple(RosterLine(f"officer:{n}", date(2026, 1, 1)) for n in range(3000))
    named = [f"officer:{n}" for n in range(2999)]
    facts = [
        fact("briefing.given", date(2026, month, 5), *named, invited=2999, confirmed=2999)
        for month in (5, 8, 10)
    ]
    counted = officials_informed.count(grounds(*facts, rosters=rosters))
    assert counted.in_words == "8.997/9.000 lượt cán bộ theo quý (99,97%)"
    assert counted.reached is False


def _order(day: date, name: str, *receivers: str, seconds: int = 600) -> Fact:
    return fact("broadcast.ordered", day, *receivers, broadcast=name, seconds=seconds,
                starts_at=f"{day.isoformat()}T17:00:00+07:00", proof="P1")  # fmt: skip


def _played(day: date, name: str, receiver: str, seconds: int = 600, proof: str = "P2") -> Fact:
    return fact("broadcast.played", day, receiver, proof=proof, broadcast=name, seconds=seconds)


def test_airtime_without_proof_is_unknown_neither_nothing_nor_done() -> None:
    day = date(2026, 10, 5)
    facts = [
        _order(day, "b/1", "receiver:1", "receiver:2", "receiver:3"),
        _played(day, "b/1", "receiver:1"),
        fact("broadcast.failed", day, "receiver:2", broadcast="b/1"),
        _played(day, "", "cluster:4", 1200, proof="logbook"),
    ]
    counted = airtime.count(grounds(*facts))
    assert counted.in_words == "10–20 phút, tháng 10"
    assert (counted.low, counted.high, counted.unknown) == (10, 20, 10)
    assert counted.reached is None
    assert counted.missing == "chưa có mốc 12 tháng trước kế hoạch"
    assert "ngoài ra 20 phút ghi sổ thủ công" in counted.note


def test_airtime_with_nothing_unknown_is_one_number() -> None:
    day = date(2026, 10, 5)
    facts = [_order(day, "b/1", "receiver:1"), _played(day, "b/1", "receiver:1", 95)]
    counted = airtime.count(grounds(*facts))
    assert (counted.in_words, counted.low, counted.high) == ("1 phút, tháng 10", 1, 1)


def test_airtime_has_increased_only_above_the_upper_bound_of_the_year_before() -> None:
    before = [
        _played(date(2025 + (4 + n) // 13, (3 + n) % 12 + 1, 3), f"b/{n}", "receiver:1", 600)
        for n in range(12)
    ]
    after = [
        _played(date(2026, month, 12), f"c/{month}", "receiver:1", 660) for month in range(4, 11)
    ]
    counted = airtime.count(grounds(*before, *after))
    assert airtime.baseline(list(before), START) == 10
    assert (counted.in_words, counted.reached) == ("11 phút, tháng 10", True)
    less = [_played(date(2026, month, 12), f"c/{month}", "receiver:1") for month in range(4, 11)]
    assert airtime.count(grounds(*before, *less)).reached is False
    assert airtime.count(grounds(*before[1:], *after)).reached is None


def _before(month: str, minutes: int) -> Fact:
    year, number = (int(part) for part in month.split("-"))
    return fact("airtime.before", date(year, number, 28), tasks=False, proof="logbook",
                month=month, minutes=minutes)  # fmt: skip


def test_year_before_is_what_the_log_book_says_where_it_was_entered() -> None:
    names = [f"{2025 + (4 + n) // 13}-{(3 + n) % 12 + 1:02}" for n in range(12)]
    entered = [_before(name, 100) for name in names]
    after = [
        _played(date(2026, month, 12), f"c/{month}", "receiver:1", 6060) for month in range(4, 11)
    ]
    assert airtime.count(grounds(*entered[1:], *after)).missing
    seen = _played(date(2025, 4, 3), "b/1", "receiver:1", 600)  # that month the ledger knows of
    assert airtime.baseline([*entered[1:], seen], START) == -(-(11 * 100 + 10) // 12)
    counted = airtime.count(grounds(*entered, seen, *after))
    assert (counted.missing, counted.reached) == ("", True)
    assert "mốc trước kế hoạch 100" in counted.note
    assert counted.low == 101  # what was entered is never added to what was aired


def test_what_another_systems_log_says_stands_apart() -> None:
    day = date(2026, 10, 5)
    facts = [_played(day, "", "cluster:1", 600, proof="P1"), _played(day, "b/1", "receiver:1")]
    counted = airtime.count(grounds(*facts))
    assert (counted.low, counted.high) == (10, 10)
    assert "10 phút theo nhật ký của hệ thống khác" in counted.note


def test_the_force_counts_members_of_the_ledger_who_were_trained() -> None:
    people = (
        CommunicatorLine("communicator:1", "officer:1", "office", "hamlet:1"),
        CommunicatorLine("communicator:2", "", "front", "hamlet:2"),
        CommunicatorLine("communicator:3", "officer:3", "office"),  # not in the ledger
    )
    facts = [
        fact("communicator.joined", START, "communicator:1", tasks=False),
        fact("communicator.joined", START, "communicator:2", tasks=False),
        fact("training.held", date(2026, 6, 1), "officer:1", is_certified=True),
    ]
    counted = force.count(grounds(*facts, communicators=people, hamlets=("hamlet:1", "hamlet:2")))
    assert counted.in_words == "1 trên 2 người đã tập huấn"
    assert (counted.note, counted.reached) == ("", False)


def test_a_proposal_without_a_paper_is_not_yet_a_commendation() -> None:
    bare = fact("commendation.proposed", date(2026, 9, 1))
    assert commendations.count(grounds(bare)).reached is False
    paper = fact("commendation.proposed", date(2026, 9, 1), number="12/TTr-UBND")
    counted = commendations.count(grounds(bare, paper))
    assert (counted.in_words, counted.reached) == ("0 quyết định, 2 đề nghị", True)


def _activity(day: date, group: str, **payload: int) -> Fact:
    full = {"minutes": 90, "attendees": 40, "in_group": 30, "feedback": 12, **payload}
    return fact("activity.held", day, f"audience:{group}", **full)


def test_activities_count_when_complete_fit_and_a_week_apart() -> None:
    facts = [
        _activity(date(2026, 5, 18), "nguoi-cao-tuoi"),
        _activity(date(2026, 5, 20), "nguoi-cao-tuoi"),  # the same group within a week
        _activity(date(2026, 6, 1), "thanh-nien"),
        _activity(date(2026, 6, 10), "ho-kinh-doanh", feedback=0),  # nobody filled it in
        _activity(date(2026, 6, 20), "ho-kinh-doanh", in_group=10),  # a quarter of the group
    ]
    counted = activities.count(
        grounds(*facts, year=2027, names={"audience:thanh-nien": "Thanh niên"})
    )
    assert (counted.in_words, counted.unknown) == ("2 trên 3 hoạt động", 1)
    assert (counted.low, counted.high, counted.reached) == (2, 3, None)
    assert counted.entries == (facts[0].seq, facts[2].seq)


def test_no_project_prints_that_none_arose_and_secret_ones_are_counted_apart() -> None:
    assert projects.count(grounds()).in_words == "Không phát sinh"
    secret = ProjectLine("project:9", "Đề tài", is_secret=True, starts_on=START)
    counted = projects.count(grounds(projects=(secret,)))
    assert (counted.in_words, counted.note) == (
        "Không phát sinh",
        "loại trừ 1 (mật, có số văn bản)",
    )


def test_a_project_is_told_on_two_kinds_for_thirty_days() -> None:
    lines = tuple(ProjectLine(f"project:{n}", f"Đề tài {n}", starts_on=START) for n in (1, 2))
    facts = [
        fact("website.published", date(2026, 6, 1), "article:1", "project:1"),
        fact("broadcast.played", date(2026, 6, 2), "article:1", "project:1", proof="P2"),
        fact("website.published", date(2026, 6, 1), "article:2", "project:2"),
        fact("website.withdrawn", date(2026, 6, 5), "article:2", "project:2"),
        fact("broadcast.played", date(2026, 6, 2), "article:2", "project:2", proof="P2"),
    ]
    counted = projects.count(grounds(*facts, projects=lines, year=2030))
    assert counted.in_words == "1 trên 2 nhiệm vụ"
    assert counted.note == "1 nhiệm vụ mới truyền thông một phần"


def test_reach_is_unknown_without_a_survey_whatever_the_channels_counted() -> None:
    busy = [_page(START + timedelta(days=n), n) for n in range(100)]
    counted = reach.count(grounds(*busy, year=2030, value=80))
    assert (counted.in_words, counted.value, counted.unknown) == ("Chưa rõ", None, None)
    assert counted.missing == "chưa có khảo sát hộ gia đình"


def test_reach_prints_the_newest_survey_with_its_interval() -> None:
    survey = fact("survey.estimated", date(2026, 10, 20), tasks=False, n=400, estimate_bp=8280,
                  low_bp=7890, high_bp=8630, verdict="inconclusive")  # fmt: skip
    counted = reach.count(grounds(survey, year=2030, value=80))
    assert counted.in_words == "82,8% (78,9–86,3%)"
    assert (counted.note, counted.reached) == ("400 hộ, khảo sát tháng 10/2026", None)
    small = fact("survey.estimated", date(2026, 10, 20), tasks=False, n=29, estimate_bp=9900,
                 low_bp=9000, high_bp=9990, verdict="met")  # fmt: skip
    assert reach.count(grounds(small, year=2030)).reached is None


def test_deep_training_needs_hours_and_both_subjects() -> None:
    rosters = tuple(RosterLine(f"officer:{n}", START, in_communication=True) for n in (1, 2, 3, 4))
    facts = [
        fact("training.held", date(2026, 6, 1), "officer:1", "officer:2", is_certified=True,
             minutes=1440, covers_digital=True, covers_science=True),
        fact("training.held", date(2026, 6, 9), "officer:3", is_certified=True,
             minutes=2000, covers_digital=True, covers_science=False),
        fact("training.held", date(2022, 6, 9), "officer:4", is_certified=True,
             minutes=2000, covers_digital=True, covers_science=True),
    ]  # fmt: skip
    counted = deep_training.count(grounds(*facts, rosters=rosters, year=2030, value=70))
    assert (counted.in_words, counted.note) == ("2 trên 4 người", "70% nghĩa là 3 người")
    assert counted.reached is False
