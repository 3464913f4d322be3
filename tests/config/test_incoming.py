"""What is no text never reaches a view."""

from __future__ import annotations

import json

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
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


def test_a_rich_text_loses_what_its_escapes_hide_and_stays_what_it_was() -> None:
    """As the editor sends it: JSON in a field. A pair of surrogates is a letter and stays."""
    sent = '{"blocks": [{"text": "l\\u00faa \\u0000m\\ud83d\\u00eda \\ud83c\\udf3e\\n"}]}'
    arrived = seen_by_the_view(SENT.post("/a/", {"body-0-value": sent}))
    assert json.loads(arrived.POST["body-0-value"]) == {"blocks": [{"text": "lúa mía 🌾\n"}]}


def test_text_that_only_looks_like_json_keeps_its_letters() -> None:
    arrived = seen_by_the_view(SENT.post("/a/", {"ten": r"[ghi \\u0000 vào đây"}))
    assert arrived.POST["ten"] == r"[ghi \\u0000 vào đây"


def test_names_of_files_lose_controls_too() -> None:
    file = SimpleUploadedFile("an\x1bh.jpg", b"x")
    arrived = seen_by_the_view(SENT.post("/a/", {"tep": file}))
    assert arrived.FILES["tep"].name == "anh.jpg"
