"""The list of the library, and one picture."""

from __future__ import annotations

import re
from typing import Any

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import FileResponse, Http404, HttpResponse, HttpResponseBase
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.views.decorators.http import require_POST, require_safe

from lantoa.desk.audit.noting import note_audit
from lantoa.desk.guard import DeskRequest, needs
from lantoa.desk.library.forms import LibraryFilter, PictureForm
from lantoa.desk.library.keeping import CHANGE, is_kept
from lantoa.library.models import Picture, PictureUse, Video
from lantoa.library.queries import found_pictures, found_videos, resemblances
from lantoa.library.terms import SIZES
from lantoa.vietnamese import duration

VIEW = "library.view_picture"
PAGE_SIZE = 24
THUMB = "fill-320x240|format-webp"
LARGE = "max-960x720|format-webp"
ARTICLE = re.compile(r"article:(\d+)")


@needs(VIEW)
@require_safe
def library(request: DeskRequest) -> HttpResponse:
    """Pictures or videos; search and filters stand in the address."""
    shows_videos = request.GET.get("loai") == "video"
    filters = LibraryFilter(request.GET, for_videos=shows_videos)
    asked = filters.asked()
    rows: Any = found_videos(asked) if shows_videos else found_pictures(asked)
    page = Paginator(rows, PAGE_SIZE).get_page(request.GET.get("trang"))
    shown = list(page.object_list)
    if shows_videos:
        for row in shown:
            row.length = duration(row.milliseconds / 1000)
    else:
        _with_thumbs(shown)
    kept = request.GET.copy()
    kept.pop("trang", None)
    context = {
        "page": page, "rows": shown, "filters": filters, "shows_videos": shows_videos,
        "kept": kept.urlencode(), "is_filtered": bool(asked.words or asked.right or asked.standing),
        "picture_count": Picture.objects.count(), "video_count": Video.objects.count(),
        "can_add": request.user.has_perm("library.add_picture"),
    }  # fmt: skip
    return render(request, "desk/library/list.html", context)


def _with_thumbs(rows: list[Any]) -> None:
    counts: dict[int, int] = {}
    for key in PictureUse.objects.filter(picture__in=rows).values_list("picture_id", flat=True):
        counts[key] = counts.get(key, 0) + 1
    for row in rows:
        row.thumb = thumb_of(row)
        row.use_count = counts.get(row.pk, 0)


def thumb_of(picture: Picture, spec: str = THUMB) -> Any:
    """A small size of a picture, or None where its file is gone from the machine."""
    try:
        return picture.get_rendition(spec)
    except OSError:
        return None


def whole_size(picture: Picture, spec: str) -> Any:
    """The same with its file: a size that is noted but gone from the disk is made anew."""
    made = thumb_of(picture, spec)
    if made is None or made.file.storage.exists(made.file.name):
        return made
    made.purge_from_cache()
    picture.renditions.filter(filter_spec=spec).delete()
    return thumb_of(picture, spec)


@needs(VIEW)
def picture(request: DeskRequest, pk: int) -> HttpResponse:
    """One picture: how it looks, its rights, where it is used, its sizes."""
    row = get_object_or_404(Picture, pk=pk)
    form = PictureForm(request.POST or None, instance=row)
    if is_kept(request, form, subject=f"picture:{pk}", what="ảnh"):
        return redirect("library-picture", pk)
    if form.is_bound:
        row = Picture.objects.get(pk=pk)
    context = {
        "picture": row, "form": form, "large": thumb_of(row, LARGE),
        "may_change": request.user.has_perm(CHANGE),
        "uses": [(use, use_address(use)) for use in row.uses.all()], "sizes": SIZES,
        "like": resemblances(sha256=row.sha256, look=row.look, other_than=row.pk),
    }  # fmt: skip
    return render(request, "desk/library/picture.html", context, status=422 if form.errors else 200)


def use_address(use: PictureUse) -> str:
    """The screen of the thing that shows a picture; empty where it has none."""
    match = ARTICLE.fullmatch(use.subject)
    return reverse("edit-article", args=[match[1]]) if match else ""


@needs(VIEW)
@require_safe
def size(request: DeskRequest, pk: int, code: str) -> HttpResponseBase:
    """One size of a picture as a file to keep."""
    row = get_object_or_404(Picture, pk=pk)
    wanted = next((one for one in SIZES if one.code == code), None)
    made = whole_size(row, wanted.spec) if wanted else None
    if made is None:
        raise Http404
    name = str(made.file.name).rpartition("/")[2]
    answer = FileResponse(made.file.open("rb"), as_attachment=True, filename=name)
    answer["X-Content-Type-Options"] = "nosniff"
    return answer


@needs(CHANGE)
@require_POST
def delete_picture(request: DeskRequest, pk: int) -> HttpResponse:
    """Xóa: refused while something that is public, or waits for approval, shows it."""
    row = get_object_or_404(Picture, pk=pk)
    title = row.title
    row.delete()
    note_audit(request, subject=f"picture:{pk}")
    messages.success(request, f"Đã xóa ảnh «{title}» khỏi kho.")
    return redirect("library")


@needs(VIEW)
@require_safe
def moved(request: DeskRequest, image_id: int) -> HttpResponse:
    """The CMS's address of a picture, which its chooser links to."""
    return redirect("library-picture", image_id)
