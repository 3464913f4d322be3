"""Making the sound of an article: a person's recording first, a machine's voice second."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import require_POST

from lantoa.core import clock
from lantoa.core.clock import local
from lantoa.core.errors import Refused
from lantoa.desk.articles.queries import sound_note
from lantoa.desk.guard import DeskRequest, needs
from lantoa.newsroom.making.jobs import cancel
from lantoa.newsroom.models import Article, Rendition
from lantoa.newsroom.queries import fresh_sound, newest_sound, takes_of
from lantoa.newsroom.sounds.asking import (
    choose_take,
    cut_take,
    make_sound,
    take_recording,
)
from lantoa.newsroom.terms import Form, RenditionState
from lantoa.vietnamese import clock_time, date_short, nfc

MOST_SECONDS = 3600
NOT_SECONDS = (
    "Chỗ cắt phải là số giây từ 0 đến 3600, ví dụ 1,5. Chưa cắt gì; bản đang có vẫn giữ nguyên. "
    "Ghi lại hai số."
)
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
        "takes": [] if making else takes(draft, fresh),
    }  # fmt: skip


@dataclass(frozen=True)
class Take:
    """One finished sound of the words as they are now. `end`: its length in seconds, as a field
    takes it."""

    sound: Rendition
    name: str
    note: str
    is_chosen: bool
    can_cut: bool
    end: str


def takes(draft: Article, fresh: Rendition | None) -> list[Take]:
    """Every take; bytes that were taken again for a newer version of the article come once."""
    found: dict[str, Take] = {}
    for sound in takes_of(draft):
        if sound.sha256 in found:
            continue
        made_at = local(sound.made_at)
        found[sound.sha256] = Take(
            sound, sound_note(sound), f"{clock_time(made_at)} ngày {date_short(made_at.date())}",
            is_chosen=fresh is not None and sound.sha256 == fresh.sha256,
            can_cut=sound.recording is not None and sound.cut_from_ms is not None,
            end=f"{sound.seconds:.1f}",
        )  # fmt: skip
    return list(found.values())


@needs(CHANGE)
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
        cancel(newest)
    return redirect("submit-article", pk=pk)


@needs(CHANGE)
@require_POST
def choose(request: DeskRequest, pk: int, take: int) -> HttpResponse:
    """Dùng bản này."""
    choose_take(rendition=_take(pk, take), by=request.user, now=clock.now())
    return redirect("submit-article", pk=pk)


@needs(CHANGE)
@require_POST
def cut(request: DeskRequest, pk: int, take: int) -> HttpResponse:
    """Cắt hai đầu: a further take; the whole one stays."""
    cut_take(
        rendition=_take(pk, take), from_seconds=_seconds(request.POST.get("from", "")),
        to_seconds=_seconds(request.POST.get("to", "")), by=request.user, now=clock.now(),
    )  # fmt: skip
    return redirect("submit-article", pk=pk)


def _take(pk: int, take: int) -> Rendition:
    return get_object_or_404(Rendition, pk=take, article=pk, form=Form.SOUND)


def _seconds(text: str) -> float:
    """Seconds as typed, with a comma or a point."""
    try:
        seconds = float(text.strip().replace(",", "."))
    except ValueError as error:
        raise Refused(NOT_SECONDS) from error
    if not 0 <= seconds <= MOST_SECONDS:
        raise Refused(NOT_SECONDS)
    return seconds


def _draft(pk: int) -> Article:
    return get_object_or_404(Article, pk=pk).newest
