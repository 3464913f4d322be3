"""What a file is, by its first bytes: names lie."""

from __future__ import annotations

import io
import zipfile
from enum import Enum

from lantoa.core.errors import Unreadable


class Kind(Enum):
    """Formats that are read."""

    TEXT = "txt"
    WORD = "docx"
    PDF = "pdf"


_PICTURES = (b"\xff\xd8\xff", b"\x89PNG", b"GIF8", b"BM", b"II*\x00", b"MM\x00*")
_OFFICE_2003 = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
_ARCHIVES = (b"Rar!", b"7z\xbc\xaf", b"\x1f\x8b")
_SOUNDS = (b"ID3", b"OggS", b"fLaC")


def kind_of(data: bytes, name: str = "") -> Kind:
    """The format of a file. Raises Unreadable for a format that is not read."""
    if not data.strip(b"\x00 \t\r\n\xef\xbb\xbf"):
        raise Unreadable("Tệp trống, không có chữ nào; chưa lưu gì. Hãy chọn tệp có nội dung.")
    if b"%PDF-" in data[:1024]:
        return Kind.PDF
    if data.startswith(b"PK"):
        return _packed(data)
    if _is_picture(data):
        raise Unreadable(
            "Đây là ảnh chụp, không có chữ để đọc; chưa lưu gì. "
            "Hãy chọn bản Word hoặc PDF có chữ của văn bản."
        )
    if data.startswith(_OFFICE_2003) or data.lstrip().startswith(b"{\\rtf"):
        raise Unreadable(
            "Đây là tệp Word kiểu cũ, chưa đọc được; chưa lưu gì. "
            "Hãy mở bằng Word hoặc LibreOffice và lưu lại thành .docx."
        )
    if data.startswith(_ARCHIVES):
        raise _archive()
    if data.startswith(_SOUNDS) or data[:4] == b"RIFF" or data[4:8] == b"ftyp":
        raise Unreadable("Đây là tệp âm thanh hoặc video; chưa lưu gì. Hãy chọn tệp văn bản.")
    if data[:512].lstrip().lower().startswith((b"<!doctype html", b"<html")):
        raise Unreadable(
            "Đây là trang web được lưu lại; chưa lưu gì. Hãy chọn bản Word, PDF hoặc .txt."
        )
    return Kind.TEXT


def _is_picture(data: bytes) -> bool:
    is_webp = data[:4] == b"RIFF" and data[8:12] == b"WEBP"
    is_heic = data[4:12] in (b"ftypheic", b"ftypheix", b"ftypmif1", b"ftypavif")
    starts = data.startswith(_PICTURES) and not (data[:2] == b"BM" and data[:64].isascii())
    return starts or is_webp or is_heic


def _packed(data: bytes) -> Kind:
    """A zip archive is a Word file or nothing that we read."""
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            names = set(archive.namelist())
    except (zipfile.BadZipFile, OSError, ValueError, NotImplementedError) as error:
        raise Unreadable(
            "Tệp bị hỏng nên không mở được; chưa lưu gì. Hãy lấy lại tệp từ nơi gửi."
        ) from error
    if "word/document.xml" in names:
        return Kind.WORD
    if "xl/workbook.xml" in names or "ppt/presentation.xml" in names or "content.xml" in names:
        raise Unreadable(
            "Đây không phải tệp Word (.docx); chưa lưu gì. Hãy lưu văn bản thành .docx hoặc PDF."
        )
    raise _archive()


def _archive() -> Unreadable:
    return Unreadable(
        "Đây là tệp nén, không phải văn bản; chưa lưu gì. Hãy giải nén rồi chọn tệp bên trong."
    )
