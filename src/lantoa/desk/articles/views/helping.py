"""Trợ giúp viết beside the text: asked by a click, answered in pieces, each taken or not."""

from __future__ import annotations

from django.http import JsonResponse
from django.shortcuts import get_object_or_404
from django.views.decorators.http import require_POST, require_safe

from lantoa.core import clock
from lantoa.core.errors import Refused
from lantoa.desk.audit.noting import note_audit
from lantoa.desk.guard import DeskRequest, needs
from lantoa.newsroom.models import Article, HelpAsk
from lantoa.newsroom.terms import HelpState
from lantoa.newsroom.writing_help.services import MAY_ASK, ask_for_help


@needs(MAY_ASK)
@require_POST
def ask(request: DeskRequest, pk: int) -> JsonResponse:
    """Hỏi: the answer comes later, at the address of the question."""
    article = get_object_or_404(Article, pk=pk)
    try:
        row = ask_for_help(
            article=article, kind=request.POST.get("kind", ""), by=request.user, now=clock.now()
        )
    except Refused as refusal:
        return JsonResponse({"sentence": str(refusal)}, status=422)
    note_audit(request, subject=article.code)
    return JsonResponse({"ask": row.pk}, status=202)


@needs(MAY_ASK)
@require_safe
def answer(request: DeskRequest, pk: int, ask: int) -> JsonResponse:
    """How far one's own question is, and its pieces."""
    row = get_object_or_404(HelpAsk, pk=ask, article=pk, asked_by=request.user)
    if row.state == HelpState.FAILED:
        return JsonResponse({"state": row.state, "sentence": row.problem})
    return JsonResponse({
        "state": row.state, "kind": row.kind, "pieces": row.pieces, "masked": row.masked_count,
    })  # fmt: skip
