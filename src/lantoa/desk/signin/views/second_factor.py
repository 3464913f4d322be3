"""Second factor: verifying it, setting it up, printing codes."""

from __future__ import annotations

from urllib.parse import urlencode

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.debug import sensitive_variables

from lantoa.core.errors import Refused
from lantoa.desk.guard import DeskRequest, needs
from lantoa.desk.signin.doors import asks_password_again, open_in, way_back
from lantoa.desk.signin.forms import CodeForm
from lantoa.desk.signin.passkeys import passkey_place
from lantoa.desk.signin.sessions import mark_verified
from lantoa.desk.signin.terms import Standing
from lantoa.media.qr import qr_svg
from lantoa.registry.factors import (
    VERIFIED_BY,
    begin_authenticator,
    confirm_authenticator,
    factors,
    print_codes,
    verify_code,
)
from lantoa.registry.models import Account


@open_in(Standing.VERIFY)
@needs()
def verify(request: DeskRequest) -> HttpResponse:
    """The second step of signing in: six digits, a printed code, or a passkey."""
    if request.session.get(VERIFIED_BY):
        return redirect(way_back(request))
    form, sentence = CodeForm(request.POST or None), ""
    if request.method == "POST" and form.is_valid():
        try:
            device = verify_code(account=request.user, code=form.cleaned_data["code"])
        except Refused as refused:
            sentence = str(refused)
        else:
            mark_verified(request.session, device.persistent_id)
            return redirect(way_back(request))
    context = {
        "form": form, "sentence": sentence, "next": way_back(request),
        "factors": factors(request.user), "passkey_trouble": passkey_place(request),
    }  # fmt: skip
    status = 422 if sentence or form.errors else 200
    return render(request, "desk/signin/verify.html", context, status=status)


@open_in(Standing.ENROL)
@needs()
@asks_password_again
def enrol(request: DeskRequest) -> HttpResponse:
    """The first second factor of an account: a passkey or an authenticator."""
    context = {
        "next": way_back(request), "factors": factors(request.user),
        "passkey_trouble": passkey_place(request), "is_first": _is_first(request),
    }  # fmt: skip
    return render(request, "desk/signin/enrol.html", context)


@open_in(Standing.ENROL)
@needs()
@asks_password_again
def enrol_authenticator(request: DeskRequest) -> HttpResponse:
    """A QR drawing to photograph, and the first code to type."""
    account, form, sentence = request.user, CodeForm(request.POST or None), ""
    if request.method == "POST" and form.is_valid():
        try:
            device = confirm_authenticator(account=account, code=form.cleaned_data["code"])
        except Refused as refused:
            sentence = str(refused)
        else:
            return after_enrolling(request, device.persistent_id)
    begun = begin_authenticator(account=account)
    context = {
        "form": form, "sentence": sentence, "next": way_back(request),
        "qr": qr_svg(begun.config_url), "secret": begun.secret_text, "is_first": _is_first(request),
    }  # fmt: skip
    status = 422 if sentence or form.errors else 200
    return render(request, "desk/signin/authenticator.html", context, status=status)


def after_enrolling(request: DeskRequest, device_id: str) -> HttpResponse:
    """The session counts as verified; without printed codes these come next."""
    if not request.session.get(VERIFIED_BY):
        mark_verified(request.session, device_id)
    messages.success(request, "Đã bật lớp xác thực thứ hai.")
    if factors(request.user).code_count:
        return redirect("my-account")
    return redirect(f"{reverse('printed-codes')}?{urlencode({'next': way_back(request)})}")


@needs()
@asks_password_again
@sensitive_variables("codes")
def printed_codes(request: DeskRequest) -> HttpResponse:
    """Ten codes for the day when the phone is lost: shown once, to be printed."""
    codes = print_codes(account=request.user) if request.method == "POST" else []
    context = {
        "codes": codes, "next": way_back(request), "factors": factors(request.user),
        "account": request.user,
    }  # fmt: skip
    return render(request, "desk/signin/codes.html", context)


def _is_first(request: DeskRequest) -> bool:
    account: Account = request.user
    return not factors(account).is_enrolled
