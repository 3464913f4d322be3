"""Sửa giúp: what a check proposes is put in the place of the words that it found."""

from __future__ import annotations

import html
import json
from datetime import date, datetime
from typing import Any

from django.db import transaction

from lantoa.core.errors import Refused
from lantoa.newsroom.checking.looking import findings_of
from lantoa.newsroom.checking.values import Finding
from lantoa.newsroom.models import Article
from lantoa.newsroom.services import save_draft
from lantoa.registry.models import Account

GONE = "Chỗ này đã được sửa hoặc không còn. Chưa đổi gì thêm."
MOVED = "Bài vừa được lưu ở nơi khác. Chưa đổi gì. Tải lại trang rồi sửa."
BY_HAND = (
    "Chỗ này có chữ đậm, liên kết hoặc số liệu xen vào nên máy không tự sửa. Chưa đổi gì. "
    "Nhấn «Tới chỗ này» rồi sửa bằng tay."
)


def mend_passage(
    *, article: Article, key: str, base: str, by: Account, now: datetime, today: date
) -> Finding:
    """Writes the proposed words into the newest draft, which must be the one that was looked at
    (`base`: its content hash). Answers what was mended."""
    with transaction.atomic():
        row = Article.objects.select_for_update().get(pk=article.pk)
        draft = row.newest
        if draft.content != base:
            raise Refused(MOVED)
        found = next((one for one in findings_of(draft, today=today) if one.key == key), None)
        if found is None or found.instead is None:
            raise Refused(GONE)
        _replace(draft, found.place, found.quote, found.instead)
        save_draft(article=draft, by=by, now=now)
    return found


def _replace(draft: Article, place: str, quote: str, instead: str) -> None:
    kind, _, name = place.partition(":")
    if kind == "block":
        raw = list(draft.body.raw_data)
        at = next((at for at, block in enumerate(raw) if block.get("id") == name), None)
        if at is None:
            raise Refused(GONE)
        raw[at] = {**raw[at], "value": _value(raw[at], quote, instead)}
        draft.body = json.dumps(raw)
    elif kind == "sheet":
        draft.sheet = {**draft.sheet, name: _once(draft.sheet.get(name, ""), quote, instead)}
    else:
        setattr(draft, place, _once(getattr(draft, place), quote, instead))


def _value(block: dict[str, Any], quote: str, instead: str) -> Any:
    value = block["value"]
    if block["type"] == "paragraph":
        return _once(value, html.escape(quote, quote=False), html.escape(instead, quote=False))
    if block["type"] == "picture":
        return {**value, "caption": _once(value.get("caption") or "", quote, instead)}
    if isinstance(value, str):
        return _once(value, quote, instead)
    raise Refused(BY_HAND)


def _once(text: str, quote: str, instead: str) -> str:
    if quote not in text:
        raise Refused(BY_HAND)
    return text.replace(quote, instead, 1)
