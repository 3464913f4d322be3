"""The editor: an own form over the article and its revisions, saved by itself."""

from __future__ import annotations

from typing import Any

from django.http import HttpResponse, JsonResponse, QueryDict
from django.shortcuts import get_object_or_404, redirect, render
from django.template.loader import render_to_string
from django.urls import reverse
from wagtail.rich_text import RichText

from lantoa.approval.models import Request
from lantoa.core import clock
from lantoa.core.errors import Refused
from lantoa.desk.articles.forms import ArticleForm
from lantoa.desk.articles.note_lines import notes_context
from lantoa.desk.articles.queries import editor_state
from lantoa.desk.articles.translation_lines import translation_context
from lantoa.desk.articles.typed import typed
from lantoa.desk.guard import DeskRequest, needs, refuse
from lantoa.desk.plans.choosing import live_tasks
from lantoa.newsroom.editing.beginning import BegunElsewhere, begun_with, save_begun
from lantoa.newsroom.editing.turns import hold_article, refuse_if_held
from lantoa.newsroom.genres import Piece, guide_of, guides
from lantoa.newsroom.kinds import tabs_of
from lantoa.newsroom.models import Article
from lantoa.newsroom.queries import standing_of
from lantoa.newsroom.readers import reads_draft
from lantoa.newsroom.terms import HelpKind
from lantoa.newsroom.writing_help.services import is_help_on

CHANGE = "newsroom.change_article"
FILING = ("genre", "section", "series", "topic", "priority", "language", "project", "source")


@needs("newsroom.add_article", folded=True)
def write_article(request: DeskRequest) -> HttpResponse:
    """An empty article, for the task and the genre that the address names; its row is made by the
    first save, once, however often that is sent."""
    if request.method == "POST":
        return _begin(request)
    guide = guide_of(request.GET.get("the-loai", ""))
    empty = Article(live=False, body=[("paragraph", RichText(""))])
    if guide:
        empty = Article(live=False, genre=guide.genre, body=blocks_for(guide.skeleton))
    asked = request.GET.get("nhiem_vu", "")
    if asked.isdecimal():
        empty.tasks = list(live_tasks().filter(pk=int(asked[:18])))
    return _answer(request, ArticleForm(None, instance=empty))


@needs(CHANGE, "newsroom.view_article", folded=True)
def edit_article(request: DeskRequest, pk: int) -> HttpResponse:
    """The newest draft of one article. Who may only read is led to where it is read: lists and
    entries of the ledger link here for everybody."""
    row = get_object_or_404(Article, pk=pk)
    if not request.user.has_perm(CHANGE):
        return refuse(request) if request.method == "POST" else _reading_page(request, row)
    article = row.newest
    return _answer(request, ArticleForm(_composed(request), instance=article))


def _begin(request: DeskRequest) -> HttpResponse:
    """A save from an editor that knows of no article yet. The loser of two that were sent side by
    side finds the article of the other, and its words go there."""
    key = request.POST.get("draft_key", "")
    try:
        begun = begun_with(key=key, by=request.user)
        if begun is None:
            empty = Article(live=False, body=[("paragraph", RichText(""))])
            return _answer(request, ArticleForm(_composed(request), instance=empty), key=key)
        sent = _composed(request)
        if sent:
            sent["base"] = begun.content  # what this editor left there, if nobody saved since
        return _answer(request, ArticleForm(sent, instance=begun.article.newest), key=key)
    except BegunElsewhere:
        return _begin(request)


def blocks_for(piece: Piece) -> list[tuple[str, Any]]:
    """The blocks of a skeleton or an example as values of the body."""
    return [
        (one["type"], RichText(one["value"]) if one["type"] == "paragraph" else one["value"])
        for one in piece.raw
    ]


def _reading_page(request: DeskRequest, article: Article) -> HttpResponse:
    """The page of the newest submission; before there is one, and for who reads no drafts, the
    article as the site shows it."""
    if not reads_draft(article, request.user) and not article.live:
        return refuse(request)
    submission = Request.objects.filter(subject=article.code).first()
    if submission and reads_draft(article, request.user):
        return redirect("approval", submission.pk)
    return redirect("article-form", article.pk, "web")


def _composed(request: DeskRequest) -> QueryDict | None:
    """What was typed, as it is stored: keyboards and pasted text bring both ways of writing a
    letter, and what nobody sees."""
    if request.method != "POST":
        return None
    if "body-count" not in request.POST:  # the editor always says how many blocks it sends
        raise Refused("Trang gửi lên thiếu phần nội dung. Chưa lưu gì. Tải lại trang rồi lưu.")
    sent = request.POST.copy()
    for name, values in list(sent.lists()):
        sent.setlist(name, [typed(str(value)) for value in values])
    return sent


def _answer(request: DeskRequest, form: ArticleForm, *, key: str = "") -> HttpResponse:
    if request.method != "POST":
        return _editor(request, form)
    by_itself = request.headers.get("X-Autosave") == "1"
    if not form.is_valid():
        return _refused(request, form, by_itself)
    if form.instance.pk:
        try:
            refuse_if_held(article=form.instance, by=request.user, now=clock.now())
        except Refused as refusal:
            form.add_error(None, str(refusal))
            return _refused(request, form, by_itself)
    article = save_begun(article=form.written(), key=key, by=request.user, now=clock.now())
    if by_itself:
        return _saved(request, article)
    return redirect("edit-article", pk=article.pk)


def _editor(request: DeskRequest, form: ArticleForm) -> HttpResponse:
    article = form.instance
    context = {
        "form": form, "article": article, "kinds": tabs_of(article),
        "help_kinds": HelpKind.choices if is_help_on() else (),
        "filing": [form[name] for name in FILING], "guides": guides(),
        "guide": guide_of(str(form["genre"].value())),
    }  # fmt: skip
    if article.pk:
        context |= editor_state(article, standing_of(article))
        context |= notes_context(article, article, request.user)
        context |= translation_context(article)
        context["editing"] = hold_article(article=article, by=request.user, now=clock.now())
    return render(request, "desk/articles/editor.html", context)


def _saved(request: DeskRequest, article: Article) -> JsonResponse:
    draft = Article.objects.get(pk=article.pk).newest
    state = editor_state(draft, standing_of(draft)) | notes_context(draft, draft, request.user)
    return JsonResponse(
        {
            "base": draft.content,
            "address": reverse("edit-article", args=[draft.pk]),
            "title": draft.title or "Tin bài chưa có tiêu đề",
            "products": render_to_string("desk/articles/_products.html", state, request),
            "foot": render_to_string("desk/articles/_foot.html", state, request),
            "forms": [tab.code for tab in tabs_of(draft)],
            "sides": {
                "review": _side("_review", state, request, len(state["findings"])),
                "notes": _side("_notes", state, request, state["open_notes"]),
            },
        }
    )


def _side(template: str, state: dict[str, Any], request: DeskRequest, count: int) -> dict[str, Any]:
    """One panel beside the text, with how much it holds."""
    html = render_to_string(f"desk/articles/{template}.html", state, request)
    return {"html": html, "count": count}


def _refused(request: DeskRequest, form: ArticleForm, by_itself: bool) -> HttpResponse:
    found = [str(text) for errors in form.errors.values() for text in errors]
    sentence = found[0] if found else "Chưa lưu được. Lời đang gõ vẫn còn trên màn hình này."
    if by_itself:
        return JsonResponse({"sentence": sentence}, status=422)
    raise Refused(sentence)
