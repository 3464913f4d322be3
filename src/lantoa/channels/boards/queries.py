"""Reads of the boards."""

from __future__ import annotations

from datetime import date

from django.db.models import Q, QuerySet

from lantoa.channels.boards.models import Posting
from lantoa.channels.boards.terms import HANGING, PostingState
from lantoa.core.canonical import digest
from lantoa.newsroom.making.stored_files import product_path
from lantoa.newsroom.models import Article, Rendition, RenditionFile
from lantoa.newsroom.printed.boards import Screen, Shown, read_text
from lantoa.newsroom.products.queries import approved_product
from lantoa.newsroom.terms import Form
from lantoa.registry.models import Board

PAPER_ROLE, PAPER_PICTURE = "pdf-giay", "png-giay"


def active_boards() -> QuerySet[Board]:
    """The boards that the commune uses, by hamlet."""
    return Board.objects.filter(is_active=True).select_related("hamlet").order_by(
        "hamlet__position", "name"
    )  # fmt: skip


def postings() -> QuerySet[Posting]:
    """Every posting with what a list shows."""
    return Posting.objects.select_related("board__hamlet", "article", "product", "noted_by")


def waiting_postings() -> QuerySet[Posting]:
    """Texts that somebody has still to put up, the newest first."""
    return postings().filter(state=PostingState.TO_POST)


def postings_to_remove(*, today: date) -> QuerySet[Posting]:
    """What hangs and should not: gone from the site, or past its day. The longest first."""
    over = Q(state=PostingState.POSTED, hangs_until__lt=today)
    rows = postings().filter(Q(state=PostingState.TO_REMOVE) | over)
    return rows.order_by("hangs_until", "pk")


def hanging_postings(*, today: date) -> QuerySet[Posting]:
    """What hangs and should."""
    rows = postings().filter(state=PostingState.POSTED).exclude(hangs_until__lt=today)
    return rows.order_by("hangs_until", "pk")


def may_go_up(posting: Posting) -> bool:
    """Is its very text still approved for the version that stands in public?"""
    article: Article = posting.article
    product = approved_product(article, Form.BOARD) if article.live else None
    return product is not None and product.pk == posting.product_id


def screen_of(board: Board) -> Screen:
    """The shape of an electronic board."""
    return Screen(board.columns, board.lines, board.has_accents)


def file_for(product: Rendition, board: Board) -> RenditionFile | None:
    """The approved file in exactly the board's shape; None where the board changed since, or came
    after it: other bytes would have to be approved."""
    role = f"txt-{screen_of(board).code}" if board.is_electronic else PAPER_ROLE
    return next((file for file in product.files.all() if file.role == role), None)


def picture_for(product: Rendition, board: Board) -> RenditionFile | None:
    """How it will look."""
    role = f"png-{screen_of(board).code}" if board.is_electronic else PAPER_PICTURE
    return next((file for file in product.files.all() if file.role == role), None)


def screens_of(file: RenditionFile | None) -> list[Shown]:
    """The screens of an approved text, to be copied one after the other; only the very bytes that
    were approved."""
    if file is None or file.mime != "text/plain":
        return []
    try:
        content = product_path(file.sha256, file.ending).read_bytes()
    except OSError:
        return []
    return read_text(content.decode("utf-8")) if digest(content) == file.sha256 else []


def is_hanging(posting: Posting) -> bool:
    """Does it hang on its board now?"""
    return posting.state in HANGING
