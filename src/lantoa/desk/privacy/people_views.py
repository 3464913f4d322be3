"""One person: found, seen whole, given out as a file, taken away as far as may be."""

from __future__ import annotations

import json

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_POST, require_safe

from lantoa.core import clock
from lantoa.core.errors import Refused
from lantoa.desk.audit.noting import note_audit
from lantoa.desk.guard import DeskRequest, needs
from lantoa.desk.privacy.holdings import Holding, chosen_holdings, forget, found_holdings
from lantoa.documents.sheets import Sheet, write_xlsx

CHANGE = "registry.change_privacyrequest"
XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"


@needs(CHANGE)
@require_safe
def person(request: DeskRequest) -> HttpResponse:
    """Rows that name this person; people of the same name are told apart by ticking."""
    words = request.GET.get("q", "").strip()[:100]
    rows = found_holdings(words, today=clock.today())
    # Never the name that was looked for: the audit outlives its erasure.
    note_audit(request, words=f"Tìm dữ liệu của một người: {len(rows)} mục." if words else "")
    context = {"words": words, "rows": rows}
    return render(request, "desk/privacy/person.html", context)


@needs(CHANGE)
@require_POST
def export(request: DeskRequest) -> HttpResponse:
    """The ticked rows as .json or .xlsx, to hand to the person."""
    rows = _chosen(request)
    note_audit(request, words=f"Xuất {', '.join(row.code for row in rows)}")
    if request.POST.get("as") == "xlsx":
        data, mime, suffix = _workbook(rows), XLSX, "xlsx"
    else:
        data, mime, suffix = _json(rows), "application/json", "json"
    answer = HttpResponse(data, content_type=mime)
    answer["Content-Disposition"] = f'attachment; filename="du-lieu-ca-nhan.{suffix}"'
    return answer


@needs(CHANGE)
@require_POST
def erase(request: DeskRequest) -> HttpResponse:
    """Takes the ticked rows away, after the page named them; what must stay is said."""
    rows = _chosen(request)
    if request.POST.get("sure") != "1":
        note_audit(request, words="Xem trước khi xóa")
        context = {"rows": rows, "going": [row for row in rows if not row.why_kept]}
        return render(request, "desk/privacy/erase.html", context)
    gone = forget(rows, by=request.user, today=clock.today())
    note_audit(request, words=f"Xóa {', '.join(row.code for row in gone) or 'không mục nào'}")
    messages.success(
        request, f"Đã xóa {len(gone)} mục; {len(rows) - len(gone)} mục được giữ theo lý do đã nêu."
    )
    return redirect("privacy-person")


def _chosen(request: DeskRequest) -> list[Holding]:
    rows = chosen_holdings(request.POST.getlist("code")[:500], today=clock.today())
    if not rows:
        raise Refused("Chưa chọn mục nào. Chưa làm gì. Đánh dấu các mục của đúng người ấy.")
    return rows


def _json(rows: list[Holding]) -> bytes:
    told = [{"mã": row.code, "nơi giữ": row.where, **row.says} for row in rows]
    return json.dumps(told, ensure_ascii=False, indent=1).encode("utf-8")


def _workbook(rows: list[Holding]) -> bytes:
    lines = [(row.where, name, value, row.code) for row in rows for name, value in row.says.items()]
    head = ("Nơi giữ", "Mục", "Nội dung", "Mã")
    return write_xlsx([Sheet("Dữ liệu cá nhân", (head, *lines))])
