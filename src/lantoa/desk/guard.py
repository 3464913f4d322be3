"""Every desk view is guarded: signed in, in the desk, with the permissions that it names."""

from __future__ import annotations

from collections.abc import Callable
from functools import wraps
from typing import Any

from django.contrib import messages
from django.contrib.auth.views import redirect_to_login
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseBase, JsonResponse
from django.shortcuts import render
from django.urls import reverse
from django.views.decorators.cache import never_cache

from lantoa.core.errors import Refused
from lantoa.desk.audit.noting import SAFE, write_note
from lantoa.registry.models import Account

View = Callable[..., HttpResponseBase]


class DeskRequest(HttpRequest):
    """A request that passed the guard: its user is an account, never anonymous."""

    user: Account
    htmx: Any


TOO_LARGE = (
    "Có một số gửi lên lớn quá mức, không ứng với mục nào. Chưa ghi gì. Mở lại trang rồi chọn lại."
)


def needs(*permissions: str, audited: bool = False, folded: bool = False) -> Callable[[View], View]:
    """Guards a view: `access_admin` and one of `permissions` (none named: any officer).

    Without sign-in it leads to the login page; without the right it answers 403 in plain words.
    A `Refused` of a service becomes a message on the page that was left.

    Every unsafe request is written into the audit with its outcome and what the person was told
    (so a message holds no secret); reading too where the view is `audited` (exports, personal
    data, rosters). `folded`: saving again and again while somebody types is one entry.
    """

    def decorate(view: View) -> View:
        @wraps(view)
        def guarded(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
            user = request.user
            if not user.is_authenticated:
                return redirect_to_login(request.get_full_path(), reverse("sign-in"))
            may = _may(user, permissions)
            status, refusal = 500, ""
            try:
                response = view(request, *args, **kwargs) if may else refuse(request)
                status = response.status_code
            except (Refused, OverflowError) as refused:
                # A number that no database holds, sent in place of an id.
                refusal = str(refused) if isinstance(refused, Refused) else TOO_LARGE
                response = answer_refusal(request, refusal)
                status = response.status_code
            except Http404:
                status = 404
                raise
            finally:
                if audited or status in (403, 500) or request.method not in SAFE:
                    write_note(request, status=status, refusal=refusal, is_folded=folded)
            return response

        guarded.needs = permissions  # type: ignore[attr-defined]
        guarded.audited = audited  # type: ignore[attr-defined]
        return never_cache(guarded)

    return decorate


def _may(user: Account, permissions: tuple[str, ...]) -> bool:
    allowed = not permissions or any(user.has_perm(name) for name in permissions)
    return user.has_perm("wagtailadmin.access_admin") and allowed


def refuse(request: HttpRequest) -> HttpResponse:
    """403 with what the account may do instead."""
    return render(request, "desk/shell/refused.html", status=403)


def answer_refusal(request: HttpRequest, sentence: str) -> HttpResponse:
    """What a service refused, told where the person is; nothing was changed."""
    if request.headers.get("HX-Request"):
        return render(request, "desk/shell/sentence.html", {"sentence": sentence}, status=422)
    if request.headers.get("X-Autosave"):
        return JsonResponse({"sentence": sentence}, status=422)
    messages.error(request, sentence)
    return render(request, "desk/shell/sentence_page.html", {"sentence": sentence}, status=422)
