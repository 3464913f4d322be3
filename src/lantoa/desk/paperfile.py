"""One paper as a file of a form: PDF, photo or Word, known by its bytes, of bounded size; and the
answer that gives it back. A photo loses the place where it was taken."""

from __future__ import annotations

import io
import zipfile
from typing import Any

from django import forms
from django.core.files.uploadedfile import UploadedFile
from django.http import Http404, HttpResponse

from lantoa.core.errors import Unreadable
from lantoa.desk.outreach.files import MAX_BYTES, mime_of
from lantoa.ledger import attachments
from lantoa.media.photos import clean_photo
from lantoa.vietnamese import byte_size, slug

DOCX = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"
PDF = "application/pdf"
PHOTOS = ("image/jpeg", "image/png", "image/webp", "image/heic")
ENDINGS = {PDF: "pdf", DOCX: "docx", "image/jpeg": "jpg"}
LARGEST_INSIDE = 200 * 1024 * 1024
HELP = "PDF, ảnh chụp (JPEG, PNG, WebP, HEIC) hoặc Word (.docx), tối đa 20 MB"
NOT_TAKEN = "Tệp «{name}» không phải PDF, ảnh hay Word đọc được. Chưa nhận. Chọn tệp khác."
WITH_MACRO = "Tệp «{name}» có chứa lệnh chạy (macro) nên chưa nhận. Lưu lại thành .docx rồi chọn."


class PaperField(forms.FileField):
    """A paper; answers {sha256, size, mime, name} of what was kept, or None where none was
    chosen."""

    def __init__(self, **more: Any) -> None:
        more = {"label": "Tệp văn bản", "required": False, "help_text": HELP, **more}
        super().__init__(**more)
        self.widget.attrs["accept"] = ",".join((PDF, *PHOTOS, DOCX, ".docx"))

    def clean(self, data: Any, initial: Any = None) -> dict[str, Any] | None:
        file = super().clean(data, None)
        if not isinstance(file, UploadedFile):
            return None
        content, mime = checked(file.read(MAX_BYTES + 1), str(file.name))
        return {**attachments.keep(content, mime), "name": str(file.name)[:120]}


def checked(content: bytes, name: str) -> tuple[bytes, str]:
    """The bytes as they are kept and their type."""
    if len(content) > MAX_BYTES:
        raise forms.ValidationError(f"Tệp «{name}» lớn hơn 20 MB. Chưa nhận. Nén lại rồi chọn lại.")
    mime = mime_of(content[:16])
    if mime in PHOTOS:
        try:
            return clean_photo(content).data, "image/jpeg"
        except Unreadable as refusal:
            raise forms.ValidationError(str(refusal)) from refusal
    if mime == PDF:
        return content, PDF
    return _word(content, name), DOCX


def _word(content: bytes, name: str) -> bytes:
    """A Word document by what lies inside; one that holds programs is refused."""
    try:
        with zipfile.ZipFile(io.BytesIO(content)) as box:
            names = {one.filename for one in box.infolist()}
            size = sum(one.file_size for one in box.infolist())
    except (zipfile.BadZipFile, ValueError) as error:
        raise forms.ValidationError(NOT_TAKEN.format(name=name)) from error
    if "word/document.xml" not in names or size > LARGEST_INSIDE:
        raise forms.ValidationError(NOT_TAKEN.format(name=name))
    if any("vbaProject" in one for one in names):
        raise forms.ValidationError(WITH_MACRO.format(name=name))
    return content


def paper_words(paper: dict[str, Any]) -> str:
    """«PDF, 120 KB», or that the file is gone from the machine; empty where there is none."""
    if not paper:
        return ""
    if not attachments.path_of(paper["sha256"]).is_file():
        return "không còn tệp trên máy"
    kind = {PDF: "PDF", DOCX: "Word"}.get(paper["mime"], "ảnh")
    return f"{kind}, {byte_size(paper['size'])}"


def paper_response(paper: dict[str, Any], title: str) -> HttpResponse:
    """The file under a name made of what it is; never run as a page of ours."""
    content = attachments.read(paper["sha256"]) if paper else None
    if content is None:
        raise Http404
    mime = paper["mime"] if paper["mime"] in ENDINGS else "application/octet-stream"
    response = HttpResponse(content, content_type=mime)
    place = "attachment" if mime == DOCX else "inline"
    name = f"{slug(title, limit=60) or 'van-ban'}.{ENDINGS.get(mime, 'bin')}"
    response["Content-Disposition"] = f'{place}; filename="{name}"'
    response["X-Content-Type-Options"] = "nosniff"
    response["Content-Security-Policy"] = "sandbox; default-src 'none'"
    return response
