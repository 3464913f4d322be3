"""Royalties: each article once a form, at its first time, by the commune's rate of that day."""

from __future__ import annotations

from datetime import date, datetime
from typing import Any

from tests import make

from lantoa.ledger.queries import Fact
from lantoa.plan.royalties import Rate, by_author, items_of


def entry(
    kind: str, day: int, seq: int, *, by: str = "system", about: str = "article:1", **payload: Any
) -> Fact:
    moment: datetime = make.at(9, day=date(2026, 11, day))
    return Fact(seq, kind, moment, moment, by, (about,), payload, "system", (), "")


SENT = entry("article.submitted", 1, 1, by="account:7")
SITE = entry("website.published", 2, 2, title="Nộp hồ sơ", genre="news")
RATES = [
    Rate("news", "web", date(2026, 1, 1), 50_000), Rate("news", "web", date(2026, 11, 5), 80_000),
    Rate("news", "air", date(2026, 11, 10), 30_000),
]  # fmt: skip


def test_an_article_counts_once_a_form_at_its_first_time() -> None:
    again = entry("website.published", 6, 3, title="Nộp hồ sơ (sửa)", genre="news")
    aired = [entry("broadcast.played", day, day, title="Nộp hồ sơ", seconds=60) for day in (4, 8)]
    items = items_of([SENT, SITE, again, *aired], RATES)
    assert [(item.form, item.day.day, item.amount) for item in items] == [
        ("web", 2, 50_000), ("air", 4, None),
    ]  # fmt: skip


def test_silence_is_no_airing() -> None:
    silent = entry("broadcast.played", 3, 3, title="Nộp hồ sơ", seconds=0)
    assert [item.form for item in items_of([SENT, SITE, silent], RATES)] == ["web"]


def test_the_author_is_who_sent_it_last_before_that() -> None:
    later = entry("article.submitted", 9, 9, by="account:8")
    other = entry("website.published", 2, 5, about="article:2", title="Không rõ", genre="news")
    items = items_of([SENT, SITE, other, later], RATES)
    assert [(item.article, item.author) for item in items] == [
        ("article:1", "account:7"), ("article:2", ""),
    ]  # fmt: skip


def test_an_item_of_unknown_genre_has_no_amount() -> None:
    (item,) = items_of([SENT, entry("post.published", 3, 3, title="Nộp hồ sơ")], RATES)
    assert (item.genre, item.amount) == ("", None)


def test_a_sum_leaves_out_what_has_no_rate_and_says_how_many() -> None:
    post = entry("post.published", 3, 3, title="Nộp hồ sơ")
    (own,) = by_author(items_of([SENT, SITE, post], RATES))
    assert (own.author, own.amount, own.rateless) == ("account:7", 50_000, 1)
