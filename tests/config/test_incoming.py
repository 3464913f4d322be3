"""What is no text never reaches a view."""

from __future__ import annotations

import pytest
from django.http import Http404, HttpRequest, HttpResponse
from django.test import RequestFactory

from lantoa.config.incoming import without_controls

SENT = RequestFactory()


def seen_by_the_view(request: HttpRequest) -> HttpRequest:
    """The request as it arrives behind the middleware."""
    arrived: list[HttpRequest] = []

    def view(request: HttpRequest) -> HttpResponse:
        arrived.append(request)
        return HttpResponse()

    without_controls(view)(request)
    return arrived[0]


def test_fields_lose_controls_and_keep_the_rest() -> None:
    request = SENT.post("/a/?q=1%002", {"ten\x00": ["lúa\x1b[31m\r\n\tnước", "mía"], "khac": "x"})
    arrived = seen_by_the_view(request)
    assert dict(arrived.POST.lists()) == {"ten": ["lúa[31m\r\n\tnước", "mía"], "khac": ["x"]}
    assert dict(arrived.GET.lists()) == {"q": ["12"]}


def test_clean_fields_arrive_as_they_are() -> None:
    request = SENT.post("/a/", {"ten": "lúa"})
    fields = request.POST
    assert seen_by_the_view(request).POST is fields


def test_an_address_with_a_control_leads_nowhere() -> None:
    with pytest.raises(Http404):
        seen_by_the_view(SENT.get("/tin-bai/%00/"))
