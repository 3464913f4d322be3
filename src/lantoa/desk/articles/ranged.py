"""A private file, whole or the part that a player asks for."""

from __future__ import annotations

from pathlib import Path

from django.http import FileResponse, HttpRequest, HttpResponse, HttpResponseBase

from lantoa.channels.website.ranges import NotSatisfiable, asked_part


def ranged(request: HttpRequest, path: Path, mime: str) -> HttpResponseBase:
    """200, 206 or 416 (RFC 9110, section 14)."""
    size = path.stat().st_size
    try:
        part = asked_part(request.headers.get("Range", ""), size)
    except NotSatisfiable:
        return HttpResponse(status=416, headers={"Content-Range": f"bytes */{size}"})
    answer: HttpResponseBase
    if part is None:
        answer = FileResponse(path.open("rb"), content_type=mime)
    else:
        with path.open("rb") as file:
            file.seek(part.first)
            answer = HttpResponse(file.read(part.length), content_type=mime, status=206)
        answer["Content-Range"] = f"bytes {part.first}-{part.last}/{size}"
    answer["Accept-Ranges"] = "bytes"
    return answer
