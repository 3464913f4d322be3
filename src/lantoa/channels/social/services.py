"""Writes of the networks: text to copy out, link pasted back."""

from __future__ import annotations

import logging
from datetime import datetime
from urllib.parse import urlsplit

from django.db import transaction
from django.db.models import F

from lantoa.channels.base.addresses import full_address, short_path
from lantoa.channels.base.models import Delivery
from lantoa.channels.base.services import settle
from lantoa.channels.base.terms import DeliveryState
from lantoa.channels.social.models import Post, SocialAccount
from lantoa.channels.social.queries import active_accounts
from lantoa.channels.social.terms import HOSTS, RULES, USUAL, PostState
from lantoa.core.errors import Refused
from lantoa.ledger.services import record_evidence
from lantoa.ledger.terms import Proof
from lantoa.newsroom.models import Article
from lantoa.newsroom.plain import post_text
from lantoa.registry.models import Account

LOG = logging.getLogger("lantoa.channels")


def targets(article: Article) -> list[str]:
    """One post for each account in use."""
    return [account.code for account in active_accounts()]


def prepare_post(delivery: Delivery, now: datetime) -> None:
    """Lays the text ready; the delivery stays open until a person pastes the link back."""
    article = delivery.article
    account = _account(delivery.target)
    if article is None or account is None or not account.is_active:
        settle(
            delivery=delivery, state=DeliveryState.WITHDRAWN, now=now,
            problem="Kênh này không còn dùng.",
        )  # fmt: skip
        return
    if article.live_content != delivery.content:  # put off until another version stood in public
        settle(
            delivery=delivery, state=DeliveryState.WITHDRAWN, now=now,
            problem="Tin bài đã có bản mới hoặc đã gỡ trước khi bản này được soạn.",
        )  # fmt: skip
        return
    _drop_older(delivery, account, now)
    rules = RULES.get(account.network, USUAL)
    text = post_text(
        article, full_address(short_path(article)), network=account.network, limit=rules.longest
    )
    post, _ = Post.objects.get_or_create(
        delivery=delivery,
        defaults={"account": account, "article": article, "made_at": now, "text": text},
    )
    if post.state in (PostState.POSTED, PostState.TO_REMOVE):
        _stand_again(post, now)
        return
    if post.state == PostState.DROPPED:  # taken down, then approved once more
        post.state, post.text, post.made_at, post.noted_by = PostState.TO_POST, text, now, None
        post.url, post.posted_at = "", None
        post.save()
    delivery.state = DeliveryState.SENDING
    delivery.save(update_fields=["state"])


def note_post_link(*, post: Post, url: str, by: Account, now: datetime) -> Post:
    """Ghi đường dẫn của bài đã đăng. Refuses a link of another network or one already noted."""
    url = url.strip()
    with transaction.atomic():
        post = Post.objects.select_for_update(of=("self",)).select_related(
            "account", "delivery", "article"
        ).get(pk=post.pk)  # fmt: skip
        _refuse_link(post, url)
        post.url, post.state, post.posted_at, post.noted_by = url, PostState.POSTED, now, by
        post.save()
        settle(delivery=post.delivery, state=DeliveryState.DELIVERED, now=now, url=url)
        record_evidence(
            kind="post.published", occurred_at=now, now=now, by=by.code,
            subjects=_subjects(post),
            payload={
                "title": post.article.title, "url": url, "network": post.account.network,
                "account": post.account.name, "content": post.delivery.content,
            },
            proof=Proof.LINK,
        )  # fmt: skip
    return post


def drop_post(*, post: Post, by: Account, now: datetime) -> None:
    """Thôi đăng: this text will not be copied out to this account."""
    if post.state != PostState.TO_POST:
        raise Refused("Bài đăng này không còn ở trạng thái chờ đăng. Không có gì thay đổi.")
    _drop(post, by, now, "Người phụ trách quyết định không đăng lên kênh này.")


def withdraw_post(delivery: Delivery, now: datetime) -> None:
    """A post that stands must be taken down by a person; one that waits is dropped."""
    post = Post.objects.filter(delivery=delivery).first()
    if post and post.state == PostState.POSTED:
        post.state = PostState.TO_REMOVE
        post.save(update_fields=["state"])
    elif post and post.state == PostState.TO_POST:
        _drop(post, None, now, "Tin bài đã gỡ.")


def withdraw_gone(*, now: datetime) -> int:
    """Turns to every post whose article was taken down since. May run twice."""
    gone = Post.objects.filter(
        state__in=(PostState.TO_POST, PostState.POSTED), article__live=False
    ).select_related("delivery")
    for post in gone:
        try:
            with transaction.atomic():
                withdraw_post(post.delivery, now)
        except Exception:
            LOG.exception("post %s is not withdrawn", post.pk)
    return len(gone)


def keep_standing(*, now: datetime) -> int:
    """A post that nobody took down yet, of an article that stands again with the same content,
    need not be taken down. May run twice."""
    back = Post.objects.filter(
        state=PostState.TO_REMOVE, article__live=True,
        delivery__content=F("article__live_content"),
    ).select_related("delivery")  # fmt: skip
    for post in back:
        try:
            with transaction.atomic():
                _stand_again(post, now)
        except Exception:
            LOG.exception("post %s is not kept standing", post.pk)
    return len(back)


def note_removal(*, post: Post, by: Account, now: datetime) -> None:
    """Ghi đã gỡ bài khỏi mạng."""
    if post.state != PostState.TO_REMOVE:
        raise Refused("Bài đăng này không nằm trong danh sách cần gỡ. Không có gì thay đổi.")
    _drop(post, by, now, "Đã gỡ khỏi mạng xã hội.")


def keep_account(*, account: SocialAccount, by: Account) -> SocialAccount:
    """Ghi kênh mạng xã hội của xã. What is approved from now on gets a text for it."""
    if not by.has_perm("social.change_post"):
        raise Refused("Tài khoản này không có quyền ghi kênh mạng xã hội. Chưa lưu gì.")
    account.save()
    return account


def _account(code: str) -> SocialAccount | None:
    kind, _, key = code.partition(":")
    if kind != "social-account" or not key.isdigit():
        return None
    return SocialAccount.objects.filter(pk=key).first()


def _stand_again(post: Post, now: datetime) -> None:
    post.state = PostState.POSTED
    post.save(update_fields=["state"])
    settle(delivery=post.delivery, state=DeliveryState.DELIVERED, now=now, url=post.url)


def _drop_older(delivery: Delivery, account: SocialAccount, now: datetime) -> None:
    """A text of an older version that nobody copied out yet is not copied out any more."""
    older = Post.objects.filter(
        article=delivery.article, account=account, state=PostState.TO_POST
    ).exclude(delivery=delivery)
    for post in older:
        _drop(post, None, now, "Tin bài đã có bản mới.")


def _drop(post: Post, by: Account | None, now: datetime, why: str) -> None:
    post.state, post.noted_by = PostState.DROPPED, by
    post.save(update_fields=["state", "noted_by"])
    settle(delivery=post.delivery, state=DeliveryState.WITHDRAWN, now=now, problem=why)


def _refuse_link(post: Post, url: str) -> None:
    if post.state != PostState.TO_POST:
        raise Refused("Bài đăng này đã ghi đường dẫn hoặc đã thôi đăng. Không có gì thay đổi.")
    parts = urlsplit(url)
    host = (parts.hostname or "").lower()
    if parts.scheme not in ("http", "https") or "." not in host or len(url) > 500:
        raise Refused(
            "Đường dẫn chưa đúng dạng https://… nên chưa ghi gì. "
            "Mở bài vừa đăng, chép đường dẫn rồi dán lại."
        )
    names = HOSTS.get(post.account.network, ())
    if names and not any(host == name or host.endswith(f".{name}") for name in names):
        raise Refused(
            f"Đường dẫn không phải của {post.account.get_network_display()} nên chưa ghi gì. "
            f"Chép đường dẫn bài đăng trên {post.account.name} rồi dán lại."
        )


def _subjects(post: Post) -> list[str]:
    article = post.article
    codes = [article.code, post.account.code]
    codes += [task.code for task in article.tasks.all()]
    codes += [audience.code for audience in article.audiences.all()]
    codes += [article.project.code] if article.project else []
    return codes
