"""The list and the page of Duyệt, and the two decisions."""

from __future__ import annotations

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import require_POST

from lantoa.approval.models import Approval, Request
from lantoa.approval.terms import Decision
from lantoa.core import clock
from lantoa.core.clock import local
from lantoa.core.errors import Refused
from lantoa.desk.approvals.queries import page_context, waiting_requests
from lantoa.desk.guard import DeskRequest, needs
from lantoa.newsroom.services import approve_article, return_article
from lantoa.vietnamese import clock_time, date_short, nfc

DECIDE = "approval.add_approval"
SEEN = {"web", "script", "post", "sound", "sound-part"}
REASONS = ("Số liệu cần kiểm tra lại", "Lời văn dài, khó nghe", "Chưa đúng thời điểm")


@needs(DECIDE)
def approvals(request: DeskRequest) -> HttpResponse:
    """What waits, the most urgent first; below it what was decided last."""
    context = {
        "waiting": waiting_requests(now=clock.now()),
        "decided": Approval.objects.select_related("by", "request")[:8],
    }
    return render(request, "desk/approvals/list.html", context)


@needs(DECIDE, "newsroom.view_article")
def decision_page(request: DeskRequest, pk: int) -> HttpResponse:
    """Everything on one page; whoever may not decide sees why."""
    item = get_object_or_404(Request, pk=pk)
    if item.subject.startswith("report:"):  # a report is decided where it is read
        return redirect("report", int(item.subject.partition(":")[2]))
    context = page_context(item, by=request.user, now=clock.now()) | {"reasons": REASONS}
    return render(request, "desk/approvals/page.html", context)


@needs(DECIDE)
@require_POST
def approve(request: DeskRequest, pk: int) -> HttpResponse:
    """Duyệt exactly the bytes that the page showed."""
    item = get_object_or_404(Request, pk=pk)
    try:
        approve_article(
            request=item, expected_hash=request.POST.get("hash", ""), seen=_seen(request),
            by=request.user, now=clock.now(),
        )  # fmt: skip
    except Refused as refusal:
        return _answer_again(request, item, refusal)
    messages.success(
        request,
        f"Đã duyệt «{item.title}». Bài đang lên trang web"
        + ("; âm thanh vào khung giờ phát tới." if "sound" in item.manifest["forms"] else "."),
    )
    return redirect("approvals")


@needs(DECIDE)
@require_POST
def send_back(request: DeskRequest, pk: int) -> HttpResponse:
    """Trả lại with a reason."""
    item = get_object_or_404(Request, pk=pk)
    chosen, own = (nfc(request.POST.get(name, "")).strip() for name in ("chosen", "reason"))
    try:
        return_article(
            request=item, reason=". ".join(part.rstrip(".") for part in (chosen, own) if part),
            expected_hash=request.POST.get("hash", ""), seen=_seen(request), by=request.user,
            now=clock.now(),
        )  # fmt: skip
    except Refused as refusal:
        return _answer_again(request, item, refusal)
    messages.success(request, f"Đã trả lại «{item.title}». Người viết đã được báo lý do.")
    return redirect("approvals")


def _answer_again(request: DeskRequest, item: Request, refusal: Refused) -> HttpResponse:
    """A second tap finds the decision that the first one recorded; any other refusal stands."""
    own = item.approvals.filter(by=request.user).first()
    if own is None:
        raise refusal
    moment = local(own.decided_at)
    words = (
        f"Đã {Decision(own.decision).label} lúc {clock_time(moment)}, ngày {date_short(moment)}."
    )
    messages.success(request, words)
    return redirect("approval", item.pk)


def _seen(request: DeskRequest) -> list[str]:
    return sorted(SEEN & set(request.POST.getlist("seen")))
