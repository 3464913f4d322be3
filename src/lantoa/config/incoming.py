"""What may come in from outside. Control characters are no text: PostgreSQL refuses a query with a
NUL, a spreadsheet a cell with an escape, a terminal obeys it, and no keyboard types them; so they
are taken out of what is sent before anything reads it. Tabs and ends of lines stay.

What is announced as larger than anything that is taken in is not read here: its view refuses it by
its size, before a byte of it is parsed."""

from __future__ import annotations

import re
from collections.abc import Callable
from typing import Any

from django.http import Http404, HttpRequest, HttpResponse, QueryDict

from lantoa.config.bodies import announced

NO_TEXT = {code: None for code in (*range(32), 127) if chr(code) not in "\t\n\r"}
CONTROL = re.compile(f"[{''.join(map(chr, NO_TEXT))}]")
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
        return get_response(request)

    return respond


def _cleaned(fields: QueryDict) -> Any:
    if not any(CONTROL.search(text) for key, values in fields.lists() for text in (key, *values)):
        return fields
    cleaned = fields.copy()
    cleaned.clear()
    for key, values in fields.lists():
        cleaned.setlist(key.translate(NO_TEXT), [value.translate(NO_TEXT) for value in values])
    return cleaned
