"""Which groups were spoken to."""

from __future__ import annotations

from datetime import date

from lantoa.indicators.coverage import Coverage, covered
from tests.indicators.facts import fact

MAY, JUNE = date(2026, 5, 4), date(2026, 6, 8)
OLD, YOUNG = "audience:nguoi-cao-tuoi", "audience:thanh-nien"


def test_an_article_counts_once_however_often_it_sounds() -> None:
    found = covered([
        fact("website.published", MAY, OLD, "article:1"),
        fact("broadcast.played", MAY, OLD, "article:1", "receiver:1"),
        fact("broadcast.played", JUNE, OLD, "article:1", "receiver:2"),
        fact("broadcast.played", MAY, OLD, "article:2", "receiver:1"),
    ])  # fmt: skip
    assert found == {
        "nguoi-cao-tuoi": Coverage("nguoi-cao-tuoi", 1, 0, 2, 0, 0, 0, JUNE)
    }  # fmt: skip


def test_people_are_unknown_where_an_event_does_not_say_or_is_for_several() -> None:
    found = covered([
        fact("meeting.held", MAY, OLD, YOUNG, in_group=12),
        fact("training.held", JUNE, OLD, in_group=8),
        fact("activity.held", JUNE, OLD),
    ])  # fmt: skip
    assert found["nguoi-cao-tuoi"] == Coverage("nguoi-cao-tuoi", 0, 0, 0, 3, 8, 2, JUNE)
    assert found["thanh-nien"] == Coverage("thanh-nien", 0, 0, 0, 1, 0, 1, MAY)
