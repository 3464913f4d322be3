"""Writes of the newsroom: save, submit, approve, correct, withdraw."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime, timedelta

from django.db import transaction
from wagtail.models import Revision

from lantoa.approval import services as approval
from lantoa.approval.models import Approval, Request
from lantoa.approval.queries import open_request, open_requests
from lantoa.approval.terms import Decision
from lantoa.core.clock import local
from lantoa.core.errors import Refused
from lantoa.ledger.services import record_evidence
from lantoa.ledger.terms import Proof
from lantoa.library.uses import note_uses
from lantoa.newsroom.authors import authors_of
from lantoa.newsroom.models import Article
from lantoa.newsroom.models.article import NETWORK_FIELDS, TEXT_FIELDS, picture_ids
from lantoa.newsroom.products.queries import product_rows
from lantoa.newsroom.queries import current_manifest, missing_for_submission, still_stands
from lantoa.newsroom.terms import matter
from lantoa.newsroom.timing.hours import (
    drop_every_hour,
    drop_hour,
    end_hours,
    hold_hours,
    set_timing,
    waits_for_its_hour,
)
from lantoa.notices.services import tell_account
from lantoa.registry.models import Account

ONE_STEP = timedelta(minutes=10)
DRAFT_FIELDS = [
    *TEXT_FIELDS, *NETWORK_FIELDS, "used_help", "body", "sheet", "section", "series", "project",
    "for_loudspeaker", "has_no_secret", "tasks", "audiences", "slug", "folded",
]  # fmt: skip
# How the article stands; a screen that was opened earlier holds what these were then.
STANDING_FIELDS = (
    "live", "has_unpublished_changes", "live_revision_id", "latest_revision_id",
    "first_published_at", "last_published_at", "live_content", "delivered_content",
    "created_by_id", "created_at", "withdrawn_by_id",
)  # fmt: skip
NO_TITLE = "Tin bài chưa có tiêu đề"
GONE = "Tin bài này không còn. Chưa ghi quyết định nào."


def article_of(subject: str) -> Article | None:
    """The article of a code such as `article:12`."""
    kind, _, pk = subject.partition(":")
    return Article.objects.filter(pk=pk).first() if kind == "article" and pk.isdigit() else None


def save_draft(*, article: Article, by: Account, now: datetime, anew: bool = False) -> Article:
    """Saves a draft as a revision; what stands in public stays as it was.

    A draft may lack its title. While nothing is live the row follows the draft, so that lists
    and search know it. A request that waited falls: only the newest bytes may be approved.
    What stands is read again under the lock: an approval may have gone through meanwhile.
    `anew`: a step of the history of its own, whatever was saved a moment ago.
    """
    article.full_clean(exclude=[] if article.title.strip() else ["title"])
    with transaction.atomic():
        if article.pk is None:
            article.created_by, article.created_at, article.live = by, now, False
            article.save()
        else:
            row = _locked(article)
            for name in STANDING_FIELDS:
                setattr(article, name, getattr(row, name))
            if not row.live:
                article.save(update_fields=DRAFT_FIELDS)
        article.save_revision(
            user=by, changed=True, clean=False,
            overwrite_revision=None if anew else _own_running_revision(article, by, now),
        )  # fmt: skip
        note_pictures(article=article)
        withdraw_stale_request(article=article)
        drop_hour(article=article, content=article.content, now=now)
    return article


def note_pictures(*, article: Article) -> None:
    """The library knows which pictures the newest draft and the live version show."""
    row = Article.objects.get(pk=article.pk)
    shown = set(picture_ids(list(article.body.raw_data) if article.body else []))
    if row.live:
        shown |= set(picture_ids(list(row.body.raw_data) if row.body else []))
    note_uses(subject=article.code, title=article.title or NO_TITLE, pictures=shown)


def _own_running_revision(article: Article, by: Account, now: datetime) -> Revision | None:
    """The newest revision where it is this person's own of the last minutes and nothing hangs on
    it: saving every second makes one step of the history, not a hundred."""
    newest: Revision | None = article.get_latest_revision()
    if newest is None or newest.user_id != by.pk or newest.pk == article.live_revision_id:
        return None
    if open_request(subject=article.code) or newest.created_at < now - ONE_STEP:
        return None
    return newest


def submit_article(
    *, article: Article, by: Account, now: datetime, needed_by: datetime | None = None,
    publish_at: datetime | None = None, expire_at: datetime | None = None,
) -> Request:  # fmt: skip
    """Gửi duyệt the newest draft with its forms, to go live at an hour and come down at one.
    Refuses while something is missing."""
    with transaction.atomic():
        article = _locked(article)  # whoever saved last, not what was opened
        draft = article.newest
        missing = missing_for_submission(draft)
        if missing:
            raise Refused(f"Chưa gửi duyệt được: còn phải {', '.join(missing)}. Bài vẫn được giữ.")
        set_timing(
            article=article, content=draft.content, publish_at=publish_at, expire_at=expire_at,
            by=by, now=now,
        )  # fmt: skip
        tasks = [task.code for task in draft.tasks.all()]
        request = approval.open_for_approval(
            subject=article.code, title=draft.title, manifest=current_manifest(draft),
            authors=authors_of(article) | {by}, tasks=tasks, by=by, now=now, needed_by=needed_by,
            matter=matter(draft.genre),
        )  # fmt: skip
        record_evidence(
            kind="article.submitted", occurred_at=now, now=now, by=by.code,
            subjects=[article.code, *tasks],
            payload={"content": request.manifest["content"], "hash": request.hash},
            proof=Proof.SYSTEM,
        )  # fmt: skip
    return request


def approve_article(
    *, request: Request, expected_hash: str, seen: Sequence[str], by: Account, now: datetime,
    via: str = "desk",
) -> Approval:  # fmt: skip
    """Duyệt: the decision; after the last step the article goes live with exactly the approved
    content."""
    with transaction.atomic():
        article = _locked_subject(request)
        _refuse_if_changed(article, request)
        decision = approval.decide(
            request=request, decision=Decision.APPROVED, reason="", expected_hash=expected_hash,
            seen=seen, by=by, now=now, via=via,
        )  # fmt: skip
        if decision.is_final and not waits_for_its_hour(article, decision.content, now=now):
            publish_article(article=article, content=decision.content, now=now)
    return decision


def return_article(
    *, request: Request, reason: str, expected_hash: str, seen: Sequence[str], by: Account,
    now: datetime, via: str = "desk",
) -> Approval:  # fmt: skip
    """Trả lại with a reason; the draft stays as it is, and whoever wrote it is told."""
    with transaction.atomic():
        _locked_subject(request)
        decision = approval.decide(
            request=request, decision=Decision.RETURNED, reason=reason,
            expected_hash=expected_hash, seen=seen, by=by, now=now, via=via,
        )  # fmt: skip
        tell_returned(
            request=request, reason=decision.reason, by=by, now=now,
            link=f"/ban-lam-viec/tin-bai/{request.subject.partition(':')[2]}/",
        )  # fmt: skip
    return decision


def tell_returned(
    *, request: Request, reason: str, link: str, by: Account, now: datetime, what: str = "Bài"
) -> None:
    """Whoever wrote and submitted it is told why it came back."""
    for account in {request.submitted_by, *request.authors.all()}:
        tell_account(
            account=account, subject=f"request:{request.pk}",
            text=f"{what} «{request.title}» được trả lại: {reason}", link=link, by=by.code,
            today=local(now).date(), now=now,
        )  # fmt: skip


def publish_article(*, article: Article, content: str, now: datetime) -> None:
    """Puts the revision with this approved content live; the gate in `publish` checks again."""
    revision = article.get_latest_revision()
    if revision is None or revision.as_object().content != content:
        raise Refused("Bản đã duyệt không còn là bản mới nhất. Chưa đăng. Gửi duyệt lại bản mới.")
    first = article.first_published_at or now  # publishing notes the clock's moment, not `now`
    article.publish(revision, changed=True)
    note_pictures(article=revision.as_object())
    Article.objects.filter(pk=article.pk).update(first_published_at=first, last_published_at=now)
    hold_hours(article=article, content=content, now=now)


def withdraw_article(*, article: Article, by: Account, now: datetime) -> None:
    """Gỡ bỏ: nothing of it stands in public, nor comes back at an hour that was set; channels
    follow by their own way to withdraw, and name in their evidence who did it."""
    with transaction.atomic():
        expire_article(article=article, by=by, now=now)
        drop_every_hour(article=article, now=now)


def expire_article(*, article: Article, by: Account, now: datetime) -> None:
    """Gỡ bỏ at its hour: a newer version that was approved for a later hour still comes then."""
    with transaction.atomic():
        _locked(article).unpublish()
        end_hours(article=article, now=now)
        Article.objects.filter(pk=article.pk).update(
            live_content="", delivered_content="", withdrawn_by=by
        )


def withdraw_stale_request(*, article: Article) -> None:
    """Open requests fall when the draft changes, for the article and for its products: only the
    newest bytes may be approved."""
    codes = [article.code, *(product.code for product in product_rows(article))]
    waiting = [request for request in open_requests() if request.subject in codes]
    content = article.newest.content if waiting else ""
    for request in waiting:
        if request.manifest["content"] != content:
            approval.withdraw_request(request=request)


def _locked(article: Article) -> Article:
    """The row as it stands, held until the transaction ends: everybody locks the article first
    and a request after it."""
    row: Article = Article.objects.select_for_update().get(pk=article.pk)
    return row


def _locked_subject(request: Request) -> Article:
    """The article of a request, locked. Refuses where the request is about something else."""
    article = article_of(request.subject)
    if article is None:
        raise Refused(GONE)
    return _locked(article)


def _refuse_if_changed(article: Article, request: Request) -> None:
    if not still_stands(article.newest, request.manifest):
        raise Refused(
            "Nội dung hoặc âm thanh đã đổi sau khi trình. Chưa ghi quyết định nào. "
            "Người viết cần gửi duyệt lại bản mới."
        )
