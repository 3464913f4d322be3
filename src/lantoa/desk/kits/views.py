"""Days ahead and the kit of each."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

from django.contrib import messages
from django.db.models import QuerySet
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import require_POST

from lantoa.core import clock
from lantoa.core.errors import Refused
from lantoa.desk.guard import DeskRequest, needs
from lantoa.desk.kits.forms import DayForm, DescribeForm, TextForm
from lantoa.desk.kits.items import KEEP
from lantoa.desk.kits.paper import kit_document
from lantoa.desk.kits.rows import countdown_of, item_rows, kit_card, progress_words, text_rows
from lantoa.documents.writers import write_docx
from lantoa.newsroom.campaigns import MAY_MAKE
from lantoa.newsroom.readers import readable_codes
from lantoa.plan.campaigns import (
    DraftLine,
    coming_kit_days,
    draft_lines,
    is_day_named,
    kit_lines,
    past_kits,
)
from lantoa.plan.kit_words import HAMLET
from lantoa.plan.models import CampaignKit, KitText, Observance
from lantoa.plan.queries import live_plans
from lantoa.plan.services import (
    add_day,
    change_text,
    describe_kit,
    drop_day,
    make_kit_draft,
    prepare_kit,
)
from lantoa.registry.models import Commune, Hamlet
from lantoa.registry.queries import units_of
from lantoa.vietnamese import countdown, date_long

VIEW = "plan.view_plan"
DOCX = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"
PAST = 12


@needs(VIEW)
def listed(request: DeskRequest) -> HttpResponse:
    """Days ahead with their kits, then kits of days that are over."""
    return render(request, "desk/kits/list.html", _days())


@needs(KEEP)
def add(request: DeskRequest) -> HttpResponse:
    """A day that the plan does not name."""
    plan, refusal = live_plans().first(), ""
    form = DayForm(request.POST or None)
    if plan is None:
        refusal = "Chưa có kế hoạch đang thực hiện nên chưa thêm được ngày. Đưa kế hoạch vào trước."
    elif request.method == "POST" and form.is_valid():
        try:
            row = add_day(plan=plan, **form.cleaned_data, by=request.user, now=clock.now())
        except Refused as refused:
            refusal = str(refused)
        else:
            messages.success(request, f"Đã thêm {row}. Bộ tài liệu tự có trước ngày ấy 30 ngày.")
            return redirect("campaign-kits")
    context = {"form": form, "refusal": refusal, "title": "Thêm ngày hưởng ứng",
               "button": "Thêm ngày này"}  # fmt: skip
    status = 422 if request.method == "POST" else 200
    return render(request, "desk/kits/form.html", context, status=status)


@needs(KEEP)
@require_POST
def prepare(request: DeskRequest, pk: int) -> HttpResponse:
    """Chuẩn bị sớm."""
    day = get_object_or_404(Observance, pk=pk)
    kit = prepare_kit(observance=day, by=request.user, now=clock.now(), today=clock.today())
    return redirect("campaign-kit", kit.pk)


@needs(KEEP)
@require_POST
def drop(request: DeskRequest, pk: int) -> HttpResponse:
    """Bỏ a day that was added here."""
    day = get_object_or_404(Observance, pk=pk)
    drop_day(observance=day, by=request.user)
    messages.success(request, f"Đã bỏ {day}. Bộ tài liệu đã có vẫn giữ.")
    return redirect("campaign-kits")


@needs(VIEW)
def one(request: DeskRequest, pk: int) -> HttpResponse:
    """The kit: what is to be done, texts to copy, drafts."""
    kit = _kit(pk)
    context = {
        **_told(request, kit), "drafts": _drafts(request, kit), "remade": ("chưa có", "không còn"),
        "is_named": is_day_named(kit),
        "hamlets": Hamlet.objects.filter(is_active=True),
        "may_make": any(request.user.has_perm(name) for name in MAY_MAKE),
    }  # fmt: skip
    return render(request, "desk/kits/kit.html", context)


@needs(VIEW)
def printed(request: DeskRequest, pk: int) -> HttpResponse:
    """The kit on paper."""
    return render(request, "desk/kits/printed.html", _told(request, _kit(pk)))


@needs(VIEW)
def file(request: DeskRequest, pk: int) -> HttpResponse:
    """The kit as .docx in the form of Nghị định 30/2020."""
    answer = HttpResponse(write_docx(kit_document(_kit(pk))), content_type=DOCX)
    answer["Content-Disposition"] = f'attachment; filename="bo-tai-lieu-huong-ung-{pk}.docx"'
    return answer


@needs(KEEP)
def describe(request: DeskRequest, pk: int) -> HttpResponse:
    """The name of the day, what it is, its tasks."""
    kit = _kit(pk)
    now = {"name": kit.name, "about": kit.about, "tasks": list(kit.tasks.all())}
    form = DescribeForm(request.POST or None, initial=now)
    if request.method == "POST" and form.is_valid():
        describe_kit(kit=kit, **form.cleaned_data, by=request.user)
        messages.success(request, "Đã sửa lời giới thiệu.")
        return redirect("campaign-kit", pk)
    context = {"kit": kit, "form": form, "title": "Sửa lời giới thiệu", "button": "Lưu"}
    return render(request, "desk/kits/form.html", context, status=422 if form.errors else 200)


@needs(KEEP)
def text(request: DeskRequest, pk: int, kind: str) -> HttpResponse:
    """One text to copy, changed."""
    row = get_object_or_404(KitText.objects.select_related("kit"), kit_id=pk, kind=kind)
    form = TextForm(request.POST or None, initial={"text": row.text})
    if request.method == "POST" and form.is_valid():
        change_text(kit=row.kit, kind=kind, text=form.cleaned_data["text"], by=request.user)
        messages.success(request, f"Đã sửa lời: {row.get_kind_display()}.")
        return redirect("campaign-kit", pk)
    title = f"Sửa lời: {row.get_kind_display()}"
    context = {"kit": row.kit, "form": form, "title": title, "button": "Lưu"}
    return render(request, "desk/kits/form.html", context, status=422 if form.errors else 200)


@needs(*MAY_MAKE)
@require_POST
def draft(request: DeskRequest, pk: int, maker: str) -> HttpResponse:
    """Tạo bản nháp: one click, once."""
    make_kit_draft(kit=_kit(pk), maker=maker, by=request.user, now=clock.now())
    messages.success(request, "Đã tạo bản nháp ở mục Tin bài.")
    return redirect("campaign-kit", pk)


def _drafts(request: DeskRequest, kit: CampaignKit) -> list[DraftLine]:
    """What rooms made for the day; title and page of a draft only for who may read it."""
    lines = draft_lines(kit)
    made = [line.draft.subject for line in lines if line.draft]
    opened = readable_codes(made, request.user)
    return [
        line if line.draft is None or line.draft.subject in opened else replace(line, standing=None)
        for line in lines
    ]


def _kit(pk: int) -> CampaignKit:
    rows: QuerySet[CampaignKit] = CampaignKit.objects.select_related("plan", "made_by")
    return get_object_or_404(rows.defer("plan__text", "plan__reading"), pk=pk)


def _told(request: DeskRequest, kit: CampaignKit) -> dict[str, Any]:
    """What screen and paper say alike."""
    today = clock.today()
    units = units_of(request.user, today=today)
    asked = request.GET.get("thon", "")
    hamlet = Hamlet.objects.filter(slug=asked).first() if asked else None
    if asked and hamlet is None:
        raise Http404
    commune = Commune.objects.filter(pk=1).first()
    word = commune.hamlet_word if commune else "thôn"
    (line,) = kit_lines([kit], today=today)
    texts = text_rows(kit, hamlet.name if hamlet else "", word)
    return {
        "kit": kit, "day": date_long(kit.held_on), "left": countdown_of(kit, today=today),
        "line": line, "progress": progress_words(line), "hamlet": hamlet, "hamlet_word": word,
        "items": item_rows(kit, account=request.user, units=units, today=today),
        "texts": texts, "speaks_to_hamlet": any(row.is_for_hamlet for row in texts),
        "tasks": kit.tasks.select_related("plan"), "slot": HAMLET,
    }  # fmt: skip


def _days() -> dict[str, Any]:
    today = clock.today()
    coming = coming_kit_days(today=today)
    ahead = [
        *(day.kit for day in coming if day.kit),
        *CampaignKit.objects.filter(held_on__gte=today).exclude(
            held_on__in=[day.held_on for day in coming]
        ),
    ]
    lines = {line.kit.pk: line for line in kit_lines(ahead, today=today)}
    rows = [
        (day, date_long(day.held_on), countdown(day.held_on, today=today),
         kit_card(lines[day.kit.pk], today=today) if day.kit else None)
        for day in coming
    ]  # fmt: skip
    known = {day.kit.pk for day in coming if day.kit}
    left = [kit_card(line, today=today) for line in lines.values() if line.kit.pk not in known]
    past = kit_lines(list(past_kits(today=today)[:PAST]), today=today)
    return {
        "rows": rows, "left": left, "past": [kit_card(line, today=today) for line in past],
        "has_plan": live_plans().exists(),
    }  # fmt: skip
