"""Forms of the library: filters, photos, their words and rights; the CMS's chooser included."""

from __future__ import annotations

from collections.abc import Iterator
from io import BytesIO
from pathlib import PurePath
from typing import Any

from django import forms
from django.core.files.images import ImageFile
from django.core.files.uploadedfile import UploadedFile
from django.forms.utils import ErrorDict
from wagtail.images.forms import BaseImageForm

from lantoa.core.canonical import digest
from lantoa.core.errors import Unreadable
from lantoa.desk.outreach.files import FilesInput
from lantoa.library.models import Consent, Picture, Right, Video
from lantoa.library.queries import FOR_VIDEOS, STANDINGS, Asked, resemblance_words, resemblances
from lantoa.library.services import (
    ENDINGS,
    LARGEST_BYTES,
    MOST_AT_ONCE,
    Handed,
    fit_for_library,
    title_from,
)
from lantoa.vietnamese import slug

ACCEPTED = "image/jpeg,image/png,image/webp,image/heic,.heic"
RIGHTS = (
    "right", "source", "licence", "shows_people", "people_informed", "consent", "is_synthetic",
)  # fmt: skip
HELP = "JPEG, PNG, WebP hoặc HEIC, mỗi ảnh tối đa 40 MB; máy xóa vị trí chụp và xoay ảnh cho đúng"


class LibraryFilter(forms.Form):
    """Search and filters of the list; the names stand in its address."""

    q = forms.CharField(
        label="Tìm trong kho", required=False, max_length=100,
        widget=forms.TextInput(
            attrs={"type": "search", "placeholder": "có dấu hoặc không dấu", "data-search": ""}
        ),
    )  # fmt: skip
    quyen = forms.ChoiceField(
        label="Quyền sử dụng", required=False,
        choices=[("", "tất cả"), *((code, name) for code, name in Right.choices if code)],
    )  # fmt: skip
    tinh_trang = forms.ChoiceField(label="Tình trạng", required=False)

    def __init__(self, *args: Any, for_videos: bool, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        codes = FOR_VIDEOS if for_videos else tuple(STANDINGS)
        named = [(code, STANDINGS[code][0]) for code in codes]
        self.fields["tinh_trang"].choices = [("", "tất cả"), *named]  # type: ignore[attr-defined]

    def asked(self) -> Asked:
        """What is asked for; a value that makes no sense is left out."""
        self.is_valid()
        data = self.cleaned_data
        return Asked(data.get("q", ""), data.get("quyen", ""), data.get("tinh_trang", ""))


class PhotosField(forms.FileField):
    """Several photos; answers the uploads, to be read one after the other."""

    widget = FilesInput(attrs={"multiple": True, "accept": ACCEPTED})

    def clean(self, data: Any, initial: Any = None) -> list[UploadedFile[bytes]]:
        files = [file for file in (data or []) if file]
        if not files:
            raise forms.ValidationError("Chưa chọn ảnh nào. Chọn ít nhất một ảnh.")
        if len(files) > MOST_AT_ONCE:
            raise forms.ValidationError(
                f"Có {len(files)} ảnh, nhiều nhất {MOST_AT_ONCE} ảnh một lần."
            )
        return files


def handed(uploads: list[UploadedFile[bytes]]) -> Iterator[Handed]:
    """One photo in memory at a time, and never more of it than is taken."""
    for upload in uploads:
        yield Handed(str(upload.name), upload.read(LARGEST_BYTES + 1))


class UploadForm(forms.Form):
    """The photos to look at."""

    photos = PhotosField(label=f"Ảnh, nhiều nhất {MOST_AT_ONCE} ảnh một lần", help_text=HELP)


class AssetForm(forms.ModelForm):  # type: ignore[type-arg]
    """Words and rights of one asset. People who are shown must have been told."""

    def clean(self) -> dict[str, Any]:
        data: dict[str, Any] = super().clean() or {}
        if data.get("shows_people") and not data.get("people_informed"):
            self.add_error(
                "people_informed",
                "Có người nhận ra được thì phải báo cho họ trước khi dùng. Báo rồi đánh dấu ô này.",
            )
        if data.get("shows_people") and not data.get("consent"):
            self.add_error("consent", "Ghi người có mặt đã đồng ý thế nào.")
        if data.get("shows_people") is False and data.get("consent") == Consent.UNKNOWN:
            data["consent"] = Consent.NOT_NEEDED
        if data.get("right") == Right.LICENCE and not data.get("licence"):
            self.add_error("licence", "Ghi tên giấy phép, ví dụ CC BY 4.0.")
        return data


class PictureForm(AssetForm):
    """One picture."""

    class Meta:
        model = Picture
        fields = ("title", "alt_text", "caption", *RIGHTS)


class VideoForm(AssetForm):
    """One video."""

    class Meta:
        model = Video
        fields = ("title", "description", *RIGHTS)


class HeldForm(PictureForm):
    """One held picture: keep it with its words, or not."""

    KEEP, LEAVE = "luu", "bo"
    what = forms.ChoiceField(
        label="Làm gì với ảnh này", choices=[(KEEP, "lưu vào kho"), (LEAVE, "không lưu")],
        widget=forms.RadioSelect, initial=KEEP,
    )  # fmt: skip
    field_order = ("what",)

    def full_clean(self) -> None:
        super().full_clean()
        if self.is_bound and self.data.get(self.add_prefix("what")) == self.LEAVE:
            self._errors = ErrorDict()
            self.cleaned_data = {"what": self.LEAVE}

    def kept_fields(self) -> dict[str, Any]:
        return {name: self.cleaned_data[name] for name in PictureForm.Meta.fields}


class _ChooserPhoto(forms.FileField):
    """A photo of the CMS's chooser, cleaned as every other one."""

    def clean(self, data: Any, initial: Any = None) -> Any:
        file = super().clean(data, initial)
        if not isinstance(file, UploadedFile):
            return file
        try:
            photo = fit_for_library(file.read(LARGEST_BYTES + 1))
        except Unreadable as refusal:
            raise forms.ValidationError(str(refusal)) from refusal
        stem = slug(title_from(PurePath(str(file.name)).name), limit=60) or "anh"
        made = ImageFile(BytesIO(photo.data), name=f"{stem}.{ENDINGS[photo.mime]}")
        made.look = photo.look  # type: ignore[attr-defined]
        return made


class ChooserForm(BaseImageForm):
    """The form behind the CMS's chooser: a photo that the library knows is named before it is
    saved a second time."""

    file = _ChooserPhoto(label="Ảnh", help_text=HELP, widget=forms.FileInput({"accept": ACCEPTED}))
    saves_twice = forms.BooleanField(label="vẫn lưu dù giống ảnh đã có", required=False)

    def clean(self) -> Any:
        data = super().clean()
        file = self.cleaned_data.get("file")
        if isinstance(file, ImageFile) and not self.cleaned_data.get("saves_twice"):
            content = file.read()
            file.seek(0)
            found = resemblances(sha256=digest(content), look=getattr(file, "look", ""))
            if found:
                self.add_error(
                    "file",
                    f"{resemblance_words(found[0])} Chưa lưu. Chọn ảnh ấy ở phần Tìm kiếm, "
                    "hoặc đánh dấu «vẫn lưu» rồi chọn lại tệp.",
                )
        return data
