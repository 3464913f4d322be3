"""Bảng tin on the desk: put up, noted, taken down."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render

from lantoa.channels.boards import services
from lantoa.channels.boards.models import PastPosting, Posting
from lantoa.channels.boards.queries import (
    active_boards,
    file_for,
    hanging_postings,
    may_go_up,
    picture_for,
    postings,
    postings_to_remove,
    screens_of,
    waiting_postings,
)
from lantoa.channels.boards.terms import HANGING, PostingState
from lantoa.core import clock
from lantoa.core.clock import local
from lantoa.core.errors import Refused
from lantoa.desk.boards.forms import CorrectionForm, FilterForm, NoteForm
from lantoa.desk.boards.rows import found, row_of
from lantoa.desk.guard import DeskRequest, needs, refuse

VIEW, NOTE = "newsroom.view_article", "boards.add_posting"
PAGE_SIZE = 20


@needs(VIEW)
def board_list(request: DeskRequest) -> HttpResponse:
    """What has to come down, what waits, what hangs; filters stand in the address."""
    today = local(clock.now()).date()
    filters = FilterForm(request.GET)
    asked = filters.asked()
    kept = request.GET.copy()
    kept.pop("trang", None)
    context: dict[str, Any] = {
        "filters": filters, "is_filtered": bool(asked), "kept": kept.urlencode(),
        "can_write": request.user.has_perm(NOTE), "has_boards": active_boards().exists(),
        "has_any": Posting.objects.exists(),
    }  # fmt: skip
    if asked:
        page = Paginator(found(asked, today), PAGE_SIZE).get_page(request.GET.get("trang"))
        context |= {"page": page, "rows": [row_of(one, today) for one in page.object_list]}
    else:
        parts = (
            ("Cần gỡ", "remove", postings_to_remove(today=today)),
            ("Chờ đưa lên", "to_post", waiting_postings()),
            ("Đang hiện", "posted", hanging_postings(today=today)),
        )
        context["parts"] = [
            (name, state, rows.count(), [row_of(one, today) for one in rows[:PAGE_SIZE]])
            for name, state, rows in parts
        ]
    return render(request, "desk/boards/list.html", context)


@needs(VIEW)
def posting(request: DeskRequest, pk: int) -> HttpResponse:
    """One text on one board: the words in its shape, and the tap."""
    row = _posting(pk)
    return _page(request, row, NoteForm(today=local(clock.now()).date()))


@needs(NOTE)
def note(request: DeskRequest, pk: int) -> HttpResponse:
    """Đã đưa lên bảng."""
    row, now = _posting(pk), clock.now()
    if request.method != "POST":
        return redirect("board-posting", pk)
    form = NoteForm(request.POST, request.FILES, today=local(now).date())
    if not form.is_valid():
        return _page(request, row, form, status=422)
    try:
        made = services.note_posted(
            posting=row, happened_at=form.happened_at(now),
            hangs_until=form.cleaned_data["until"], attachments=form.cleaned_data["photo"],
            by=request.user, now=now,
        )  # fmt: skip
    except Refused as refused:
        return _page(request, row, form, refusal=str(refused), status=422)
    messages.success(request, f"Đã ghi vào sổ minh chứng, số {made.evidence_seq}.")
    return redirect("boards-desk")


@needs(NOTE)
def remove(request: DeskRequest, pk: int) -> HttpResponse:
    """Đã gỡ khỏi bảng."""
    row = _posting(pk)
    if request.method != "POST":
        return redirect("board-posting", pk)
    now = clock.now()
    services.note_removed(posting=row, happened_at=now, by=request.user, now=now)
    messages.success(request, f"Đã ghi: gỡ khỏi «{row.board.name}».")
    return redirect("boards-desk")


@needs(NOTE)
def drop(request: DeskRequest, pk: int) -> HttpResponse:
    """Thôi đưa lên bảng này."""
    row = _posting(pk)
    if request.method != "POST":
        return redirect("board-posting", pk)
    services.drop_posting(posting=row, by=request.user, now=clock.now())
    messages.success(
        request,
        f"Đã ghi: thôi đưa lên «{row.board.name}». Bấm nhầm thì nhấn «Đưa lại lên bảng này».",
    )
    return redirect("board-posting", pk)


@needs(NOTE)
def take_up(request: DeskRequest, pk: int) -> HttpResponse:
    """Đưa lại: undoes «thôi đưa lên»."""
    row = _posting(pk)
    if request.method == "POST":
        services.take_up_posting(posting=row, by=request.user, now=clock.now())
        messages.success(request, f"Chữ lại chờ đưa lên «{row.board.name}».")
    return redirect("board-posting", pk)


@needs(VIEW)
def correct(request: DeskRequest, pk: int) -> HttpResponse:
    """Điều chỉnh, or withdrawing (the second button): both with a reason. `lan`: of a time before,
    which can only be withdrawn."""
    row = _posting(pk)
    past = _past(row, request.GET.get("lan", "")) if "lan" in request.GET else None
    may = services.may_withdraw_past(past, request.user) if past else (
        services.may_correct(row, request.user)
    )  # fmt: skip
    if not may:
        return refuse(request)
    form = CorrectionForm(request.POST or None, initial={"until": row.hangs_until})
    if past:
        del form.fields["until"]
    refusal = ""
    if request.method == "POST" and form.is_valid():
        try:
            made = _correct(request, row, past, form)
        except Refused as refused:
            refusal = str(refused)
        else:
            messages.success(request, f"Đã ghi điều chỉnh vào sổ minh chứng, số {made}.")
            return redirect("board-posting", pk)
    context = {
        "row": row_of(row, local(clock.now()).date()), "form": form, "refusal": refusal,
        "past": past, "seq": (past or row).evidence_seq,
    }  # fmt: skip
    is_wrong = bool(refusal or form.errors)
    return render(request, "desk/boards/correct.html", context, status=422 if is_wrong else 200)


def _correct(
    request: DeskRequest, row: Posting, past: PastPosting | None, form: CorrectionForm
) -> int:
    act: dict[str, Any] = {
        "reason": form.cleaned_data["reason"], "by": request.user, "now": clock.now(),
    }  # fmt: skip
    if past:
        return int(services.withdraw_past(past=past, **act).seq)
    if "rut" in request.POST:
        return int(services.withdraw_entry(posting=row, **act).seq)
    until = form.cleaned_data["until"]
    if until is None:
        raise Refused("Chưa ghi ngày hết hạn mới. Chưa điều chỉnh gì.")
    return int(services.correct_posting(posting=row, **act, hangs_until=until).seq)


def _past(row: Posting, key: str) -> PastPosting:
    return get_object_or_404(row.past, pk=int(key) if key.isdigit() else 0)


def _posting(pk: int) -> Posting:
    return get_object_or_404(postings(), pk=pk)


def _page(
    request: DeskRequest, row: Posting, form: NoteForm, *, refusal: str = "", status: int = 200
) -> HttpResponse:
    file = file_for(row.product, row.board)
    is_waiting, is_dropped = row.state == PostingState.TO_POST, row.state == PostingState.DROPPED
    context = {
        "row": row_of(row, local(clock.now()).date()), "posting": row, "form": form, "file": file,
        "picture": picture_for(row.product, row.board), "screens": screens_of(file),
        "is_waiting": is_waiting, "is_hanging": row.state in HANGING,
        "is_current": not (is_waiting or is_dropped) or may_go_up(row), "refusal": refusal,
        "is_dropped": is_dropped,
        "past": [(one, services.may_withdraw_past(one, request.user))
                 for one in row.past.select_related("noted_by")],
        "can_write": request.user.has_perm(NOTE),
        "can_correct": services.may_correct(row, request.user),
    }  # fmt: skip
    return render(request, "desk/boards/posting.html", context, status=status)
