"""The reading screen: each field beside its sentence, doubts to settle, confirmation."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import require_POST

from lantoa.core import clock
from lantoa.core.errors import Refused
from lantoa.desk.guard import DeskRequest, needs
from lantoa.desk.plans.screen import context_of, screen_of
from lantoa.plan import services
from lantoa.plan.corrections import kind_of_field, value_at
from lantoa.plan.doubts import open_doubts
from lantoa.plan.models import Plan
from lantoa.plan.queries import known_units, live_plans
from lantoa.plan.superior import cited_in
from lantoa.plan.terms import CadencePeriod, Comparator
from lantoa.vietnamese import decimal

VIEW, CHANGE = "plan.view_plan", "plan.change_plan"
ADDABLE = (
    ("tasks", "nhiệm vụ", "Nội dung nhiệm vụ"),
    ("objectives", "chỉ tiêu", "Nội dung chỉ tiêu"),
    ("legal_bases", "văn bản căn cứ", "Số, ký hiệu"),
    ("purposes", "mục đích", "Nội dung"),
    ("requirements", "yêu cầu", "Nội dung"),
    ("responsibilities", "trách nhiệm của đơn vị", "Tên đơn vị"),
    ("report_deadlines", "hạn báo cáo", "Tháng-ngày, ví dụ 06-10; *-20 là ngày 20 hằng tháng"),
    ("annual_days", "ngày hằng năm", "Tháng-ngày, ví dụ 10-10"),
    ("budget_sources", "nguồn kinh phí", "Nội dung"),
    ("recipients", "nơi nhận", "Tên nơi nhận"),
)
"""Lists that a person may add to, with what the first field asks for."""
HINTS = {
    "names": "Mỗi dòng một tên.",
    "day": "Ghi dạng 08/4/2026; để trống nếu văn bản không ghi.",
    "figure": "Chỉ ghi con số, ví dụ 80 hoặc 2,5.",
    "codes": "Mã chỉ số, cách nhau dấu phẩy, ví dụ A1, A2.",
    "period": "Ghi dạng 2026, 2026-Q1 hoặc 2026-2030.",
    "duty_day": "Ghi dạng tháng-ngày, ví dụ 06-10; *-20 là ngày 20 hằng tháng.",
    "yearly_day": "Ghi dạng tháng-ngày, ví dụ 10-10.",
}


@needs(CHANGE)
def read(request: DeskRequest, code: str) -> HttpResponse:
    """Document left, fields right."""
    plan = get_object_or_404(Plan, code=code)
    if plan.state != "draft":
        return redirect("plan", code)
    return _answer(request, plan)


@needs(CHANGE)
def field(request: DeskRequest, code: str) -> HttpResponse:
    """The form of one field, and what was typed into it."""
    plan = get_object_or_404(Plan, code=code)
    pointer = str((request.POST or request.GET).get("o", ""))
    kind = kind_of_field(pointer)
    if request.method == "POST":
        services.correct_reading(
            plan=plan, path=pointer, value=request.POST.get("value", ""), by=request.user,
            now=clock.now(),
        )  # fmt: skip
        return _answer(request, plan)
    context = _form(plan, pointer, kind)
    page = "_field_form.html" if request.htmx else "field.html"
    return render(request, f"desk/plans/{page}", context)


@needs(CHANGE)
@require_POST
def unit(request: DeskRequest, code: str) -> HttpResponse:
    """What a name of a unit stands for."""
    plan = get_object_or_404(Plan, code=code)
    services.choose_unit(
        plan=plan, name=request.POST.get("name", ""), choice=request.POST.get("choice", ""),
        by=request.user, now=clock.now(),
    )  # fmt: skip
    return _answer(request, plan)


@needs(CHANGE)
@require_POST
def doubt(request: DeskRequest, code: str) -> HttpResponse:
    """A doubtful place holds as it was read."""
    plan = get_object_or_404(Plan, code=code)
    services.settle_doubt(
        plan=plan, key=request.POST.get("key", ""), by=request.user, now=clock.now()
    )
    return _answer(request, plan)


@needs(CHANGE)
@require_POST
def item(request: DeskRequest, code: str) -> HttpResponse:
    """An item is left out, or taken in again."""
    plan = get_object_or_404(Plan, code=code)
    change = services.take_in if request.POST.get("lay-lai") else services.leave_out
    change(plan=plan, path=request.POST.get("o", ""), by=request.user, now=clock.now())
    return _answer(request, plan)


@needs(CHANGE)
@require_POST
def add(request: DeskRequest, code: str) -> HttpResponse:
    """An item that the reader missed."""
    plan = get_object_or_404(Plan, code=code)
    services.add_item(
        plan=plan, name=request.POST.get("loai", ""), words=request.POST.get("noi-dung", ""),
        by=request.user, now=clock.now(),
    )  # fmt: skip
    return _answer(request, plan)


@needs(CHANGE)
@require_POST
def confirm(request: DeskRequest, code: str) -> HttpResponse:
    """Đưa vào thực hiện, once nothing is doubtful."""
    plan = get_object_or_404(Plan, code=code)
    left = len(open_doubts(plan.reading, known_units())) if plan.state == "draft" else 0
    if left:
        raise Refused(f"Còn {left} chỗ ngờ nên chưa đưa vào thực hiện. Bản nháp vẫn được giữ.")
    now = clock.now()
    services.confirm_plan(plan=plan, by=request.user, now=now, today=now.date())
    messages.success(
        request,
        f"Đã đưa {plan.tasks.count()} nhiệm vụ, {plan.targets.count()} chỉ tiêu vào thực hiện.",
    )
    return redirect("plan", code)


def _answer(request: DeskRequest, plan: Plan) -> HttpResponse:
    """The two panes for htmx, the whole page else; after a post without htmx the page anew."""
    if request.method == "POST" and not request.htmx:
        return redirect("plan-reading", plan.code)
    context = context_of(screen_of(plan, known_units())) | {
        "addable": ADDABLE, "live": live_plans().only("code", "title", "number"),
        "cited": cited_in(plan.text, today=clock.today()),
    }  # fmt: skip
    page = "_reading.html" if request.htmx and request.method == "POST" else "reading.html"
    return render(request, f"desk/plans/{page}", context)


def _form(plan: Plan, pointer: str, kind: str) -> dict[str, Any]:
    value = value_at(plan.reading, pointer)
    words = "\n".join(map(str, value)) if isinstance(value, list) else str(value or "")
    if isinstance(value, float):
        words = decimal(value)  # 85.5 typed back would be 855
    if kind == "codes":
        words = words.replace("\n", ", ")
    options = {"comparator": Comparator.choices, "cadence": CadencePeriod.choices}.get(kind, [])
    return {
        "plan": plan, "pointer": pointer, "kind": kind, "words": words, "options": options,
        "hint": HINTS.get(kind, ""), "is_long": kind == "names" or len(words) > 60,
    }  # fmt: skip
