"""Screens of the register of higher documents. Its list is one of Danh mục."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.db import transaction
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import require_POST

from lantoa.core import clock
from lantoa.core.errors import Refused
from lantoa.desk.audit.noting import note_audit
from lantoa.desk.guard import DeskRequest, needs
from lantoa.desk.paperfile import paper_response, paper_words
from lantoa.desk.superior.forms import EndForm, lines_in, replacement_of
from lantoa.newsroom.citing import Citing, articles_citing
from lantoa.newsroom.readers import own_drafts, reads_all_drafts
from lantoa.plan.models import SuperiorDocument
from lantoa.plan.services import end_document, register_line, restore_document
from lantoa.plan.superior import guidances_citing, plans_citing
from lantoa.vietnamese import nfc

SLUG = "van-ban-cap-tren"
VIEW, ADD = "plan.view_superiordocument", "plan.add_superiordocument"
CHANGE = "plan.change_superiordocument"
LONGEST_LINE = 4_000


@needs(VIEW)
def one(request: DeskRequest, pk: int) -> HttpResponse:
    """The entry, what is noted about it, and every place that cites it."""
    return _page(request, _found(pk), EndForm(initial={"ended_on": clock.today()}))


@needs(VIEW)
def paper(request: DeskRequest, pk: int) -> HttpResponse:
    """The file of the document."""
    row = _found(pk)
    return paper_response(row.paper, str(row))


@needs(ADD)
def paste(request: DeskRequest) -> HttpResponse:
    """A pasted line: what was read out of it, and writing the chosen ones into the register."""
    words = nfc((request.POST or request.GET).get("dong", ""))[:LONGEST_LINE]
    refusal = ""
    try:
        found = lines_in(words)
        if request.method == "POST":
            return _register(request, words)
    except Refused as refused:
        refusal, found = str(refused), []
    fresh = sum(1 for each in found if each["entry"] is None)
    context = {"words": words, "found": found, "fresh": fresh, "refusal": refusal}
    return render(request, "desk/superior/paste.html", context, status=422 if refusal else 200)


@needs(CHANGE)
@require_POST
def end(request: DeskRequest, pk: int) -> HttpResponse:
    """Ghi nhận đã bị thay thế, hết hiệu lực."""
    row, form = _found(pk), EndForm(request.POST)
    if not form.is_valid():
        return _page(request, row, form)
    given = form.cleaned_data
    try:
        with transaction.atomic():
            replaced_by = replacement_of(given["by_words"]) or _written(request, given["by_words"])
            end_document(document=row, ended_on=given["ended_on"], replaced_by=replaced_by,
                         why=given["why"], by=request.user)  # fmt: skip
    except Refused as refused:
        return _page(request, row, form, str(refused))
    note_audit(request, subject=f"{SLUG}:{pk}", words=row.warning(clock.today())[:300])
    messages.success(request, f"Đã ghi nhận: {row.warning(clock.today())}.")
    return redirect("superior", pk)


@needs(CHANGE)
@require_POST
def restore(request: DeskRequest, pk: int) -> HttpResponse:
    """It was noted by mistake."""
    row = restore_document(document=_found(pk), by=request.user)
    note_audit(request, subject=f"{SLUG}:{pk}", words=f"{row}: bỏ ghi nhận hết hiệu lực"[:300])
    messages.success(request, f"Đã bỏ ghi nhận về {row}.")
    return redirect("superior", pk)


def _register(request: DeskRequest, words: str) -> HttpResponse:
    made = register_line(line=words, keys=request.POST.getlist("chon"), by=request.user,
                         now=clock.now(), today=clock.today())  # fmt: skip
    messages.success(request, f"Đã ghi vào danh mục: {', '.join(str(row) for row in made)}.")
    return redirect("superior", made[0].pk) if len(made) == 1 else redirect("registry-list", SLUG)


def _written(request: DeskRequest, words: str) -> SuperiorDocument | None:
    """The replacing document, written into the register from the words that name it."""
    if not words:
        return None
    keys = [each["line"] for each in lines_in(words)]
    return register_line(line=words, keys=keys, by=request.user, now=clock.now(),
                         today=clock.today())[0]  # fmt: skip


def _citing(request: DeskRequest, row: SuperiorDocument) -> list[Citing]:
    """The articles that cite it: drafts only for who may read them."""
    found = articles_citing(row, today=clock.today())
    if reads_all_drafts(request.user):
        return found
    own = own_drafts(request.user)
    return [one for one in found if one.is_live or one.article.pk in own]


def _found(pk: int) -> SuperiorDocument:
    return get_object_or_404(SuperiorDocument.objects.select_related("replaced_by"), pk=pk)


def _page(
    request: DeskRequest, row: SuperiorDocument, form: EndForm, refusal: str = ""
) -> HttpResponse:
    today = clock.today()
    context: dict[str, Any] = {
        "row": row, "form": form, "refusal": refusal, "slug": SLUG,
        "paper": paper_words(row.paper), "warning": row.warning(today),
        "standing": row.in_words(today),
        "articles": _citing(request, row), "plans": plans_citing(row),
        "guidances": guidances_citing(row, today=today), "replaces": row.replaces.all(),
    }  # fmt: skip
    status = 422 if refusal or form.errors else 200
    return render(request, "desk/superior/one.html", context, status=status)
