"""Cụm loa: the map, the list with the worst first, filters, and the same as a file."""

from __future__ import annotations

from django.http import HttpResponse
from django.shortcuts import render

from lantoa.core import clock
from lantoa.core.clock import local
from lantoa.desk.guard import DeskRequest, needs
from lantoa.desk.station.device_list import (
    Asked,
    device_rows,
    device_sheet,
    hamlet_cells,
    hamlets_without,
)
from lantoa.desk.station.queries import counts
from lantoa.documents.sheets import write_xlsx

VIEW, TIMETABLE, RECEIVERS = (
    "newsroom.view_article", "station.change_timetable", "registry.change_receiver"
)  # fmt: skip
XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"


@needs(VIEW)
def devices(request: DeskRequest) -> HttpResponse:
    """Every cluster with the last contact of its receiver."""
    asked, now = _asked(request), clock.now()
    rows = device_rows(now)
    shown = [row for row in rows if asked.takes(row)]
    kept = request.GET.urlencode()
    context = {
        "devices": shown, "total": len(rows), "counts": counts(row.device for row in rows),
        "asked": asked, "kept": kept, "cells": hamlet_cells(rows),
        "without": hamlets_without(rows), "now": now,
        "has_receivers": any(row.device.contact for row in rows),
        "can_invite": request.user.has_perm(RECEIVERS),
        "can_order": request.user.has_perm(TIMETABLE),
    }  # fmt: skip
    return render(request, "desk/station/devices.html", context)


@needs(VIEW)
def export(request: DeskRequest) -> HttpResponse:
    """What the list shows, as Excel."""
    asked, now = _asked(request), clock.now()
    rows = [row for row in device_rows(now) if asked.takes(row)]
    answer = HttpResponse(write_xlsx([device_sheet(rows)]), content_type=XLSX)
    name = f"cum-loa-{local(now):%Y-%m-%d}.xlsx"
    answer["Content-Disposition"] = f'attachment; filename="{name}"'
    return answer


def _asked(request: DeskRequest) -> Asked:
    return Asked(sign=request.GET.get("loc", ""), words=request.GET.get("tim", ""))
