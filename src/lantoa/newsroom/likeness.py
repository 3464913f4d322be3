"""Where a sentence comes from: of older ones, the same or nearly so. Pure."""

from __future__ import annotations

from collections.abc import Iterable
from difflib import SequenceMatcher
from itertools import pairwise

# A sentence is taken from another where so much of its words, in their order, stand there; a
# shorter one only where all do.
SHARE = 0.6
FEWEST_WORDS = 4


def wholes(sentences: list[str]) -> set[str]:
    """Each sentence, and each two that follow each other: a full stop changes nothing."""
    pairs = pairwise(sentences)
    return {*sentences, *(f"{first} {second}" for first, second in pairs)}


def is_taken(sentences: Iterable[str], *, older: set[str], approved: set[str]) -> bool:
    """Does one of the sentences come from `older` rather than from `approved`? All of them folded,
    their words parted by one blank; the sets as `wholes` answers them."""
    theirs, public = _split(older), _split(approved)
    for sentence in sentences:
        nearness = _nearest(sentence, theirs)
        if nearness and nearness > _nearest(sentence, public):
            return True
    return False


def _split(texts: set[str]) -> list[tuple[list[str], frozenset[str]]]:
    return [(words, frozenset(words)) for words in (text.split() for text in texts)]


def _nearest(sentence: str, texts: list[tuple[list[str], frozenset[str]]]) -> float:
    """The largest share of its words that one text has in the same order; 0 below SHARE."""
    words, best = sentence.split(), 0.0
    known, least = frozenset(words), max(FEWEST_WORDS, SHARE * len(words))
    for text, held in texts:
        if words == text:
            return 1.0
        # Fewer than half of its different words: then no order of them is near enough either.
        if len(known & held) * 2 < len(known) or len(words) < FEWEST_WORDS:
            continue
        blocks = SequenceMatcher(None, words, text, autojunk=False).get_matching_blocks()
        found = sum(block.size for block in blocks)
        if found >= least:
            best = max(best, found / len(words))
    return best
