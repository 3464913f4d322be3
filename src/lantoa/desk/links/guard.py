"""What guards the pages of a link: the token, and that a person opened it in this browser.

The first page shows nothing of the content, because chat programs fetch addresses for previews.
Answers are never stored, indexed or framed elsewhere. The referrer stays inside this site (the
setting `same-origin`): with «no-referrer» browsers hide the origin of a form too, and the check
against forged requests would refuse every decision.
"""

from __future__ import annotations

from collections.abc import Callable
from functools import wraps

from django.http import Http404, HttpRequest, HttpResponseBase
from django.shortcuts import redirect
from django.urls import reverse
from django.views.decorators.cache import never_cache

from lantoa.approval.links import OPEN_STATES, link_of, link_state
from lantoa.approval.models import ApprovalLink
from lantoa.core import clock

COOKIE = "mo-duyet"
View = Callable[..., HttpResponseBase]


def with_link(view: View) -> View:
    """Finds the link of the address; what was not made here is not found."""

    @wraps(view)
    def found(request: HttpRequest, token: str, **kwargs: object) -> HttpResponseBase:
        link = link_of(token)
        if link is None:
            raise Http404
        answer = view(request, link=link, token=token, **kwargs)
        answer["Cache-Control"] = "private, no-store"
        answer["X-Robots-Tag"] = "noindex, nofollow, noarchive"
        return answer

    return never_cache(found)


def opened(view: View) -> View:
    """Only after a person pressed the button in this browser; else back to the first page."""

    @wraps(view)
    def guarded(
        request: HttpRequest, link: ApprovalLink, token: str, **kwargs: object
    ) -> HttpResponseBase:
        if not is_opened_here(request, link):
            return redirect("link", token)
        return view(request, link=link, token=token, **kwargs)

    return with_link(guarded)


def opened_file(view: View) -> View:
    """A file of the content: opened here, and the link still leads to it."""

    @wraps(view)
    def guarded(
        request: HttpRequest, link: ApprovalLink, token: str, **kwargs: object
    ) -> HttpResponseBase:
        is_live = link_state(link, now=clock.now()) in OPEN_STATES
        if not is_live or not is_opened_here(request, link):
            raise Http404
        return view(request, link=link, token=token, **kwargs)

    return with_link(guarded)


def note_opened(answer: HttpResponseBase, link: ApprovalLink, token: str, *, secure: bool) -> None:
    """Marks this browser; the mark is sent to this link's addresses only."""
    answer.set_signed_cookie(
        COOKIE, str(link.pk), salt=link.nonce, path=reverse("link", args=[token]), httponly=True,
        samesite="Strict", secure=secure, expires=link.expires_at,
    )  # fmt: skip


def is_opened_here(request: HttpRequest, link: ApprovalLink) -> bool:
    """Was the link opened by a person in this browser?"""
    return request.get_signed_cookie(COOKIE, "", salt=link.nonce) == str(link.pk)
