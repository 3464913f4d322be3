"""Closes what the CMS brings and a commune does not use: only what is named here is open.

Page tree, page chooser, site history, users, groups, workflows and the like answer 404 to
everybody, superusers included. Our own screens are guarded by `needs`.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from django.http import Http404, HttpRequest, HttpResponse
from django.urls import resolve
from django.urls.exceptions import Resolver404

from lantoa.desk.audit.noting import SAFE, write_note
from lantoa.desk.guard import refuse

DESK = "/ban-lam-viec/"
# What needs no sign-in: the door, and what every page draws itself with.
OPEN_TO_ALL = frozenset(
    {
        "wagtailadmin_login", "wagtailadmin_logout", "wagtailadmin_sprite",
        "wagtailadmin_javascript_catalog",
    }
)  # fmt: skip
# What the editor uses; the CMS asks for the rights on pictures itself.
OPEN_TO_OFFICERS = frozenset(
    {
        "wagtailadmin_account", "wagtailadmin_tag_autocomplete",
        "wagtailadmin_tag_model_autocomplete",
        *(
            f"wagtailimages_chooser:{name}"
            for name in ("choose", "choose_results", "chosen", "chosen_multiple", "create",
                         "select_format")
        ),
    }
)  # fmt: skip
OPEN = OPEN_TO_ALL | OPEN_TO_OFFICERS
ACCOUNT, LIBRARY = "wagtailadmin_account", "library.view_picture"


def is_ours(view: Any) -> bool:
    """Is this a view of the program, which the guard looks after?"""
    return str(getattr(view, "__module__", "")).startswith("lantoa.")


def is_closed(path: str) -> bool:
    """Is this path, counted from the desk's address, one that nobody reaches?"""
    try:
        match = resolve(f"{DESK}{path}")
    except Resolver404:
        return True
    return not is_ours(match.func) and match.view_name not in OPEN


class ClosedPagesMiddleware:
    """Answers 404 for the closed parts; writes what changes in the open ones into the audit."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        response = self.get_response(request)
        match = request.resolver_match
        if request.method in SAFE or not request.path.startswith(DESK) or match is None:
            return response
        if not is_ours(match.func) and match.view_name in OPEN_TO_OFFICERS:
            write_note(request, status=response.status_code, refusal="", is_folded=False)
        return response

    def process_view(self, request: HttpRequest, view: Any, *_: Any) -> HttpResponse | None:
        """Before any view of the CMS: the closed ones, and pictures for who has nothing there."""
        match = request.resolver_match
        if match is None or not request.path.startswith(DESK) or is_ours(view):
            return None
        if match.view_name not in OPEN:
            raise Http404
        is_library = match.view_name in OPEN_TO_OFFICERS and match.view_name != ACCOUNT
        if is_library and request.user.is_authenticated and not request.user.has_perm(LIBRARY):
            return refuse(request)
        return None
