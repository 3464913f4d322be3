"""Danh mục: lists with search, filters, export and print; one form for adding and changing."""

from __future__ import annotations

from django.contrib import messages
from django.core.paginator import Paginator
from django.db.models import Model
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render

from lantoa.core import clock
from lantoa.core.errors import Refused
from lantoa.desk.audit.noting import note_audit
from lantoa.desk.audit.queries import acts_on
from lantoa.desk.guard import DeskRequest, needs, refuse
from lantoa.desk.registry.lists import CATALOGUES, Catalogue, catalogue, listing
from lantoa.documents.sheets import write_csv, write_xlsx
from lantoa.registry.importing.base import importers
from lantoa.registry.models import Account, Communicator, Officer, Roster
from lantoa.registry.queries import uses_of
from lantoa.registry.services import remove_row

PAGE_SIZE = 30
PEOPLE = (Officer, Communicator, Roster)
ANY = (
    "registry.view_unit", "registry.view_spokenword", "registry.view_speakercluster",
    "registry.view_roster", "plan.view_superiordocument",
)  # fmt: skip
XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"


@needs(*ANY)
def catalogues(request: DeskRequest) -> HttpResponse:
    """Every catalogue that this account may see, with how many rows it has."""
    found = [(one, one.rows().count()) for one in CATALOGUES if one.may(request.user, "view")]
    return render(request, "desk/registry/catalogues.html", {"catalogues": found})


@needs(*ANY, audited=True, folded=True)
def rows(request: DeskRequest, slug: str) -> HttpResponse:
    """One catalogue, searched with or without marks, narrowed and sorted."""
    one = open_catalogue(slug)
    if not one.may(request.user, "view"):
        return refuse(request)
    shown = listing(one, request.GET.dict(), today=clock.today())
    kept = request.GET.copy()
    for name in ("trang", "sap"):
        kept.pop(name, None)
    ordered = request.GET.copy()
    ordered.pop("trang", None)
    context = {
        "catalogue": one, "listing": shown, "unsorted": kept.urlencode(),
        "kept": ordered.urlencode(), "can_add": one.may(request.user, "add"),
        "can_change": one.may(request.user, "change"), "today": clock.today(),
        "importer": _importer(one, request.user),
        "page": Paginator(shown.lines, PAGE_SIZE).get_page(request.GET.get("trang")),
    }  # fmt: skip
    return render(request, "desk/registry/list.html", context)


def _importer(one: Catalogue, account: Account) -> str:
    """The address of the table that fills this list, for those who may bring one in."""
    found = (kind for kind in importers() if kind.list_slug == one.slug)
    return next((k.slug for k in found if all(map(account.has_perm, k.rights))), "")


@needs(*ANY, audited=True)
def export(request: DeskRequest, slug: str, form: str) -> HttpResponse:
    """What the list shows, all pages of it, as .xlsx, .csv or a page to print."""
    one = open_catalogue(slug)
    if not one.may(request.user, "view"):
        return refuse(request)
    shown = listing(one, request.GET.dict(), today=clock.today())
    if form == "in":
        context = {"catalogue": one, "listing": shown, "today": clock.today()}
        return render(request, "desk/registry/printed.html", context)
    if form == "csv":
        return attachment(write_csv(shown.sheet()), f"{slug}.csv", "text/csv; charset=utf-8")
    return attachment(write_xlsx([shown.sheet()]), f"{slug}.xlsx", XLSX)


def attachment(content: bytes, name: str, kind: str) -> HttpResponse:
    """A file to keep."""
    return HttpResponse(
        content, kind, headers={"Content-Disposition": f'attachment; filename="{name}"'}
    )


@needs(*ANY)
def edit(request: DeskRequest, slug: str, pk: int | None = None) -> HttpResponse:
    """Adds a row or changes one; what is wrong stands beside its field."""
    one = open_catalogue(slug)
    if not one.may(request.user, "add" if pk is None else "change"):
        return refuse(request)
    row = get_object_or_404(one.model, pk=pk) if pk is not None else one.model()
    name = str(row) if pk is not None else ""
    form, refusal = one.form(request.POST or None, request.FILES or None, instance=row), ""
    if request.method == "POST" and form.is_valid():
        try:
            form.keep(by=request.user, now=clock.now())
        except Refused as refused:
            refusal = str(refused)
        else:
            changed = ", ".join(str(form.fields[name].label) for name in form.changed_data)
            note_audit(request, subject=_subject(one, form.instance.pk),
                       words=_told(form.instance, changed or "không đổi"))  # fmt: skip
            messages.success(request, f"Đã lưu {one.one} «{form.instance}».")
            return redirect("registry-list", slug)
    is_wrong = bool(refusal or form.errors)
    context = {
        "catalogue": one, "form": form, "name": name, "refusal": refusal, "is_wrong": is_wrong,
        "pk": pk, "can_remove": pk is not None and one.may(request.user, "delete"),
        "history": acts_on(_subject(one, pk)) if pk else [],
    }  # fmt: skip
    return render(request, "desk/registry/form.html", context, status=422 if is_wrong else 200)


@needs(*ANY)
def remove(request: DeskRequest, slug: str, pk: int) -> HttpResponse:
    """What removing a row would do, and doing it. What is in use is not removed."""
    one = open_catalogue(slug)
    if not one.may(request.user, "delete"):
        return refuse(request)
    row = get_object_or_404(one.model, pk=pk)
    if request.method == "POST":
        name = str(row)
        remove_row(row=row, by=request.user)
        note_audit(request, subject=_subject(one, pk), words=_told(row, "xóa"))
        messages.success(request, f"Đã xóa {one.one} «{name}».")
        return redirect("registry-list", slug)
    context = {"catalogue": one, "row": row, "uses": uses_of(row)}
    return render(request, "desk/registry/remove.html", context)


def _told(row: Model, what: str) -> str:
    """What the audit says. It outlives a request to erase, so of a person it has the code only."""
    return what if isinstance(row, PEOPLE) else f"{row}: {what}"[:300]


def _subject(one: Catalogue, pk: int) -> str:
    """How the audit names a row."""
    return f"{one.slug}:{pk}"


def open_catalogue(slug: str) -> Catalogue:
    """The catalogue of an address, else 404."""
    found = catalogue(slug)
    if found is None:
        raise Http404
    return found
