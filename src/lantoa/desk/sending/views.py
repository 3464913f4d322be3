"""Screens for who sends: the plan, guidance, the pack of a month, who has confirmed."""

from __future__ import annotations

from typing import Any

from django import forms
from django.contrib import messages
from django.db.models import F
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render

from lantoa.core import clock
from lantoa.core.errors import Refused
from lantoa.desk.guard import DeskRequest, needs, refuse
from lantoa.desk.sending.forms import GuidanceForm, PackForm, SendGuidanceForm, SendPackForm
from lantoa.desk.sending.paper import guidance_document
from lantoa.documents.writers import write_docx
from lantoa.plan.dispatching import Receipt, changes_of, receipts
from lantoa.plan.models import Dispatch, Guidance, MonthlyPack, Plan
from lantoa.plan.queries import known_units, live_plans
from lantoa.plan.recipients import matched
from lantoa.plan.services import (
    draft_guidance,
    make_pack,
    send_guidance,
    send_pack,
    send_plan,
    send_version,
)
from lantoa.plan.superior import cited_in
from lantoa.registry.models import Unit
from lantoa.registry.terms import UnitKind

SEND, VIEW = "plan.add_dispatch", "plan.view_dispatch"
DOCX = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"
SHOWN = 200


@needs(VIEW)
def listed(request: DeskRequest) -> HttpResponse:
    """What was sent and who has not confirmed yet, those first."""
    rows = Dispatch.objects.select_related("plan", "guidance", "pack", "unit", "confirmed_by")
    context = {
        "rows": rows.order_by(F("confirmed_at").asc(nulls_first=True), "-sent_at")[:SHOWN],
        "plans": live_plans().only("code", "number", "title", "issued_on"),
        "guidances": Guidance.objects.select_related("plan")[:20],
        "revised": [
            (plan, sum(not one.is_done for one in receipts(plan)))
            for plan in live_plans().filter(version__gt=1)
        ],
        "packs": MonthlyPack.objects.select_related("plan")[:20],
    }
    return render(request, "desk/sending/list.html", context)


@needs(SEND)
def plan(request: DeskRequest, code: str) -> HttpResponse:
    """Each recipient of the plan with the units that it means; a person ticks."""
    found = get_object_or_404(Plan.objects.defer("text", "reading"), code=code)
    rows = _recipients(found)
    if request.method == "POST":
        chosen = {
            text: list(Unit.objects.filter(pk__in=_keys(request.POST.getlist(f"n{place}"))))
            for place, (text, _) in enumerate(rows)
        }
        count = send_plan(
            plan=found, units=chosen, by=request.user, now=clock.now(), today=clock.today()
        )
        messages.success(request, f"Đã gửi kế hoạch kèm phần việc riêng tới {count} đơn vị.")
        return redirect("dispatches")
    sent = set(Dispatch.objects.filter(plan=found, guidance=None, pack=None, version=found.version)
               .values_list("unit_id", flat=True))  # fmt: skip
    units = list(Unit.objects.filter(is_active=True))
    context = {"plan": found, "rows": list(enumerate(rows)), "units": units, "sent": sent}
    return render(request, "desk/sending/plan.html", context)


@needs(VIEW)
def version(request: DeskRequest, code: str) -> HttpResponse:
    """Who has which version of a revised plan; one click sends the new one."""
    found = get_object_or_404(Plan.objects.defer("text"), code=code)
    if request.method == "POST" and not request.user.has_perm(SEND):
        return refuse(request)
    if found.version == 1:
        return redirect("dispatches")
    if request.method == "POST":
        chosen = Unit.objects.filter(pk__in=_keys(request.POST.getlist("don-vi")))
        count = send_version(
            plan=found, units=list(chosen), by=request.user, now=clock.now(), today=clock.today()
        )
        messages.success(request, f"Đã gửi bản mới tới {count} đơn vị, kèm phần thay đổi.")
        return redirect("send-version", code)
    rows = receipts(found)
    lines = _with_changes(found, rows)
    waiting = [row.unit for row in rows if row.before and not row.now]
    context = {"plan": found, "lines": lines, "waiting": waiting}
    return render(request, "desk/sending/version.html", context)


def _with_changes(plan: Plan, rows: list[Receipt]) -> list[tuple[Receipt, str]]:
    """What the version at work changes for each unit; empty for one that got no other."""
    had = [(row.unit, row.before.version) for row in rows if row.before]
    words = {
        unit.pk: each.words for (unit, _), each in zip(had, changes_of(plan, had), strict=True)
    }
    return [(row, words.get(row.unit.pk, "")) for row in rows]


@needs(SEND)
def guidance(request: DeskRequest, code: str) -> HttpResponse:
    """Drafts guidance."""
    found = get_object_or_404(live_plans(), code=code)

    def keep(given: dict[str, Any]) -> HttpResponse:
        row = draft_guidance(plan=found, **given, by=request.user, now=clock.now())
        return redirect("guidance", row.pk)

    form = GuidanceForm(request.POST or None, initial={
        "headline": f"V/v hướng dẫn thực hiện Kế hoạch {found.number or found.code}",
    })  # fmt: skip
    return _form(request, form, keep, "Soạn công văn hướng dẫn", "Lưu bản soạn")


@needs(SEND)
def guidance_page(request: DeskRequest, pk: int) -> HttpResponse:
    """Guidance: take it as a file, send it under the clerk's number."""
    row = get_object_or_404(Guidance.objects.select_related("plan"), pk=pk)

    def keep(given: dict[str, Any]) -> HttpResponse:
        count = send_guidance(
            guidance=row, **given, by=request.user, now=clock.now(), today=clock.today()
        )
        messages.success(request, f"Đã gửi công văn tới {count} đơn vị.")
        return redirect("dispatches")

    first = {"number": row.number, "issued_on": row.issued_on}
    form = SendGuidanceForm(request.POST or None, initial=first)
    more = {"row": row, "paragraphs": row.text.splitlines(),
            "cited": cited_in(f"{row.headline}\n{row.text}", today=clock.today())}  # fmt: skip
    return _form(request, form, keep, row.headline, "Gửi công văn tới các đơn vị đã chọn", more)


@needs(SEND)
def guidance_file(request: DeskRequest, pk: int) -> HttpResponse:
    """Guidance as .docx in the form of Nghị định 30/2020."""
    row = get_object_or_404(Guidance.objects.select_related("plan"), pk=pk)
    answer = HttpResponse(write_docx(guidance_document(row)), content_type=DOCX)
    answer["Content-Disposition"] = f'attachment; filename="huong-dan-{pk}.docx"'
    return answer


@needs(SEND)
def pack(request: DeskRequest, code: str) -> HttpResponse:
    """Makes the pack of a month."""
    found = get_object_or_404(live_plans(), code=code)

    def keep(given: dict[str, Any]) -> HttpResponse:
        questions = [given.pop(f"question_{number}") for number in (1, 2, 3)]
        row = make_pack(plan=found, **given, questions=questions, by=request.user, now=clock.now())
        return redirect("pack", row.pk)

    first = {"month": clock.today().strftime("%Y-%m")}
    form = PackForm(request.POST or None, initial=first)
    return _form(request, form, keep, "Soạn bộ tài liệu tháng", "Lưu bộ tài liệu")


@needs(SEND)
def pack_page(request: DeskRequest, pk: int) -> HttpResponse:
    """The pack: read it, send it to schools and units, see what they did."""
    row = get_object_or_404(MonthlyPack.objects.select_related("plan"), pk=pk)

    def keep(given: dict[str, Any]) -> HttpResponse:
        count = send_pack(pack=row, **given, by=request.user, now=clock.now(), today=clock.today())
        messages.success(request, f"Đã gửi bộ tài liệu tới {count} đơn vị.")
        return redirect("pack", row.pk)

    schools = Unit.objects.filter(kind=UnitKind.SCHOOL, is_active=True)
    form = SendPackForm(request.POST or None, initial={"units": schools})
    more = {"pack": row, "paragraphs": row.script.splitlines(),
            "back": row.dispatches.select_related("unit")}  # fmt: skip
    return _form(request, form, keep, row.title, "Gửi bộ tài liệu tới các đơn vị đã chọn", more)


def _form(
    request: DeskRequest, form: forms.Form, keep: Any, title: str, button: str,
    more: dict[str, Any] | None = None,
) -> HttpResponse:  # fmt: skip
    refusal = ""
    if request.method == "POST" and form.is_valid():
        try:
            answer: HttpResponse = keep(dict(form.cleaned_data))
            return answer
        except Refused as refused:
            refusal = str(refused)
    context = {"form": form, "heading": title, "button": button, "refusal": refusal, **(more or {})}
    status = 422 if refusal or form.errors else 200
    return render(request, "desk/sending/form.html", context, status=status)


def _recipients(plan: Plan) -> list[tuple[str, tuple[int, ...]]]:
    kinds = dict(Unit.objects.values_list("pk", "kind"))
    units = [(unit, UnitKind(kinds[unit.pk])) for unit in known_units()]
    return matched((row.text for row in plan.recipients.order_by("position")), units)


def _keys(texts: list[str]) -> list[int]:
    return [int(text) for text in texts if text.isdigit() and len(text) < 10]
