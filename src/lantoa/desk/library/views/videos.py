"""Video: sent in pieces by a script, looked at when whole, then described."""

from __future__ import annotations

from pathlib import Path

from django.contrib import messages
from django.http import FileResponse, Http404, HttpResponse, HttpResponseBase, JsonResponse
from django.http.request import RawPostDataException
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.views.decorators.http import require_POST, require_safe

from lantoa.core import clock
from lantoa.core.errors import Refused
from lantoa.desk.articles.ranged import ranged
from lantoa.desk.audit.noting import note_audit
from lantoa.desk.guard import DeskRequest, needs
from lantoa.desk.library.forms import VideoForm
from lantoa.desk.library.keeping import CHANGE, is_kept
from lantoa.library.models import Video, VideoUpload
from lantoa.library.queries import open_uploads
from lantoa.library.terms import UploadState
from lantoa.library.video_uploads import PIECE_BYTES, add_piece, begin_upload, drop_upload
from lantoa.vietnamese import duration

VIEW, ADD = "library.view_picture", "library.add_picture"
LONGEST_NUMBER = 15
WRONG_PIECE = "Phần gửi lên không đúng cỡ. Phần đã tải vẫn còn. Tải lại trang rồi tải tiếp."


@needs(ADD)
@require_safe
def upload_video(request: DeskRequest) -> HttpResponse:
    """The page that sends; what is under way can be gone on with."""
    context = {"uploads": open_uploads(request.user), "piece": PIECE_BYTES}
    return render(request, "desk/library/upload_video.html", context)


@needs(ADD)
@require_POST
def begin(request: DeskRequest) -> HttpResponse:
    """Where to go on: {token, received, state}."""
    try:
        row = begin_upload(
            name=request.POST.get("name", "")[:400], size=_number(request.POST.get("size", "")),
            fingerprint=request.POST.get("fingerprint", ""), by=request.user, now=clock.now(),
        )  # fmt: skip
    except Refused as refusal:
        return JsonResponse({"sentence": str(refusal)}, status=422)
    return JsonResponse(_told(row))


@needs(ADD, folded=True)
@require_POST
def piece(request: DeskRequest, token: str) -> HttpResponse:
    """One piece as the body; `tu` its offset, `X-Piece-Sha256` its hash."""
    if _number(request.headers.get("Content-Length", "")) > PIECE_BYTES:
        return JsonResponse({"sentence": WRONG_PIECE}, status=422)
    try:
        row = add_piece(
            token=token, offset=_number(request.GET.get("tu", "")), data=request.body,
            sha256=request.headers.get("X-Piece-Sha256", ""), by=request.user, now=clock.now(),
        )  # fmt: skip
    except RawPostDataException:  # sent as a form, whose body was read on the way
        return JsonResponse({"sentence": WRONG_PIECE}, status=422)
    except Refused as refusal:
        return JsonResponse({"sentence": str(refusal)}, status=422)
    return JsonResponse(_told(row))


@needs(ADD)
@require_safe
def state(request: DeskRequest, token: str) -> HttpResponse:
    """How far an upload is."""
    return JsonResponse(_told(get_object_or_404(VideoUpload, token=token, by=request.user)))


@needs(ADD)
@require_POST
def drop(request: DeskRequest, token: str) -> HttpResponse:
    """Bỏ: what came of it goes."""
    drop_upload(token=token, by=request.user)
    messages.success(request, "Đã bỏ lượt tải; phần đã nhận được xóa khỏi máy chủ.")
    return redirect("upload-video")


def _told(row: VideoUpload) -> dict[str, object]:
    address = ""
    if row.state == UploadState.DONE and row.video_id:
        address = reverse("library-video", args=[row.video_id])
    return {
        "token": row.token, "received": row.received, "size": row.size, "state": row.state,
        "sentence": row.problem, "address": address,
    }  # fmt: skip


def _number(text: str) -> int:
    return int(text) if text.isascii() and text.isdigit() and len(text) <= LONGEST_NUMBER else -1


@needs(VIEW)
def video(request: DeskRequest, pk: int) -> HttpResponse:
    """One video: watched, described, its rights."""
    row = get_object_or_404(Video, pk=pk)
    form = VideoForm(request.POST or None, instance=row)
    if is_kept(request, form, subject=f"video:{pk}", what="video"):
        return redirect("library-video", pk)
    if form.is_bound:
        row = Video.objects.get(pk=pk)
    context = {
        "video": row, "form": form, "may_change": request.user.has_perm(CHANGE),
        "length": duration(row.milliseconds / 1000),
    }  # fmt: skip
    return render(request, "desk/library/video.html", context, status=422 if form.errors else 200)


@needs(VIEW)
@require_safe
def video_file(request: DeskRequest, pk: int) -> HttpResponseBase:
    """The film, whole or the part that a player asks for."""
    path = Path(get_object_or_404(Video, pk=pk).file.path)
    if not path.is_file():
        raise Http404
    mime = "video/quicktime" if path.suffix == ".mov" else "video/mp4"
    answer = ranged(request, path, mime)
    answer["X-Content-Type-Options"] = "nosniff"
    return answer


@needs(VIEW)
@require_safe
def poster(request: DeskRequest, pk: int) -> HttpResponseBase:
    """One frame of a video."""
    path = Path(get_object_or_404(Video, pk=pk).poster.path)
    if not path.is_file():
        raise Http404
    return FileResponse(path.open("rb"), content_type="image/jpeg")


@needs(CHANGE)
@require_POST
def delete_video(request: DeskRequest, pk: int) -> HttpResponse:
    """Xóa a video and its file."""
    row = get_object_or_404(Video, pk=pk)
    title = row.title
    row.delete()
    row.file.delete(save=False)
    row.poster.delete(save=False)
    note_audit(request, subject=f"video:{pk}")
    messages.success(request, f"Đã xóa video «{title}» khỏi kho.")
    return redirect(f"{reverse('library')}?loai=video")
