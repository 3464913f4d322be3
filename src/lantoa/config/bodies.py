"""How much a request may carry, known from its head before a byte of it is read: little from
strangers, what its page can take from who is signed in, a story's worth by a field link."""

from __future__ import annotations

from collections.abc import Callable
from html import escape

from django.contrib.auth import SESSION_KEY
from django.http import HttpRequest, HttpResponse, JsonResponse
from django.urls import resolve
from django.urls.exceptions import Resolver404

from lantoa.approval.links import link_of
from lantoa.newsroom.ideas.invites import invite_of

MB = 1024 * 1024
STRANGER, OFFICER = 2 * MB, 25 * MB
STORY, PAPERS, PHOTO, PHOTOS = 70 * MB, 210 * MB, 45 * MB, 420 * MB
# Pages that take more than one file of 20 MB: what they say themselves is less than this, so their
# own words come first.
BY_PAGE = {
    "send-story": STORY,
    "outreach-record": PAPERS, "outreach-correct": PAPERS, "unit-work": PAPERS,
    "return-pack": PAPERS, "answer-request": PAPERS, "commendation-papers": PAPERS,
    "upload-pictures": PHOTOS,
    "wagtailimages_chooser:create": PHOTO, "wagtailimages:add": PHOTO, "wagtailimages:edit": PHOTO,
    "wagtailimages:add_multiple": PHOTO,
    "wagtailimages:create_multiple_from_uploaded_image": PHOTO,
}  # fmt: skip
INVITE = "invite-story"
LINK_NOTE = "link-note"  # a leader's phone records without packing much
MOST_DIGITS = 15  # of an announced length: more only says that it is too much
PAGE = (
    '<!doctype html><html lang="vi"><head><meta charset="utf-8"><meta name="viewport" '
    'content="width=device-width, initial-scale=1"><title>Gửi lên quá lớn</title></head>'
    "<body><h1>Gửi lên quá lớn</h1><p>{sentence}</p></body></html>"
)


def bounded(
    get_response: Callable[[HttpRequest], HttpResponse],
) -> Callable[[HttpRequest], HttpResponse]:
    """Middleware: what is announced as too large is answered 413 and not read."""

    def respond(request: HttpRequest) -> HttpResponse:
        length = announced(request)
        if length > STRANGER and length > (most := most_of(request)):
            return _refusal(request, most)
        return get_response(request)

    return respond


def announced(request: HttpRequest) -> int:
    """Bytes that the body is said to have; a body of no announced length is not read at all."""
    length = str(request.META.get("CONTENT_LENGTH") or "").lstrip("0")  # else noughts hide the rest
    return int(length[:MOST_DIGITS]) if length.isdecimal() else 0


def most_of(request: HttpRequest) -> int:
    """How many bytes this page takes from this sender."""
    try:
        match = resolve(request.path_info)
    except Resolver404:
        return STRANGER
    if match.view_name == INVITE:
        return STORY if invite_of(str(match.kwargs.get("token", ""))) else STRANGER
    if match.view_name == LINK_NOTE:
        return OFFICER if link_of(str(match.kwargs.get("token", ""))) else STRANGER
    if not request.session.get(SESSION_KEY):
        return STRANGER
    return BY_PAGE.get(match.view_name, OFFICER)


def _refusal(request: HttpRequest, most: int) -> HttpResponse:
    sentence = (
        f"Nội dung gửi lên lớn hơn {most // MB} MB nên chưa nhận, chưa lưu gì. Bỏ bớt hoặc nén nhỏ "
        "tệp, ảnh rồi gửi lại."
    )
    if most == STRANGER:
        sentence += " Nếu đang làm ở bàn làm việc thì đăng nhập lại trước khi gửi."
    wants_json = request.headers.get("Accept") == "application/json"
    if wants_json or request.headers.get("X-Autosave"):
        return JsonResponse({"sentence": sentence}, status=413)
    if request.headers.get("HX-Request"):
        return HttpResponse(
            f'<p class="lt-sentence" role="alert">{escape(sentence)}</p>', status=413
        )
    return HttpResponse(PAGE.format(sentence=escape(sentence)), status=413)
