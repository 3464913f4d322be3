"""One gate before every screen: what the session may not open yet leads to the page that is next,
never to the sign-in page while somebody is signed in (that would turn in circles)."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime
from typing import Any

from django.contrib.auth import logout
from django.contrib.auth.models import AnonymousUser
from django.http import HttpRequest, HttpResponse, HttpResponseBase, JsonResponse
from django.shortcuts import redirect
from django.utils.functional import SimpleLazyObject

from lantoa.core import clock
from lantoa.desk.signin.doors import door
from lantoa.desk.signin.sessions import begin, standing, touch
from lantoa.desk.signin.terms import Standing
from lantoa.registry.models import Account

DESK = "/ban-lam-viec/"
# Requests that no person makes: they do not keep a session alive.
PASSIVE = {"on-air-light", "article-sound"}
PASSIVE_SPACES = {"wagtailadmin_editing_sessions"}


class SignInMiddleware:
    """Behind the authentication and the messages. `now` is the edge's clock."""

    def __init__(
        self,
        get_response: Callable[[HttpRequest], HttpResponse],
        now: Callable[[], datetime] = clock.now,
    ) -> None:
        self.get_response, self.now = get_response, now

    def __call__(self, request: HttpRequest) -> HttpResponse:
        if not request.path.startswith(DESK):
            held = request.user
            request.user = SimpleLazyObject(lambda: self._whole_or_nobody(request, held))  # type: ignore[assignment]
        return self.get_response(request)

    def process_view(
        self, request: HttpRequest, view: Any, args: Any, kwargs: Any
    ) -> HttpResponseBase | None:
        """Answers in place of the view, or lets it answer."""
        if not request.path.startswith(DESK):
            return None
        if not request.user.is_authenticated:
            is_lost = is_background(request) and not hasattr(view, "open_in")
            return self._lead_on(request, Standing.OVER) if is_lost else None
        assert isinstance(request.user, Account)
        now = self.now()
        found = standing(request.session, request.user, now=now)
        if found == Standing.OVER:
            logout(request)
            return self._lead_on(request, found)
        if "lt_began" not in request.session:
            begin(request.session, now=now, request=request)
        if found == Standing.FULL or found in getattr(view, "open_in", ()):
            if found != Standing.LOCKED and not _is_passive(request):
                touch(request.session, now=now)
            return None
        return self._lead_on(request, found)

    def _lead_on(self, request: HttpRequest, found: Standing) -> HttpResponseBase:
        if is_background(request):
            return JsonResponse(
                {"standing": found.value}, status=423 if found == Standing.LOCKED else 401
            )
        if request.method == "POST" and found == Standing.LOCKED:
            from lantoa.desk.signin.views.lock import keep_what_was_sent

            return keep_what_was_sent(request)
        back_to = request.get_full_path() if request.method == "GET" else request.path
        return redirect(door(found, back_to=back_to))

    def _whole_or_nobody(self, request: HttpRequest, held: Any) -> Any:
        """Outside the desk a session that is not whole is nobody's."""
        if held.is_authenticated:
            found = standing(request.session, held, now=self.now())
            return held if found == Standing.FULL else AnonymousUser()
        return held


def is_background(request: HttpRequest) -> bool:
    """A script asks, not a person who opens a page."""
    accepts = request.headers.get("Accept", "")
    return bool(
        request.headers.get("HX-Request")
        or request.headers.get("X-Autosave")
        or request.headers.get("Sec-Fetch-Mode") in ("cors", "same-origin")
        or (accepts and "text/html" not in accepts)
    )


def _is_passive(request: HttpRequest) -> bool:
    match = request.resolver_match
    return bool(
        request.headers.get("X-Passive")
        or (match and (match.url_name in PASSIVE or PASSIVE_SPACES & set(match.namespaces)))
    )
