"""The same answers in a sheet: a row a unit, filled in elsewhere and brought back."""

from __future__ import annotations

import re
from decimal import Decimal

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect

from lantoa.core import clock
from lantoa.core.errors import Refused
from lantoa.desk.guard import DeskRequest, needs
from lantoa.documents.sheets import Cell, Sheet, read_xlsx, write_xlsx
from lantoa.plan.models import Contribution, DataRequest
from lantoa.plan.services import answer_request
from lantoa.plan.terms import ContributionState
from lantoa.vietnamese import decimal, fold

XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
# A sheet set to English keeps «20.986» as the fraction 20,986: which was meant, nobody can tell.
_AMBIGUOUS = re.compile(r"-?\d{1,3},\d{3}")
HEAD = ("Đơn vị", "Số liệu", "Ghi chú", "Văn bản kèm theo")


@needs("plan.view_datarequest")
def download(request: DeskRequest, pk: int) -> HttpResponse:
    """A row for each unit that was asked, with what it has answered."""
    row = get_object_or_404(DataRequest, pk=pk)
    rows = [
        (one.unit.name, decimal(one.value, places=4) if one.value is not None else "", one.note,
         one.document)
        for one in row.contributions.select_related("unit")
    ]  # fmt: skip
    answer = HttpResponse(write_xlsx([Sheet(row.title[:31], (HEAD, *rows))]), content_type=XLSX)
    answer["Content-Disposition"] = f'attachment; filename="so-lieu-{pk}.xlsx"'
    return answer


@needs("plan.add_datarequest")
def upload(request: DeskRequest, pk: int) -> HttpResponse:
    """Takes the numbers of a sheet as the units' answers. All rows or none are refused by name;
    what was accepted before is left as it is."""
    row = get_object_or_404(DataRequest, pk=pk)
    file = request.FILES.get("file")
    if request.method != "POST" or file is None:
        raise Refused("Chưa chọn bảng nào. Chưa ghi gì. Chọn tệp .xlsx đã điền rồi nộp lại.")
    sheets = read_xlsx(file.read())
    taken, left = _take(request, row, sheets[0] if sheets else Sheet("", ()))
    words = f"Đã ghi số liệu của {taken} đơn vị."
    messages.success(request, words + (f" Chưa ghi: {'; '.join(left)}." if left else ""))
    return redirect("data-request", pk)


def _take(request: DeskRequest, row: DataRequest, sheet: Sheet) -> tuple[int, list[str]]:
    asked = {fold(one.unit.name): one for one in row.contributions.select_related("unit")}
    taken, left = 0, []
    for line in sheet.rows[1:]:
        cells = [_words(cell) for cell in (*line, *[None] * 4)][:4]
        if not cells[0] or not cells[1]:
            continue
        problem = _take_line(request, asked.get(fold(cells[0])), cells)
        taken += not problem
        left += [f"{cells[0]} ({problem})"] if problem else []
    return taken, left


def _words(cell: Cell) -> str:
    """A cell as a person writes it: a number of the sheet with its decimal comma."""
    if isinstance(cell, int | float | Decimal) and not isinstance(cell, bool):
        return decimal(cell, places=4).replace(".", "")
    return "" if cell is None else str(cell).strip()


def _take_line(request: DeskRequest, one: Contribution | None, cells: list[str]) -> str:
    if one is None:
        return "không có trong yêu cầu"
    if one.state == ContributionState.ACCEPTED:
        return "đã nhận từ trước"
    value = cells[1]
    if _AMBIGUOUS.fullmatch(value):
        whole, _, part = value.partition(",")
        return f"«{value}» đọc được là {whole}.{part} hay số lẻ {value}, ghi lại ô này dạng chữ"
    if value.count(".") == 1 and "," not in value and len(value.rpartition(".")[2]) != 3:
        value = value.replace(".", ",")
    try:
        answer_request(
            contribution=one, value=value, note=cells[2], document=cells[3], by=request.user,
            now=clock.now(), today=clock.today(),
        )  # fmt: skip
    except Refused:
        return f"«{cells[1]}» không phải số"
    return ""
