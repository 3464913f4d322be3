"""The planner's table of MEASUREMENT 2.2."""

import pytest

from lantoa.core.errors import Refused
from lantoa.statistics.planner import effective_size, sample_size, successes_needed


@pytest.mark.parametrize(
    ("n", "needed"),
    [(50, 45), (100, 87), (150, 129), (200, 170), (300, 252), (400, 334), (500, 416), (1000, 822)],
)
def test_fewest_yes_that_prove_four_fifths(n: int, needed: int) -> None:
    assert successes_needed(n, target=0.8) == needed


def test_ten_interviews_prove_nothing() -> None:
    assert successes_needed(10, target=0.8) == 11


@pytest.mark.parametrize(
    ("true", "at_80", "at_90"),
    [
        (0.83, 1107, 1489),
        (0.84, 619, 832),
        (0.85, 398, 528),
        (0.86, 271, 365),
        (0.88, 153, 198),
        (0.90, 94, 124),
        (0.92, 63, 82),
    ],
)
def test_exact_sample_that_keeps_its_power(true: float, at_80: int, at_90: int) -> None:
    assert effective_size(target=0.8, true=true, power=0.8) == at_80
    assert effective_size(target=0.8, true=true, power=0.9) == at_90


@pytest.mark.parametrize(
    ("true", "deff", "completes"),
    [(0.83, 1.0, 868), (0.85, 1.3, 459), (0.85, 1.5, 520), (0.86, 1.5, 370), (0.92, 1.3, 81)],
)
def test_completes_in_a_commune_of_4000_households(
    true: float, deff: float, completes: int
) -> None:
    size = sample_size(target=0.8, true=true, power=0.8, households=4000, deff=deff)
    assert size.completes == completes


def test_households_and_days_follow_from_the_response() -> None:
    size = sample_size(
        target=0.8, true=0.85, power=0.8, households=4000, deff=1.3, response=0.8, visits_per_day=10
    )
    assert (size.completes, size.households, size.person_days) == (459, 573, 58)


@pytest.mark.parametrize(
    ("given", "said"),
    [
        ({"true": 0.8}, "không cao hơn mục tiêu"),
        ({"true": 1.2}, "giữa 0 và 1"),
        ({"true": float("nan")}, "giữa 0 và 1"),
        ({"response": 0.0}, "giữa 0 và 1"),
        ({"households": 0}, "số dương"),
        ({"deff": -1.0}, "số dương"),
        ({"true": 0.8001}, "quá gần"),
        ({"households": 300, "response": 0.4}, "chỉ có 300 hộ"),
    ],
)
def test_impossible_plans_are_refused(given: dict[str, float], said: str) -> None:
    plan = {"target": 0.8, "true": 0.85, "power": 0.8, "households": 4000, **given}
    with pytest.raises(Refused, match=said):
        sample_size(**plan)  # type: ignore[arg-type]
