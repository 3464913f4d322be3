"""An article as plain words, and the forms that are made from it by rule. No database."""

from __future__ import annotations

import html
import re
from collections.abc import Iterator
from typing import TYPE_CHECKING, Any

from lantoa.core.canonical import digest
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


def plain_text(article: Article) -> str:
    """Title, lead and body as plain lines."""
    raw = list(article.body.raw_data) if article.body else []
    lines = [article.title, article.lead, *body_lines(raw)]
    return nfc("\n".join(line.strip() for line in lines if line and line.strip()))


def script_text(article: Article) -> str:
    """The written script for the air: the editor's own, else title, lead and body."""
    return nfc(article.script.strip()) or plain_text(article)


def spoken_text(article: Article, words: Mapping[str, str]) -> str:
    """The words as they will be said, a line a paragraph."""
    from lantoa.vietnamese.speech import read_aloud

    lines = (read_aloud(line, words) for line in script_text(article).splitlines())
    return "\n".join(line for line in lines if line.strip())


def post_text(article: Article, address: str) -> str:
    """The text to copy into a network: the editor's own, else title, lead and the address."""
    own = article.post.strip()
    parts = [own] if own else [article.title, article.lead]
    return nfc("\n\n".join([part for part in parts if part] + [address]))[:POST_LIMIT]


def text_form_hash(text: str) -> str:
    """SHA-256, hex, of a form that is text."""
    return digest(text.encode("utf-8"))


TEXT_FORMS = (Form.WEB, Form.SCRIPT, Form.POST)
