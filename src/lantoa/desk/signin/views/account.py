"""Tài khoản của tôi: name, password, second factor, printed codes, where one is signed in."""

from __future__ import annotations

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_POST

from lantoa.core import clock
from lantoa.desk.guard import DeskRequest, needs
from lantoa.desk.signin.doors import asks_password_again
from lantoa.desk.signin.forms import NameForm
from lantoa.desk.signin.passkeys import passkey_place
from lantoa.desk.signin.sessions import end_other_sessions, open_sessions
from lantoa.registry.factors import factors, remove_passkey
from lantoa.registry.passwords import ADMINISTRATOR_CHANGES
from lantoa.registry.terms import Role


@needs()
def my_account(request: DeskRequest) -> HttpResponse:
    """Everything about one's own account on one page; the name is changed here."""
    account, now = request.user, clock.now()
    form = NameForm(request.POST or None, initial={"name": account.name})
    if request.method == "POST" and form.is_valid():
        account.name = form.cleaned_data["name"]
        account.save(update_fields=["name"])
        messages.success(request, "Đã lưu họ và tên.")
        return redirect("my-account")
    changed_at = account.password_changed_at or account.date_joined
    context = {
        "form": form, "account": account, "factors": factors(account), "changed_at": changed_at,
        "change_before": changed_at + ADMINISTRATOR_CHANGES
        if account.role == Role.ADMINISTRATOR else None,
        "passkey_trouble": passkey_place(request),
        "sessions": open_sessions(account, this=request.session.session_key or "", now=now),
    }  # fmt: skip
    status = 422 if form.errors else 200
    return render(request, "desk/signin/my_account.html", context, status=status)


@needs()
@require_POST
def sign_out_elsewhere(request: DeskRequest) -> HttpResponse:
    """Ends every other session of this account."""
    count = end_other_sessions(
        request.user, this=request.session.session_key or "", now=clock.now()
    )
    said = (
        f"Đã đăng xuất ở {count} nơi khác." if count else "Không còn nơi nào khác đang đăng nhập."
    )
    messages.success(request, said)
    return redirect("my-account")


@needs()
@require_POST
@asks_password_again
def drop_passkey(request: DeskRequest, pk: int) -> HttpResponse:
    """Takes off a passkey; the last factor stays. Sessions that it opened elsewhere end."""
    remove_passkey(account=request.user, passkey_id=pk)
    end_other_sessions(request.user, this=request.session.session_key or "", now=clock.now())
    messages.success(request, "Đã bỏ khóa truy cập. Những nơi khác đang đăng nhập đã bị đăng xuất.")
    return redirect("my-account")


@needs()
def old_account(request: DeskRequest) -> HttpResponse:
    """The CMS's own account page leads to ours."""
    return redirect("my-account")
