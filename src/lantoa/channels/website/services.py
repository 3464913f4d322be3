"""Đăng tải: the website as a channel."""

from __future__ import annotations

import logging
from datetime import datetime

from django.db import transaction

from lantoa.channels.base import public_generation
from lantoa.channels.base.addresses import article_path
from lantoa.channels.base.models import Delivery
from lantoa.channels.base.services import settle
from lantoa.channels.base.terms import DeliveryState
from lantoa.channels.website.article_page import published_page
from lantoa.core.errors import Refused
from lantoa.ledger import attachments
from lantoa.ledger.services import record_evidence
from lantoa.ledger.terms import Proof
from lantoa.newsroom.models import Article
from lantoa.newsroom.plain import plain_text

LOG = logging.getLogger("lantoa.channels")
CHANNEL = "website"
SITE = "site"


def publish_article(delivery: Delivery, now: datetime) -> None:
    """Notes that an approved article stands on the site, with its page as it was published.

    The page itself is drawn from the live article; here it gets its evidence, once.
    """
    article = _article_of(delivery)
    if not article.live or article.live_content != delivery.content:
        settle(
            delivery=delivery, state=DeliveryState.WITHDRAWN, now=now,
            problem="Bài đã có bản mới hoặc đã gỡ trước khi bản này được đăng.",
        )  # fmt: skip
        return
    path = article_path(article)
    page = attachments.keep(published_page(article, now), "text/html")
    section = article.section
    record_evidence(
        kind="website.published",
        occurred_at=article.last_published_at or now,
        now=now,
        by="system",
        subjects=_subjects(article),
        payload={
            "url": path,
            "title": article.title,
            "content": delivery.content,
            "words": len(plain_text(article).split()),
            "section": section.slug if section else "",
            "is_resolution57": bool(section and section.is_resolution57),
            "language": article.language,
            "genre": article.genre,
            "topic": article.topic,
        },
        proof=Proof.SYSTEM,
        attachments=[page],
    )
    settle(delivery=delivery, state=DeliveryState.DELIVERED, now=now, url=path)
    public_generation.bump()


def withdraw_article(delivery: Delivery, now: datetime) -> None:
    """Notes that the article no longer stands on the site."""
    article = _article_of(delivery)
    by = article.withdrawn_by.code if article.withdrawn_by else "system"
    record_evidence(
        kind="website.withdrawn", occurred_at=now, now=now, by=by,
        subjects=_subjects(article), payload={"url": delivery.url, "content": delivery.content},
        proof=Proof.SYSTEM,
    )  # fmt: skip
    settle(delivery=delivery, state=DeliveryState.WITHDRAWN, now=now)
    public_generation.bump()


def withdraw_gone(*, now: datetime) -> int:
    """Notes the withdrawal of every article that was taken down since, each in its own
    transaction: one that fails stops no other. May run twice. Answers how many were noted."""
    gone = Delivery.objects.filter(
        channel=CHANNEL, state=DeliveryState.DELIVERED, article__live=False
    ).select_related("article__withdrawn_by")
    noted = 0
    for delivery in gone:
        try:
            with transaction.atomic():
                withdraw_article(delivery, now)
            noted += 1
        except Exception:
            LOG.exception("withdrawal of delivery %s is not noted", delivery.pk)
    return noted


def _article_of(delivery: Delivery) -> Article:
    if delivery.article is None:
        raise Refused("Lượt gửi này không còn tin bài. Chưa đăng gì.")
    return delivery.article


def _subjects(article: Article) -> list[str]:
    """Codes of all that this article counts for."""
    codes = [article.code]
    codes += [task.code for task in article.tasks.select_related("plan")]
    codes += [audience.code for audience in article.audiences.all()]
    codes += [article.section.code] if article.section else []
    codes += [article.project.code] if article.project else []
    return codes
