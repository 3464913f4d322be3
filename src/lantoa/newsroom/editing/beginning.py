"""The first save of a draft, which may be sent more than once: its answer was lost, or two went
out side by side. The key that the browser made with the draft leads to one article."""

from __future__ import annotations

import re
from datetime import datetime

from django.db import IntegrityError, transaction

from lantoa.core.errors import Refused
from lantoa.newsroom.models import Article, DraftKey
from lantoa.newsroom.services import save_draft
from lantoa.registry.models import Account

MADE_BY_A_BROWSER = re.compile(r"[0-9a-f]{32}")
OLD_PAGE = (
    "Trang soạn bài đã cũ nên chưa lưu. Lời đang gõ vẫn còn trên màn hình này. Tải lại trang."
)


class BegunElsewhere(Exception):
    """The same key made an article meanwhile; it is to be asked for again."""


def begun_with(*, key: str, by: Account) -> DraftKey | None:
    """What this person's key made already. An empty key (a browser without scripts) made nothing.
    Raises Refused for what no browser of ours makes."""
    if key and not MADE_BY_A_BROWSER.fullmatch(key):
        raise Refused(OLD_PAGE)
    return DraftKey.objects.select_related("article").filter(key=_own(key, by)).first()


def save_begun(*, article: Article, key: str, by: Account, now: datetime) -> Article:
    """Saves the draft of a new editor: a new article the first time, the same one afterwards.
    Raises BegunElsewhere where the same key won from another request."""
    if not key:
        return save_draft(article=article, by=by, now=now)
    is_new = article.pk is None
    try:
        with transaction.atomic():
            saved = save_draft(article=article, by=by, now=now)
            rows = DraftKey.objects.filter(key=_own(key, by))
            content = saved.newest.content
            if is_new:
                rows.create(key=_own(key, by), article=saved, content=content, made_at=now)
            else:
                rows.update(content=content)
    except IntegrityError as error:
        if is_new and DraftKey.objects.filter(key=_own(key, by)).exists():
            raise BegunElsewhere from error
        raise
    return saved


def forget_keys(*, before: datetime) -> None:
    """A browser keeps what it could not save for a week; older keys lead nobody anywhere."""
    DraftKey.objects.filter(made_at__lt=before).delete()


def _own(key: str, by: Account) -> str:
    """Within one person: nobody reaches another's draft by guessing."""
    return f"{by.pk}:{key}"
