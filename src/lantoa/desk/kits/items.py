"""What is to be done for a day: added, changed, ticked, taken off."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import require_POST

from lantoa.core import clock
from lantoa.desk.guard import DeskRequest, needs
from lantoa.desk.kits.forms import ItemForm
from lantoa.plan.models import CampaignKit, KitItem
from lantoa.plan.services import add_kit_item, change_kit_item, drop_kit_item, tick_kit_item
from lantoa.registry.roles import TAKE_PART

KEEP = "plan.change_campaignkit"


@needs(KEEP)
def add(request: DeskRequest, pk: int) -> HttpResponse:
    """One more thing to do."""
    kit = get_object_or_404(CampaignKit, pk=pk)
    form = ItemForm(request.POST or None, initial={"due_on": kit.held_on})
    if request.method == "POST" and form.is_valid():
        add_kit_item(kit=kit, **_given(kit, form), by=request.user)
        messages.success(request, "Đã thêm việc vào bộ tài liệu.")
        return redirect("campaign-kit", pk)
    context = {"kit": kit, "form": form, "title": "Thêm việc", "button": "Thêm việc này"}
    return render(request, "desk/kits/form.html", context, status=422 if form.errors else 200)


@needs(KEEP)
def change(request: DeskRequest, pk: int) -> HttpResponse:
    """Other words, unit or day; or off the list."""
    item = get_object_or_404(KitItem.objects.select_related("kit"), pk=pk)
    now = {"text": item.text, "unit": item.unit_id, "due_on": item.due_on}
    form = ItemForm(request.POST or None, initial=now)
    if request.method == "POST" and form.is_valid():
        change_kit_item(item=item, **_given(item.kit, form), by=request.user)
        messages.success(request, "Đã sửa việc.")
        return redirect("campaign-kit", item.kit_id)
    context = {"kit": item.kit, "form": form, "title": "Sửa việc", "button": "Lưu", "item": item}
    return render(request, "desk/kits/form.html", context, status=422 if form.errors else 200)


@needs(TAKE_PART)
@require_POST
def tick(request: DeskRequest, pk: int) -> HttpResponse:
    """Đánh dấu xong, or not; by who keeps kits or by the unit whose work it is."""
    item = get_object_or_404(KitItem, pk=pk)
    tick_kit_item(
        item=item, done=request.POST.get("xong") != "0", by=request.user, now=clock.now(),
        today=clock.today(),
    )  # fmt: skip
    return (
        redirect("unit-work") if "viec" in request.POST else redirect("campaign-kit", item.kit_id)
    )


@needs(KEEP)
@require_POST
def drop(request: DeskRequest, pk: int) -> HttpResponse:
    """Off the list."""
    item = get_object_or_404(KitItem, pk=pk)
    drop_kit_item(item=item, by=request.user)
    messages.success(request, f"Đã bỏ việc «{item.text}».")
    return redirect("campaign-kit", item.kit_id)


def _given(kit: CampaignKit, form: ItemForm) -> dict[str, Any]:
    data = form.cleaned_data
    return {
        "text": data["text"], "unit": data["unit"],
        "days_before": (kit.held_on - data["due_on"]).days,
    }  # fmt: skip
