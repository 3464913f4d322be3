"""Products made later or changed by hand: laid before a leader by themselves, decided like their
article, through the same hands."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime

from django.db import transaction

from lantoa.approval import services as approval
from lantoa.approval.models import Approval, Request
from lantoa.approval.terms import Decision
from lantoa.core.errors import Refused
from lantoa.ledger.services import record_evidence
from lantoa.ledger.terms import Proof
from lantoa.newsroom.authors import authors_of
from lantoa.newsroom.models import Article, Rendition
from lantoa.newsroom.products.queries import (
    is_fresh,
    is_product_approved,
    product_manifest,
    product_of,
)
from lantoa.newsroom.services import tell_returned
from lantoa.newsroom.terms import matter
from lantoa.registry.models import Account

NOT_FRESH = (
    "Bài đã đổi sau khi làm bản này, hoặc bản này chưa làm xong. Chưa gửi duyệt. "
    "Làm lại theo bài mới rồi gửi."
)
APPROVED = "Bản này đã được duyệt. Không gửi thêm."
GONE = "Sản phẩm này không còn. Chưa ghi quyết định nào."
CHANGED = (
    "Bài đã đổi sau khi trình nên bản này không còn đúng. Chưa ghi quyết định nào. "
    "Người làm cần làm lại rồi gửi duyệt."
)


def submit_product(
    *, product: Rendition, by: Account, now: datetime, needed_by: datetime | None = None
) -> Request:
    """Gửi duyệt one product by itself."""
    with transaction.atomic():
        article: Article = Article.objects.select_for_update().get(pk=product.article_id)
        draft = article.newest
        if not is_fresh(product, draft, draft.content):
            raise Refused(NOT_FRESH)
        if is_product_approved(product):
            raise Refused(APPROVED)
        tasks = [task.code for task in draft.tasks.all()]
        makers = {product.made_by} if product.made_by else set()
        request = approval.open_for_approval(
            subject=product.code, title=title_of(product, draft),
            manifest=product_manifest(product), authors=authors_of(article) | makers | {by},
            tasks=tasks, by=by, now=now, needed_by=needed_by, matter=matter(draft.genre),
        )  # fmt: skip
        record_evidence(
            kind="product.submitted", occurred_at=now, now=now, by=by.code,
            subjects=[product.code, article.code, *tasks],
            payload={"content": request.manifest["content"], "hash": request.hash},
            proof=Proof.SYSTEM,
        )  # fmt: skip
    return request


def title_of(product: Rendition, article: Article) -> str:
    """«Đồ họa thông tin: Nộp hồ sơ tại nhà»."""
    return f"{str(product.get_form_display()).capitalize()}: {article.title}"[:300]


def approve_product(
    *, request: Request, expected_hash: str, seen: Sequence[str], by: Account, now: datetime,
    via: str = "desk",
) -> Approval:  # fmt: skip
    """Duyệt: from now on it may go out, as long as its article's version stands in public."""
    with transaction.atomic():
        product = _locked(request)
        draft = product.article.newest
        if not is_fresh(product, draft, draft.content) or (
            product_manifest(product) != request.manifest
        ):
            raise Refused(CHANGED)
        return approval.decide(
            request=request, decision=Decision.APPROVED, reason="", expected_hash=expected_hash,
            seen=seen, by=by, now=now, via=via,
        )  # fmt: skip


def return_product(
    *, request: Request, reason: str, expected_hash: str, seen: Sequence[str], by: Account,
    now: datetime, via: str = "desk",
) -> Approval:  # fmt: skip
    """Trả lại with a reason; whoever made it is told."""
    with transaction.atomic():
        product = _locked(request)
        decision = approval.decide(
            request=request, decision=Decision.RETURNED, reason=reason,
            expected_hash=expected_hash, seen=seen, by=by, now=now, via=via,
        )  # fmt: skip
        tell_returned(
            request=request, reason=decision.reason, by=by, now=now, what="Sản phẩm",
            link=f"/ban-lam-viec/tin-bai/{product.article_id}/san-pham/{product.form}/",
        )  # fmt: skip
    return decision


def _locked(request: Request) -> Rendition:
    """The product of a request, its article locked first as everywhere."""
    product = product_of(request.subject)
    if product is None:
        raise Refused(GONE)
    Article.objects.select_for_update().get(pk=product.article_id)
    return product
