"""Forms and sounds of an article as the desk shows and plays them: drafts too, never cached."""

from __future__ import annotations

from django.db.models import Q
from django.http import Http404, HttpResponse, HttpResponseBase
from django.shortcuts import get_object_or_404, render
from django.utils.safestring import mark_safe

from lantoa.desk.articles.ranged import ranged
from lantoa.desk.guard import DeskRequest, needs, refuse
from lantoa.desk.spoken.views import correct_address, may_correct
from lantoa.media.moving.shortening import seconds_of
from lantoa.newsroom.kinds import FormKind, Tab, forms_of, tabs_of
from lantoa.newsroom.models import Article, Rendition
from lantoa.newsroom.queries import fresh_sound, spoken_words
from lantoa.newsroom.readers import hears, version_for
from lantoa.newsroom.sounds.captions import MIMES, caption_file
from lantoa.newsroom.sounds.files import sound_path
from lantoa.newsroom.sounds.hearing import doubts_in, heard
from lantoa.newsroom.terms import Form
from lantoa.vietnamese import duration

# Why a piece is doubtful, by its class.
WHY = {
    "initials": "chữ tắt chưa có trong danh sách, máy đánh vần từng chữ",
    "foreign": "không phải âm tiếng Việt, máy đọc theo mặt chữ",
    "abbreviation": "chữ tắt có nhiều nghĩa",
    "day-month": "có thể là ngày tháng, có thể là phân số",
    "fraction": "có thể là phân số, có thể là ngày tháng",
    "ratio": "có thể là tỷ lệ, tỷ số hoặc giờ",
    "document": "ký hiệu văn bản có phần chưa biết",
    "code": "mã, số hiệu đọc từng chữ",
    "email": "địa chỉ thư đọc từng phần",
    "url": "địa chỉ trang đọc từng phần",
    "hashtag": "nhãn không dấu",
    "letter": "một chữ cái đứng riêng",
    "roman": "có thể là số La Mã",
}
MOST_SHARING = 20
WHY_ELSE = "máy chưa chắc cách đọc"


@needs("newsroom.view_article")
def article_form(request: DeskRequest, pk: int, form: str) -> HttpResponse:
    """One form as a page of its own, shown in a frame: of the newest draft, or of what stands in
    public for who reads no drafts."""
    draft = version_for(get_object_or_404(Article, pk=pk), request.user)
    if draft is None:
        return refuse(request)
    shown: list[FormKind | Tab] = [*forms_of(draft), *tabs_of(draft)]
    kind = next((kind for kind in shown if kind.code == form), None)
    if kind is None:
        raise Http404
    if kind.code == Form.SCRIPT:
        return _script(request, draft, kind)
    # What a form renders is HTML of our own templates, which escape what people wrote.
    body = mark_safe(kind.render(draft))  # noqa: S308
    return render(request, "desk/articles/frame.html", {"body": body, "kind": kind})


def _script(request: DeskRequest, draft: Article, kind: FormKind | Tab) -> HttpResponse:
    """The words as they are said, how long they take, the sound where it is made; doubtful ones
    dotted and numbered, each with one way out."""
    paragraphs = heard(draft, spoken_words())
    doubts = [
        (doubt, WHY.get(doubt.cls, WHY_ELSE), correct_address(doubt.written, draft.pk))
        for doubt in doubts_in(paragraphs)
    ]
    fresh = fresh_sound(draft) if draft.pk else None
    can_hear = fresh is not None and hears(fresh, fresh.sha256, request.user)
    said = " ".join(piece.words for line in paragraphs for piece in line)
    context = {
        "kind": kind, "paragraphs": paragraphs, "doubts": doubts,
        "can_correct": may_correct(request), "sound": fresh if can_hear else None,
        "length": duration(fresh.seconds if fresh else seconds_of(said)),
    }  # fmt: skip
    return render(request, "desk/articles/script.html", context)


@needs("newsroom.view_article")
def sound(request: DeskRequest, sha256: str) -> HttpResponseBase:
    """The very bytes of one sound, whole or in part; drafts are heard by who may read them."""
    found = _made_of(Q(sha256=sha256) | Q(inner_sha256=sha256))
    path = sound_path(sha256)
    if not found or not path.is_file():
        raise Http404
    rendition = next((one for one in found if hears(one, sha256, request.user)), None)
    if rendition is None:
        return refuse(request)
    return ranged(request, path, rendition.mime or "audio/mpeg")


@needs("newsroom.view_article")
def captions(request: DeskRequest, sha256: str, ending: str) -> HttpResponse:
    """The captions of one sound, or its words as plain text."""
    found = _made_of(Q(sha256=sha256))
    if not found:
        raise Http404
    rendition = next((one for one in found if hears(one, sha256, request.user)), None)
    if rendition is None:
        return refuse(request)
    return HttpResponse(caption_file(rendition, ending), content_type=MIMES[ending])


def _made_of(bytes_asked: Q) -> list[Rendition]:
    """Every rendition of these bytes, the newest first: several articles may share them."""
    return list(Rendition.objects.filter(bytes_asked).select_related("article")[:MOST_SHARING])
