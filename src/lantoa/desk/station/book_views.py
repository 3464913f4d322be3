"""Sổ theo dõi phát thanh: a week on the screen, on paper, as files."""

from __future__ import annotations

import tempfile
import zipfile
from datetime import datetime
from typing import IO

from django.http import FileResponse, HttpResponse, HttpResponseBase
from django.shortcuts import render
from django.views.decorators.http import require_safe

from lantoa.channels.station.sounds import sound_file
from lantoa.channels.station.terms import Cell
from lantoa.core import clock
from lantoa.core.errors import Refused
from lantoa.desk.audit.noting import note_audit
from lantoa.desk.guard import DeskRequest, needs
from lantoa.desk.station.book import (
    Week,
    approver,
    days_of,
    lines_of,
    minutes_of,
    scripts_of,
    sheets_of,
    week_of,
    zones_of,
)
from lantoa.documents.sheets import write_xlsx
from lantoa.vietnamese.text import slug

VIEW, CHANGE = "newsroom.view_article", "station.change_timetable"
XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
LARGEST = 1024**3
NOTHING = "Tuần này không có tin nào để gom kịch bản, bản thu. Chọn tuần khác."
TOO_LARGE = "Bản thu của tuần này lớn hơn 1 GB nên chưa gom. Tải từng bản ở bảng kịch bản."


@needs(VIEW)
@require_safe
def book(request: DeskRequest) -> HttpResponse:
    """A week: minutes first, then what sounded, day by day."""
    week = _asked(request)
    lines = lines_of(week, now=clock.now())
    zone, state = request.GET.get("khu", ""), request.GET.get("tinh-trang", "")
    total, tables = minutes_of(week)
    context = {
        "week": week, "total": total, "tables": tables, "zone": zone, "state": state,
        "zones": zones_of(lines), "states": Cell.choices,
        "days": days_of(lines, zone=zone, state=state),
        "is_filtered": bool(zone or state), "can_write": request.user.has_perm(CHANGE),
    }  # fmt: skip
    return render(request, "desk/station/book.html", context)


@needs(VIEW, audited=True)
@require_safe
def printed(request: DeskRequest) -> HttpResponse:
    """The same on paper, with the approved scripts behind it."""
    week = _asked(request)
    lines = lines_of(week, now=clock.now())
    total, tables = minutes_of(week)
    context = {
        "week": week, "total": total, "tables": tables, "days": days_of(lines),
        "scripts": [(one, approver(one)) for one in scripts_of(lines)],
        "today": clock.today(),
    }  # fmt: skip
    return render(request, "desk/station/book_printed.html", context)


@needs(VIEW, audited=True)
@require_safe
def export(request: DeskRequest) -> HttpResponse:
    """One workbook."""
    week = _asked(request)
    note_audit(request, words=f"Sổ phát thanh {week}, tệp Excel.")
    return HttpResponse(
        write_xlsx(sheets_of(week, now=clock.now())), XLSX,
        headers={
            "Content-Disposition": f'attachment; filename="so-phat-thanh-{week.first}.xlsx"'
        },
    )  # fmt: skip


@needs(VIEW, audited=True)
@require_safe
def recordings(request: DeskRequest) -> HttpResponseBase:
    """Approved scripts and recordings of the week in one .zip."""
    week = _asked(request)
    note_audit(request, words=f"Kịch bản, bản thu {week}.")
    name = f"kich-ban-ban-thu-{week.first}.zip"
    return FileResponse(_zipped(week, clock.now()), as_attachment=True, filename=name)


def _asked(request: DeskRequest) -> Week:
    return week_of(request.GET.get("tuan", ""), clock.today())


def _zipped(week: Week, now: datetime) -> IO[bytes]:
    found = scripts_of(lines_of(week, now=now))
    if not found:
        raise Refused(NOTHING)
    files = [(one, sound_file(one.sound.sha256) if one.sound else None) for one in found]
    if sum(path.stat().st_size for _, path in files if path) > LARGEST:
        raise Refused(TOO_LARGE)
    out = tempfile.TemporaryFile(prefix="lantoa-so-")  # noqa: SIM115 answered while open
    with zipfile.ZipFile(out, "w", zipfile.ZIP_STORED) as archive:
        for place, (one, path) in enumerate(files, start=1):
            name = f"{place:02}-{slug(one.article.title)[:60] or 'tin'}"
            head = f"{one.article.title}\nDuyệt: {approver(one)}\n"
            mark = f"Mã băm âm thanh: {one.sound.sha256}\n" if one.sound else ""
            archive.writestr(f"{name}.txt", f"{head}{mark}\n{one.text}\n")
            if path is not None:
                archive.write(path, f"{name}.mp3")
    out.seek(0)
    return out
