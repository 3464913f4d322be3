"""Theo nhóm đối tượng: which groups were spoken to this year, and which were forgotten."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from django.http import HttpResponse
from django.shortcuts import render

from lantoa.core import clock
from lantoa.desk.guard import DeskRequest, needs
from lantoa.indicators.coverage import Coverage, coverage
from lantoa.registry.models import Audience
from lantoa.vietnamese import date_short, number

YEARS = 3


@dataclass(frozen=True)
class Line:
    """One group in words; `is_forgotten` where nothing at all was for it."""

    name: str
    on_site: str
    aired: str
    posted: str
    met: str
    people: str
    last: str
    is_forgotten: bool


@needs("plan.view_plan")
def by_group(request: DeskRequest) -> HttpResponse:
    """One row a group of the registry, the least reached first."""
    today = clock.today()
    years = [today.year - back for back in range(YEARS)]
    asked = request.GET.get("nam", "")
    year = int(asked) if asked.isdigit() and int(asked) in years else today.year
    until = min(today, date(year, 12, 31))
    found = coverage(since=date(year, 1, 1), until=until)
    groups = sorted(
        Audience.objects.all(),
        key=lambda group: (found[group.slug].total if group.slug in found else 0, str(group)),
    )
    context = {
        "lines": [_line(str(group), found.get(group.slug)) for group in groups],
        "year": year, "years": years, "until": date_short(until),
    }  # fmt: skip
    return render(request, "desk/indicators/coverage.html", context)


def _line(name: str, found: Coverage | None) -> Line:
    if found is None:
        return Line(name, "0", "0", "0", "0", "", "chưa có gì", True)
    people = number(found.people) if found.people or not found.uncounted else ""
    if found.uncounted:
        unknown = f"chưa rõ {found.uncounted} buổi"
        people = f"{people}, {unknown}" if people else unknown
    return Line(
        name, number(found.on_site), number(found.aired), number(found.posted), number(found.met),
        people if found.met else "", date_short(found.last_on), False,
    )  # fmt: skip
