"""Forms of an article that are files: made, stopped, looked at, laid before a leader alone."""

from __future__ import annotations

from collections.abc import Callable

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import require_POST

from lantoa.approval.links import can_make_link
from lantoa.core import clock
from lantoa.desk.articles.product_lines import product_page, shown_files
from lantoa.desk.articles.queries import products
from lantoa.desk.articles.ranged import ranged
from lantoa.desk.guard import DeskRequest, needs, refuse
from lantoa.newsroom.making.jobs import cancel
from lantoa.newsroom.making.stored_files import product_path
from lantoa.newsroom.models import Article, Rendition, RenditionFile
from lantoa.newsroom.products.approval import submit_product
from lantoa.newsroom.products.making import ask_for_product
from lantoa.newsroom.products.queries import newest_product
from lantoa.newsroom.products.register import ProductKind, products_of
from lantoa.newsroom.readers import reads_draft, sees_product
from lantoa.newsroom.terms import Form
from lantoa.vietnamese import nfc

CHANGE = "newsroom.change_article"
READ = "newsroom.view_article"
MOST_SHARING = 20


@needs(CHANGE)
def panel(request: DeskRequest, pk: int) -> HttpResponse:
    """The panel of the editor alone, asked for while something is being made: its lines lead to
    screens of whoever writes."""
    draft = _draft(pk)
    context = {"article": draft, "products": products(draft)}
    return render(request, "desk/articles/_product_list.html", context)


@needs(READ)
def product(request: DeskRequest, pk: int, form: str) -> HttpResponse:
    """One form: what was made, what it may be made like, where it stands."""
    draft = _draft(pk)
    if not reads_draft(draft, request.user):
        return refuse(request)
    context = product_page(draft, _kind(draft, form))
    waiting = context["standing"].request
    context["may_change"] = request.user.has_perm(CHANGE)
    context["may_link"] = waiting is not None and can_make_link(request=waiting, by=request.user)
    return render(request, "desk/articles/product.html", context)


@needs(READ)
def state(request: DeskRequest, pk: int, form: str) -> HttpResponse:
    """How far it is, asked for every second while it is being made."""
    draft = _draft(pk)
    if not reads_draft(draft, request.user):
        return refuse(request)
    context = product_page(draft, _kind(draft, form))
    answer = render(request, "desk/articles/_making.html", context)
    if not context["making"]:
        answer["HX-Refresh"] = "true"
    return answer


@needs(CHANGE)
@require_POST
def make(request: DeskRequest, pk: int, form: str) -> HttpResponse:
    """Làm, or Làm lại, as chosen."""
    article = get_object_or_404(Article, pk=pk)
    kind = _kind(article.newest, form)
    names = [choice.name for choice in kind.choices(article.newest)]
    options = {name: nfc(request.POST.get(name, ""))[:400] for name in names}
    ask_for_product(article=article, form=form, options=options, by=request.user, now=clock.now())
    return redirect("article-product", pk, form)


@needs(CHANGE)
@require_POST
def stop(request: DeskRequest, pk: int, form: str) -> HttpResponse:
    """Dừng."""
    draft = _draft(pk)
    newest = newest_product(draft, _kind(draft, form).code)
    if newest:
        cancel(newest)
    return redirect("article-product", pk, form)


@needs(CHANGE)
@require_POST
def submit(request: DeskRequest, pk: int, form: str) -> HttpResponse:
    """Gửi duyệt the newest product by itself."""
    draft = _draft(pk)
    newest = newest_product(draft, _kind(draft, form).code)
    if newest is None:
        raise Http404
    submit_product(product=newest, by=request.user, now=clock.now())
    messages.success(request, "Đã gửi duyệt riêng sản phẩm này. Lãnh đạo thấy ở mục Duyệt.")
    return redirect("article-product", pk, form)


@needs(READ)
def preview(request: DeskRequest, pk: int) -> HttpResponse:
    """The files of one product as a page of its own, shown in a frame."""
    rows = Rendition.objects.exclude(form=Form.SOUND).select_related("article")
    row = get_object_or_404(rows, pk=pk)
    if not sees_product(row, request.user):
        return refuse(request)
    return render(request, "desk/articles/product_frame.html", frame_context(row))


def frame_context(
    row: Rendition, address: Callable[[RenditionFile], str] | None = None
) -> dict[str, object]:
    """What the frame shows; `address` makes the address of a file."""
    return {
        "product": row, "files": shown_files(row, address),
        "name": str(row.get_form_display()).capitalize(),
    }  # fmt: skip


@needs(READ)
def file(request: DeskRequest, sha256: str, ending: str) -> HttpResponseBase:
    """The very bytes of one file, whole or in part; of a draft for who may read it."""
    found = RenditionFile.objects.filter(sha256=sha256).select_related("rendition__article")
    seen = (row for row in found[:MOST_SHARING] if sees_product(row.rendition, request.user))
    row = next(seen, None)
    return refuse(request) if found and row is None else answer_file(request, row, ending)


def answer_file(request: HttpRequest, found: RenditionFile | None, ending: str) -> HttpResponseBase:
    """The bytes of a file that was found to be allowed."""
    path = product_path(found.sha256, found.ending) if found else None
    if found is None or path is None or found.ending != ending or not path.is_file():
        raise Http404
    answer = ranged(request, path, found.mime)
    answer["X-Content-Type-Options"] = "nosniff"
    return answer


def _draft(pk: int) -> Article:
    return get_object_or_404(Article, pk=pk).newest


def _kind(draft: Article, form: str) -> ProductKind:
    kind = next((kind for kind in products_of(draft) if kind.code == form), None)
    if kind is None:
        raise Http404
    return kind
