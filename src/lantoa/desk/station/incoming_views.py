"""Bản tin cấp trên: what came, taken up or left; handed in by hand too."""

from __future__ import annotations

from typing import Any

from django import forms
from django.contrib import messages
from django.core.paginator import Paginator
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import require_POST

from lantoa.channels.station.incoming.folder import folder_of
from lantoa.channels.station.models import IncomingBulletin
from lantoa.channels.station.services.incoming import (
    FileFromAbove,
    bring_back,
    leave,
    receive_cap,
    receive_sound,
    take_up,
)
from lantoa.channels.station.terms import IncomingState
from lantoa.core import clock
from lantoa.core.errors import Refused, Unreadable
from lantoa.core.home import home
from lantoa.desk.guard import DeskRequest, needs, refuse
from lantoa.newsroom.models import Alert
from lantoa.newsroom.terms import Priority

VIEW, TAKE = "newsroom.view_article", "newsroom.add_article"
PAGE_SIZE = 30
LARGEST = 200 * 1024 * 1024


class IncomingForm(forms.Form):
    """A file from above, by hand."""

    file = forms.FileField(
        label="Tệp âm thanh, hoặc tệp CAP (.xml)", widget=forms.ClearableFileInput(
            attrs={"accept": ".mp3,.wav,.ogg,.opus,.m4a,.aac,.flac,.xml"}
        ),
    )  # fmt: skip
    title = forms.CharField(label="Tên bản tin", max_length=200, required=False)
    level = forms.ChoiceField(
        label="Mức", choices=Priority.choices, initial=Priority.ORDINARY, widget=forms.RadioSelect
    )
    body = forms.CharField(
        label="Nơi gửi", max_length=160, required=False, help_text="ví dụ: Sở Văn hóa, Thể thao"
    )

    def clean_file(self) -> Any:
        upload = self.cleaned_data["file"]
        if upload.size > LARGEST:
            raise forms.ValidationError("Tệp lớn hơn 200 MB. Nén lại rồi gửi.")
        return upload

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or self.cleaned_data
        upload = cleaned.get("file")
        if upload and not upload.name.lower().endswith(".xml") and not cleaned.get("title"):
            self.add_error("title", "Ghi tên bản tin.")
        return cleaned


@needs(VIEW)
def incoming(request: DeskRequest) -> HttpResponse:
    """What waits, the gravest first; then what was settled. A file by hand."""
    form = IncomingForm(request.POST or None, request.FILES or None)
    refusal = ""
    if request.method == "POST":
        if not request.user.has_perm(TAKE):
            return refuse(request)
        if form.is_valid():
            try:
                _receive(form)
            except (Refused, Unreadable) as refused:
                refusal = f"Chưa nhận: {refused}"
            else:
                messages.success(request, "Đã nhận bản tin cấp trên, chờ xem.")
                return redirect("station-incoming")
    waiting = list(IncomingBulletin.objects.filter(state=IncomingState.NEW))
    grave = {str(level): place for place, level in enumerate(reversed(Priority.values))}
    waiting.sort(key=lambda row: grave[row.level])
    done = IncomingBulletin.objects.exclude(state=IncomingState.NEW).select_related(
        "settled_by", "article", "alert"
    )
    page = Paginator(done, PAGE_SIZE).get_page(request.GET.get("trang"))
    context = {
        "waiting": waiting, "page": page, "form": form, "refusal": refusal,
        "can_take": request.user.has_perm(TAKE), "folder": folder_of(home()), "now": clock.now(),
    }  # fmt: skip
    status = 422 if refusal or form.errors else 200
    return render(request, "desk/station/incoming.html", context, status=status)


@needs(TAKE)
@require_POST
def take(request: DeskRequest, pk: int) -> HttpResponse:
    """Nhận: a draft of an article or of an alert."""
    row = get_object_or_404(IncomingBulletin, pk=pk)
    made = take_up(row=row, by=request.user, now=clock.now())
    if isinstance(made, Alert):
        messages.success(request, "Đã nhận thành cảnh báo. Chọn vùng, đọc lại rồi trình duyệt.")
        return redirect("alert" if made.issued_at else "alert-edit", made.pk)
    messages.success(request, "Đã nhận thành tin bài. Đọc lại rồi gửi duyệt.")
    return redirect("edit-article", made.pk)


@needs(TAKE)
@require_POST
def pass_over(request: DeskRequest, pk: int) -> HttpResponse:
    """Không dùng, or «Đưa lại»."""
    row = get_object_or_404(IncomingBulletin, pk=pk)
    if "dua-lai" in request.POST:
        bring_back(row=row, by=request.user)
        messages.success(request, f"Đã đưa «{row.title}» lại mục chờ xem.")
    else:
        leave(row=row, why=request.POST.get("why", ""), by=request.user, now=clock.now())
        messages.success(request, f"Không dùng «{row.title}».")
    return redirect("station-incoming")


def _receive(form: IncomingForm) -> IncomingBulletin:
    data, now = form.cleaned_data, clock.now()
    upload = data["file"]
    name = upload.name or "tep"
    if name.lower().endswith(".xml"):
        return receive_cap(content=upload.read(), file_name=name, now=now)
    return receive_sound(
        file=FileFromAbove(name, upload.read()), title=data["title"],
        level=Priority(data["level"]), body=data["body"], now=now,
    )  # fmt: skip
