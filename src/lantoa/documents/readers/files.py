"""One door for every format; the content decides, not the name."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from lantoa.core.errors import Unreadable
from lantoa.documents.readers.kinds import Kind, kind_of
from lantoa.vietnamese import decode_named

LARGEST_FILE = 20 * 1024 * 1024
"""Bytes; a plan of 300 pages with pictures stays below."""


@dataclass(frozen=True)
class ReadDocument:
    """A file as text: its lines, "txt", "docx" or "pdf", and pages where the format has them.

    `old_encoding` names what a text file came in where that was no Unicode, as people know it.
    """

    lines: list[str]
    format: str
    pages: int | None = None
    old_encoding: str = ""

    @property
    def text(self) -> str:
        """All lines; line n of `lines` is line n of the text."""
        return "\n".join(self.lines)


def read_file(source: Path | str | bytes, name: str = "") -> ReadDocument:
    """Reads a file, given by path or as bytes with the name it came under.

    Raises Unreadable for whatever holds no text that can be read; nothing is stored.
    """
    data = source if isinstance(source, bytes) else _bytes_of(Path(source))
    if len(data) > LARGEST_FILE:
        raise _too_large(len(data))
    kind = kind_of(data, name)
    if kind is Kind.WORD:
        from lantoa.documents.readers.word import lines_of_word

        return ReadDocument(lines_of_word(data), "docx")
    if kind is Kind.PDF:
        from lantoa.documents.readers.pdf import lines_of_pdf

        lines, pages = lines_of_pdf(data)
        return ReadDocument(lines, "pdf", pages)
    text, old_encoding = decode_named(data)
    return ReadDocument(text.splitlines(), "txt", old_encoding=old_encoding)


def _bytes_of(path: Path) -> bytes:
    try:
        size = path.stat().st_size
        if size > LARGEST_FILE:
            raise _too_large(size)
        return path.read_bytes()
    except (OSError, ValueError) as error:
        raise Unreadable(
            f"Không mở được tệp «{path.name}»; chưa lưu gì. Hãy kiểm tra lại tên tệp và thư mục."
        ) from error


def _too_large(size: int) -> Unreadable:
    return Unreadable(
        f"Tệp nặng {size // (1024 * 1024)} MB, quá mức 20 MB nên chưa đọc và chưa lưu gì. "
        "Hãy bỏ bớt hình ảnh hoặc chọn đúng tệp kế hoạch."
    )
