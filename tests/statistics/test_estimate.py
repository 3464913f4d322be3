"""Estimates small enough to check by hand."""

import math

import pytest

from lantoa.core.errors import Refused
from lantoa.statistics.design import Share, Unit, estimate_share
from lantoa.statistics.intervals import (
    Interval,
    beta_interval,
    exact_interval,
    korn_graubard_interval,
    verdict,
)


def simple(yes: int, no: int, *, size: float | None = None, weight: float = 1.0) -> list[Unit]:
    answers = [True] * yes + [False] * no
    return [Unit(a, weight, None, (place,), (size,)) for place, a in enumerate(answers)]


def test_simple_sample_has_the_textbook_error() -> None:
    share = estimate_share(simple(3, 1))
    # p = 3/4; p(1-p)/(n-1) = 0.0625
    assert (share.estimate, share.variance, share.df) == (0.75, 0.0625, 3)
    assert share.deff == 1.0


def test_finite_population_takes_its_share_off_the_variance() -> None:
    share = estimate_share(simple(3, 1, size=16, weight=4.0))
    assert share.variance == 0.0625 * (1 - 4 / 16)


def test_strata_are_added_by_their_weight() -> None:
    # Hamlet A: 2 of 4 yes, each stands for 1; hamlet B: 1 of 2 yes, each stands for 2.
    # p = 4/8; z = w(y-p)/8; A: 4/3 * 4*(1/16)^2 = 1/48; B: 2/1 * 2*(1/8)^2 = 1/16
    units = [Unit(y, 1.0, "A", (i,), (None,)) for i, y in enumerate([True, True, False, False])]
    units += [Unit(y, 2.0, "B", (i,), (None,)) for i, y in enumerate([True, False])]
    share = estimate_share(units)
    assert share.estimate == 0.5
    assert share.variance == pytest.approx(1 / 48 + 1 / 16, rel=1e-12)
    assert share.df == 6 - 2


def test_clusters_count_once_each() -> None:
    # Two clusters, each of one mind: two opinions, not four.
    units = [Unit(y, 1.0, None, (c,), (None,)) for c, y in [(1, True)] * 2 + [(2, False)] * 2]
    share = estimate_share(units)
    # z sums: +1/4, -1/4; 2/1 * 2 * (1/4)^2 = 1/4
    assert (share.variance, share.df) == (0.25, 1)


def test_second_stage_adds_its_own_variance() -> None:
    # 2 of 4 clusters, in each 2 of 4 households; every cluster splits evenly.
    units = [Unit(y, 4.0, None, (c, (c, y)), (4.0, 4.0)) for c in (1, 2) for y in (True, False)]
    share = estimate_share(units)
    # First stage: both sums 0. Second: z = ±1/8 in each; (1-1/2)*2*2/64 = 1/32, twice, times 2/4.
    assert share.variance == pytest.approx(2 / 4 * 2 * (1 / 32), rel=1e-12)


def test_same_label_in_two_strata_is_two_clusters() -> None:
    units = [Unit(y, 1.0, h, (c,), (None,)) for h in "AB" for c in (1, 2) for y in (True, False)]
    assert estimate_share(units).df == 4 - 2


def test_unknown_answers_are_neither_yes_nor_no() -> None:
    units = [*simple(3, 1), Unit(None, 1.0, None, ("x",), (None,))]
    share = estimate_share(units)
    assert (share.estimate, share.n, share.unknown, share.df) == (0.75, 4, 1, 3)
    # five clusters were drawn, one of them adds nothing: 5/4 * sum z^2
    assert share.variance == pytest.approx(5 / 4 * (3 * (1 / 16) ** 2 + (3 / 16) ** 2), rel=1e-12)


@pytest.mark.parametrize(
    ("yes", "n", "low", "high"),
    [
        (81, 263, 0.2527, 0.3676),
        (15, 148, 0.0578, 0.1617),
        (0, 20, 0.0, 0.1684),
        (1, 29, 0.0009, 0.1776),
    ],
)
def test_exact_interval_of_newcombe_1998(yes: int, n: int, low: float, high: float) -> None:
    ends = exact_interval(yes / n, n)
    assert (round(ends.low, 4), round(ends.high, 4)) == (low, high)


def test_everyone_alike_gets_the_interval_of_a_smaller_sample() -> None:
    share = estimate_share(simple(30, 0))
    assert korn_graubard_interval(share) == exact_interval(1.0, 20.0)
    assert beta_interval(share).high == 1.0


def test_truncation_never_uses_more_than_the_interviews_made() -> None:
    lucky = Share(estimate=0.8, variance=0.0001, df=99, deff=0.06, n=100, unknown=0)
    assert korn_graubard_interval(lucky) == exact_interval(0.8, 100.0)
    wide, narrow = korn_graubard_interval(lucky), beta_interval(lucky)
    assert wide.high - wide.low > narrow.high - narrow.low


@pytest.mark.parametrize(
    ("yes", "n", "said"),
    [
        (334, 400, "met"),
        (333, 400, "inconclusive"),
        (82, 100, "inconclusive"),
        (60, 100, "not_met"),
    ],
)
def test_verdict_needs_proof_and_not_a_point(yes: int, n: int, said: str) -> None:
    # a design effect of exactly one: effective size is the real one
    p = yes / n
    share = Share(p, p * (1 - p) / n, n - 1, 1.0, n, 0)
    assert verdict(share, target=0.8) == said


def test_interval_is_a_plain_value() -> None:
    assert Interval(0.1, 0.2) == Interval(0.1, 0.2)
    assert not math.isnan(exact_interval(0.5, 10).low)


@pytest.mark.parametrize(
    ("units", "said"),
    [
        ([], "Không có câu trả lời"),
        ([Unit(None, 1.0, None, (1,), (None,))], "Không có câu trả lời"),
        ([Unit(True, 1.0, "Thôn 1", (1,), (None,))], "«Thôn 1»"),
        ([Unit(True, 1.0, None, (i,), (float(i + 5),)) for i in range(3)], "nhiều giá trị"),
        (simple(5, 5, size=4), "đã rút 10"),
        (simple(1, 0, size=1), "quá ít"),
    ],
)
def test_sample_without_a_variance_is_refused(units: list[Unit], said: str) -> None:
    with pytest.raises(Refused, match=said):
        estimate_share(units)
