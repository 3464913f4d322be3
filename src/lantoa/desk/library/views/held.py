"""Tải ảnh lên: photos are looked at first, named with what they resemble, then kept or not."""

from __future__ import annotations

from django.contrib import messages
from django.http import FileResponse, Http404, HttpResponse, HttpResponseBase
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import require_safe

from lantoa.core import clock
from lantoa.desk.audit.noting import note_audit
from lantoa.desk.guard import DeskRequest, needs
from lantoa.desk.library.forms import HeldForm, UploadForm, handed
from lantoa.desk.library.views.lists import thumb_of
from lantoa.library.models import HeldPicture, Picture
from lantoa.library.queries import held_pictures, held_uploads, resemblance_words, resemblances
from lantoa.library.services import drop_held, held_path, hold_pictures, keep_picture

ADD = "library.add_picture"


@needs(ADD)
def upload_pictures(request: DeskRequest) -> HttpResponse:
    """Chooses files; nothing is in the library yet."""
    form = UploadForm(request.POST or None, request.FILES or None)
    if request.method == "POST" and form.is_valid():
        token, turned = hold_pictures(
            files=handed(form.cleaned_data["photos"]), by=request.user, now=clock.now()
        )
        if token:
            for one in turned:
                messages.warning(request, f"{one.name}: {one.why}")
            return redirect("held-pictures", token)
        form.add_error("photos", " ".join(f"{one.name}: {one.why}" for one in turned))
    status = 422 if form.errors else 200
    context = {"form": form, "waiting": held_uploads(request.user)}
    return render(request, "desk/library/upload.html", context, status=status)


@needs(ADD)
def held(request: DeskRequest, token: str) -> HttpResponse:
    """Every photo with what it resembles, its words and its rights."""
    rows = held_pictures(token=token, by=request.user)
    if not rows:
        raise Http404
    data = request.POST or None
    forms = [HeldForm(data, prefix=f"a{row.position}", initial=_first_words(row)) for row in rows]
    if data is not None and all(form.is_valid() for form in forms):
        kept = [_decided(row, form, request) for row, form in zip(rows, forms, strict=True)]
        count = sum(kept)
        note_audit(request, subject=f"upload:{token}")
        left = f" Không lưu {len(kept) - count} ảnh." if count < len(kept) else ""
        messages.success(request, f"Đã lưu {count} ảnh vào kho.{left}")
        return redirect("library")
    shown = [(row, form, _found(row)) for row, form in zip(rows, forms, strict=True)]
    wrong = sum(bool(form.errors) for form in forms)
    return render(
        request, "desk/library/held.html", {"token": token, "shown": shown, "wrong": wrong},
        status=422 if wrong else 200,
    )  # fmt: skip


def _first_words(row: HeldPicture) -> dict[str, str]:
    found = resemblances(sha256=row.sha256, look=row.look)
    leaves = bool(found and found[0].is_exact)
    return {"title": row.title, "what": HeldForm.LEAVE if leaves else HeldForm.KEEP}


def _found(row: HeldPicture) -> list[tuple[str, Picture, object]]:
    found = []
    for one in resemblances(sha256=row.sha256, look=row.look):
        picture = Picture.objects.get(pk=one.key)
        found.append((resemblance_words(one), picture, thumb_of(picture)))
    return found


def _decided(row: HeldPicture, form: HeldForm, request: DeskRequest) -> bool:
    if form.cleaned_data["what"] == HeldForm.LEAVE:
        drop_held(held=row, by=request.user)
        return False
    keep_picture(held=row, fields=form.kept_fields(), by=request.user, now=clock.now())
    return True


@needs(ADD)
@require_safe
def held_file(request: DeskRequest, token: str, position: int) -> HttpResponseBase:
    """A held photo, seen by its owner only."""
    row = get_object_or_404(HeldPicture, token=token, position=position, by=request.user)
    path = held_path(row)
    if not path.is_file():
        raise Http404
    answer = FileResponse(path.open("rb"), content_type=row.mime)
    answer["X-Content-Type-Options"] = "nosniff"
    return answer
