"""Three verdicts, and «chưa đạt» only from the due day."""

from __future__ import annotations

from datetime import date
from fractions import Fraction

from lantoa.indicators.judging import judge, keeps_up, progress_uncounted
from lantoa.indicators.terms import Counted, Progress, Verdict

BEFORE, DUE, AFTER = date(2026, 11, 23), date(2026, 12, 31), date(2027, 1, 1)


def _counted(reached: bool | None, **fields: object) -> Counted:
    return Counted(in_words="", unit="", reached=reached, **fields)  # type: ignore[arg-type]


def test_not_met_is_said_only_from_the_due_day() -> None:
    short = _counted(False, on_track=False)
    assert judge(short, year=2026, on=BEFORE)[:2] == (Verdict.INCONCLUSIVE, Progress.BEHIND)
    assert judge(short, year=2026, on=DUE)[:2] == (Verdict.NOT_MET, Progress.BEHIND)
    assert judge(short, year=2026, on=AFTER)[:2] == (Verdict.NOT_MET, Progress.OVERDUE)


def test_what_may_still_be_lost_is_met_only_on_the_due_day() -> None:
    kept = _counted(True, on_track=True)
    assert judge(kept, year=2026, on=BEFORE) == (
        Verdict.INCONCLUSIVE, Progress.ON_PACE, "chưa hết năm 2026",
    )  # fmt: skip
    assert judge(kept, year=2026, on=DUE)[0] == Verdict.MET
    assert judge(_counted(True, settled=True), year=2026, on=BEFORE)[0] == Verdict.MET


def test_unknown_is_never_met_and_never_failed() -> None:
    unknown = _counted(None, missing="chưa có khảo sát hộ gia đình")
    assert judge(unknown, year=2026, on=AFTER) == (
        Verdict.INCONCLUSIVE, Progress.OVERDUE, "chưa có khảo sát hộ gia đình",
    )  # fmt: skip


def test_what_has_not_begun_is_not_due_before_its_year() -> None:
    assert judge(_counted(False), year=2027, on=BEFORE)[1] == Progress.NOT_DUE
    assert judge(_counted(False), year=2026, on=BEFORE)[1] == Progress.BEHIND


def test_a_share_keeps_up_with_the_time_that_passed() -> None:
    start = date(2026, 1, 1)
    assert keeps_up(Fraction(1, 2), start=start, year=2027, on=date(2026, 12, 31)) is True
    assert keeps_up(Fraction(49, 100), start=start, year=2027, on=date(2026, 12, 31)) is False


def test_what_nothing_counts_is_never_behind() -> None:
    days = (BEFORE, DUE, AFTER)
    assert [progress_uncounted(year=2026, on=day) for day in days] == [
        Progress.NOT_DUE, Progress.NOT_DUE, Progress.OVERDUE,
    ]  # fmt: skip
