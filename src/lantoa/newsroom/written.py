"""Stories as they are written in files: blocks from plain lines. Pure."""

from __future__ import annotations

import html
import re

Block = tuple[str, str]
STRONG = re.compile(r"\*\*(.+?)\*\*")
MARKS = {"## ": "heading", "> ": "quotation", "! ": "picture"}


def blocks_of(text: str) -> list[Block]:
    """Paragraphs are set apart by a blank line; `## ` opens a heading, `> ` a quotation, `! ` the
    words under a picture that is still to be chosen. `**…**` is strong."""
    found = []
    for part in text.strip().split("\n\n"):
        words = " ".join(part.split())
        kind = next((name for mark, name in MARKS.items() if words.startswith(mark)), "")
        if kind:
            found.append((kind, words.partition(" ")[2]))
        elif words:
            found.append(("paragraph", f"<p>{_rich(words)}</p>"))
    return found


def _rich(words: str) -> str:
    return STRONG.sub(r"<b>\1</b>", html.escape(words, quote=False))
