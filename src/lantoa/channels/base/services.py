"""The outbox: one row a thing on its way, sent once whatever dies."""

from __future__ import annotations

import logging
from collections.abc import Callable
from datetime import datetime, timedelta
from typing import Any

from django.db import transaction
from django.db.models import F, QuerySet

from lantoa.approval.models import Approval
from lantoa.approval.terms import Decision
from lantoa.channels.base.models import Delivery
from lantoa.channels.base.queries import due_deliveries
from lantoa.channels.base.registry import Channel, channel, channels
from lantoa.channels.base.terms import DeliveryState
from lantoa.core.clock import local
from lantoa.core.errors import Refused
from lantoa.newsroom.models import Article, Rendition
from lantoa.newsroom.policies import lapse_of
from lantoa.newsroom.products.queries import approved_product
from lantoa.newsroom.queries import approved_sound, live_articles
from lantoa.newsroom.terms import Genre
from lantoa.registry.models import Account

LOG = logging.getLogger("lantoa.channels")
RETRY_AFTER = (timedelta(minutes=1), timedelta(minutes=5), timedelta(minutes=30))
MOST_COUNTED = 9999
LAPSED = (
    "Phiếu chính sách hết hiệu lực nên không gửi: {why}. Trên trang web phiếu vẫn còn, có ghi là "
    "đã hết hiệu lực."
)
# How long a new voice for unchanged words is looked for after its approval.
LATELY = timedelta(days=3)


def open_deliveries(*, now: datetime) -> int:
    """Finds approved live articles without a delivery on a channel and opens one. May run twice:
    the key is unique. Answers how many were opened."""
    opened = 0
    live = live_articles().exclude(live_content="").order_by("last_published_at", "pk")
    for article in live.exclude(live_content=F("delivered_content")):
        opened += _guarded(_open_all, article, now)
    for article in _with_late_products(live, now):
        opened += _guarded(_open_new_products, article, now)
    recent = live.filter(for_loudspeaker=True, last_published_at__gt=now - LATELY)
    for article in recent.filter(live_content=F("delivered_content")):
        opened += _guarded(_open_new_sound, article, now)
    return opened


def _guarded(step: Callable[[Article, datetime], int], article: Article, now: datetime) -> int:
    """One article in its own transaction: one that fails stops no other."""
    try:
        with transaction.atomic():
            return step(article, now)
    except Exception:
        LOG.exception("deliveries of %s are not opened", article.code)
        return 0


def _open_all(article: Article, now: datetime) -> int:
    opened = 0
    for way in channels():
        cargo = _cargo(article, way)
        if cargo or not way.product:
            opened += sum(_open(article, way, to, cargo, now) for to in way.targets(article))
    Article.objects.filter(pk=article.pk).update(delivered_content=article.live_content)
    return opened


def _cargo(article: Article, way: Channel) -> Rendition | None:
    """What a channel carries beside the words: the approved sound, or files of one form."""
    if way.product:
        return approved_product(article, way.product)
    return approved_sound(article) if way.carries_sound else None


def _with_late_products(live: QuerySet[Article], now: datetime) -> list[Article]:
    """Delivered articles of which a product was approved by itself lately."""
    if not any(way.product for way in channels()):
        return []
    late = Approval.objects.filter(
        subject__startswith="rendition:", decision=Decision.APPROVED, is_final=True,
        decided_at__gt=now - LATELY,
    ).values_list("subject", flat=True)  # fmt: skip
    products = [subject.partition(":")[2] for subject in late]
    delivered = live.filter(live_content=F("delivered_content"), renditions__in=products)
    return list(delivered.distinct()) if products else []


def _open_new_products(article: Article, now: datetime) -> int:
    opened = 0
    for way in channels():
        product = approved_product(article, way.product) if way.product else None
        known = Delivery.objects.filter(
            channel=way.code, article=article, content=article.live_content, rendition=product
        )
        if product and not known.exists():
            opened += sum(_open(article, way, to, product, now) for to in way.targets(article))
    return opened


def _open_new_sound(article: Article, now: datetime) -> int:
    """Another voice was approved for words that were delivered before."""
    opened, sound = 0, approved_sound(article)
    for way in channels():
        before = Delivery.objects.filter(
            channel=way.code, article=article, content=article.live_content
        )
        if sound is None or not way.carries_sound or not before.exists():
            continue
        if not before.filter(rendition__sha256=sound.sha256).exists():
            opened += sum(_open(article, way, to, sound, now) for to in way.targets(article))
    return opened


def _open(
    article: Article, way: Channel, target: str, cargo: Rendition | None, now: datetime
) -> bool:
    key = f"{way.code}:{article.code}:{article.live_content}:{target}"
    key += f":{cargo.sha256 or cargo.code}" if cargo else ""
    again = Delivery.objects.filter(key=key, state=DeliveryState.WITHDRAWN).update(
        state=DeliveryState.WAITING, attempt_count=0, next_attempt_at=None, settled_at=None,
        problem="",
    )  # fmt: skip
    if again:  # taken down, then approved once more with the same content
        return True
    return Delivery.objects.get_or_create(
        key=key,
        defaults={
            "channel": way.code, "article": article, "content": article.live_content,
            "target": target, "rendition": cargo, "created_at": now,
        },
    )[1]  # fmt: skip


def send_due(*, now: datetime) -> None:
    """Tries everything that is due, each in its own transaction: one that fails stops no other."""
    for way in channels():
        for delivery in due_deliveries(channel=way.code, now=now):
            send(delivery=delivery, now=now)


def send(*, delivery: Delivery, now: datetime) -> None:
    """One attempt. A refusal is kept in plain words and tried again later by itself; what no
    longer applies today does not go out, however long ago it was approved."""
    try:
        with transaction.atomic():
            why = why_not_now(delivery, now=now)
            if why:
                settle(delivery=delivery, state=DeliveryState.WITHDRAWN, now=now, problem=why)
            else:
                way = channel(delivery.channel)
                act = way.deliver_alert if delivery.alert_id else way.deliver
                act(delivery, now)
    except Refused as refusal:
        _put_off(delivery, str(refusal), now)
    except Exception:
        LOG.exception("delivery %s failed", delivery.pk)
        _put_off(delivery, "Gặp lỗi ngoài dự kiến; chương trình tự thử lại.", now)


def why_not_now(delivery: Delivery, *, now: datetime) -> str:
    """Why this does not go out any more, in words; empty where it may."""
    if delivery.article is None or channel(delivery.channel).marks_lapsed:
        return ""
    lapse = lapse_of(delivery.article, today=local(now).date())
    return LAPSED.format(why=lapse.why)[:300] if lapse and lapse.is_over(local(now).date()) else ""


def withdraw_lapsed(*, now: datetime) -> int:
    """Takes back what lies ready (a text to copy out, a bulletin in its slot) of policy sheets
    that lapsed since. May run twice; one that fails stops no other. Answers how many."""
    ready = Delivery.objects.filter(
        state=DeliveryState.SENDING, article__genre=Genre.POLICY
    ).select_related("article")
    return sum(_taken_back(delivery, now) for delivery in ready)


def _taken_back(delivery: Delivery, now: datetime) -> bool:
    try:
        with transaction.atomic():
            way, why = channel(delivery.channel), why_not_now(delivery, now=now)
            if not why or not way.lies_ready(delivery, now):
                return False
            way.withdraw(delivery, now)
            delivery.refresh_from_db()
            settle(delivery=delivery, state=DeliveryState.WITHDRAWN, now=now, problem=why)
            return True
    except Exception:
        LOG.exception("delivery %s of a lapsed sheet is not taken back", delivery.pk)
        return False


def send_again(*, delivery: Delivery, by: Account, now: datetime) -> Delivery:
    """Gửi lại: one attempt at once of what did not go out. Nothing is sent twice: what may have
    gone out, or is on its way, is refused. Raises Refused."""
    if not by.has_perm("newsroom.change_article"):
        raise Refused("Tài khoản này không được giao gửi bài lên kênh. Chưa gửi gì.")
    again = Delivery.objects.filter(
        pk=delivery.pk, state__in=(DeliveryState.FAILED, DeliveryState.WAITING)
    ).update(state=DeliveryState.WAITING, next_attempt_at=None, settled_at=None)
    if not again:
        raise Refused(
            "Lượt này đang gửi, đã gửi hoặc chưa rõ đã tới chưa nên không gửi thêm. Bài vẫn được "
            "giữ. Mở kênh ấy xem bài đã có chưa."
        )
    delivery.refresh_from_db()
    send(delivery=delivery, now=now)
    delivery.refresh_from_db()
    return delivery


def settle(
    *, delivery: Delivery, state: DeliveryState, now: datetime, url: str = "",
    outside_id: str = "", proof: dict[str, Any] | None = None, problem: str = "",
) -> None:  # fmt: skip
    """Notes how a delivery ended."""
    delivery.state, delivery.settled_at, delivery.problem = state, now, problem
    delivery.url = url or delivery.url
    delivery.outside_id = outside_id or delivery.outside_id
    delivery.proof = proof or delivery.proof
    delivery.save()


def _put_off(delivery: Delivery, problem: str, now: datetime) -> None:
    """Later once more, at the longest step for as long as it takes. What the attempt had set in
    memory is forgotten: its transaction did not hold."""
    delivery.refresh_from_db()
    step = min(delivery.attempt_count, len(RETRY_AFTER) - 1)
    delivery.attempt_count = min(delivery.attempt_count + 1, MOST_COUNTED)
    delivery.problem, delivery.next_attempt_at = problem[:300], now + RETRY_AFTER[step]
    delivery.save(update_fields=["attempt_count", "problem", "next_attempt_at"])
