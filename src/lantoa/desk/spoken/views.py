"""Từ điển đọc: the list, one word with «Nghe thử», proposals."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.views.decorators.http import require_POST

from lantoa.core import clock
from lantoa.core.errors import Refused
from lantoa.desk.guard import DeskRequest, needs
from lantoa.desk.spoken.hearing import LONGEST, TOO_LONG, heard
from lantoa.newsroom.queries import spoken_words, standing_of
from lantoa.newsroom.readers import readable_codes
from lantoa.newsroom.sounds.hearing import articles_said_otherwise
from lantoa.registry.models import SpokenWord
from lantoa.registry.spoken import (
    AlreadySaid,
    accept_proposals,
    decline_proposals,
    decline_spoken_word,
    keep_spoken_word,
    propose_registry_names,
)
from lantoa.registry.terms import SpokenState
from lantoa.vietnamese import fold, nfc, sort_key
from lantoa.vietnamese.speech import read_aloud

VIEW, CHANGE = "registry.view_spokenword", "registry.change_spokenword"
PAGE_SIZE = 30
SHOWN = 6


@needs(VIEW)
def words(request: DeskRequest) -> HttpResponse:
    """The list in use, searched with or without marks; proposals above it."""
    asked = request.GET.get("q", "")[:100]
    every = sorted(SpokenWord.objects.all(), key=lambda row: sort_key(row.word))
    rows = [row for row in every if row.state != SpokenState.PROPOSED]
    found = [row for row in rows if fold(asked) in fold(f"{row.word} {row.reading}")]
    kept = request.GET.copy()
    kept.pop("trang", None)
    context = {
        "asked": asked, "kept": kept.urlencode(), "is_empty": not rows,
        "proposed": [row for row in every if row.state == SpokenState.PROPOSED],
        "page": Paginator(found, PAGE_SIZE).get_page(request.GET.get("trang")),
        "can_change": request.user.has_perm(CHANGE),
    }  # fmt: skip
    return render(request, "desk/spoken/list.html", context)


@needs(CHANGE)
def edit(request: DeskRequest, pk: int | None = None) -> HttpResponse:
    """One word: type it, hear it, keep it. `?tu=…&bai=…` comes from a preview and leads back."""
    row = get_object_or_404(SpokenWord, pk=pk) if pk else None
    asked = request.POST if request.method == "POST" else request.GET
    word = _typed(asked.get("tu", "")) or (row.word if row else "")
    row = row or (SpokenWord.objects.filter(word=word).first() if request.method == "GET" else None)
    said = _typed(asked.get("doc", "")) or (row.reading if row else "")
    article, refusal, present = _article(request, asked.get("bai", "")), "", ""
    seen = _typed(asked.get("cu", "")) if request.method == "POST" else row.reading if row else ""
    if request.method == "POST":
        try:
            kept = keep_spoken_word(
                word=word, reading=said, by=request.user, row=row, seen=seen or None
            )
        except AlreadySaid as refused:
            refusal, present = str(refused), refused.present
        except Refused as refused:
            refusal = str(refused)
        else:
            messages.success(request, f"Đã lưu: «{kept.word}» đọc là «{kept.reading}».")
            return redirect("edit-article", article) if article else redirect("spoken-words")
    context = {
        "row": row, "word": word, "said": said, "article": article, "refusal": refusal,
        "seen": seen, "present": present,
        **_effect(request, word, said),
    }  # fmt: skip
    return render(request, "desk/spoken/word.html", context, status=422 if refusal else 200)


@needs(CHANGE)
def effect(request: DeskRequest) -> HttpResponse:
    """The part of the page that follows typing."""
    word, said = _typed(request.GET.get("tu", "")), _typed(request.GET.get("doc", ""))
    return render(request, "desk/spoken/_effect.html", _effect(request, word, said))


@needs(VIEW)
def hear(request: DeskRequest) -> HttpResponse:
    """Nghe thử: `doc`: a reading as typed; `tu`: a word as the machine says it today."""
    said, word = request.GET.get("doc", ""), request.GET.get("tu", "")
    if max(len(said), len(word)) > LONGEST:
        raise Refused(TOO_LONG)
    spoken = read_aloud(_typed(said)) if said else read_aloud(_typed(word), spoken_words())
    wav = heard(spoken, by=request.user, now=clock.now())
    return HttpResponse(wav, content_type="audio/wav")


@needs(CHANGE)
@require_POST
def decline(request: DeskRequest, pk: int) -> HttpResponse:
    """Không dùng nữa."""
    row = get_object_or_404(SpokenWord, pk=pk)
    decline_spoken_word(row=row, by=request.user)
    messages.success(request, f"Thôi dùng «{row.word}»: máy đọc lại theo cách chung.")
    return redirect("spoken-words")


@needs(CHANGE)
@require_POST
def proposals(request: DeskRequest) -> HttpResponse:
    """Dùng, hoặc không dùng, những từ đã chọn."""
    pks = [int(pk) for pk in request.POST.getlist("tu") if pk.isdigit()]
    if not pks:
        raise Refused("Chưa chọn từ nào. Danh sách đề xuất vẫn còn. Đánh dấu từ rồi bấm lại.")
    if request.POST.get("viec") == "khong-dung":
        count = decline_proposals(pks=pks, by=request.user)
        messages.success(request, f"Không dùng {count} từ đề xuất.")
    else:
        count = accept_proposals(pks=pks, by=request.user)
        messages.success(request, f"Đã đưa {count} từ vào từ điển đọc.")
    return redirect("spoken-words")


@needs(CHANGE)
@require_POST
def gather(request: DeskRequest) -> HttpResponse:
    """Lấy tên từ danh mục."""
    count = propose_registry_names()
    told = (
        f"Có {count} tên cần nghe lại, đã đưa vào phần đề xuất."
        if count
        else ("Không có tên mới nào cần nghe lại: các tên còn lại được đọc đúng như viết.")
    )
    messages.success(request, told)
    return redirect("spoken-words")


def _effect(request: DeskRequest, word: str, said: str) -> dict[str, Any]:
    """How the machine says the word today and then, and which articles that touches; only those
    are named that this person may read."""
    if not word:
        return {"is_blank": True}
    present = spoken_words()
    touched = articles_said_otherwise(word, said, present) if said else []
    changed = [draft for draft, changes in touched if changes]
    named = readable_codes((draft.code for draft in changed), request.user)
    shown = [draft for draft in changed if draft.code in named][:SHOWN]
    return {
        "word": word, "said": said, "today": read_aloud(word, present),
        "then": read_aloud(said) if said else "", "holding": len(touched),
        "changed": [(draft, standing_of(draft).label) for draft in shown],
        "changed_count": len(changed), "more": len(changed) - len(shown),
    }  # fmt: skip


def _typed(text: str) -> str:
    return " ".join(nfc(text).split())[: LONGEST + 40]


def _article(request: DeskRequest, text: str) -> int | None:
    """The article to go back to, where this person may open it."""
    is_number = text.isdecimal() and len(text) < 10
    return int(text) if is_number and readable_codes([f"article:{text}"], request.user) else None


def correct_address(word: str, article: int) -> str:
    """The address where a doubtful word of an article's preview is corrected."""
    from urllib.parse import urlencode

    return f"{reverse('spoken-word-add')}?{urlencode({'tu': word, 'bai': article})}"


def may_correct(request: HttpRequest) -> bool:
    return bool(request.user.is_authenticated and request.user.has_perm(CHANGE))
