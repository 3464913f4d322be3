"""The forms of an article that are files, as lines of the panel and as a page of their own."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from django.urls import reverse

from lantoa.approval.models import Request
from lantoa.approval.queries import open_request
from lantoa.core.clock import local
from lantoa.newsroom.models import Article, Rendition, RenditionFile
from lantoa.newsroom.products.queries import (
    is_fresh,
    is_product_approved,
    keeps_its_terms,
    newest_product,
    product_rows,
)
from lantoa.newsroom.products.register import Choice, ProductKind, chosen
from lantoa.newsroom.terms import RenditionState
from lantoa.vietnamese import byte_size, clock_time, date_short, duration

NEW, OLD, GOOD, BUSY, BAD, NONE, WAITING = "new", "old", "good", "busy", "bad", "draft", "waiting"
WITH_ARTICLE = "duyệt cùng bài"
BY_ITSELF = "chờ gửi duyệt riêng"
# Its words are still those that were approved, so that it stays where it is.
RENEWABLE = "màu, huy hiệu, âm thanh hoặc danh mục đã đổi; làm lại nếu cần"

# The photos in it may no longer be used, or are a machine's: it was taken off the public page.
NO_LONGER = "quyền dùng hoặc dấu «do máy tạo ra» của ảnh trong bản này đã đổi, nên bản này đã rút"


@dataclass(frozen=True)
class Standing:
    """Where one form stands: its newest product, the sign and word for it, a note, what to do.
    `waits_itself`: it can be laid before a leader by itself."""

    product: Rendition | None
    sign: str
    word: str
    note: str = ""
    act: str = "Xem, làm lại"
    waits_itself: bool = False
    request: Request | None = None


def standing_of_product(draft: Article, kind: ProductKind, content: str) -> Standing:
    """Where one form of the newest draft stands."""
    newest = newest_product(draft, kind.code)
    if newest is None:
        why = kind.why_not(draft)
        if why:
            return Standing(None, NONE, "chưa làm được", why, "Xem")
        return Standing(None, NONE, "chưa làm", act="Làm")
    if newest.state == RenditionState.MAKING:
        return Standing(newest, BUSY, f"đang làm {newest.percent}%", newest.problem, "Xem")
    if newest.state == RenditionState.FAILED:
        return Standing(newest, BAD, "chưa làm được", newest.problem, "Làm lại")
    fresh = is_fresh(newest, draft, content)
    if newest.content == content and not keeps_its_terms(newest, draft):
        return Standing(newest, OLD, "cũ", NO_LONGER, "Làm lại")
    if newest.content == content and is_product_approved(newest):
        return Standing(newest, GOOD, "đã duyệt", "" if fresh else RENEWABLE)
    if not fresh:
        return Standing(newest, OLD, "cũ", "bài hoặc danh mục đã đổi sau khi làm", "Làm lại")
    waiting = open_request(subject=newest.code)
    if waiting:
        return Standing(newest, WAITING, "chờ duyệt riêng", request=waiting)
    return _unapproved(newest, draft, content)


def _unapproved(newest: Rendition, draft: Article, content: str) -> Standing:
    """Made by rule, it goes with its article as long as that is not submitted yet."""
    with_article = open_request(subject=draft.code)
    is_submitted = with_article is not None or (draft.live and draft.live_content == content)
    if with_article and _is_in(newest, with_article):
        return Standing(newest, WAITING, "chờ duyệt cùng bài")
    if newest.is_by_hand or is_submitted:
        return Standing(newest, NEW, "mới", BY_ITSELF, waits_itself=True)
    return Standing(newest, NEW, "mới", WITH_ARTICLE)


def _is_in(product: Rendition, request: Request) -> bool:
    given = request.manifest["forms"].values()
    return all(file.sha256 in given for file in product.files.all())


@dataclass(frozen=True)
class ShownFile:
    """One file with its address: `kind` is `image`, `video`, `text` or `file`."""

    file: RenditionFile
    address: str
    kind: str
    note: str


KINDS = {"image/svg+xml": "image", "image/png": "image", "image/jpeg": "image",
         "video/mp4": "video", "text/plain": "text", "text/vtt": "captions"}  # fmt: skip


def shown_files(
    product: Rendition, address: Callable[[RenditionFile], str] | None = None
) -> list[ShownFile]:
    """Every file of a product; `address` makes an address of a file (the desk's own else)."""
    reach = address or (lambda file: reverse("desk-product-file", args=[file.sha256, file.ending]))
    return [
        ShownFile(file, reach(file), KINDS.get(file.mime, "file"), _note(file))
        for file in product.files.all()
    ]


def _note(file: RenditionFile) -> str:
    """«Khổ dọc: PNG, 1080 × 1350, 84 KB»."""
    kind = file.ending.upper()
    parts = [f"{file.name}: {kind}" if file.name else kind]
    if file.width:
        parts.append(f"{file.width} × {file.height}")
    if file.pages:
        parts.append(f"{file.pages} trang")
    if file.milliseconds:
        parts.append(duration(round(file.milliseconds / 1000)))
    return ", ".join([*parts, byte_size(file.size)])


def product_page(draft: Article, kind: ProductKind) -> dict[str, Any]:
    """What the page of one form shows."""
    standing = standing_of_product(draft, kind, draft.content)
    product = standing.product
    is_done = product is not None and product.state == RenditionState.READY
    options = product.options if product else {}
    return {
        "article": draft, "kind": kind, "standing": standing, "product": product,
        "files": shown_files(product) if product and is_done else [],
        "why_not": kind.why_not(draft), "fields": _fields(draft, kind, options),
        "making": product if standing.sign == BUSY else None,
        "made": _made_words(product) if product and is_done else "",
        "earlier": _earlier(draft, kind, product),
    }  # fmt: skip


def _fields(draft: Article, kind: ProductKind, options: dict[str, str]) -> list[tuple[Choice, str]]:
    """Every choice with the value that holds."""
    held = chosen(kind, draft, options)
    return [(choice, held[choice.name]) for choice in kind.choices(draft)]


def _made_words(product: Rendition) -> str:
    made_at = local(product.made_at)
    by = f" bởi {product.made_by}" if product.made_by else ""
    return f"Làm lúc {clock_time(made_at)} ngày {date_short(made_at.date())}{by}"


def _earlier(draft: Article, kind: ProductKind, shown: Rendition | None) -> list[Rendition]:
    """Finished ones before it that were approved: what stands in public stays known."""
    rows = product_rows(draft).filter(form=kind.code, state=RenditionState.READY)
    rows = rows.exclude(pk=shown.pk if shown else 0)
    return [row for row in rows[:6] if is_product_approved(row)]
