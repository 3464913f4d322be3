"""An article cut into the passages that are looked at and noted on."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from typing import Any

from lantoa.newsroom.checking.values import Passage
from lantoa.newsroom.data.sheets import questions, sheet_text
from lantoa.newsroom.models import Article
from lantoa.newsroom.plain import body_lines
from lantoa.vietnamese import nfc

KINDS = {"paragraph": "Đoạn", "heading": "Tiêu đề nhỏ", "quotation": "Trích lời", "picture": "Ảnh"}
DATA = "Khối số liệu"


def passages_of(article: Article) -> list[Passage]:
    """Title, lead, sheet, blocks, script and post; what is empty is left out."""
    found = [
        Passage("title", "Tiêu đề", article.title), Passage("lead", "Tóm tắt", article.lead),
        *_sheet(article), *_blocks(list(article.body.raw_data) if article.body else []),
        Passage("script", "Lời phát thanh", article.script),
        Passage("post", "Bài đăng mạng xã hội", article.post),
        Passage("post_facebook", "Lời riêng cho Facebook", article.post_facebook),
        Passage("post_zalo", "Lời riêng cho Zalo", article.post_zalo),
    ]  # fmt: skip
    return [one for one in found if one.text.strip()]


def _sheet(article: Article) -> Iterator[Passage]:
    texts = sheet_text(article.genre, article.sheet)
    for one in questions(article.genre):
        if one.name in texts and not one.is_day:
            yield Passage(f"sheet:{one.name}", f"Ô «{one.said}»", texts[one.name])


def _blocks(raw: list[Any]) -> Iterator[Passage]:
    counted: Counter[str] = Counter()
    for block in raw:
        kind = KINDS.get(block["type"], DATA)
        counted[kind] += 1
        is_picture = block["type"] == "picture"
        text = block["value"].get("caption") or "" if is_picture else "\n".join(body_lines([block]))
        yield Passage(f"block:{block.get('id', '')}", f"{kind} {counted[kind]}", nfc(text))
