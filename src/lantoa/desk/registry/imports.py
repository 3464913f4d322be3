"""Nhập từ Excel: hand a table in, see what it would do, keep it, take it back."""

from __future__ import annotations

from collections import Counter
from datetime import date
from typing import Any

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import require_POST

from lantoa.core import clock
from lantoa.core.errors import Refused
from lantoa.desk.guard import DeskRequest, needs, refuse
from lantoa.desk.registry.views import XLSX, attachment
from lantoa.documents.sheets import write_xlsx
from lantoa.documents.tables import IMPORT_LIMITS
from lantoa.registry.importing.base import Importer, importer_of, importers
from lantoa.registry.importing.drafts import Draft, choose_layout, open_table, read_draft
from lantoa.registry.importing.planning import ADD, CHANGE, SAME, SKIP, fingerprint, unread_heads
from lantoa.registry.importing.services import can_undo, keep_import, undo_import
from lantoa.registry.importing.template import template
from lantoa.registry.models import Account, SheetImport
from lantoa.registry.terms import ImportState

ANY = ("registry.add_unit", "registry.add_roster", "social.change_post")
PAGE_SIZE = 100
STATES = ((ADD, "thêm mới"), (CHANGE, "sửa"), (SAME, "giữ nguyên"), (SKIP, "bỏ qua"))


@needs(*ANY)
def kinds(request: DeskRequest) -> HttpResponse:
    """What can be brought in, and the last imports."""
    now = clock.now()
    open_ones = [kind for kind in importers() if _may(kind, request.user)]
    kept = SheetImport.objects.exclude(state=ImportState.DRAFT).filter(
        kind__in=[kind.slug for kind in open_ones]
    ).select_related("by")[:20]  # fmt: skip
    rows = [(row, importer_of(row.kind), can_undo(row, now=now)) for row in kept.defer("changes")]
    return render(request, "desk/registry/imports.html", {"kinds": open_ones, "rows": rows})


@needs(*ANY)
def upload(request: DeskRequest, slug: str) -> HttpResponse:
    """Hands a file in. What cannot be read is said beside the field."""
    kind = _kind(slug)
    if not _may(kind, request.user):
        return refuse(request)
    refusal = ""
    if request.method == "POST":
        try:
            row = _opened(request, kind)
            return redirect("import-preview", row.pk)
        except Refused as refused:
            refusal = str(refused)
    context = {"kind": kind, "refusal": refusal, "next": request.GET.get("ve", "")[:40]}
    return render(request, "desk/registry/upload.html", context, status=422 if refusal else 200)


def _opened(request: DeskRequest, kind: type[Importer]) -> SheetImport:
    file = request.FILES.get("file")
    if file is None:
        raise Refused("Chưa chọn tệp nào. Chọn tệp .xlsx hoặc .csv trên máy.")
    if file.size and file.size > IMPORT_LIMITS.file:
        raise Refused("Tệp lớn hơn 10 MB nên không nhận. Chia thành nhiều tệp nhỏ hơn.")
    return open_table(
        kind=kind, content=file.read(), file_name=str(file.name or "bảng tính"),
        by=request.user, now=clock.now(),
    )  # fmt: skip


@needs(*ANY)
def download(request: DeskRequest, slug: str, what: str) -> HttpResponse:
    """An empty template, or what is there now in the same shape."""
    kind = _kind(slug)
    if not _may(kind, request.user):
        return refuse(request)
    sheets = template(kind, today=clock.today(), is_full=what == "hien-co")
    return attachment(write_xlsx(sheets), f"{what}-{slug}.xlsx", XLSX)


@needs(*ANY)
def preview(request: DeskRequest, pk: int) -> HttpResponse:
    """What the table would do, row by row; after it was kept, what it did."""
    row = get_object_or_404(SheetImport, pk=pk)
    kind = _kind(row.kind)
    if not _may(kind, request.user) or (row.state == ImportState.DRAFT and row.by != request.user):
        return refuse(request)
    if row.state != ImportState.DRAFT:
        undoable = can_undo(row, now=clock.now())
        context = {"row": row, "kind": kind, "can_undo": undoable, "counts": _kept_counts(row)}
        return render(request, "desk/registry/kept.html", context)
    if request.method == "POST":
        _choose(request, row, kind)
        return redirect("import-preview", pk)
    draft = read_draft(row, today=clock.today())
    return render(request, "desk/registry/preview.html", _shown(request, draft))


@require_POST
@needs(*ANY)
def keep(request: DeskRequest, pk: int) -> HttpResponse:
    """Keeps every good row."""
    row = get_object_or_404(SheetImport, pk=pk, by=request.user)
    row = keep_import(
        row=row, shown=request.POST.get("shown", ""), by=request.user, now=clock.now()
    )  # fmt: skip
    added, changed = row.counts.get(ADD, 0), row.counts.get(CHANGE, 0)
    messages.success(request, f"Đã nhập «{row.file_name}»: thêm {added}, sửa {changed}.")
    return redirect("import-preview", pk)


@require_POST
@needs(*ANY)
def undo(request: DeskRequest, pk: int) -> HttpResponse:
    """Takes an import back."""
    row = undo_import(
        row=get_object_or_404(SheetImport, pk=pk), by=request.user, now=clock.now()
    )  # fmt: skip
    stayed = f" Còn {len(row.stayed)} mục giữ lại." if row.stayed else ""
    messages.success(request, f"Đã hoàn tác lượt nhập «{row.file_name}».{stayed}")
    return redirect("import-preview", pk)


def _kind(slug: str) -> type[Importer]:
    kind = importer_of(slug)
    if kind is None:
        raise Http404
    return kind


def _may(kind: type[Importer], account: Account) -> bool:
    return all(account.has_perm(right) for right in kind.rights)


def _choose(request: DeskRequest, row: SheetImport, kind: type[Importer]) -> None:
    places = {}
    for column in kind.columns:
        value = request.POST.get(f"cot-{column.name}", "")
        if value.isdecimal() and int(value) < IMPORT_LIMITS.columns:
            places[column.name] = int(value)
    fallback = request.POST.get("ngay", "")
    try:
        day = date.fromisoformat(fallback) if fallback else None
    except ValueError as error:
        raise Refused("Ngày vào chưa đúng. Cách đọc giữ nguyên. Chọn ngày trên lịch.") from error
    choose_layout(
        row=row, sheet=_number(request.POST.get("trang", "")), places=places,
        head=_number(request.POST.get("tieu-de", "")), fallback_on=day,
        make_units=bool(request.POST.get("them-don-vi")),
    )  # fmt: skip


def _number(text: str) -> int:
    return int(text) if text.isdecimal() and len(text) < 8 else 0


def _shown(request: DeskRequest, draft: Draft) -> dict[str, Any]:
    counts = Counter(row.state for row in draft.rows)
    state = request.GET.get("loai", "")
    rows = [row for row in draft.rows if not state or row.state == state]
    kept = request.GET.copy()
    kept.pop("trang", None)
    table = draft.table
    head = next((row for row in table.rows if row.number == draft.layout.head), None)
    wide = max(len(row.cells) for row in table.rows)
    places = [(place, _place_name(head.cells if head else (), place)) for place in range(wide)]
    columns = [(column, draft.layout.places.get(column.name)) for column in draft.importer.columns]
    return {
        "draft": draft, "row": draft.row, "kind": type(draft.importer), "places": places,
        "columns": columns, "fingerprint": fingerprint(draft.rows), "state": state,
        "counts": [(code, name, counts[code]) for code, name in STATES], "table": table,
        "good": counts[ADD] + counts[CHANGE], "unread": unread_heads(table, draft.layout),
        "page": Paginator(rows, PAGE_SIZE).get_page(request.GET.get("trang")),
        "kept": kept.urlencode(), "choices": draft.row.choices,
        "missing_units": list(draft.importer.missing_units.values()),
        "heads": [c.label for c in draft.importer.columns],
    }  # fmt: skip


def _place_name(cells: tuple[Any, ...], place: int) -> str:
    letters = chr(65 + place) if place < 26 else chr(64 + place // 26) + chr(65 + place % 26)
    word = str(cells[place])[:40] if place < len(cells) and cells[place] else ""
    return f"{letters}: {word}" if word else letters


def _kept_counts(row: SheetImport) -> list[tuple[str, int]]:
    return [(name, row.counts.get(code, 0)) for code, name in STATES]
