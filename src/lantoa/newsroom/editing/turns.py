"""Lượt sửa: one person writes an article at a time, and hands it over when asked.

A hold lives while its editor is open (a sign of life every few seconds). Whoever asks gets it when
the holder hands it over, when the holder does not answer within ANSWER_WITHIN, or when the
holder's editor fell silent for SILENT_AFTER. Nothing is merged: the one who holds, saves.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, timedelta

from django.db import transaction

from lantoa.core.errors import Refused
from lantoa.newsroom.models import Article, EditingHold
from lantoa.registry.models import Account
from lantoa.vietnamese import clock_time

SILENT_AFTER = timedelta(seconds=75)
ANSWER_WITHIN = timedelta(minutes=3)
# A page that is only loaded again is back within this; then nobody else has taken the article.
GRACE = timedelta(seconds=10)


@dataclass(frozen=True)
class Editing:
    """How one person stands to an article: do they hold it, else who does since when; who asks
    the holder, and how long the holder has to answer."""

    is_mine: bool
    holder: str = ""
    since: str = ""
    asker: str = ""
    asks_me: bool = False
    i_asked: bool = False
    seconds_left: int = 0
    is_free: bool = False


def hold_article(*, article: Article, by: Account, now: datetime) -> Editing:
    """A sign of life: takes the article where it is free or lapsed, keeps it where it is held."""
    with transaction.atomic():
        row = _row(article, by, now)
        if row.held_by_id == by.pk:
            if _is_due(row, now) and row.asked_by is not None:
                _give(row, row.asked_by, now)
            else:
                row.seen_at = now
                row.save(update_fields=["seen_at"])
        elif _is_free_for(row, by, now):
            _give(row, by, now)
    return _standing(row, by, now)


def see_article(*, article: Article, by: Account, now: datetime) -> Editing:
    """How it stands, for a page that only waits: nothing is taken, unless this person asked."""
    row = EditingHold.objects.filter(article=article).select_related("held_by", "asked_by").first()
    if row is None or row.asked_by_id == by.pk or row.held_by_id == by.pk:
        return hold_article(article=article, by=by, now=now)
    return _standing(row, by, now)


def refuse_if_held(*, article: Article, by: Account, now: datetime) -> None:
    """Refuses a save while somebody else writes; takes the article where nobody does."""
    standing = hold_article(article=article, by=by, now=now)
    if not standing.is_mine:
        raise Refused(
            f"{standing.holder} đang sửa bài này từ {standing.since} nên chưa lưu. Lời đang gõ vẫn "
            "còn trên màn hình này. Xin sửa tiếp ở đầu trang, hoặc chép lại phần cần giữ."
        )


def ask_for_article(*, article: Article, by: Account, now: datetime) -> Editing:
    """Xin sửa tiếp: the holder sees it in their editor; the first who asks goes first."""
    with transaction.atomic():
        row = _row(article, by, now)
        if _is_free_for(row, by, now):
            _give(row, by, now)
        elif row.held_by_id != by.pk and row.asked_by_id is None:
            row.asked_by, row.asked_at = by, now
            row.save(update_fields=["asked_by", "asked_at"])
    return _standing(row, by, now)


def answer_asker(*, article: Article, hands_over: bool, by: Account, now: datetime) -> Editing:
    """The holder hands the article over, or keeps it; then the asker may ask again."""
    with transaction.atomic():
        row = _row(article, by, now)
        if row.held_by_id == by.pk and row.asked_by is not None:
            if hands_over:
                _give(row, row.asked_by, now)
            else:
                row.asked_by = row.asked_at = None
                row.save(update_fields=["asked_by", "asked_at"])
    return _standing(row, by, now)


def leave_article(*, article: Article, by: Account, now: datetime) -> None:
    """The editor was closed: whoever asked gets the article, else it is free."""
    with transaction.atomic():
        row = EditingHold.objects.select_for_update().filter(article=article).first()
        if row is None or row.held_by_id != by.pk:
            return
        if row.asked_by is not None:
            _give(row, row.asked_by, now)
        else:
            row.seen_at = now - SILENT_AFTER + GRACE
            row.save(update_fields=["seen_at"])


def _row(article: Article, by: Account, now: datetime) -> EditingHold:
    """The hold of an article, locked; made for `by` where nobody held it yet."""
    Article.objects.select_for_update().get(pk=article.pk)
    row, _ = EditingHold.objects.select_related("held_by", "asked_by").get_or_create(
        article=article, defaults={"held_by": by, "held_since": now, "seen_at": now}
    )
    return row


def _is_free_for(row: EditingHold, by: Account, now: datetime) -> bool:
    if abs(now - row.seen_at) >= SILENT_AFTER:  # a clock set back frees it too
        return row.asked_by_id in (None, by.pk) or abs(now - row.seen_at) >= 2 * SILENT_AFTER
    return row.asked_by_id == by.pk and _is_due(row, now)


def _is_due(row: EditingHold, now: datetime) -> bool:
    return row.asked_at is not None and now - row.asked_at >= ANSWER_WITHIN


def _give(row: EditingHold, to: Account, now: datetime) -> None:
    row.held_by, row.held_since, row.seen_at = to, now, now
    row.asked_by = row.asked_at = None
    row.save()


def _standing(row: EditingHold, by: Account, now: datetime) -> Editing:
    left = ANSWER_WITHIN - (now - row.asked_at) if row.asked_at else timedelta()
    return Editing(
        is_mine=row.held_by_id == by.pk, holder=str(row.held_by), since=clock_time(row.held_since),
        asker=str(row.asked_by) if row.asked_by else "",
        asks_me=row.held_by_id == by.pk and row.asked_by_id is not None,
        i_asked=row.asked_by_id == by.pk, seconds_left=max(int(left.total_seconds()), 0),
        is_free=_is_free_for(row, by, now),
    )  # fmt: skip
