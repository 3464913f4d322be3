"""Bộ nhận diện đài: parts made and chosen, joined, heard, laid before a leader, decided."""

from __future__ import annotations

from django.contrib import messages
from django.http import Http404, HttpResponse, HttpResponseBase
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import require_POST

from lantoa.approval.terms import Decision
from lantoa.channels.station.kit_queries import is_making, knows_file
from lantoa.channels.station.models import KitSound, StationKit
from lantoa.channels.station.services.kit import decide_kit, join_kit, retire_kits, submit_kit
from lantoa.channels.station.services.kit_sounds import (
    Origin,
    choose_sound,
    cut_sound,
    leave_out,
    make_tone,
    say_words,
    take_upload,
    use_defaults,
)
from lantoa.core import clock
from lantoa.core.errors import Refused
from lantoa.desk.articles.ranged import ranged
from lantoa.desk.guard import DeskRequest, needs
from lantoa.desk.station.kit import kit_context, making_rows, progress_words
from lantoa.newsroom.making.jobs import cancel
from lantoa.newsroom.sounds.files import sound_path
from lantoa.newsroom.terms import RenditionState
from lantoa.vietnamese import nfc

VIEW, CHANGE, DECIDE = (
    "newsroom.view_article", "station.change_timetable", "approval.add_approval"
)  # fmt: skip
NOT_SECONDS = (
    "Chỗ cắt phải là số giây từ 0 trở lên, ví dụ 1,5. Chưa cắt gì; bản đang có vẫn giữ nguyên."
)
NO_UPLOAD = "Chưa chọn tệp âm thanh nên chưa lưu gì. Chọn tệp rồi tải lên."


@needs(VIEW)
def kit(request: DeskRequest) -> HttpResponse:
    """What airs around every programme, and what would air next."""
    return render(request, "desk/station/kit.html", kit_context(by=request.user))


@needs(VIEW)
def progress(request: DeskRequest) -> HttpResponse:
    """How far the making is, asked for every second."""
    words, percent = progress_words()
    context = {"words": words, "percent": percent, "can_change": request.user.has_perm(CHANGE)}
    answer = render(request, "desk/station/_kit_making.html", context)
    if not is_making():
        answer["HX-Refresh"] = "true"
    return answer


@needs(CHANGE)
@require_POST
def tone(request: DeskRequest, part: str) -> HttpResponse:
    """A tone of the program's own making."""
    make_tone(part=part, by=request.user, now=clock.now())
    return redirect("station-kit")


@needs(CHANGE)
@require_POST
def words(request: DeskRequest, part: str) -> HttpResponse:
    """The words of a part in a synthetic voice."""
    say_words(
        part=part, words=nfc(request.POST.get("words", "")), voice=request.POST.get("voice", ""),
        by=request.user, now=clock.now(),
    )  # fmt: skip
    return redirect("station-kit")


@needs(CHANGE)
@require_POST
def recording(request: DeskRequest, part: str) -> HttpResponse:
    """A chosen file with its rights."""
    upload = request.FILES.get("file")
    if upload is None:
        raise Refused(NO_UPLOAD)
    given = {
        name: nfc(request.POST.get(name, "")) for name in ("right", "source", "licence", "speaker")
    }
    take_upload(part=part, upload=upload, origin=Origin(**given), by=request.user, now=clock.now())
    return redirect("station-kit")


@needs(CHANGE)
@require_POST
def defaults(request: DeskRequest) -> HttpResponse:
    """Everything that is missing, by the program itself."""
    use_defaults(by=request.user, now=clock.now())
    return redirect("station-kit")


@needs(CHANGE)
@require_POST
def choose(request: DeskRequest, pk: int) -> HttpResponse:
    """Dùng bản này."""
    choose_sound(sound=get_object_or_404(KitSound, pk=pk), by=request.user)
    return redirect("station-kit")


@needs(CHANGE)
@require_POST
def cut(request: DeskRequest, pk: int) -> HttpResponse:
    """Cắt hai đầu: a further version; the whole one stays."""
    cut_sound(
        sound=get_object_or_404(KitSound, pk=pk), from_seconds=_seconds(request, "from"),
        to_seconds=_seconds(request, "to"), by=request.user, now=clock.now(),
    )  # fmt: skip
    return redirect("station-kit")


@needs(CHANGE)
@require_POST
def out(request: DeskRequest, part: str) -> HttpResponse:
    """Bỏ phần này."""
    leave_out(part=part, by=request.user)
    return redirect("station-kit")


@needs(CHANGE)
@require_POST
def stop(request: DeskRequest) -> HttpResponse:
    """Dừng: whatever is being made is let go."""
    stopped = [row for row in making_rows() if cancel(row)]
    if stopped:
        messages.success(request, "Đã dừng. Các bản đang có vẫn giữ nguyên.")
    return redirect("station-kit")


@needs(CHANGE)
@require_POST
def join(request: DeskRequest) -> HttpResponse:
    """Ghép và nghe thử."""
    made = join_kit(by=request.user, now=clock.now())
    if made.state == RenditionState.READY:
        messages.success(request, f"{made} đã ghép từ trước, đúng các phần đang chọn.")
    return redirect("station-kit")


@needs(CHANGE)
@require_POST
def submit(request: DeskRequest, pk: int) -> HttpResponse:
    """Trình lãnh đạo duyệt."""
    found = get_object_or_404(StationKit, pk=pk)
    submit_kit(kit=found, by=request.user, now=clock.now())
    messages.success(request, f"Đã trình {found}. Lãnh đạo thấy ở mục Duyệt.")
    return redirect("station-kit")


@needs(DECIDE)
@require_POST
def decide(request: DeskRequest, pk: int) -> HttpResponse:
    """Duyệt or trả lại exactly what the page let hear."""
    found = get_object_or_404(StationKit, pk=pk)
    is_yes = request.POST.get("decision") == Decision.APPROVED
    decide_kit(
        kit=found, decision=Decision.APPROVED if is_yes else Decision.RETURNED,
        reason=nfc(request.POST.get("reason", "")), expected_hash=request.POST.get("hash", ""),
        seen=sorted(set(request.POST.getlist("seen")) & set(found.files)), by=request.user,
        now=clock.now(),
    )  # fmt: skip
    done = "duyệt" if is_yes else "trả lại"
    more = " Các chương trình sắp tới dùng bộ này." if is_yes else ""
    messages.success(request, f"Đã {done} {found}.{more}")
    return redirect("station-kit")


@needs(CHANGE)
@require_POST
def retire(request: DeskRequest) -> HttpResponse:
    """Thôi dùng."""
    retire_kits(by=request.user, now=clock.now())
    messages.success(request, "Đã thôi dùng. Chương trình sắp tới phát không có mở đầu và kết.")
    return redirect("station-kit")


@needs(VIEW)
def file(request: DeskRequest, sha256: str) -> HttpResponseBase:
    """The very bytes of a part or of a joined kit."""
    path = sound_path(sha256)
    if not knows_file(sha256) or not path.is_file():
        raise Http404
    return ranged(request, path, "audio/mpeg")


def _seconds(request: DeskRequest, name: str) -> float:
    try:
        seconds = float(request.POST.get(name, "").strip().replace(",", "."))
    except ValueError as error:
        raise Refused(NOT_SECONDS) from error
    if not 0 <= seconds <= 3600:
        raise Refused(NOT_SECONDS)
    return seconds
