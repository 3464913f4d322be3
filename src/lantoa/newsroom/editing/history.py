"""Các bản đã lưu of an article: who saved each and when, how far it came, what differs between
two, and one of them taken up again as a new draft."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from django.core.exceptions import ValidationError
from django.db import transaction
from django.db.models import QuerySet
from wagtail.models import Revision

from lantoa.approval.authority import final_approvals
from lantoa.core.errors import Refused
from lantoa.newsroom.editing.differences import Piece, word_difference
from lantoa.newsroom.models import Article
from lantoa.newsroom.queries import compared_text
from lantoa.newsroom.services import save_draft
from lantoa.registry.models import Account

LIVE, APPROVED, DRAFT = "đang đăng", "đã duyệt", "nháp"
IS_NEWEST = "Bản này đang là bản mới nhất. Không có gì thay đổi."
LOST = (
    "Bản này dùng chuyên mục, ảnh hoặc danh mục không còn nữa nên chưa lấy lại được. Bài giữ như "
    "đang có. Mở phần so sánh rồi chép lại chỗ cần."
)


@dataclass(frozen=True)
class Version:
    """One saved version: its revision, its number from the first one on, who saved it, its title,
    how far it came (nháp, đã duyệt, đang đăng)."""

    revision: int
    number: int
    who: str
    at: datetime
    title: str
    state: str
    is_newest: bool


def revisions_of(article: Article) -> QuerySet[Revision]:
    """Every saved version, the newest first."""
    rows: QuerySet[Revision] = article.revisions.select_related("user").order_by("-pk")
    return rows


def versions_of(
    article: Article, rows: list[Revision], *, newest: int, first: int
) -> list[Version]:
    """Some of them in words; `first` is the number of the first one in `rows`, counted down."""
    found = []
    for at, row in enumerate(rows):
        found.append(
            Version(
                revision=row.pk, number=first - at, who=str(row.user or "chưa rõ"),
                at=row.created_at, title=str(row.content.get("title") or ""),
                state=_state(article, row), is_newest=row.pk == newest,
            )
        )  # fmt: skip
    return found


def difference(older: Revision, newer: Revision) -> list[Piece]:
    """What differs between two versions, word by word."""
    return word_difference(_text(older), _text(newer))


def restore_version(*, article: Article, revision: Revision, by: Account, now: datetime) -> Article:
    """Lấy lại bản này: its words become a new draft; every version stays in the history, and
    whoever wrote it counts among the authors again. Raises Refused."""
    with transaction.atomic():
        row: Article = Article.objects.select_for_update().get(pk=article.pk)
        old: Article = revision.as_object()
        if row.newest.content == old.content:
            raise Refused(IS_NEWEST)
        try:
            return save_draft(article=old, by=by, now=now, anew=True)
        except ValidationError as error:
            raise Refused(LOST) from error


def _state(article: Article, row: Revision) -> str:
    if article.live and row.pk == article.live_revision_id:
        return LIVE
    content = row.as_object().content
    is_approved = final_approvals(content=content).filter(subject=article.code).exists()
    return APPROVED if is_approved else DRAFT


def _text(row: Revision) -> str:
    return compared_text(row.as_object())
