"""Sentences that are hard to follow by ear, and office phrases with what to say instead. Pure."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from lantoa.newsroom.checking.values import Finding, Passage, found_in

LIST = Path(__file__).with_name("officialese.toml")
LONGEST = 45
SENTENCE = re.compile(r"[^.!?…\n]+(?:[.,](?=\d)[^.!?…\n]+)*")
# Where a long sentence may be cut: what stands before, what is put there.
CUTS = re.compile(r"; |, (?:đồng thời|qua đó|trong đó|nhằm|từ đó|bên cạnh đó|ngoài ra) ")


@dataclass(frozen=True)
class Phrase:
    """One wordy phrase: `say` is None where only a person can choose."""

    words: str
    why: str
    say: str | None


@cache
def phrases() -> tuple[Phrase, ...]:
    """The list, longest first, so that a phrase inside a longer one is not told twice."""
    rows = tomllib.loads(LIST.read_text("utf-8"))["phrases"]
    found = [Phrase(row["words"], row["why"], row.get("say")) for row in rows]
    return tuple(sorted(found, key=lambda one: -len(one.words)))


@cache
def _pattern() -> re.Pattern[str]:
    words = "|".join(re.escape(one.words) for one in phrases())
    return re.compile(rf"(?<!\w)(?:{words})(?!\w)", re.IGNORECASE)


def heavy_words(passages: Iterable[Passage]) -> Iterator[Finding]:
    """Long sentences, then office phrases, passage by passage."""
    by_words = {one.words: one for one in phrases()}
    for passage in passages:
        yield from _long_sentences(passage)
        for quote in dict.fromkeys(found[0] for found in _pattern().finditer(passage.text)):
            phrase = by_words[quote.lower()]
            instead = _like(quote, phrase.say) if phrase.say else None
            advice = f"Viết «{instead}»." if instead else "Viết lại bằng việc cụ thể."
            yield found_in(
                passage, quote, code="officialese", why=f"«{quote}»: {phrase.why}",
                advice=advice, instead=instead,
            )  # fmt: skip


def _long_sentences(passage: Passage) -> Iterator[Finding]:
    for found in SENTENCE.finditer(passage.text):
        sentence = found[0].strip()
        count = len(sentence.split())
        if count > LONGEST and not sentence.startswith("Căn cứ:"):
            instead = _cut(sentence)
            yield found_in(
                passage, sentence, code="long-sentence", instead=instead,
                why=f"câu dài {count} tiếng, nghe qua loa khó theo dõi",
                advice="Tách thành hai câu." if instead else "Tách thành câu dưới 30 tiếng.",
            )  # fmt: skip


def _cut(sentence: str) -> str | None:
    """The sentence as two, cut at the joint nearest to its middle; None where there is none."""
    joints = [one for one in CUTS.finditer(sentence) if not _in_list(sentence, one)]
    if not joints:
        return None
    joint = min(joints, key=lambda one: abs(one.start() - len(sentence) / 2))
    rest = sentence[joint.start() :].lstrip(";, ")
    rest = re.sub(r"^nhằm ", "việc này để ", rest)
    return f"{sentence[: joint.start()]}. {rest[:1].upper()}{rest[1:]}"


def _in_list(sentence: str, joint: re.Match[str]) -> bool:
    """Items after a colon hang together: a cut there leaves half a list."""
    return joint[0] == "; " and ":" in sentence[: joint.start()]


def _like(quote: str, say: str) -> str:
    return say[:1].upper() + say[1:] if quote[:1].isupper() else say
