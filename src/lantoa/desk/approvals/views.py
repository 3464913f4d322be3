"""The list and the page of Duyệt, and the two decisions."""

from __future__ import annotations

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import require_POST

from lantoa.approval.links import can_make_link
from lantoa.approval.models import Approval, Request
from lantoa.approval.terms import Decision, RequestState
from lantoa.core import clock
from lantoa.core.clock import local
from lantoa.core.errors import Refused
from lantoa.desk.approvals import decisions
from lantoa.desk.approvals.counting import return_counts
from lantoa.desk.approvals.decisions import is_product, seen_of
from lantoa.desk.approvals.queries import page_context, waiting_requests
from lantoa.desk.approvals.reasons import REASONS
from lantoa.desk.articles.queries import hours_of
from lantoa.desk.guard import DeskRequest, needs, refuse
from lantoa.newsroom.products.queries import product_of
from lantoa.newsroom.readers import reads_draft
from lantoa.newsroom.services import article_of
from lantoa.vietnamese import clock_time, date_short, nfc

DECIDE = "approval.add_approval"


@needs(DECIDE)
def approvals(request: DeskRequest) -> HttpResponse:
    """What waits, the most urgent first; below it what was decided last."""
    waiting = waiting_requests(now=clock.now())
    articles = sum(line.request.subject.startswith("article:") for line in waiting)
    context = {
        "waiting": waiting, "article_count": articles,
        "decided": Approval.objects.select_related("by", "request", "on_behalf_of")[:8],
    }  # fmt: skip
    return render(request, "desk/approvals/list.html", context)


@needs(DECIDE, "newsroom.change_article")
def return_reasons(request: DeskRequest) -> HttpResponse:
    """Why articles came back, counted: for who writes and for who decides."""
    counts = return_counts(today=clock.today())
    return render(request, "desk/approvals/reasons.html", {"counts": counts})


@needs(DECIDE, "newsroom.view_article")
def decision_page(request: DeskRequest, pk: int) -> HttpResponse:
    """Everything on one page; whoever may not decide sees why."""
    item = get_object_or_404(Request, pk=pk)
    if item.subject.startswith("report:"):  # a report is decided where it is read
        return redirect("report", int(item.subject.partition(":")[2]))
    if item.subject.startswith("kit:"):  # and the station's kit where it is heard
        return redirect("station-kit")
    if item.subject.startswith("relay:"):
        return redirect("station-relay-check", int(item.subject.partition(":")[2]))
    if item.subject.startswith("alert:"):  # and an alert where it is followed
        return redirect("alert", int(item.subject.partition(":")[2]))
    article = article_of(item.subject)
    product = product_of(item.subject)
    article = product.article if product else article
    if article and not reads_draft(article, request.user):
        in_public = redirect("article-form", article.pk, "web")
        return in_public if article.live else refuse(request)
    context = page_context(item, by=request.user, now=clock.now())
    may_link = item.state == RequestState.OPEN and can_make_link(request=item, by=request.user)
    context |= {"reasons": REASONS, "may_link": may_link}
    return render(request, "desk/approvals/page.html", context)


@needs(DECIDE)
@require_POST
def approve(request: DeskRequest, pk: int) -> HttpResponse:
    """Duyệt exactly the bytes that the page showed."""
    item = get_object_or_404(Request, pk=pk)
    try:
        made = decisions.approve(
            request=item, expected_hash=request.POST.get("hash", ""), seen=_seen(request),
            by=request.user, now=clock.now(),
        )  # fmt: skip
    except Refused as refusal:
        return _answer_again(request, item, refusal)
    if not made.is_final:
        messages.success(request, f"Đã duyệt bước một «{item.title}». Bài chờ lãnh đạo duyệt.")
        return redirect("approvals")
    messages.success(request, f"Đã duyệt «{item.title}». {_what_follows(item)}")
    return redirect("approvals")


def _what_follows(item: Request) -> str:
    if is_product(item):
        return "Bản này được dùng cùng bài đang đăng."
    article = article_of(item.subject)
    hours = hours_of(article.newest) if article else ""
    if hours.startswith("đăng"):
        return f"Bài {hours}."
    then = "; âm thanh vào khung giờ phát tới." if "sound" in item.manifest["forms"] else "."
    return f"Bài đang lên trang web{then}"


@needs(DECIDE)
@require_POST
def send_back(request: DeskRequest, pk: int) -> HttpResponse:
    """Trả lại with a reason."""
    item = get_object_or_404(Request, pk=pk)
    chosen, own = (nfc(request.POST.get(name, "")).strip() for name in ("chosen", "reason"))
    try:
        decisions.send_back(
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
    return seen_of(request.POST.getlist("seen"))
