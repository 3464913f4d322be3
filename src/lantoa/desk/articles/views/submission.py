"""Gửi duyệt and Gỡ bỏ."""

from __future__ import annotations

from datetime import datetime

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render

from lantoa.approval.links import can_make_link
from lantoa.approval.queries import open_request
from lantoa.core import clock
from lantoa.core.errors import Refused
from lantoa.desk.articles.queries import products, stands_as_it_is
from lantoa.desk.articles.views.sounds import sound_state
from lantoa.desk.guard import DeskRequest, needs
from lantoa.media.voices import voices
from lantoa.newsroom.models import Article
from lantoa.newsroom.plain import script_text
from lantoa.newsroom.queries import missing_for_submission
from lantoa.newsroom.services import submit_article, withdraw_article
from lantoa.newsroom.timing.hours import hours_last_asked


@needs("newsroom.change_article")
def submit(request: DeskRequest, pk: int) -> HttpResponse:
    """The sound is made and heard here; then everything goes to a leader together."""
    article = get_object_or_404(Article, pk=pk)
    if request.method == "POST":
        submit_article(
            article=article, by=request.user, now=clock.now(),
            needed_by=_moment(request.POST.get("needed_by", "")),
            publish_at=_moment(request.POST.get("publish_at", "")),
            expire_at=_moment(request.POST.get("expire_at", "")),
        )  # fmt: skip
        messages.success(
            request, f"Đã gửi duyệt «{article.newest.title}». Lãnh đạo thấy bài ở mục Duyệt."
        )
        return redirect("articles")
    draft, waiting = article.newest, open_request(subject=article.code)
    context = sound_state(draft) | {
        "missing": missing_for_submission(draft), "products": products(draft),
        "is_unchanged": stands_as_it_is(draft), "waiting": waiting,
        "may_link": waiting is not None and can_make_link(request=waiting, by=request.user),
        "script": script_text(draft),
        "voices": [(voice.name, voice.label) for voice in voices()],
        "hours": _hours(article), "needed_by": _typed(waiting.needed_by if waiting else None),
    }  # fmt: skip
    return render(request, "desk/articles/submit.html", context)


@needs("newsroom.change_article", "approval.add_approval")
def withdraw(request: DeskRequest, pk: int) -> HttpResponse:
    """Gỡ bỏ, after a page that names what will happen."""
    article = get_object_or_404(Article, pk=pk, live=True)
    if request.method == "POST":
        withdraw_article(article=article, by=request.user, now=clock.now())
        messages.success(request, f"Đã gỡ «{article.title}». Bài còn trong danh sách, ở dạng nháp.")
        return redirect("articles")
    return render(request, "desk/articles/withdraw.html", {"article": article})


def _hours(article: Article) -> dict[str, str]:
    """The hours of the last submission that are still to come: a text that is mended keeps them
    until somebody empties the fields."""
    publish_at, expire_at = hours_last_asked(article)
    found = {"publish_at": _typed(publish_at), "expire_at": _typed(expire_at)}
    return {name: text for name, text in found.items() if text}


def _typed(moment: datetime | None) -> str:
    """A moment as a datetime-local field takes it; empty for none and for one that is over."""
    if moment is None or moment <= clock.now():
        return ""
    return f"{clock.local(moment):%Y-%m-%dT%H:%M}"


def _moment(text: str) -> datetime | None:
    """A moment of a datetime-local field, in the commune's zone; None where it is left empty."""
    if not text.strip():
        return None
    try:
        return datetime.fromisoformat(text).replace(tzinfo=clock.ZONE)
    except ValueError as error:
        raise Refused(
            "Chưa đọc được ngày, giờ nên chưa gửi. Chọn lại ngày, giờ rồi gửi."
        ) from error
