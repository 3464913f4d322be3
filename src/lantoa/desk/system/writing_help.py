"""Trợ giúp viết: where the optional help is asked. Off until an administrator turns it on."""

from __future__ import annotations

from django import forms
from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.debug import sensitive_post_parameters

from lantoa.core import clock
from lantoa.core.errors import Refused
from lantoa.desk.guard import DeskRequest, needs
from lantoa.newsroom.writing_help.services import LONGEST_KEY, MAY_SET, help_settings, keep_help


class HelpForm(forms.Form):
    """The key is never shown again: an empty field keeps what is there."""

    is_on = forms.BooleanField(label="Bật trợ giúp viết", required=False)
    address = forms.CharField(
        label="Địa chỉ", max_length=300, required=False,
        help_text="dạng https://…/v1 của máy chủ nói cùng giao thức với OpenAI",
        widget=forms.TextInput(attrs={"inputmode": "url", "placeholder": "https://…/v1"}),
    )  # fmt: skip
    is_local = forms.BooleanField(
        label="Máy chủ này nằm trong mạng nội bộ của xã; lời gửi tới đó không đi qua internet",
        required=False, help_text="cần đánh dấu với địa chỉ http:// và địa chỉ trong mạng của xã",
    )  # fmt: skip
    model_name = forms.CharField(label="Tên mô hình", max_length=120, required=False)
    key = forms.CharField(
        label="Mã khóa", max_length=LONGEST_KEY, required=False, strip=True,
        widget=forms.PasswordInput(attrs={"autocomplete": "off"}),
        help_text="để trống thì giữ mã khóa đã cất; máy chủ trong mạng của xã có thể không cần",
    )  # fmt: skip
    forget_key = forms.BooleanField(label="Xóa mã khóa đã cất", required=False)


@sensitive_post_parameters("key")
@needs(MAY_SET)
def writing_help(request: DeskRequest) -> HttpResponse:
    """The settings, and what leaves the commune when it is on."""
    row = help_settings()
    names = ("is_on", "address", "is_local", "model_name")
    values = {name: getattr(row, name) for name in names}
    form, refusal = HelpForm(request.POST or None, initial=values), ""
    if request.method == "POST" and form.is_valid():
        try:
            kept = keep_help(**form.cleaned_data, by=request.user, now=clock.now())
        except Refused as refused:
            refusal = str(refused)
        else:
            words = "Trợ giúp viết đang bật." if kept.is_on else "Trợ giúp viết đang tắt."
            messages.success(request, f"Đã lưu. {words}")
            return redirect("writing-help")
    status = 422 if refusal or form.errors else 200
    context = {"form": form, "row": row, "refusal": refusal}
    return render(request, "desk/system/writing_help.html", context, status=status)
