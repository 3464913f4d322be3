"""Several people of the rosters at once: the day on which they left."""

from __future__ import annotations

from datetime import date

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect
from django.views.decorators.http import require_POST

from lantoa.core.errors import Refused
from lantoa.desk.guard import DeskRequest, needs
from lantoa.registry.models import Roster
from lantoa.registry.services import end_rosters
from lantoa.vietnamese import date_short


@require_POST
@needs("registry.change_roster")
def end(request: DeskRequest) -> HttpResponse:
    """Ghi ngày ra of everybody who was ticked."""
    keys = [key for key in request.POST.getlist("dong") if key.isdecimal() and len(key) < 12]
    rosters = list(Roster.objects.select_related("officer", "unit").filter(pk__in=keys[:500]))
    if not rosters:
        raise Refused("Chưa chọn ai. Chưa ghi gì. Đánh dấu từng người rồi ghi ngày ra.")
    count = end_rosters(rosters=rosters, left_on=_day(request.POST.get("ngay-ra", "")),
                        by=request.user)  # fmt: skip
    day = date_short(rosters[0].left_on) if rosters[0].left_on else ""
    messages.success(request, f"Đã ghi ngày ra {day} cho {count} người.")
    return redirect("registry-list", "danh-sach-can-bo")


def _day(text: str) -> date:
    try:
        return date.fromisoformat(text)
    except ValueError as error:
        raise Refused("Ngày ra chưa đúng. Chưa ghi gì. Chọn ngày trên lịch.") from error
