"""The pages that a session may open before it is whole."""

from __future__ import annotations

from collections.abc import Callable
from functools import wraps
from typing import Any, TypeVar, cast
from urllib.parse import urlencode

from django.http import HttpRequest, HttpResponseBase
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.http import url_has_allowed_host_and_scheme

from lantoa.core import clock
from lantoa.desk.signin.sessions import is_proved, lock
from lantoa.desk.signin.terms import Standing

V = TypeVar("V", bound=Callable[..., Any])
DOORS = {
    Standing.OVER: "sign-in",
    Standing.LOCKED: "screen-lock",
    Standing.VERIFY: "verify",
    Standing.CHANGE_PASSWORD: "change-password",
    Standing.ENROL: "enrol",
}


def open_in(*standings: Standing) -> Callable[[V], V]:
    """Lets a view be opened by sessions that are not whole yet."""

    def mark(view: V) -> V:
        view.open_in = frozenset(standings)  # type: ignore[attr-defined]
        return view

    return mark


def door(standing: Standing, *, back_to: str) -> str:
    """The address of the page that leads on from here, and back afterwards."""
    return f"{reverse(DOORS[standing])}?{urlencode({'next': back_to})}"


def asks_password_again(view: V) -> V:
    """Guards what one signs in with: an open screen in an empty room must not be enough. The
    screen locks, and the password leads back here."""

    @wraps(view)
    def guarded(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
        if is_proved(request.session, now=clock.now()):
            answer: HttpResponseBase = view(request, *args, **kwargs)
            return answer
        lock(request.session)
        back_to = request.get_full_path() if request.method == "GET" else reverse("my-account")
        query = urlencode({"next": back_to, "vi": "xac-thuc"})
        return redirect(f"{reverse('screen-lock')}?{query}")

    return cast("V", guarded)


def way_back(request: HttpRequest) -> str:
    """Where the person wanted to go: an address of this site, else Hôm nay."""
    asked = request.POST.get("next") or request.GET.get("next") or ""
    is_ours = asked.startswith("/") and url_has_allowed_host_and_scheme(
        asked, allowed_hosts={request.get_host()}, require_https=request.is_secure()
    )
    return asked if is_ours and asked != reverse("sign-in") else reverse("today")
