"""One person writes at a time; the article is handed over or lapses."""

from __future__ import annotations

from datetime import timedelta

import pytest

from lantoa.core.errors import Refused
from lantoa.newsroom.editing.turns import (
    ANSWER_WITHIN,
    GRACE,
    SILENT_AFTER,
    answer_asker,
    ask_for_article,
    hold_article,
    leave_article,
    refuse_if_held,
    see_article,
)
from tests.make import NOW, account, article

pytestmark = pytest.mark.django_db
SOON = timedelta(seconds=10)


def test_second_person_waits_asks_and_is_handed_the_article() -> None:
    story, mai, khang = article(), account(name="Mai"), account(name="Khang")
    assert hold_article(article=story, by=mai, now=NOW).is_mine
    waits = hold_article(article=story, by=khang, now=NOW + SOON)
    assert (waits.is_mine, waits.holder) == (False, "Mai")
    with pytest.raises(Refused, match="Mai đang sửa bài này từ 09:00"):
        refuse_if_held(article=story, by=khang, now=NOW + SOON)
    ask_for_article(article=story, by=khang, now=NOW + SOON)
    asked = hold_article(article=story, by=mai, now=NOW + 2 * SOON)
    assert (asked.asks_me, asked.asker) == (True, "Khang")
    answer_asker(article=story, hands_over=True, by=mai, now=NOW + 2 * SOON)
    assert hold_article(article=story, by=khang, now=NOW + 3 * SOON).is_mine
    assert not hold_article(article=story, by=mai, now=NOW + 3 * SOON).is_mine


def test_holder_keeps_it_and_silence_gives_it_away() -> None:
    story, mai, khang = article(), account(), account()
    hold_article(article=story, by=mai, now=NOW)
    ask_for_article(article=story, by=khang, now=NOW)
    answer_asker(article=story, hands_over=False, by=mai, now=NOW + SOON)
    assert not hold_article(article=story, by=khang, now=NOW + SOON).i_asked
    ask_for_article(article=story, by=khang, now=NOW + SOON)
    late = NOW + SOON + ANSWER_WITHIN
    hold_article(article=story, by=mai, now=late - SOON)
    assert not hold_article(article=story, by=khang, now=late - SOON).is_mine
    assert hold_article(article=story, by=khang, now=late).is_mine


def test_closed_or_dead_editor_frees_the_article() -> None:
    story, mai, khang = article(), account(), account()
    hold_article(article=story, by=mai, now=NOW)
    assert not hold_article(article=story, by=khang, now=NOW + SILENT_AFTER - SOON).is_mine
    assert hold_article(article=story, by=khang, now=NOW + SILENT_AFTER).is_mine
    closed = NOW + SILENT_AFTER
    leave_article(article=story, by=khang, now=closed)
    assert not hold_article(article=story, by=mai, now=closed + GRACE / 2).is_mine
    assert see_article(article=story, by=mai, now=closed + GRACE).is_free
    assert not see_article(article=story, by=mai, now=closed + GRACE).is_mine
    assert hold_article(article=story, by=mai, now=closed + GRACE).is_mine


def test_whoever_asked_comes_before_who_only_looks() -> None:
    story, mai, khang, lan = article(), account(), account(), account()
    hold_article(article=story, by=mai, now=NOW)
    ask_for_article(article=story, by=khang, now=NOW)
    leave_article(article=story, by=mai, now=NOW + SOON)
    assert not hold_article(article=story, by=lan, now=NOW + SOON).is_mine
    assert hold_article(article=story, by=khang, now=NOW + SOON).is_mine
