"""What an article sounds like before it is made: words, doubts, and what a word would change."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from django.db.models import Q

from lantoa.newsroom.models import Article
from lantoa.newsroom.plain import script_text, spoken_text
from lantoa.vietnamese.text import fold

LOOKED_AT = 60


@dataclass(frozen=True)
class Doubt:
    """A piece that an editor should hear: as written, as said, its class, its number."""

    number: int
    written: str
    said: str
    cls: str


@dataclass(frozen=True)
class Stretch:
    """Words of one paragraph; with a doubt where they come from one."""

    words: str
    doubt: Doubt | None = None


def heard(article: Article, words: Mapping[str, str]) -> list[list[Stretch]]:
    """The paragraphs as `spoken_text` gives them, cut where something is doubtful. The same
    doubtful piece has one number wherever it stands."""
    from lantoa.vietnamese.speech import explain, read_aloud, words_within

    script = script_text(article)
    words = words_within(script, words)
    known: dict[tuple[str, str], Doubt] = {}
    found = []
    for line in script.splitlines():
        said = read_aloud(line, words)
        if not said.strip():
            continue
        unsure = [token for token in explain(line, words) if not token.sure and token.reading]
        doubts = []
        for token in unsure:
            # An address is read twice: gmail chấm com is gi meo chấm com in the end.
            last = token.reading if token.reading in said else read_aloud(token.reading)
            key = (token.text.strip(), last)
            doubt = Doubt(len(known) + 1, *key, token.cls)
            doubts.append(known.setdefault(key, doubt))
        found.append(list(_cut(said, doubts)))
    return found


def _cut(said: str, doubts: list[Doubt]) -> Iterator[Stretch]:
    at = 0
    for doubt in doubts:
        place = said.find(doubt.said, at)
        if place < 0:
            continue
        if place > at:
            yield Stretch(said[at:place])
        at = place + len(doubt.said)
        yield Stretch(said[place:at], doubt)
    if at < len(said):
        yield Stretch(said[at:])


def doubts_in(paragraphs: list[list[Stretch]]) -> list[Doubt]:
    """Every doubt once, by number."""
    pieces = (piece for line in paragraphs for piece in line)
    found = {piece.doubt.number: piece.doubt for piece in pieces if piece.doubt}
    return [found[number] for number in sorted(found)]


def articles_said_otherwise(
    word: str, reading: str, words: Mapping[str, str]
) -> list[tuple[Article, bool]]:
    """Articles of the last ones written that hold the word, newest first, and whether their
    spoken words would become others with this reading."""
    holds = Q(folded__contains=fold(word)) | Q(script__icontains=word)
    rows = Article.objects.filter(holds, for_loudspeaker=True).order_by("-created_at", "-pk")
    with_it = {**words, word: reading}
    found = []
    for article in rows[:LOOKED_AT]:
        draft = article.newest
        if word.lower() in script_text(draft).lower():
            changes = spoken_text(draft, words) != spoken_text(draft, with_it)
            found.append((draft, changes))
    return found
