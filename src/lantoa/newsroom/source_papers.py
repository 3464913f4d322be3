"""Tài liệu nguồn of an article: attached, its numbers read, taken away."""

from __future__ import annotations

from datetime import datetime
from decimal import Decimal
from functools import partial

from django.core.files.base import ContentFile
from django.db import transaction

from lantoa.core.canonical import digest
from lantoa.core.errors import Refused, Unreadable
from lantoa.newsroom.checking.quantities import quantities
from lantoa.newsroom.models import Article, SourcePaper
from lantoa.registry.models import Account
from lantoa.vietnamese import nfc

RIGHT = "newsroom.change_article"
MOST_PAPERS, MOST_VALUES = 10, 5000
LARGEST_BYTES = 20 * 1024 * 1024
WORD = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"
EXCEL = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
MIMES = {"docx": WORD, "pdf": "application/pdf", "txt": "text/plain", "xlsx": EXCEL}
NO_RIGHT = "Tài khoản này không sửa được tin bài. Chưa đổi gì."
TOO_MANY = f"Mỗi tin bài kèm nhiều nhất {MOST_PAPERS} tài liệu nguồn. Chưa kèm. Bỏ bớt rồi kèm."
TOO_LARGE = "Tệp lớn hơn 20 MB nên chưa kèm. Chọn phần có số liệu, hoặc nén tệp lại."
KNOWN = "Tài liệu này đã kèm từ trước. Không kèm lần nữa."


def add_source_paper(
    *, article: Article, name: str, content: bytes, by: Account, now: datetime
) -> SourcePaper:
    """Kèm tài liệu nguồn. Word, PDF, Excel and text; a scan is kept although no program reads it.
    Raises Refused, and Unreadable for another kind of file."""
    if not by.has_perm(RIGHT):
        raise Refused(NO_RIGHT)
    if len(content) > LARGEST_BYTES:
        raise Refused(TOO_LARGE)
    ending, text = _read(content, name)
    values = list(dict.fromkeys(str(v) for q in quantities(text) for v in sorted(q.values)))
    sha256 = digest(content)
    with transaction.atomic():
        row: Article = Article.objects.select_for_update().get(pk=article.pk)
        if row.source_papers.filter(sha256=sha256).exists():
            raise Refused(KNOWN)
        if row.source_papers.count() >= MOST_PAPERS:
            raise Refused(TOO_MANY)
        paper = SourcePaper(
            article=row, name=_named(name, ending), sha256=sha256, mime=MIMES[ending],
            size=len(content), is_read=bool(text.strip()), values=values[:MOST_VALUES],
            added_by=by, added_at=now,
        )  # fmt: skip
        paper.file.save(f"{sha256[:16]}.{ending}", ContentFile(content), save=True)
    return paper


def drop_source_paper(*, paper: SourcePaper, by: Account) -> None:
    """Bỏ tài liệu nguồn, from the disk too."""
    if not by.has_perm(RIGHT):
        raise Refused(NO_RIGHT)
    with transaction.atomic():
        transaction.on_commit(partial(paper.file.storage.delete, str(paper.file.name)))
        paper.delete()


def known_values(article: Article) -> tuple[list[str], set[Decimal]]:
    """Names of the papers that a program could read, and every number in them."""
    papers = list(article.source_papers.filter(is_read=True)) if article.pk else []
    values = {Decimal(value) for paper in papers for value in paper.values}
    return [paper.name for paper in papers], values


def _read(content: bytes, name: str) -> tuple[str, str]:
    """How the name of the file ends, and its words; none where it is a scan."""
    if content.startswith(b"PK") and b"xl/workbook" in content:
        return "xlsx", _cells(content)
    from lantoa.documents.readers import read_file

    try:
        found = read_file(content, name)
    except Unreadable:
        if b"%PDF-" in content[:1024]:  # a scan: people read it
            return "pdf", ""
        raise
    return found.format, found.text


def _cells(content: bytes) -> str:
    from lantoa.documents.tables import read_tables

    rows = [row for table in read_tables(content) for row in table.rows]
    return "\n".join(_written(cell) for row in rows for cell in row.cells if cell is not None)


def _written(cell: object) -> str:
    """A number as it is written here, with a percent of it beside: «0,828» may be «82,8 %»."""
    if isinstance(cell, float) and not cell.is_integer():
        told = [f"{round(cell, digits):.{digits}f}" for digits in (4, 2, 1)]
        told += [f"{round(cell * 100, digits):.{digits}f}" for digits in (2, 1, 0)]
        return "\n".join(one.rstrip("0").rstrip(".") if "." in one else one for one in told
                         ).replace(".", ",")  # fmt: skip
    return str(int(cell)) if isinstance(cell, float) else str(cell)


def _named(name: str, ending: str) -> str:
    plain = nfc(name.replace("\\", "/").rsplit("/", 1)[-1]).strip().strip(".")
    printable = "".join(sign for sign in plain if sign.isprintable())
    return printable[-120:] or f"tai-lieu.{ending}"
