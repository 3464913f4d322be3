"""A commune with boards, and an approved text for them."""

from __future__ import annotations

from datetime import datetime, timedelta
from typing import Any

from lantoa.channels.base.services import open_deliveries, send_due
from lantoa.channels.boards.models import Posting
from lantoa.newsroom.models import Article
from lantoa.newsroom.products.making import ask_for_product, make
from lantoa.newsroom.services import approve_article, submit_article
from lantoa.newsroom.terms import Form
from lantoa.registry.models import Board
from lantoa.registry.terms import Role
from tests.make import NOW, TODAY, account, article, commune, hamlet

POLICY = {
    "who": "Hộ nghèo", "what": "Một nửa chi phí.", "conditions": "Có hóa đơn.", "how": "Viết đơn.",
    "where": "Bàn số 2.", "contact": "Phòng Kinh tế", "starts_on": "2026-01-01",
    "ends_on": TODAY.isoformat(), "basis": "Nghị quyết số 15/2026/NQ-HĐND",
}  # fmt: skip
APPROVED_AT = NOW + timedelta(minutes=1)


def boards() -> tuple[Board, Board]:
    """One of letters without accents, one of paper."""
    commune()
    led = Board.objects.create(
        name="Bảng chữ chợ", hamlet=hamlet(), is_electronic=True, columns=24, lines=2
    )
    return led, Board.objects.create(name="Bảng nhà văn hóa", hamlet=hamlet("Cồn Soi"))


def approved_text(**fields: Any) -> Article:
    """A live article whose board text, made by rule, was approved with it."""
    story = article(for_loudspeaker=False, **fields)
    row = ask_for_product(
        article=story, form=Form.BOARD, options={}, by=story.created_by, now=NOW
    )  # fmt: skip
    make(row.pk)
    approve(story)
    return Article.objects.get(pk=story.pk)


def approve(story: Article, now: datetime = APPROVED_AT) -> None:
    """Submitted by its writer, approved by a leader, live."""
    request = submit_article(article=story, by=story.created_by, now=now)
    approve_article(
        request=request, expected_hash=request.hash, seen=[], by=account(Role.LEADER), now=now,
    )  # fmt: skip


def laid_ready(now: datetime = APPROVED_AT) -> list[Posting]:
    """What the outbox made of it, by board."""
    open_deliveries(now=now)
    send_due(now=now)
    return list(Posting.objects.order_by("pk"))
