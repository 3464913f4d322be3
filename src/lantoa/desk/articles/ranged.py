"""A private file, whole or the part that a player asks for."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

from django.http import (
    FileResponse,
    HttpRequest,
    HttpResponse,
    HttpResponseBase,
    StreamingHttpResponse,
)

from lantoa.channels.website.ranges import NotSatisfiable, Part, asked_part
from lantoa.channels.website.views.files import pieces


def ranged(request: HttpRequest, path: Path, mime: str) -> HttpResponseBase:
    """200, 206 or 416 (RFC 9110, section 14). Players first ask for all «from 0»: a film of
    gigabytes never stands in memory."""
    size = path.stat().st_size
    try:
        part = asked_part(request.headers.get("Range", ""), size)
    except NotSatisfiable:
        return HttpResponse(status=416, headers={"Content-Range": f"bytes */{size}"})
    answer: HttpResponseBase
    if part is None:
        answer = FileResponse(path.open("rb"), content_type=mime)
    else:
        answer = StreamingHttpResponse(_sent(path, part), content_type=mime, status=206)
        answer["Content-Length"] = str(part.length)
        answer["Content-Range"] = f"bytes {part.first}-{part.last}/{size}"
    answer["Accept-Ranges"] = "bytes"
    return answer


def _sent(path: Path, part: Part) -> Iterator[bytes]:
    file = path.open("rb")
    file.seek(part.first)
    yield from pieces(file, part.length)
