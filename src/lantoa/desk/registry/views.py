"""Danh mục: lists with search, and one form for adding and changing."""

from __future__ import annotations

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render

from lantoa.core import clock
from lantoa.core.errors import Refused
from lantoa.desk.guard import DeskRequest, needs, refuse
from lantoa.desk.registry.catalogues import CATALOGUES, Catalogue, catalogue
from lantoa.vietnamese import fold

PAGE_SIZE = 30
ANY = ("registry.view_unit", "registry.view_spokenword", "registry.view_speakercluster")


@needs(*ANY)
def catalogues(request: DeskRequest) -> HttpResponse:
    """Every catalogue that this account may see, with how many rows it has."""
    found = [(one, one.rows().count()) for one in CATALOGUES if one.may(request.user, "view")]
    return render(request, "desk/registry/catalogues.html", {"catalogues": found})


@needs(*ANY)
def rows(request: DeskRequest, slug: str) -> HttpResponse:
    """One catalogue, searched with or without marks."""
    one = _catalogue(slug)
    if not one.may(request.user, "view"):
        return refuse(request)
    asked = request.GET.get("q", "")[:100]
    lines = [(row.pk, [cell(row) for _, cell in one.columns]) for row in one.rows()]
    found = [line for line in lines if fold(asked) in fold(" ".join(line[1]))]
    kept = request.GET.copy()
    kept.pop("trang", None)
    context = {
        "catalogue": one, "asked": asked, "kept": kept.urlencode(), "is_empty": not lines,
        "page": Paginator(found, PAGE_SIZE).get_page(request.GET.get("trang")),
        "heads": [head for head, _ in one.columns], "can_add": one.may(request.user, "add"),
        "can_change": one.may(request.user, "change"),
    }  # fmt: skip
    return render(request, "desk/registry/list.html", context)


@needs(*ANY)
def edit(request: DeskRequest, slug: str, pk: int | None = None) -> HttpResponse:
    """Adds a row or changes one; what is wrong stands beside its field."""
    one = _catalogue(slug)
    if not one.may(request.user, "add" if pk is None else "change"):
        return refuse(request)
    row = get_object_or_404(one.model, pk=pk) if pk is not None else one.model()
    name = str(row) if pk is not None else ""
    form, refusal = one.form(request.POST or None, instance=row), ""
    if request.method == "POST" and form.is_valid():
        try:
            form.keep(by=request.user, now=clock.now())
        except Refused as refused:
            refusal = str(refused)
        else:
            messages.success(request, f"Đã lưu {one.one} «{form.instance}».")
            return redirect("registry-list", slug)
    is_wrong = bool(refusal or form.errors)
    context = {
        "catalogue": one, "form": form, "name": name, "refusal": refusal, "is_wrong": is_wrong
    }  # fmt: skip
    return render(request, "desk/registry/form.html", context, status=422 if is_wrong else 200)


def _catalogue(slug: str) -> Catalogue:
    found = catalogue(slug)
    if found is None:
        raise Http404
    return found
