"""The large commune for measurements: as large as it says, the same every time."""

from __future__ import annotations

from collections import Counter

from lantoa.operation.demo import samples, year
from lantoa.operation.demo.building import half_a_year, whole_year
from lantoa.operation.demo.events import Event, in_order
from tests import make


def people(raw: year.Row) -> list[str]:
    return [officer["name"] for unit in raw["units"] for officer in unit["officers"]]


def test_the_large_commune_is_as_large_as_it_says() -> None:
    raw = year.enlarge(samples.table("xa-song-lam.toml"))
    names = people(raw)
    assert (len(raw["commune"]["hamlets"]), len(raw["commune"]["clusters"])) == (20, 12)
    assert (len(names), len(set(names))) == (300, 300)


def test_the_samples_themselves_stay_small() -> None:
    before = samples.table("xa-song-lam.toml")
    year.enlarge(before)
    assert before == samples.table("xa-song-lam.toml")
    assert half_a_year().days == 182


def test_it_is_the_same_commune_every_time() -> None:
    assert whole_year() == whole_year()


def test_its_stories_fill_the_year_and_no_title_comes_twice() -> None:
    told = whole_year()
    assert (len(told.stories), told.days) == (520, 365)
    titles = Counter(story.fields["title"] for story in told.stories)
    assert [title for title, count in titles.items() if count > 1] == []


def test_every_deed_lies_within_the_year_and_names_hamlets_that_there_are() -> None:
    told = whole_year()
    hamlets = {row["name"] for row in told.raw["commune"]["hamlets"]}
    assert {row["hamlet"] for row in told.deeds["visits"]} <= hamlets
    for kind in ("visits", "meeting", "training", "briefing"):
        assert all(0 <= row["days_ago"] <= 365 for row in told.deeds[kind])
    names = set(people(told.raw))
    for row in told.deeds["training"]:
        assert set(row.get("certificates", ())) <= names


def test_nothing_happens_after_today() -> None:
    events = [Event(make.at(hour), lambda: None) for hour in (17, 8, 9)]
    assert [event.at for event in in_order(events, until=make.NOW)] == [make.at(8), make.at(9)]
