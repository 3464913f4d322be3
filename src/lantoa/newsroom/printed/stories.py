"""What is printed of one version of an article, and how it is cut by rule. Pure.

Where a text is longer than its sheet it is never set smaller than it can be read: lead and key
points stand instead, and a code leads to the rest.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from lantoa.newsroom.data.facts import DATA_NAMES, Facts
from lantoa.newsroom.data.sheets import Answer
from lantoa.newsroom.data.words import words_of_block
from lantoa.newsroom.printed.richtext import Paragraph, Run, paragraphs
from lantoa.vietnamese.holding import held
from lantoa.vietnamese.text import fold, nfc

# An abbreviation or an ordinal is no end: what follows must begin large.
SENTENCE = re.compile(r"(?<=[.!?…])\s+(?=[A-ZÀ-ỸĐ\d«\"])")
PAUSE = re.compile(r"[,;:]\s")
MOST_POINTS = 6
POINT_WORDS = 32
LEAD_WORDS = 45
# From this on a document opens with its contents.
HEADINGS_FOR_CONTENTS, WORDS_FOR_CONTENTS = 4, 500


@dataclass(frozen=True)
class Issuer:
    """Who prints: the commune, how it is reached, its colour; its emblem as PNG, else the mark
    stands."""

    name: str
    province: str = ""
    contact: tuple[str, ...] = ()
    accent: str = "#0B6E69"
    is_sample: bool = False
    emblem: bytes | None = None


@dataclass(frozen=True)
class Part:
    """One piece of the body in its order. `kind`: text, bullet, number, heading, quotation,
    picture (`image` names its bytes in `Story.images`) or data (`name` of the block)."""

    kind: str
    runs: tuple[Run, ...] = ()
    image: str = ""
    caption: str = ""
    alt: str = ""
    name: str = ""
    title: str = ""
    as_of: str = ""

    @property
    def text(self) -> str:
        return "".join(run.text for run in self.runs)


@dataclass(frozen=True)
class Point:
    """One thing to remember; `name` may be empty."""

    name: str
    text: str


@dataclass(frozen=True)
class Story:
    """One version of an article as it is printed. `address` is where it is read whole, `is_heard`
    whether it can be listened to there;
    `is_told`: a story, of which no single sentence is the thing to remember."""

    kind: str
    facts: Facts
    parts: tuple[Part, ...]
    issuer: Issuer
    address: str
    dated: str = ""
    answers: tuple[Answer, ...] = ()
    is_heard: bool = False
    is_told: bool = False
    images: Mapping[str, bytes] = field(default_factory=dict)

    @property
    def title(self) -> str:
        return held(self.facts.title)

    @property
    def lead(self) -> str:
        return held(self.facts.lead)

    @property
    def photo(self) -> Part | None:
        """The first picture of the body."""
        return next((part for part in self.parts if part.kind == "picture"), None)

    @property
    def quotation(self) -> str:
        """The first words of somebody in the body, where they are short."""
        said = (part.text for part in self.parts if part.kind == "quotation")
        return next((words for words in said if len(words.split()) <= LEAD_WORDS), "")

    @property
    def words(self) -> int:
        """How many words (tiếng) the body has."""
        return sum(len(part.text.split()) for part in self.parts)

    @property
    def has_contents(self) -> bool:
        headings = sum(part.kind == "heading" for part in self.parts)
        return headings >= HEADINGS_FOR_CONTENTS and self.words >= WORDS_FOR_CONTENTS


def parts_of(raw: Sequence[Any], facts: Facts, alts: Mapping[int, str]) -> Iterator[Part]:
    """The body's raw blocks as parts. `alts`: key of a picture that is there → what is said of
    it; a picture whose file is gone is left out."""
    for block in raw:
        kind, value = block.get("type"), block.get("value")
        if kind == "paragraph":
            yield from (_part(one) for one in paragraphs(str(value)))
        elif kind in ("heading", "quotation") and str(value).strip():
            yield Part(kind, (Run(held(nfc(" ".join(str(value).split())))),))
        elif kind == "picture" and value.get("image") in alts:
            caption = nfc(str(value.get("caption") or "").strip())
            key = value["image"]
            yield Part("picture", image=f"{key}.jpg", caption=caption, alt=alts[key] or caption)
        elif kind in DATA_NAMES:
            yield _data(block, facts)


def _part(one: Paragraph) -> Part:
    return Part(one.kind, one.runs)


def _data(block: Mapping[str, Any], facts: Facts) -> Part:
    name = str(block["type"])
    said = " ".join(words_of_block(block))
    as_of = facts.days.get(name, "")
    return Part("data", name=name, title=facts.titles.get(name, ""), as_of=as_of, alt=said)


def key_points(story: Story, most: int = MOST_POINTS) -> list[Point]:
    """The things to remember, in this order of sources: the steps of the data, the answers of the
    sheet, the list of the text, the first sentence of each paragraph."""
    return next((points for points in _sources(story) if len(points) >= 2), [])[:most]


def _sources(story: Story) -> Iterator[list[Point]]:
    yield [Point(held(one.name), held(one.detail)) for one in story.facts.steps]
    yield [Point(one.said, cut(held(one.text))) for one in story.answers]
    items = [part for part in story.parts if part.kind in ("bullet", "number")]
    yield [Point("", cut(part.text)) for part in items]
    yield [] if story.is_told else _sentences(story)


def _sentences(story: Story) -> list[Point]:
    known = fold(story.lead)
    texts = [SENTENCE.split(part.text)[0] for part in story.parts if part.kind == "text"]
    return [Point("", cut(text)) for text in texts if fold(text) not in known]


def cut(text: str, most: int = POINT_WORDS) -> str:
    """The text where it is short; else its first sentences, else up to its last pause, with «…».
    A cut never falls inside a number or a name held together."""
    words = text.split(" ")
    if len(words) <= most:
        return text
    kept: list[str] = []
    for sentence in SENTENCE.split(text):
        if len(" ".join([*kept, sentence]).split(" ")) > most:
            break
        kept.append(sentence)
    if kept:
        return " ".join(kept)
    head = " ".join(words[:most])
    pauses = [found.start() for found in PAUSE.finditer(head)]
    if pauses and len(head[: pauses[-1]].split(" ")) >= most // 2:
        head = head[: pauses[-1]]
    return f"{head.rstrip(' ,;:')}…"


def short_text(story: Story, most: int) -> str:
    """Title and lead for a board, and what to remember as far as `most` words (tiếng) allow. Steps
    stand each on a line, all or none: half of them would mislead."""
    lines = [story.facts.title, cut(story.facts.lead, LEAD_WORDS)]
    for together in _board_lines(story):
        if len(" ".join([*lines, *together]).split()) > most:
            break
        lines += together
    return "\n".join(line.replace("\u00a0", " ") for line in lines if line.strip())


def _board_lines(story: Story) -> list[list[str]]:
    if story.facts.steps:
        return [[f"Bước {at}: {one.name}." for at, one in enumerate(story.facts.steps, 1)]]
    points = key_points(story)
    return [[": ".join(words for words in (one.name, one.text) if words)] for one in points]
