"""A draw that anyone can repeat."""

import hashlib
from collections import Counter

import pytest

from lantoa.core.errors import Refused
from lantoa.statistics.draw import allocate, draw

FRAME = ["Đông"] * 100 + ["Tây"] * 400 + ["Nam"] * 25


def test_same_seed_draws_the_same_households_and_another_seed_others() -> None:
    assert draw(FRAME, n=40, seed="57") == draw(FRAME, n=40, seed="57")
    assert draw(FRAME, n=40, seed="57") != draw(FRAME, n=40, seed="58")


def test_draw_gives_as_many_as_asked_each_once_in_its_hamlet() -> None:
    drawn = draw(FRAME, n=40, seed="57")
    assert len({one.place for one in drawn}) == 40
    assert all(FRAME[one.place] == one.hamlet for one in drawn)


def test_every_hamlet_is_in_the_sample_by_the_root_of_its_size() -> None:
    assert allocate({"Đông": 100, "Tây": 400, "Nam": 25}, n=70) == {
        "Đông": 20,
        "Tây": 40,
        "Nam": 10,
    }


def test_small_hamlets_get_eight_or_all_they_have() -> None:
    assert allocate({"Lớn": 900, "Nhỏ": 30, "Tí": 5}, n=40) == {"Lớn": 27, "Nhỏ": 8, "Tí": 5}


def test_small_sample_still_takes_two_of_each_hamlet() -> None:
    assert allocate({"A": 100, "B": 100, "C": 100}, n=6) == {"A": 2, "B": 2, "C": 2}


def test_weights_add_up_to_the_households() -> None:
    assert sum(one.weight for one in draw(FRAME, n=40, seed="57")) == pytest.approx(len(FRAME))


def test_start_can_be_computed_by_hand() -> None:
    digest = hashlib.sha256("57\nĐông".encode()).digest()
    fraction = int.from_bytes(digest[:8], "big") / 2**64
    drawn = draw(["Đông"] * 100, n=10, seed="57")
    assert [one.place for one in drawn] == [int((fraction + step) * 10) for step in range(10)]


def test_every_household_has_about_the_same_chance() -> None:
    counts = Counter(
        one.place for seed in range(2000) for one in draw(["A"] * 20, n=5, seed=str(seed))
    )
    # 500 expected, standard deviation below 20
    assert all(abs(counts[place] - 500) < 100 for place in range(20))


@pytest.mark.parametrize(("n", "said"), [(526, "chỉ có 525"), (5, "ít nhất 6"), (0, "ít nhất 6")])
def test_impossible_draws_are_refused(n: int, said: str) -> None:
    with pytest.raises(Refused, match=said):
        draw(FRAME, n=n, seed="57")
