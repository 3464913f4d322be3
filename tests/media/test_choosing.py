"""What a slot holds and what is left out, and why."""

from __future__ import annotations

from hypothesis import given, settings
from hypothesis import strategies as st

from lantoa.media.choosing import (
    GAP_SECONDS,
    LESS_URGENT,
    NO_ROOM,
    TOO_LONG,
    Candidate,
    Kept,
    Left,
    choose,
)


def test_fullest_set_of_equal_items_is_taken() -> None:
    items = [Candidate(1, 50, 0, 1), Candidate(2, 40, 0, 2), Candidate(3, 57, 0, 3)]
    choice = choose(items, 100)
    assert [one.key for one in choice.kept] == [2, 3]
    assert (choice.left, choice.spare) == ((Left(1, NO_ROOM),), 1.0)


def test_urgent_item_goes_first_whatever_it_costs() -> None:
    items = [Candidate(1, 99, 0, 1), Candidate(2, 30, 2, 2), Candidate(3, 200, 1, 3)]
    choice = choose(items, 100)
    assert [one.key for one in choice.kept] == [2]
    assert choice.left == (Left(3, TOO_LONG), Left(1, LESS_URGENT))


def test_music_is_trimmed_to_what_is_left_and_news_never() -> None:
    items = [Candidate(1, 60, 0, 1), Candidate(2, 90, 0, 2), Candidate(3, 300, 0, 3, 20)]
    choice = choose(items, 100)
    assert choice.kept == (Kept(2, 90),)
    choice = choose(items[:1] + items[2:], 100)
    assert choice.kept == (Kept(1, 60), Kept(3, 38.0, is_trimmed=True))
    assert choice.spare == 0.0


candidates = st.lists(
    st.tuples(st.floats(1, 400), st.integers(0, 2), st.booleans()), max_size=25
).map(
    lambda rows: [
        Candidate(number, seconds, rank, number, 20.0 if is_music else None)
        for number, (seconds, rank, is_music) in enumerate(rows)
    ]
)


@settings(max_examples=150, deadline=None, derandomize=True)
@given(candidates, st.floats(0, 2000))
def test_programme_never_overruns_and_loses_nothing(items: list[Candidate], room: float) -> None:
    choice = choose(items, room)
    used = sum(one.seconds + GAP_SECONDS for one in choice.kept)
    assert used <= room + 1e-6
    assert abs(room - used - choice.spare) < 1e-6
    named = [one.key for one in choice.kept] + [one.key for one in choice.left]
    assert sorted(named) == [item.key for item in items]
    whole = {item.key: item for item in items}
    for one in choice.kept:
        assert one.is_trimmed or one.seconds == whole[one.key].seconds
        assert not one.is_trimmed or whole[one.key].shortest is not None
