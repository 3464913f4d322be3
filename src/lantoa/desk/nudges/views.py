"""Screens of nudges: by unit, since when; nothing here sends anything."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any

from django.http import HttpResponse
from django.shortcuts import render

from lantoa.core import clock
from lantoa.desk.guard import DeskRequest, needs
from lantoa.notices.daily import why_no_mail
from lantoa.notices.models import Notice
from lantoa.notices.queries import leader_notices, unit_notices
from lantoa.registry.models import Unit
from lantoa.vietnamese import date_short

SPANS = ((1, "Hôm nay"), (7, "7 ngày"), (31, "31 ngày"), (366, "Một năm"))
FIRST_SPAN = 7


@dataclass(frozen=True)
class UnitNudges:
    """What one unit was told, newest first, and the same as a message to paste."""

    unit: Unit
    rows: list[Notice]
    message: str


@needs("notices.add_notice")
def listed(request: DeskRequest) -> HttpResponse:
    """Units and what they were told, each with a message to paste into Zalo."""
    return render(request, "desk/nudges/list.html", _context(request))


@needs("notices.add_notice")
def printed(request: DeskRequest) -> HttpResponse:
    """The same on paper, with a column for the unit's answer."""
    return render(request, "desk/nudges/printed.html", _context(request))


def _context(request: DeskRequest) -> dict[str, Any]:
    today = clock.today()
    asked = request.GET.get("so-ngay", "")
    span = next((days for days, _ in SPANS if str(days) == asked), FIRST_SPAN)
    since = today - timedelta(days=span - 1)
    rows = unit_notices(since=since, until=today)
    units = [*Unit.objects.filter(notice__in=rows).distinct()]
    unit = next((one.pk for one in units if str(one.pk) == request.GET.get("don-vi", "")), None)
    groups = list(_groups(rows if unit is None else rows.filter(to_unit=unit), today))
    return {
        "groups": groups, "spans": SPANS, "span": span, "units": units, "unit": unit,
        "count": sum(len(group.rows) for group in groups), "since": date_short(since),
        "until": date_short(today), "leaders": leader_notices(since=since, until=today),
        "why_no_mail": (why := why_no_mail()), "mail_is_on": not why,
    }  # fmt: skip


def _groups(rows: Iterable[Notice], today: date) -> Iterable[UnitNudges]:
    by_unit: dict[Unit, list[Notice]] = {}
    for row in rows:
        if row.to_unit is not None:
            by_unit.setdefault(row.to_unit, []).append(row)
    for unit, told in sorted(by_unit.items(), key=lambda pair: pair[0].name):
        yield UnitNudges(unit, told, _message(unit, told, today))


def _message(unit: Unit, rows: list[Notice], today: date) -> str:
    """Each matter once, in its newest words: days left are true on the day they were written."""
    newest: dict[str, Notice] = {}
    for row in rows:
        newest.setdefault(row.subject, row)
    lines = "\n".join(f"{n}. {row.text}" for n, row in enumerate(newest.values(), start=1))
    return f"Kính gửi {unit.name},\nĐến ngày {date_short(today)}, đề nghị đơn vị quan tâm:\n{lines}"
