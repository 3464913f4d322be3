"""Every desk view is guarded: signed in, in the desk, with the permissions that it names."""

from __future__ import annotations

from collections.abc import Callable
from functools import wraps
from typing import Any

from django.contrib import messages
from django.contrib.auth.views import redirect_to_login
from django.http import HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import render
from django.urls import reverse
from django.views.decorators.cache import never_cache

from lantoa.core.errors import Refused
from lantoa.registry.models import Account

View = Callable[..., HttpResponseBase]


class DeskRequest(HttpRequest):
    """A request that passed the guard: its user is an account, never anonymous."""

    user: Account
    htmx: Any


def needs(*permissions: str) -> Callable[[View], View]:
    """Guards a view: `access_admin` and one of `permissions` (none named: any officer).

    Without sign-in it leads to the login page; without the right it answers 403 in plain words.
    A `Refused` of a service becomes a message on the page that was left.
    """

    def decorate(view: View) -> View:
        @wraps(view)
        def guarded(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
            user = request.user
            if not user.is_authenticated:
                return redirect_to_login(request.get_full_path(), reverse("wagtailadmin_login"))
            allowed = not permissions or any(user.has_perm(name) for name in permissions)
            if not (user.has_perm("wagtailadmin.access_admin") and allowed):
                return refuse(request)
            try:
                return view(request, *args, **kwargs)
            except Refused as refusal:
                return answer_refusal(request, str(refusal))

        guarded.needs = permissions  # type: ignore[attr-defined]
        return never_cache(guarded)

    return decorate


def refuse(request: HttpRequest) -> HttpResponse:
    """403 with what the account may do instead."""
    return render(request, "desk/shell/refused.html", status=403)


def answer_refusal(request: HttpRequest, sentence: str) -> HttpResponse:
    """What a service refused, told where the person is; nothing was changed."""
    if request.headers.get("HX-Request"):
        return render(request, "desk/shell/sentence.html", {"sentence": sentence}, status=422)
    messages.error(request, sentence)
    return render(request, "desk/shell/sentence_page.html", {"sentence": sentence}, status=422)
