"""Sounds and pictures: only what stands in public, whatever address is asked for."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path
from typing import BinaryIO

from django.core.files.storage import default_storage
from django.http import (
    FileResponse,
    Http404,
    HttpRequest,
    HttpResponse,
    HttpResponseBase,
    StreamingHttpResponse,
)
from django.views.decorators.http import require_safe

from lantoa.channels.website.queries import is_public_picture, picture_size, public_sound
from lantoa.channels.website.ranges import NotSatisfiable, asked_part
from lantoa.channels.website.small_pictures import small_copy
from lantoa.core import clock
from lantoa.core.canonical import digest
from lantoa.newsroom.alerts.queries import is_alert_sound
from lantoa.newsroom.making.stored_files import product_path
from lantoa.newsroom.products.queries import public_file
from lantoa.newsroom.readers import sees_picture
from lantoa.newsroom.sounds.captions import MIMES, caption_file
from lantoa.newsroom.sounds.files import sound_path

# What was withdrawn must not live on in copies: after five minutes whoever keeps one asks again,
# and hears 304 or 404.
A_WHILE = "public, max-age=300, must-revalidate"
PIECE = 64 * 1024
PICTURE_FOLDERS = ("images/", "original_images/")


@require_safe
def sound(request: HttpRequest, sha256: str) -> HttpResponseBase:
    """An approved sound of a live article or of an alert in force, whole or in part."""
    rendition = public_sound(sha256)
    path = sound_path(sha256)
    is_public = rendition is not None or is_alert_sound(sha256, now=clock.now())
    if not is_public or not path.is_file():
        raise Http404
    mime = rendition.mime if rendition is not None else ""
    return _part_of(request, path, mime or "audio/mpeg", sha256)


@require_safe
def product(request: HttpRequest, sha256: str, ending: str) -> HttpResponseBase:
    """A file of an approved product of a live article, whole or in part."""
    found = public_file(sha256)
    path = product_path(sha256, ending)
    if found is None or found.ending != ending or not path.is_file():
        raise Http404
    answer = _part_of(request, path, found.mime, sha256)
    answer["X-Content-Type-Options"] = "nosniff"
    return answer


@require_safe
def small_picture(request: HttpRequest, sha256: str) -> HttpResponseBase:
    """A cover or a first page of an approved product, small enough for the page."""
    found = public_file(sha256)
    path = small_copy(found) if found else None
    if path is None:
        raise Http404
    answer = _part_of(request, path, "image/jpeg", f"{sha256}-nho")
    answer["X-Content-Type-Options"] = "nosniff"
    return answer


@require_safe
def captions(request: HttpRequest, sha256: str, ending: str) -> HttpResponseBase:
    """The captions of an approved sound of a live article, or its words as plain text."""
    rendition = public_sound(sha256)
    if rendition is None:
        raise Http404
    words = caption_file(rendition, ending).encode("utf-8")
    return _for_a_while(
        request, digest(words), lambda: HttpResponse(words, content_type=MIMES[ending])
    )


@require_safe
def picture(request: HttpRequest, name: str) -> HttpResponseBase:
    """A size of a picture of a live article; on the desk for who uses the library or reads the
    draft that shows it."""
    if not name.startswith(PICTURE_FOLDERS):
        raise Http404
    size = picture_size(name)
    is_public = size is not None and is_public_picture(size)
    if not is_public and not sees_picture(size.image_id if size else None, request.user):
        raise Http404
    storage = size.file.storage if size else default_storage
    if not storage.exists(name):
        raise Http404
    if size is not None and is_public:
        # Sizes are cut anew, as other rows, when the file or its middle changes.
        seen = f"{size.image.sha256}-{size.pk}"
        return _for_a_while(request, seen, lambda: FileResponse(storage.open(name)))
    answer = FileResponse(storage.open(name))
    answer["Cache-Control"] = "private, no-store"
    answer["X-Content-Type-Options"] = "nosniff"
    return answer


def _for_a_while(
    request: HttpRequest, name: str, whole: Callable[[], HttpResponseBase]
) -> HttpResponseBase:
    """The whole answer, or 304 for who has this very one."""
    etag = f'"{name}"'
    is_known = etag in request.headers.get("If-None-Match", "")
    answer = HttpResponse(status=304) if is_known else whole()
    answer["Cache-Control"], answer["ETag"] = A_WHILE, etag
    answer["X-Content-Type-Options"] = "nosniff"
    return answer


def _part_of(request: HttpRequest, path: Path, mime: str, name: str) -> HttpResponseBase:
    """The file, or what of it was asked for; 304 for who has this very one."""
    size, etag = path.stat().st_size, f'"{name}"'
    if etag in request.headers.get("If-None-Match", ""):
        return HttpResponse(status=304, headers={"ETag": etag, "Cache-Control": A_WHILE})
    is_same = request.headers.get("If-Range", etag) == etag
    try:
        part = asked_part(request.headers.get("Range", "") if is_same else "", size)
    except NotSatisfiable:
        return HttpResponse(status=416, headers={"Content-Range": f"bytes */{size}"})
    file = path.open("rb")
    length = size
    if part:
        file.seek(part.first)
        length = part.length
    answer = StreamingHttpResponse(pieces(file, length), content_type=mime)
    answer["Content-Length"] = str(length)
    answer["Accept-Ranges"] = "bytes"
    answer["Cache-Control"] = A_WHILE
    answer["ETag"] = etag
    if part:
        answer.status_code = 206
        answer["Content-Range"] = f"bytes {part.first}-{part.last}/{size}"
    return answer


def pieces(file: BinaryIO, length: int) -> Iterator[bytes]:
    """The next `length` bytes, little by little; closes the file."""
    with file:
        while length > 0 and (piece := file.read(min(PIECE, length))):
            length -= len(piece)
            yield piece
