"""Attached files of a form: photos and scans, known by their first bytes, of bounded size."""

from __future__ import annotations

from typing import Any

from django import forms
from django.core.files.uploadedfile import UploadedFile

from lantoa.core.errors import Unreadable
from lantoa.media.photos import without_place

MAX_BYTES = 20 * 1024 * 1024
MOST = 10
ACCEPTED = "image/jpeg,image/png,image/webp,image/heic,application/pdf"
HELP = (
    "ảnh JPEG, PNG, WebP, HEIC hoặc bản quét PDF; mỗi tệp tối đa 20 MB, nhiều nhất 10 tệp; "
    "máy xóa vị trí chụp"
)
DRAWN = ("image/jpeg", "image/png", "image/webp", "image/heic")


class FilesInput(forms.ClearableFileInput):
    """A file input that takes several."""

    allow_multiple_selected = True


class FilesField(forms.FileField):
    """Several files; answers [(bytes, mime)]."""

    widget = FilesInput(attrs={"multiple": True, "accept": ACCEPTED})

    def clean(self, data: Any, initial: Any = None) -> list[tuple[bytes, str]]:
        files = [file for file in (data or []) if file]
        if len(files) > MOST:
            raise forms.ValidationError(f"Có {len(files)} tệp, nhiều nhất {MOST} tệp một lần.")
        return [_checked(super(FilesField, self).clean(file, initial)) for file in files]


def mime_of(head: bytes) -> str:
    """The type by the first bytes, never by the name; empty for what is not taken."""
    if head.startswith(b"\xff\xd8\xff"):
        return "image/jpeg"
    if head.startswith(b"\x89PNG\r\n\x1a\n"):
        return "image/png"
    if head.startswith(b"%PDF-"):
        return "application/pdf"
    if head[:4] == b"RIFF" and head[8:12] == b"WEBP":
        return "image/webp"
    if head[4:8] == b"ftyp" and head[8:12] in (b"heic", b"heix", b"mif1", b"msf1"):
        return "image/heic"
    return ""


def _checked(file: UploadedFile[bytes]) -> tuple[bytes, str]:
    if (file.size or 0) > MAX_BYTES:
        raise forms.ValidationError(f"Tệp «{file.name}» lớn hơn 20 MB. Nén lại rồi chọn lại.")
    content = file.read()
    mime = mime_of(content[:16])
    if not mime:
        raise forms.ValidationError(
            f"Tệp «{file.name}» không phải ảnh hay PDF đọc được. Chọn ảnh chụp hoặc bản quét."
        )
    return _placeless(content, mime)


def _placeless(content: bytes, mime: str) -> tuple[bytes, str]:
    """Evidence must not tell where people live: a photo loses the place where it was taken."""
    if mime not in DRAWN:
        return content, mime
    try:
        bare = without_place(content)
    except Unreadable as refusal:
        raise forms.ValidationError(str(refusal)) from refusal
    return bare, mime if bare is content else "image/jpeg"
