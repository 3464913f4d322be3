"""Đưa kế hoạch vào; the list of plans; the document as it came."""

from __future__ import annotations

from django.contrib import messages
from django.http import FileResponse, Http404, HttpResponse, HttpResponseBase
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import require_POST

from lantoa.core import clock
from lantoa.core.errors import Refused
from lantoa.desk.guard import DeskRequest, needs
from lantoa.documents.readers import LARGEST_FILE
from lantoa.ledger import attachments
from lantoa.plan.models import Plan
from lantoa.plan.services import AlreadyImported, discard_draft, import_plan
from lantoa.vietnamese import byte_size

VIEW, ADD, CHANGE = "plan.view_plan", "plan.add_plan", "plan.change_plan"


@needs(ADD)
def upload(request: DeskRequest) -> HttpResponse:
    """The drop zone; what is refused is told beside it, and nothing is stored."""
    context: dict[str, object] = {"largest": byte_size(LARGEST_FILE)}
    if request.method != "POST":
        return render(request, "desk/plans/upload.html", context)
    file = request.FILES.get("file")
    try:
        if file is None:
            raise Refused("Chưa chọn tệp nào. Chọn tệp kế hoạch rồi đưa vào.")
        if file.size and file.size > LARGEST_FILE:
            raise Refused(
                f"Tệp nặng {byte_size(file.size)}, quá mức {byte_size(LARGEST_FILE)} nên chưa đọc "
                "và chưa lưu gì. Hãy bỏ bớt hình ảnh hoặc chọn đúng tệp kế hoạch."
            )
        plan = import_plan(
            content=file.read(), name=file.name or "", by=request.user, now=clock.now()
        )
    except AlreadyImported as same:
        messages.info(request, str(same))
        return redirect("plan-reading" if same.plan.state == "draft" else "plan", same.plan.code)
    except Refused as refusal:
        context["refusal"] = str(refusal)
        return render(request, "desk/plans/upload.html", context, status=422)
    return redirect("plan-reading", plan.code)


@needs(VIEW)
def plans(request: DeskRequest) -> HttpResponse:
    """All plans, drafts first."""
    rows = Plan.objects.defer("text", "reading").order_by("-imported_at")
    drafts = [plan for plan in rows if plan.state == "draft"]
    context = {"drafts": drafts, "others": [plan for plan in rows if plan.state != "draft"]}
    return render(request, "desk/plans/list.html", context)


@needs(VIEW)
def source(request: DeskRequest, code: str) -> HttpResponseBase:
    """The document byte for byte as it was brought in."""
    plan = get_object_or_404(Plan.objects.only("source_sha256", "source_name"), code=code)
    path = attachments.path_of(plan.source_sha256)
    if not path.is_file():
        raise Http404
    return FileResponse(path.open("rb"), as_attachment=True, filename=plan.source_name)


@needs(ADD)
@require_POST
def discard(request: DeskRequest, code: str) -> HttpResponse:
    """Throws a draft away."""
    plan = get_object_or_404(Plan, code=code)
    discard_draft(plan=plan, by=request.user)
    messages.success(request, f"Đã xóa bản nháp {code}. Tệp này có thể đưa vào lại.")
    return redirect("plans")
