"""Making the sound of an article: a person's recording first, a machine's voice second."""

from __future__ import annotations

from typing import Any

from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import require_POST

from lantoa.core import clock
from lantoa.core.errors import Refused
from lantoa.desk.articles.queries import sound_note
from lantoa.desk.guard import DeskRequest, needs
from lantoa.newsroom.models import Article
from lantoa.newsroom.queries import fresh_sound, newest_sound
from lantoa.newsroom.sounds import cancel_sound, make_sound, take_recording
from lantoa.newsroom.terms import RenditionState
from lantoa.vietnamese import nfc

CHANGE = "newsroom.change_article"


def sound_state(draft: Article) -> dict[str, Any]:
    """What the panel shows: the sound that would air, or how far the newest one is."""
    newest, fresh = newest_sound(draft), fresh_sound(draft)
    making = newest if newest and newest.state == RenditionState.MAKING else None
    return {
        "article": draft, "fresh": fresh, "making": making,
        "failed": newest if newest and newest.state == RenditionState.FAILED else None,
        "stale": newest if newest and not fresh and newest.sha256 else None,
        "note": sound_note(fresh) if fresh else "",
        "elapsed": int((clock.now() - making.made_at).total_seconds()) if making else 0,
        "words": len(making.text.split()) if making else 0,
    }  # fmt: skip


@needs("newsroom.view_article")
def panel(request: DeskRequest, pk: int) -> HttpResponse:
    """The panel alone, asked for every second while a sound is being made."""
    state = sound_state(_draft(pk))
    answer = render(request, "desk/articles/_sound.html", state)
    if not state["making"]:
        answer["HX-Refresh"] = "true"  # the rest of the page depends on the finished sound
    return answer


@needs(CHANGE)
@require_POST
def machine(request: DeskRequest, pk: int) -> HttpResponse:
    """Asks for a synthetic voice."""
    article = get_object_or_404(Article, pk=pk)
    make_sound(
        article=article, voice=request.POST.get("voice", ""), by=request.user, now=clock.now()
    )
    return redirect("submit-article", pk=pk)


@needs(CHANGE)
@require_POST
def recording(request: DeskRequest, pk: int) -> HttpResponse:
    """Takes a recording: a chosen file or what the microphone gave."""
    article = get_object_or_404(Article, pk=pk)
    upload = request.FILES.get("file")
    if upload is None:
        raise Refused("Chưa chọn tệp âm thanh nên chưa lưu gì. Chọn tệp, hoặc ghi âm tại chỗ.")
    speaker = nfc(request.POST.get("speaker", "")) or request.user.name
    take_recording(
        article=article, upload=upload, speaker=speaker, by=request.user, now=clock.now()
    )
    return redirect("submit-article", pk=pk)


@needs(CHANGE)
@require_POST
def stop(request: DeskRequest, pk: int) -> HttpResponse:
    """Dừng."""
    newest = newest_sound(_draft(pk))
    if newest:
        cancel_sound(rendition=newest)
    return redirect("submit-article", pk=pk)


def _draft(pk: int) -> Article:
    return get_object_or_404(Article, pk=pk).newest
