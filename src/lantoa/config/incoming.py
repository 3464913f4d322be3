"""What may come in from outside. Control characters are no text: PostgreSQL refuses a query with a
NUL, a spreadsheet a cell with an escape, a terminal obeys it, and no keyboard types them; nor is
half of a pair of surrogates, which no database writes. So they are taken out of what is sent before
anything reads it, also where a rich text brings them as escapes in its JSON, and out of the names
of files. Tabs and ends of lines stay.

What is announced as larger than anything that is taken in is not read here: its view refuses it by
its size, before a byte of it is parsed."""

from __future__ import annotations

import json
import re
from collections.abc import Callable
from typing import Any

from django.http import Http404, HttpRequest, HttpResponse, QueryDict

from lantoa.config.bodies import announced

NO_TEXT = {code: None for code in (*range(32), 127) if chr(code) not in "\t\n\r"}
NO_TEXT |= dict.fromkeys(range(0xD800, 0xE000))
CONTROL = re.compile(f"[{''.join(map(re.escape, map(chr, NO_TEXT)))}]")
ESCAPED = re.compile(r"\\u(?:00[01][0-9a-f]|007f|d[89a-f][0-9a-f]{2})|\\[bf]", re.IGNORECASE)
LARGEST_READ = 60 * 1024 * 1024


def without_controls(
    get_response: Callable[[HttpRequest], HttpResponse],
) -> Callable[[HttpRequest], HttpResponse]:
    """Middleware: fields lose their controls; an address that holds one leads nowhere."""

    def respond(request: HttpRequest) -> HttpResponse:
        if CONTROL.search(request.path_info):
            raise Http404
        request.GET = _cleaned(request.GET)
        if announced(request) <= LARGEST_READ:
            request.POST = _cleaned(request.POST)
            _clean_names(request)
        return get_response(request)

    return respond


def _cleaned(fields: QueryDict) -> Any:
    if not any(_is_dirty(text) for key, values in fields.lists() for text in (key, *values)):
        return fields
    cleaned = fields.copy()
    cleaned.clear()
    for key, values in fields.lists():
        cleaned.setlist(key.translate(NO_TEXT), [_text(value) for value in values])
    return cleaned


def _is_dirty(text: str) -> bool:
    return bool(CONTROL.search(text) or (text[:1] in ("{", "[") and ESCAPED.search(text)))


def _text(value: str) -> str:
    value = value.translate(NO_TEXT)
    if value[:1] not in ("{", "[") or not ESCAPED.search(value):
        return value
    try:
        return json.dumps(_inside(json.loads(value)), ensure_ascii=False)
    except (ValueError, RecursionError):
        return value  # no JSON: then the escapes are letters


def _inside(value: Any) -> Any:
    if isinstance(value, str):
        return value.translate(NO_TEXT)
    if isinstance(value, list):
        return [_inside(one) for one in value]
    if isinstance(value, dict):
        return {_inside(name): _inside(one) for name, one in value.items()}
    return value


def _clean_names(request: HttpRequest) -> None:
    for _, files in request.FILES.lists():
        for file in files:
            if file.name and CONTROL.search(file.name):
                file.name = file.name.translate(NO_TEXT)
