"""An article as plain words, and the forms that are made from it by rule. No database."""

from __future__ import annotations

import html
import re
from collections.abc import Iterator
from typing import TYPE_CHECKING, Any

from lantoa.core.canonical import digest
from lantoa.newsroom.data.facts import DATA_NAMES
from lantoa.newsroom.data.sheets import sheet_lines
from lantoa.newsroom.data.words import words_of_block
from lantoa.newsroom.terms import Form
from lantoa.vietnamese.text import nfc

if TYPE_CHECKING:
    from collections.abc import Mapping

    from lantoa.newsroom.models import Article

TAG = re.compile(r"<[^>]+>")
BREAK = re.compile(r"</(?:p|li|h\d)>|<br\s*/?>", re.IGNORECASE)
BLANKS = re.compile(r"[ \t\u00a0]+")
POST_LIMIT = 2000


def without_tags(rich: str) -> str:
    """Rich text as plain lines, a line a paragraph or list item."""
    text = html.unescape(TAG.sub("", BREAK.sub("\n", rich)))
    lines = (BLANKS.sub(" ", line).strip() for line in text.splitlines())
    return nfc("\n".join(line for line in lines if line))


def body_lines(raw: list[Any]) -> Iterator[str]:
    """The words of the body, block by block; pictures have none that are said."""
    for block in raw:
        value = block.get("value")
        if block.get("type") == "paragraph":
            yield from without_tags(str(value)).splitlines()
        elif block.get("type") in ("heading", "quotation") and str(value).strip():
            yield nfc(str(value).strip())
        elif block.get("type") in DATA_NAMES:
            yield from words_of_block(block)


def plain_text(article: Article) -> str:
    """Title, lead, sheet and body as plain lines."""
    raw = list(article.body.raw_data) if article.body else []
    sheet = sheet_lines(article.genre, article.sheet)
    lines = [article.title, article.lead, *sheet, *body_lines(raw)]
    return nfc("\n".join(line.strip() for line in lines if line and line.strip()))


def script_text(article: Article) -> str:
    """The written script for the air: the editor's own, else title, lead and body."""
    return nfc(article.script.strip()) or plain_text(article)


def spoken_text(article: Article, words: Mapping[str, str]) -> str:
    """The words as they will be said, a line a paragraph."""
    from lantoa.vietnamese.speech import read_aloud, words_within

    script = script_text(article)
    words = words_within(script, words)
    lines = (read_aloud(line, words) for line in script.splitlines())
    return "\n".join(line for line in lines if line.strip())


def post_text(article: Article, address: str, *, network: str = "", limit: int = POST_LIMIT) -> str:
    """The text to copy into a network: the editor's own for it, else for all, else title and
    lead; then the address, which stays whole however long the words are."""
    words = nfc("\n\n".join(part for part in _post_parts(article, network) if part))
    room = limit - len(address) - len("\n\n")
    return "\n\n".join(part for part in (words[: max(room, 0)].rstrip(), address) if part)


def post_length(article: Article, address: str, *, network: str = "") -> int:
    """How long the whole text would be, address included, in letters."""
    words = nfc("\n\n".join(part for part in _post_parts(article, network) if part))
    return len(words) + len("\n\n") + len(address)


def _post_parts(article: Article, network: str) -> list[str]:
    own = getattr(article, f"post_{network}", "").strip() if network else ""
    own = own or article.post.strip()
    return [own] if own else [article.title, article.lead]


def text_form_hash(text: str) -> str:
    """SHA-256, hex, of a form that is text."""
    return digest(text.encode("utf-8"))


TEXT_FORMS = (Form.WEB, Form.SCRIPT, Form.POST)
