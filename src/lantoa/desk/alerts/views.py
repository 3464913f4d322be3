"""Cảnh báo: the list, composing, the page of one, and every act on it."""

from __future__ import annotations

from django.contrib import messages
from django.http import Http404, HttpResponse, HttpResponseBase
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import require_POST

from lantoa.approval.links import can_make_link
from lantoa.approval.models import Request
from lantoa.cap.reading import SIZE_LIMIT
from lantoa.channels.station.services.sealing import take_code
from lantoa.core import clock
from lantoa.core.errors import Refused, Unreadable
from lantoa.desk.alerts.forms import AlertForm
from lantoa.desk.alerts.queries import list_context, page_context
from lantoa.desk.alerts.report import report_sheets
from lantoa.desk.approvals import decisions
from lantoa.desk.articles.ranged import ranged
from lantoa.desk.guard import DeskRequest, needs
from lantoa.documents.sheets import write_xlsx
from lantoa.newsroom.alerts.queries import (
    COMPOSE,
    DECIDE,
    receivers_of_alert,
    sealed_until,
    waiting_request,
)
from lantoa.newsroom.alerts.recordings import keep_recording
from lantoa.newsroom.alerts.running import cancel_alert, start_sealed
from lantoa.newsroom.alerts.services import begin_update, drop_alert, save_alert, submit_alert
from lantoa.newsroom.alerts.taking import take_cap
from lantoa.newsroom.alerts.templates import TEMPLATES, template_of
from lantoa.newsroom.models import Alert, AlertSound
from lantoa.newsroom.sounds.files import sound_path
from lantoa.vietnamese import nfc

SEE = "newsroom.view_article"
NOT_WAITING = "Cảnh báo này không chờ duyệt. Chưa ghi quyết định nào."
XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
PART_SEEN = ("call", "end")


@needs(SEE)
def alerts(request: DeskRequest) -> HttpResponse:
    """What is in force, what waits, what lies ready, what was."""
    context = list_context(request.GET.get("loc", ""), by=request.user, now=clock.now())
    return render(request, "desk/alerts/list.html", context)


@needs(COMPOSE)
def choose(request: DeskRequest) -> HttpResponse:
    """What happens: one tap."""
    return render(request, "desk/alerts/choose.html", {"templates": list(TEMPLATES.values())})


@needs(COMPOSE)
def compose(request: DeskRequest, kind: str) -> HttpResponse:
    """A new alert, half written already."""
    if kind not in TEMPLATES:
        raise Http404
    one = template_of(kind)
    alert = Alert(
        kind=one.kind, headline=one.headline, description=one.description,
        instruction=one.instruction, source_body=one.source_body, contact=one.contact,
        severity=one.severity, urgency=one.urgency, certainty=one.certainty,
        lasts_minutes=one.lasts_minutes, repeat_minutes=one.repeat_minutes,
        is_exercise="dien-tap" in request.GET,
    )  # fmt: skip
    return _write(request, alert)


@needs(COMPOSE)
@require_POST
def take(request: DeskRequest) -> HttpResponse:
    """Nhận tệp CAP của cấp trên: a draft to look at, never on the air by itself."""
    upload = request.FILES.get("file")
    if upload is None:
        raise Refused("Chưa chọn tệp nên chưa nhận gì. Chọn tệp CAP (.xml) rồi nhận.")
    found = take_cap(content=upload.read(SIZE_LIMIT + 1), by=request.user, now=clock.now())
    if found.is_in_force(clock.now()):
        messages.warning(request, "Cấp trên đã hủy bản tin này. Xem rồi hủy cảnh báo của xã.")
        return redirect("alert", found.pk)
    messages.success(request, "Đã nhận thành bản nháp. Chọn vùng, đọc lại rồi trình duyệt.")
    return redirect("alert-edit", found.pk)


@needs(SEE, audited=True)
def report(request: DeskRequest, pk: int) -> HttpResponse:
    """Báo cáo sau cảnh báo, as a workbook."""
    alert = get_object_or_404(Alert, pk=pk)
    answer = HttpResponse(write_xlsx(report_sheets(alert, now=clock.now())), content_type=XLSX)
    answer["Content-Disposition"] = f'attachment; filename="canh-bao-{alert.pk}.xlsx"'
    return answer


@needs(COMPOSE)
def edit(request: DeskRequest, pk: int) -> HttpResponse:
    """The same form for a draft; what waited for a decision is taken back on saving."""
    return _write(request, get_object_or_404(Alert, pk=pk))


def _write(request: DeskRequest, alert: Alert) -> HttpResponse:
    form = AlertForm(request.POST or None, request.FILES or None, instance=alert)
    if request.method == "POST" and form.is_valid() and _takes_voice(form, alert):
        submit = request.POST.get("buoc") == "trinh"
        saved = save_alert(
            alert=form.save(commit=False), hamlets=form.chosen(), by=request.user,
            now=clock.now(), submit=submit,
        )  # fmt: skip
        return redirect("alert", saved.pk)
    context = {"form": form, "alert": alert, "is_wrong": bool(form.errors)}
    status = 422 if form.errors else 200
    return render(request, "desk/alerts/form.html", context, status=status)


def _takes_voice(form: AlertForm, alert: Alert) -> bool:
    """The recording of a form beside its words; what is no sound is said where it was chosen."""
    upload = form.cleaned_data.get("voice_file")
    if upload is None:
        if form.cleaned_data.get("no_recording"):
            alert.recording = None
        return True
    try:
        alert.recording = keep_recording(upload=upload, now=clock.now())
    except (Refused, Unreadable) as refusal:
        form.add_error("voice_file", str(refusal))
        return False
    return True


@needs(SEE)
def page(request: DeskRequest, pk: int) -> HttpResponse:
    """Everything of one alert, before and after the decision."""
    alert = get_object_or_404(Alert.objects.select_related("made_by", "ended_by"), pk=pk)
    context = page_context(alert, by=request.user, now=clock.now())
    item = context["item"]
    context["may_link"] = item is not None and can_make_link(request=item, by=request.user)
    return render(request, "desk/alerts/page.html", context)


@needs(SEE)
def follow(request: DeskRequest, pk: int) -> HttpResponse:
    """What the page asks for again and again: how far the sounds are, who has sounded."""
    alert = get_object_or_404(Alert, pk=pk)
    context = page_context(alert, by=request.user, now=clock.now())
    answer = render(request, "desk/alerts/_follow.html", context)
    if request.GET.get("dang-lam") and not context["is_making"]:
        answer["HX-Refresh"] = "true"
    return answer


@needs(COMPOSE)
@require_POST
def submit(request: DeskRequest, pk: int) -> HttpResponse:
    """Trình."""
    submit_alert(alert=get_object_or_404(Alert, pk=pk), by=request.user, now=clock.now())
    messages.success(
        request, "Đã trình. Tạo đường dẫn duyệt để người thứ hai duyệt trên điện thoại."
    )
    return redirect("alert", pk)


@needs(DECIDE)
@require_POST
def approve(request: DeskRequest, pk: int) -> HttpResponse:
    """Duyệt exactly what the page showed."""
    alert = get_object_or_404(Alert, pk=pk)
    decisions.approve(
        request=_waiting(alert), expected_hash=request.POST.get("hash", ""), seen=_seen(request),
        by=request.user, now=clock.now(),
    )  # fmt: skip
    words = "Đã duyệt sẵn." if alert.is_sealed else "Đã duyệt. Cảnh báo đang được phát đi."
    messages.success(request, words)
    return redirect("alert", pk)


@needs(DECIDE)
@require_POST
def send_back(request: DeskRequest, pk: int) -> HttpResponse:
    """Trả lại with a reason."""
    alert = get_object_or_404(Alert, pk=pk)
    decisions.send_back(
        request=_waiting(alert), reason=nfc(request.POST.get("reason", "")).strip(),
        expected_hash=request.POST.get("hash", ""), seen=_seen(request), by=request.user,
        now=clock.now(),
    )  # fmt: skip
    messages.success(request, "Đã trả lại. Người soạn đã được báo lý do.")
    return redirect("alert", pk)


@needs(COMPOSE, DECIDE)
@require_POST
def cancel(request: DeskRequest, pk: int) -> HttpResponse:
    """Dừng và hủy: one person, at once."""
    alert = get_object_or_404(Alert, pk=pk)
    reason = nfc(request.POST.get("reason", ""))
    cancel_alert(alert=alert, reason=reason, by=request.user, now=clock.now())
    decisions.tell_public()
    messages.success(request, "Đã hủy cảnh báo. Loa nói lời kết thúc rồi trở lại lịch phát.")
    return redirect("alert", pk)


@needs(COMPOSE)
@require_POST
def update(request: DeskRequest, pk: int) -> HttpResponse:
    """Soạn bản cập nhật."""
    made = begin_update(alert=get_object_or_404(Alert, pk=pk), by=request.user, now=clock.now())
    return redirect("alert-edit", made.pk)


@needs(COMPOSE, DECIDE)
@require_POST
def start(request: DeskRequest, pk: int) -> HttpResponse:
    """Phát ngay a sealed one."""
    made = start_sealed(alert=get_object_or_404(Alert, pk=pk), by=request.user, now=clock.now())
    decisions.tell_public()
    messages.success(request, "Cảnh báo đã duyệt sẵn đang được phát đi.")
    return redirect("alert", made.pk)


@needs(COMPOSE, DECIDE)
@require_POST
def start_code(request: DeskRequest, pk: int) -> HttpResponse:
    """Lấy mã khởi động: shown once, to be printed and sealed."""
    found = get_object_or_404(Alert, pk=pk)
    now = clock.now()
    code = take_code(alert=found, by=request.user, now=now)
    context = {
        "alert": found, "code": code, "until": sealed_until(found),
        "receivers": receivers_of_alert(found),
    }  # fmt: skip
    return render(request, "desk/alerts/code.html", context)


@needs(COMPOSE)
@require_POST
def drop(request: DeskRequest, pk: int) -> HttpResponse:
    """Bỏ."""
    drop_alert(alert=get_object_or_404(Alert, pk=pk), by=request.user)
    messages.success(request, "Đã bỏ bản này.")
    return redirect("alerts")


@needs(SEE)
def sound(request: DeskRequest, sha256: str) -> HttpResponseBase:
    """The very bytes of a sound of some alert."""
    path = sound_path(sha256)
    if not AlertSound.objects.filter(sha256=sha256).exists() or not path.is_file():
        raise Http404
    return ranged(request, path, "audio/mpeg")


def _waiting(alert: Alert) -> Request:
    found = waiting_request(alert)
    if found is None:
        raise Refused(NOT_WAITING)
    return found


def _seen(request: DeskRequest) -> list[str]:
    return sorted(set(request.POST.getlist("seen")) & set(PART_SEEN))
