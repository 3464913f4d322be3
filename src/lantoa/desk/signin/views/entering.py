"""Signing in with name and password."""

from __future__ import annotations

from datetime import datetime

from django.contrib import messages
from django.contrib.auth import login, logout
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.decorators import method_decorator
from django.views import View
from django.views.decorators.cache import never_cache
from django.views.decorators.debug import sensitive_post_parameters
from django.views.decorators.http import require_POST

from lantoa.core import clock
from lantoa.desk.audit.device import address_of
from lantoa.desk.guard import DeskRequest, needs
from lantoa.desk.signin.doors import open_in, way_back
from lantoa.desk.signin.forms import LONGEST_NAME, SignInForm
from lantoa.desk.signin.lockout import is_full, locked_until, wait_of_address
from lantoa.desk.signin.passkeys import passkey_place
from lantoa.desk.signin.sessions import begin
from lantoa.desk.signin.terms import Standing
from lantoa.registry.beginning import has_accounts
from lantoa.registry.models import Account

FULL = (
    "Từ mạng này đã có quá nhiều lần đăng nhập sai trong một ngày. Tên đăng nhập này chưa từng "
    "đăng nhập từ đây nên chưa kiểm tra mật khẩu. Đăng nhập bằng khóa truy cập, từ mạng khác, hoặc "
    "nhờ người quản trị hệ thống."
)
BACKEND = "django.contrib.auth.backends.ModelBackend"


@method_decorator([never_cache, sensitive_post_parameters("password")], name="dispatch")
class SignIn(View):
    """The sign-in page. A name that fails five times is locked; an address is slowed, and after
    many failures closed to names that were never there."""

    def get(self, request: HttpRequest) -> HttpResponse:
        if request.user.is_authenticated:
            return redirect(way_back(request))
        if not has_accounts():
            return redirect("first-visit")
        return self.show(request, SignInForm(request))

    def post(self, request: HttpRequest) -> HttpResponse:
        now = clock.now()
        wait = wait_of_address(address_of(request), now=now)
        if wait:
            sentence = (
                "Mạng này vừa có nhiều lần đăng nhập chưa đúng. Chưa kiểm tra mật khẩu. "
                f"Chờ {wait} giây rồi thử lại."
            )
            return self.show(request, SignInForm(request), sentence=sentence, status=429)
        if is_full(address_of(request), request.POST.get("username", "")[:LONGEST_NAME], now=now):
            return self.show(request, SignInForm(request), sentence=FULL, status=429)
        form = SignInForm(request, request.POST)
        if form.is_valid():
            account = form.get_user()
            assert isinstance(account, Account)
            return enter(request, account, now=now)
        until = locked_until(form.cleaned_data.get("username", ""), now=now)
        if until is not None:
            return render(request, "desk/signin/locked_out.html", {"until": until}, status=429)
        return self.show(request, form, status=422)

    def show(
        self, request: HttpRequest, form: SignInForm, *, sentence: str = "", status: int = 200
    ) -> HttpResponse:
        """The page, with what is wrong above its fields."""
        context = {
            "form": form, "sentence": sentence, "next": way_back(request),
            "can_use_passkey": passkey_place(request) == "",
        }  # fmt: skip
        return render(request, "desk/signin/sign_in.html", context, status=status)


sign_in = open_in(*Standing)(SignIn.as_view())


def enter(request: HttpRequest, account: Account, *, now: datetime) -> HttpResponse:
    """A fresh session under a fresh key; what is next the gate decides."""
    back_to = way_back(request)
    login(request, account, backend=BACKEND)
    begin(request.session, now=now, request=request)
    return redirect(back_to)


@open_in(*Standing)
@needs()
@require_POST
def sign_out(request: DeskRequest) -> HttpResponse:
    """Only by a button: an address that another site shows signs nobody out."""
    logout(request)
    messages.success(request, "Đã đăng xuất.")
    return redirect("sign-in")


class OldSignIn(View):
    """The CMS's address of the sign-in page leads to ours."""

    def get(self, request: HttpRequest) -> HttpResponse:
        query = request.META.get("QUERY_STRING", "")
        return redirect(f"{reverse('sign-in')}{'?' if query else ''}{query}")


old_sign_in = open_in(*Standing)(OldSignIn.as_view())
