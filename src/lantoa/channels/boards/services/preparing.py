"""The text lies ready for each board; what is gone from the site is asked to come down."""

from __future__ import annotations

import logging
from collections.abc import Callable
from datetime import datetime

from django.db import transaction
from django.db.models import F, Q, QuerySet

from lantoa.channels.base.models import Delivery
from lantoa.channels.base.services import settle
from lantoa.channels.base.standing import RENEWED, WITHDRAWN, why_outdated
from lantoa.channels.base.terms import DeliveryState
from lantoa.channels.boards.models import PastPosting, Posting
from lantoa.channels.boards.queries import active_boards
from lantoa.channels.boards.terms import HANGING, PostingState
from lantoa.core.clock import local
from lantoa.newsroom.models import Article
from lantoa.newsroom.terms import Genre
from lantoa.registry.models import Board

LOG = logging.getLogger("lantoa.channels")
CHANNEL = "boards"


def targets(article: Article) -> list[str]:
    """Every board in use."""
    return [board.code for board in active_boards()]


def prepare_posting(delivery: Delivery, now: datetime) -> None:
    """Lays the text ready for a board; the delivery stays open until somebody notes that it hangs
    there."""
    article, board = delivery.article, _board(delivery.target)
    if article is None or delivery.rendition is None or board is None or not board.is_active:
        _leave(delivery, "Bảng này không còn dùng.", now)
        return
    if article.live_content != delivery.content:  # put off until another version stood in public
        _leave(delivery, "Tin bài đã có bản mới hoặc đã gỡ trước khi chữ được đưa lên.", now)
        return
    _renew_older(delivery, board, now)
    posting, _ = Posting.objects.get_or_create(
        delivery=delivery,
        defaults={
            "board": board, "article": article, "product": delivery.rendition, "made_at": now,
        },
    )  # fmt: skip
    if posting.state in HANGING:
        _hang_on(posting, now)
        return
    if posting.state != PostingState.TO_POST:  # taken down, then approved once more
        _begin_again(posting, now)
    delivery.state = DeliveryState.SENDING
    delivery.save(update_fields=["state"])


def withdraw_posting(delivery: Delivery, now: datetime) -> None:
    """What hangs must be taken down by a person; what waits is dropped."""
    posting, why = Posting.objects.filter(delivery=delivery).first(), why_gone(delivery, now)
    if posting and posting.state == PostingState.POSTED:
        posting.state, posting.why = PostingState.TO_REMOVE, why or WITHDRAWN
        posting.save(update_fields=["state", "why"])
    elif posting and posting.state == PostingState.TO_POST:
        drop(posting, why or WITHDRAWN, now)


def why_gone(delivery: Delivery, now: datetime) -> str:
    """Why a text has no place on a board any more; empty where it may stand."""
    return why_outdated(delivery.article, delivery.content, today=local(now).date())


def withdraw_gone(*, now: datetime) -> int:
    """Turns to every posting whose article was taken down since, stands in public in another
    version (whether that one has a text for boards or not), or lapsed. May run twice."""
    rows = Posting.objects.filter(state__in=(PostingState.TO_POST, PostingState.POSTED)).filter(
        Q(article__live=False) | Q(article__genre=Genre.POLICY)
        | ~Q(delivery__content=F("article__live_content"))
    )  # fmt: skip
    return _each(rows, lambda posting: _let_go(posting.delivery, now))


def keep_standing(*, now: datetime) -> int:
    """What nobody took down yet, of an article that stands again with the same content, hangs on.
    May run twice."""
    back = Posting.objects.filter(
        state=PostingState.TO_REMOVE, article__live=True,
        delivery__content=F("article__live_content"),
    )  # fmt: skip
    return _each(back, lambda posting: _stand_again(posting, now))


def drop(posting: Posting, why: str, now: datetime) -> None:
    """This text is not put up on this board."""
    posting.state, posting.why = PostingState.DROPPED, why
    posting.save(update_fields=["state", "why"])
    _leave(posting.delivery, f"{why[:1].upper()}{why[1:]}.", now)


def _each(rows: QuerySet[Posting], act: Callable[[Posting], None]) -> int:
    """Each in its own transaction: one that fails stops no other."""
    found = list(rows.select_related("delivery__article"))
    for posting in found:
        try:
            with transaction.atomic():
                act(posting)
        except Exception:
            LOG.exception("posting %s is left as it is", posting.pk)
    return len(found)


def _let_go(delivery: Delivery, now: datetime) -> None:
    if why_gone(delivery, now):
        withdraw_posting(delivery, now)


def _stand_again(posting: Posting, now: datetime) -> None:
    if not why_gone(posting.delivery, now):
        _hang_on(posting, now)


def _board(code: str) -> Board | None:
    kind, _, key = code.partition(":")
    if kind != "board" or not key.isdigit():
        return None
    return Board.objects.filter(pk=key).first()


def _leave(delivery: Delivery, problem: str, now: datetime) -> None:
    settle(delivery=delivery, state=DeliveryState.WITHDRAWN, now=now, problem=problem)


def _renew_older(delivery: Delivery, board: Board, now: datetime) -> None:
    """The text of an older version is not put up any more; where it hangs it has to come down."""
    older = Posting.objects.filter(article=delivery.article, board=board).exclude(delivery=delivery)
    for posting in older.filter(state=PostingState.TO_POST).select_related("delivery"):
        drop(posting, RENEWED, now)
    older.filter(state=PostingState.POSTED).update(state=PostingState.TO_REMOVE, why=RENEWED)


def _hang_on(posting: Posting, now: datetime) -> None:
    posting.state, posting.why = PostingState.POSTED, ""
    posting.save(update_fields=["state", "why"])
    settle(delivery=posting.delivery, state=DeliveryState.DELIVERED, now=now)


def _begin_again(posting: Posting, now: datetime) -> None:
    """The row begins anew; the time before, with its entry of the ledger, is kept beside it."""
    if posting.evidence_seq is not None and posting.posted_at is not None:
        PastPosting.objects.create(
            posting=posting, posted_at=posting.posted_at, hangs_until=posting.hangs_until,
            noted_by=posting.noted_by, removed_at=posting.removed_at,
            removed_by=posting.removed_by, evidence_seq=posting.evidence_seq,
        )  # fmt: skip
    posting.state, posting.why, posting.made_at = PostingState.TO_POST, "", now
    posting.posted_at = posting.hangs_until = posting.noted_by = None
    posting.removed_at = posting.removed_by = posting.evidence_seq = None
    posting.save()
