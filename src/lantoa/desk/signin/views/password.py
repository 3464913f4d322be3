"""Changing one's own password."""

from __future__ import annotations

from django.contrib import messages
from django.contrib.auth import update_session_auth_hash
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.debug import sensitive_post_parameters

from lantoa.core import clock
from lantoa.desk.guard import DeskRequest, needs
from lantoa.desk.signin.doors import open_in, way_back
from lantoa.desk.signin.forms import ChangePasswordForm
from lantoa.desk.signin.terms import Standing
from lantoa.registry.passwords import keep_password, must_change_password, shortest


@sensitive_post_parameters()
@open_in(Standing.CHANGE_PASSWORD)
@needs()
def change_password(request: DeskRequest) -> HttpResponse:
    """The old one once, the new one twice. Sessions elsewhere end by it."""
    account, now = request.user, clock.now()
    why = must_change_password(account, now=now)
    form = ChangePasswordForm(request.POST or None, request=request, account=account)
    if request.method == "POST" and form.is_valid():
        keep_password(account=account, password=form.cleaned_data["new"], now=now)
        update_session_auth_hash(request, account)
        messages.success(request, "Đã đổi mật khẩu. Những nơi khác đang đăng nhập đã bị đăng xuất.")
        return redirect(way_back(request) if why else "my-account")
    context = {
        "form": form, "why": why, "next": way_back(request), "least": shortest(account),
    }  # fmt: skip
    page = "change_password" if why else "own_password"
    return render(request, f"desk/signin/{page}.html", context, status=422 if form.errors else 200)
