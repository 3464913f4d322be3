"""Closes what the CMS brings and a commune does not use: page tree, page chooser, site history."""

from __future__ import annotations

from collections.abc import Callable

from django.http import Http404, HttpRequest, HttpResponse

CLOSED = (
    "pages/", "choose-page/", "choose-external-link/", "reports/", "workflows/", "collections/",
    "groups/", "users/", "sites/", "locales/", "styleguide/", "api/", "bulk/", "documents/",
    "prefer-", "dismissibles/",
)  # fmt: skip
DESK = "/ban-lam-viec/"


class ClosedPagesMiddleware:
    """Answers 404 for the closed parts, superusers included."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        if request.path.startswith(DESK) and request.path[len(DESK) :].startswith(CLOSED):
            raise Http404
        return self.get_response(request)
