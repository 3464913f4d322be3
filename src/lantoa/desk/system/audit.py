"""Nhật ký hệ thống: the list with its filters, the export, the check of the chain."""

from __future__ import annotations

from collections.abc import Mapping

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_POST, require_safe

from lantoa.desk.audit.jobs import kept_months
from lantoa.desk.audit.models import AuditCheckpoint, AuditEntry
from lantoa.desk.audit.noting import note_audit
from lantoa.desk.audit.queries import (
    NOBODY,
    Sought,
    first_break,
    name_of,
    people_of,
    sought_entries,
    used_actions,
)
from lantoa.desk.audit.terms import Outcome
from lantoa.desk.audit.words import action_words
from lantoa.desk.guard import DeskRequest, needs
from lantoa.documents.sheets import Cell, Sheet, write_csv, write_xlsx
from lantoa.registry.models import Account
from lantoa.vietnamese import number

VIEW = "desk.view_auditentry"
PAGE, MOST = 50, 50_000
XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
HEADS = ("Số", "Lúc", "Họ và tên", "Mã tài khoản", "Vai trò", "Việc", "Đối tượng", "Chi tiết",
         "Kết quả", "Địa chỉ mạng", "Thiết bị", "Mã băm trước", "Mã băm")  # fmt: skip
CHECKPOINT_HEADS = ("Số mục cuối đã xóa", "Mã băm", "Từ lúc", "Đến lúc", "Số mục", "Xóa lúc")


@needs(VIEW, audited=True)
@require_safe
def entries(request: DeskRequest) -> HttpResponse:
    """Who saw or changed what, the newest first."""
    sought = Sought.of(request.GET.dict())
    page = Paginator(sought_entries(sought), PAGE).get_page(request.GET.get("trang"))
    kept = request.GET.copy()
    kept.pop("trang", None)
    shown = list(page.object_list)
    people = people_of(shown)
    context = {
        "sought": sought, "page": page, "kept": kept.urlencode(), "months": kept_months(),
        "lines": [(entry, action_words(entry.action), name_of(entry, people),
                   people.get(entry.subject, "")) for entry in shown],
        "people": Account.objects.order_by("name"), "nobody": NOBODY,
        "actions": used_actions(), "outcomes": Outcome.choices,
    }  # fmt: skip
    return render(request, "desk/system/audit.html", context)


@needs(VIEW, audited=True)
@require_safe
def export(request: DeskRequest, form: str) -> HttpResponse:
    """What the list shows, all pages of it, with the hashes by which others can check it."""
    found = sought_entries(Sought.of(request.GET.dict()))
    people = {one.code: one.get_full_name() for one in Account.objects.all()}
    entries = found[:MOST].iterator(chunk_size=2000)
    rows = [HEADS, *(_row(entry, people) for entry in entries)]
    note_audit(request, words=f"{number(len(rows) - 1)} mục.")
    sheet = Sheet("Nhật ký hệ thống", tuple(rows))
    if form == "csv":
        content, kind = write_csv(sheet), "text/csv; charset=utf-8"
    else:
        content, kind = write_xlsx([sheet, _checkpoints()]), XLSX
    return HttpResponse(
        content, kind, headers={"Content-Disposition": f'attachment; filename="nhat-ky.{form}"'}
    )


@needs(VIEW)
@require_POST
def verify(request: DeskRequest) -> HttpResponse:
    """Recomputes the chain."""
    broken = first_break()
    if broken is None:
        messages.success(request, f"Chuỗi nhật ký nguyên vẹn: {number(_count())} mục đúng mã băm.")
    else:
        messages.error(
            request,
            f"Nhật ký đã bị sửa từ mục số {broken}. Giữ nguyên máy, báo bộ phận an toàn thông tin.",
        )
    return redirect("audit")


def _count() -> int:
    return AuditEntry.objects.count()


def _row(entry: AuditEntry, people: Mapping[str, str]) -> tuple[Cell, ...]:
    return (
        entry.seq, entry.at, name_of(entry, people), entry.who, entry.role,
        action_words(entry.action), entry.subject, entry.words, entry.get_outcome_display(),
        entry.address, entry.device, entry.prev, entry.hash,
    )  # fmt: skip


def _checkpoints() -> Sheet:
    rows = [
        (row.seq, row.hash, row.first_at, row.last_at, row.count, row.made_at)
        for row in AuditCheckpoint.objects.all()
    ]
    return Sheet("Mốc tháng đã xóa", (CHECKPOINT_HEADS, *rows))
