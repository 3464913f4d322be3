"""What is found: every word must stand in an item, with or without its marks. Folded words are
looked for among folded words, so every database answers alike."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date

from django.urls import reverse

from lantoa.desk.search.models import SearchItem
from lantoa.desk.search.shelf import Card, cards
from lantoa.desk.search.terms import RIGHTS, Found
from lantoa.newsroom.readers import own_drafts, reads_all_drafts
from lantoa.newsroom.terms import Form
from lantoa.registry.models import Account
from lantoa.vietnamese.finding import Piece, needles, pieces, snippet, words_of

A_GROUP = 5
LONGEST_QUESTION = 200


@dataclass(frozen=True)
class Asked:
    """A question: words, a kind (empty: all), from which day to which."""

    words: str
    kind: str = ""
    since: date | None = None
    until: date | None = None

    @property
    def is_dated(self) -> bool:
        return bool(self.since or self.until)


@dataclass(frozen=True)
class Hit:
    """One thing that was found, its words cut where they answer the question."""

    kind: str
    title: list[Piece]
    snippet: list[Piece]
    note: str
    address: str
    on: date | None


@dataclass(frozen=True)
class Group:
    """The best of one kind, and how many there are."""

    kind: str
    name: str
    count: int
    hits: tuple[Hit, ...]

    @property
    def rest(self) -> int:
        return self.count - len(self.hits)


def matching(account: Account, asked: Asked) -> list[Card]:
    """What answers the question and may be opened by this person, the best first: the words as
    asked in the title, then all of them in it, then the newest."""
    words = words_of(asked.words[:LONGEST_QUESTION])
    wanted = needles(words)
    if not wanted:
        return []
    whole = f" {' '.join(words)}"
    found = [
        (_rank(card, whole, wanted), -(card.on or date.min).toordinal(), card.pk, card)
        for card in _visible(account, asked)
        if all(needle in card.text for needle in wanted)
    ]
    return [card for *_, card in sorted(found)]


def _visible(account: Account, asked: Asked) -> Iterator[Card]:
    """Only what this person may open: by the right of each kind; drafts for who reads them."""
    kinds = {kind for kind, right in RIGHTS.items() if account.has_perm(right)}
    if asked.kind:
        kinds &= {asked.kind}
    drafts = reads_all_drafts(account)
    own = frozenset[int]() if drafts else _own_items(account)
    first, last = asked.since or date.min, asked.until or date.max
    for card in cards():
        if card.kind not in kinds or (card.is_draft and not drafts and card.pk not in own):
            continue
        if asked.is_dated and (card.on is None or not first <= card.on <= last):
            continue
        yield card


def _own_items(account: Account) -> frozenset[int]:
    """Keys of the items of this person's own drafts."""
    codes = [f"article:{key}" for key in own_drafts(account)]
    rows = SearchItem.objects.filter(code__in=codes) if codes else SearchItem.objects.none()
    return frozenset(rows.values_list("pk", flat=True))


def _rank(card: Card, whole: str, wanted: Sequence[str]) -> int:
    if whole in card.title:
        return 0
    return 1 if all(needle in card.title for needle in wanted) else 2


def groups(account: Account, asked: Asked) -> list[Group]:
    """The best of each kind, in one look through the items and one reading of those shown."""
    found: dict[str, list[int]] = {}
    for card in matching(account, asked):
        found.setdefault(card.kind, []).append(card.pk)
    shown = items_of([pk for keys in found.values() for pk in keys[:A_GROUP]])
    return [
        Group(kind, str(kind.label), len(found[kind]),
              tuple(hit(shown[pk], asked, account) for pk in found[kind][:A_GROUP] if pk in shown))
        for kind in Found
        if kind in found
    ]  # fmt: skip


def items_of(keys: Sequence[int]) -> dict[int, SearchItem]:
    """The items themselves, by key."""
    return SearchItem.objects.in_bulk(keys) if keys else {}


def hit(item: SearchItem, asked: Asked, account: Account) -> Hit:
    """One item as it is shown to one person."""
    words = words_of(asked.words)
    part = snippet(_below(item), words)
    return Hit(
        item.kind, pieces(item.title, words), pieces(part, words), item.note,
        _address(item, account), item.on,
    )  # fmt: skip


def _address(item: SearchItem, account: Account) -> str:
    """Who may not write opens an article as it reads, not its editor."""
    if item.kind != Found.ARTICLE or account.has_perm("newsroom.change_article"):
        return item.address
    return reverse("article-form", args=[item.code.partition(":")[2], Form.WEB])


def _below(item: SearchItem) -> str:
    """The words under the title, on one line."""
    text = " ".join(item.text.split())
    return text[len(item.title) :].strip() if text.startswith(item.title) else text
