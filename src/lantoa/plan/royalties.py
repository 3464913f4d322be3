"""Nhuận bút, thù lao: items from the ledger × the commune's own rates. Pure.

The rule: each article is counted once a form, at its first publication on the site, its first
airing that sounded and its first post. Its author is who sent it for approval last before that.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, datetime

from lantoa.core.clock import local
from lantoa.ledger.queries import Fact
from lantoa.plan.terms import ItemForm

SUBMITTED = "article.submitted"
FORMS = {
    "website.published": ItemForm.WEB,
    "broadcast.played": ItemForm.AIR,
    "post.published": ItemForm.POST,
}
KINDS = (SUBMITTED, *FORMS)


@dataclass(frozen=True)
class Rate:
    """An amount an item of a genre in a form, from a day on."""

    genre: str
    form: str
    starts_on: date
    amount: int


@dataclass(frozen=True)
class Item:
    """One article in one form. `author` and `genre` are «» where the ledger does not know;
    `amount` is None where no rate applies."""

    article: str
    title: str
    form: str
    genre: str
    author: str
    day: date
    seq: int
    amount: int | None = None


@dataclass(frozen=True)
class AuthorSum:
    """What one author's items come to; `rateless` items are in no sum."""

    author: str
    items: tuple[Item, ...]

    @property
    def amount(self) -> int | None:
        known = [item.amount for item in self.items if item.amount is not None]
        return sum(known) if known else None

    @property
    def rateless(self) -> int:
        return sum(item.amount is None for item in self.items)


def items_of(facts: Sequence[Fact], rates: Iterable[Rate]) -> list[Item]:
    """Every paid item in the ledger, oldest first."""
    ordered = sorted(facts, key=lambda fact: (fact.occurred_at, fact.seq))
    sent, genres = _sent(ordered), _genres(ordered)
    known, found = list(rates), {}
    for fact in ordered:
        article = article_of(fact)
        form = FORMS.get(fact.kind)
        if not article or form is None or (article, form) in found:
            continue
        if fact.kind == "broadcast.played" and not fact.payload.get("seconds"):
            continue
        day, genre = local(fact.occurred_at).date(), genres.get(article, "")
        found[article, form] = Item(
            article, str(fact.payload.get("title", "")), form, genre,
            _author(sent.get(article, []), fact.occurred_at), day, fact.seq,
            amount_of(known, genre, form, day),
        )  # fmt: skip
    return list(found.values())


def by_author(items: Iterable[Item]) -> list[AuthorSum]:
    """Items grouped; the unknown author comes last."""
    groups: dict[str, list[Item]] = {}
    for item in items:
        groups.setdefault(item.author, []).append(item)
    ordered = sorted(groups.items(), key=lambda pair: (not pair[0], pair[0]))
    return [AuthorSum(author, tuple(own)) for author, own in ordered]


def amount_of(rates: Iterable[Rate], genre: str, form: str, day: date) -> int | None:
    """The amount of the newest rate that applied on a day."""
    fitting = [
        rate for rate in rates
        if rate.genre == genre and rate.form == form and rate.starts_on <= day
    ]  # fmt: skip
    return max(fitting, key=lambda rate: rate.starts_on).amount if fitting else None


def article_of(fact: Fact) -> str:
    """The article that an entry is about."""
    return next((code for code in fact.subjects if code.startswith("article:")), "")


def _sent(facts: Iterable[Fact]) -> dict[str, list[tuple[datetime, str]]]:
    sent: dict[str, list[tuple[datetime, str]]] = {}
    for fact in facts:
        if fact.kind == SUBMITTED:
            sent.setdefault(article_of(fact), []).append((fact.occurred_at, fact.by))
    return sent


def _genres(facts: Iterable[Fact]) -> dict[str, str]:
    """The genre as the first publication on the site named it."""
    genres: dict[str, str] = {}
    for fact in facts:
        if fact.payload.get("genre"):
            genres.setdefault(article_of(fact), str(fact.payload["genre"]))
    return genres


def _author(sent: Sequence[tuple[datetime, str]], moment: datetime) -> str:
    before = [by for at, by in sent if at <= moment]
    return before[-1] if before else ""
