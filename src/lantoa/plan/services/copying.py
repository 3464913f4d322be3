"""Sao kế hoạch sang năm sau: a draft with the work that goes on and its days moved."""

from __future__ import annotations

import re
from datetime import date, datetime
from typing import Any

from lantoa.core.errors import Refused
from lantoa.ledger import attachments
from lantoa.plan.corrections import Reading, choices_of, items_in
from lantoa.plan.models import Cadence, Plan
from lantoa.plan.services.drafts import store_draft
from lantoa.plan.terms import PlanState
from lantoa.registry.models import Account
from lantoa.vietnamese import clock_time, date_short

LISTS = (
    "legal_bases", "purposes", "requirements", "budget_sources", "responsibilities",
    "report_deadlines", "recipients",
)  # fmt: skip


def copy_forward(*, plan: Plan, to_year: int, by: Account, now: datetime) -> Plan:
    """A draft for another year: unfinished tasks with their units and cadences, targets whose year
    has not passed, everything else as it stands. Number, day and signature are blank; days of
    tasks and years in words are moved by as many years. Nothing of it is at work until a person
    has looked it through and confirmed it.
    """
    if not by.has_perm("plan.add_plan"):
        raise Refused("Tài khoản này không có quyền lập kế hoạch. Chưa sao gì.")
    if plan.state == PlanState.DRAFT or plan.year is None:
        raise Refused("Chỉ sao được kế hoạch đã đưa vào thực hiện. Chưa sao gì.")
    if not plan.year < to_year <= plan.year + 10:
        raise Refused(f"Năm sao sang phải sau năm {plan.year}. Chưa sao gì. Chọn lại năm.")
    reading = _moved(plan, to_year)
    text = _words(plan, reading, to_year, now)
    content = text.encode()
    kept = attachments.keep(content, "text/plain")
    return store_draft(
        reading=reading, text=text, sha256=kept["sha256"], name=f"sao-{plan.code}-{to_year}.txt",
        by=by, now=now,
    )  # fmt: skip


def _moved(plan: Plan, to_year: int) -> Reading:
    years = to_year - (plan.year or to_year)
    reading = plan.reading
    kept = _open_tasks(plan)
    cadences = _cadences(plan)
    targets = [
        (index, item)
        for index, item in items_in(reading, "objectives")
        if not item["period"] or _last_year(item["period"]) >= to_year
    ]
    codes = reading.get("proposals", {}).get("indicators", {})
    return {
        **{name: [item for _, item in items_in(reading, name)] for name in LISTS},
        "annual_days": _days(plan),
        "title": _shifted(reading.get("title") or "", years),
        "number": None, "date": None, "date_partial": str(to_year), "signer": None,
        **{name: reading.get(name)
           for name in ("symbol", "place", "issuer", "signer_title", "on_behalf_of",
                        "general_objective", "budget", "ad_hoc_reports")},
        "task_groups": _groups(reading, {index for index, _ in kept}),
        "tasks": [{**item, "due": _due(item["due"], years)} for _, item in kept],
        "objectives": [item for _, item in targets],
        "doubts": [
            {"field": "number", "quote": "", "why": "Kế hoạch mới chưa có số; văn thư cho số."},
            {"field": "date", "quote": "", "why": "Kế hoạch mới chưa ban hành."},
        ],
        "sources": {},
        "choices": {"units": choices_of(reading)["units"]},
        "proposals": {
            "cadences": {str(place): cadences[index] for place, (index, _) in enumerate(kept)
                         if index in cadences},
            "indicators": {str(place): codes.get(str(index), [])
                           for place, (index, _) in enumerate(targets)},
        },
    }  # fmt: skip


def _open_tasks(plan: Plan) -> list[tuple[int, dict[str, Any]]]:
    """Tasks of the reading that are neither closed nor dropped by a version, with their places."""
    rows = plan.tasks.filter(closed_at__isnull=True, until_version__isnull=True)
    places = set(rows.values_list("position", flat=True))
    return [(index, item) for index, item in items_in(plan.reading, "tasks") if index in places]


def _cadences(plan: Plan) -> dict[int, dict[str, Any]]:
    """How often tasks are done now, as their owners changed it, by the place of the task."""
    rows = Cadence.objects.filter(task__plan=plan, task__until_version__isnull=True)
    return {
        row.task.position: {
            "count": row.count, "period": row.period, "what": row.what, "kinds": row.kinds,
        }
        for row in rows.select_related("task")
    }  # fmt: skip


def _days(plan: Plan) -> list[dict[str, str]]:
    """The plan's yearly days and those that officers added; the draft is where they are dropped."""
    rows = plan.observances.order_by("position", "month", "day")
    return [{"day": f"{row.month:02d}-{row.day:02d}", "name": row.name} for row in rows]


def _last_year(period: str) -> int:
    """2030 of "2026-2030", 2026 of "2026-Q1"; words without a year never pass."""
    return max((int(year) for year in re.findall(r"\d{4}", period)), default=9999)


def _groups(reading: Reading, kept: set[int]) -> list[dict[str, Any]]:
    groups, start = [], 0
    for group in reading.get("task_groups") or []:
        count = sum(start <= index < start + group["tasks"] for index in kept)
        start += group["tasks"]
        groups += [{**group, "tasks": count}] if count else []
    return groups


def _shifted(text: str, years: int) -> str:
    """«năm 2026» becomes «năm 2027»; years inside citations and spans stay."""
    return re.sub(r"(?<=\bnăm )(20\d\d)\b", lambda found: str(int(found[1]) + years), text)


def _due(due: str | None, years: int) -> str | None:
    if not due:
        return due
    try:
        day = date.fromisoformat(due)
    except ValueError:
        return re.sub(r"\b20\d\d\b", lambda found: str(int(found[0]) + years), due)
    last = min(day.day, 28) if day.month == 2 else day.day
    return day.replace(year=day.year + years, day=last).isoformat()


def _words(plan: Plan, reading: Reading, to_year: int, now: datetime) -> str:
    """What stands for the document: this draft has none of its own."""
    lines = [
        f"KẾ HOẠCH {to_year}",
        reading["title"],
        "",
        f"Bản nháp sao từ {plan.number or plan.code} lúc {clock_time(now)} "
        f"ngày {date_short(now.date())}; chưa có văn bản riêng.",
        "",
        *(f"{item['number'] or ''} {item['text']}".strip() for item in reading["tasks"]),
    ]
    return "\n".join(lines)
