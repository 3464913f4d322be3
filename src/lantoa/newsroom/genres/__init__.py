"""Thể loại: for each genre when to use it, a skeleton with prompts, and an example. No database.

They are data (one .toml a genre). A prompt stands in the text as «[Điền: …]»; whoever writes puts
their words in its place, and an article with a prompt left cannot be submitted.
"""

from __future__ import annotations

import re
import tomllib
from dataclasses import dataclass, field
from functools import cache
from pathlib import Path
from typing import Any

from lantoa.newsroom.terms import Genre
from lantoa.newsroom.written import Block, blocks_of

FOLDER = Path(__file__).parent
PROMPT = re.compile(r"\[Điền:[^\]\n]*\]?")


@dataclass(frozen=True)
class Piece:
    """A whole article as values: a skeleton or an example."""

    title: str
    lead: str
    body: tuple[Block, ...]
    source: str = ""
    sheet: dict[str, str] = field(default_factory=dict)

    @property
    def raw(self) -> list[dict[str, Any]]:
        """The body as the raw blocks of a StreamField, without keys."""
        return [{"type": kind, "value": _value(kind, text)} for kind, text in self.body]


@dataclass(frozen=True)
class Guide:
    """What the desk offers for one genre; in a skeleton, title and lead are hints."""

    genre: Genre
    use: str
    length: str
    tips: tuple[str, ...]
    skeleton: Piece
    example: Piece


def _value(kind: str, text: str) -> Any:
    return {"image": None, "caption": text} if kind == "picture" else text


@cache
def guides() -> tuple[Guide, ...]:
    """All genres in the order in which they are offered."""
    return tuple(_guide(path) for path in sorted(FOLDER.glob("*.toml")))


def guide_of(genre: str) -> Guide | None:
    """What is offered for one genre."""
    return next((one for one in guides() if one.genre == genre), None)


def prompts_in(text: str) -> list[str]:
    """The prompts that nobody replaced yet, as written."""
    return PROMPT.findall(text)


def _guide(path: Path) -> Guide:
    raw = tomllib.loads(path.read_text("utf-8"))
    return Guide(
        Genre(raw["genre"]), raw["use"], raw["length"], tuple(raw["tips"]),
        _piece(raw["skeleton"]), _piece(raw["example"]),
    )  # fmt: skip


def _piece(raw: dict[str, Any]) -> Piece:
    return Piece(
        raw["title"], raw["lead"], tuple(blocks_of(raw["body"])), raw.get("source", ""),
        raw.get("sheet", {}),
    )  # fmt: skip
