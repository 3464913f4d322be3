"""The editor: an own form over the article and its revisions, saved by itself."""

from __future__ import annotations

from django.http import HttpResponse, JsonResponse, QueryDict
from django.shortcuts import get_object_or_404, redirect, render
from django.template.loader import render_to_string
from django.urls import reverse
from wagtail.rich_text import RichText

from lantoa.core import clock
from lantoa.core.errors import Refused
from lantoa.desk.articles.forms import ArticleForm
from lantoa.desk.articles.queries import editor_state
from lantoa.desk.guard import DeskRequest, needs
from lantoa.newsroom.kinds import forms_of
from lantoa.newsroom.models import Article
from lantoa.newsroom.queries import standing_of
from lantoa.newsroom.services import save_draft
from lantoa.vietnamese import nfc

FILING = ("genre", "section", "series", "topic", "priority", "language", "project", "source")


@needs("newsroom.add_article")
def write_article(request: DeskRequest) -> HttpResponse:
    """An empty article; its row is made by the first save."""
    empty = Article(live=False, body=[("paragraph", RichText(""))])
    return _answer(request, ArticleForm(_composed(request), instance=empty))


@needs("newsroom.change_article")
def edit_article(request: DeskRequest, pk: int) -> HttpResponse:
    """The newest draft of one article."""
    article = get_object_or_404(Article, pk=pk).newest
    return _answer(request, ArticleForm(_composed(request), instance=article))


def _composed(request: DeskRequest) -> QueryDict | None:
    """What was typed, in NFC: keyboards and pasted text bring both ways of writing a letter."""
    if request.method != "POST":
        return None
    typed = request.POST.copy()
    for name, values in list(typed.lists()):
        typed.setlist(name, [nfc(str(value)) for value in values])
    return typed


def _answer(request: DeskRequest, form: ArticleForm) -> HttpResponse:
    if request.method != "POST":
        return _editor(request, form)
    by_itself = request.headers.get("X-Autosave") == "1"
    if not form.is_valid():
        return _refused(request, form, by_itself)
    article = save_draft(article=form.written(), by=request.user, now=clock.now())
    if by_itself:
        return _saved(request, article)
    return redirect("edit-article", pk=article.pk)


def _editor(request: DeskRequest, form: ArticleForm) -> HttpResponse:
    article = form.instance
    context = {
        "form": form, "article": article, "kinds": forms_of(article),
        "filing": [form[name] for name in FILING],
    }  # fmt: skip
    if article.pk:
        context |= editor_state(article, standing_of(article))
    return render(request, "desk/articles/editor.html", context)


def _saved(request: DeskRequest, article: Article) -> JsonResponse:
    draft = Article.objects.get(pk=article.pk).newest
    state = editor_state(draft, standing_of(draft))
    return JsonResponse(
        {
            "base": draft.content,
            "address": reverse("edit-article", args=[draft.pk]),
            "title": draft.title or "Tin bài chưa có tiêu đề",
            "products": render_to_string("desk/articles/_products.html", state, request),
            "foot": render_to_string("desk/articles/_foot.html", state, request),
            "forms": [kind.code for kind in forms_of(draft)],
        }
    )


def _refused(request: DeskRequest, form: ArticleForm, by_itself: bool) -> HttpResponse:
    found = [str(text) for errors in form.errors.values() for text in errors]
    sentence = found[0] if found else "Chưa lưu được. Lời đang gõ vẫn còn trên màn hình này."
    if by_itself:
        return JsonResponse({"sentence": sentence}, status=422)
    raise Refused(sentence)
