"""What is looked at and what is found, as plain values."""

from __future__ import annotations

from dataclasses import dataclass

from lantoa.core.canonical import digest_of

# Letters for patterns: no range of the code table holds the capitals alone.
UPPER = "A-ZĐÀÁẢÃẠĂẰẮẲẴẶÂẦẤẨẪẬÈÉẺẼẸÊỀẾỂỄỆÌÍỈĨỊÒÓỎÕỌÔỒỐỔỖỘƠỜỚỞỠỢÙÚỦŨỤƯỪỨỬỮỰỲÝỶỸỴ"
LOWER = UPPER.lower()


@dataclass(frozen=True)
class Passage:
    """One piece of an article: `place` names it for the screen (`title`, `lead`, `script`,
    `post`, `sheet:<question>`, `block:<id>`), `label` for people."""

    place: str
    label: str
    text: str


@dataclass(frozen=True)
class Finding:
    """One thing to look at again. `is_must`: the article is not submitted with it; the rest are
    cautions. `instead` takes the place of `quote` by one click, where a program may say so."""

    code: str
    is_must: bool
    place: str
    label: str
    quote: str
    why: str
    advice: str
    instead: str | None = None
    picture: int | None = None

    @property
    def key(self) -> str:
        """Names the finding for a click; the same again while its words stand."""
        return digest_of([self.code, self.place, self.quote])[:16]


def found_in(
    passage: Passage, quote: str, *, code: str, why: str, advice: str, is_must: bool = False,
    instead: str | None = None,
) -> Finding:  # fmt: skip
    """A finding about some words of a passage."""
    return Finding(code, is_must, passage.place, passage.label, quote, why, advice, instead)
