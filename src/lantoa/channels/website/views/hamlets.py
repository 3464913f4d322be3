"""A hamlet's page: a frame for what channels have for it."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.views.decorators.http import require_safe

from lantoa.channels.website.frame import block_html, show
from lantoa.core import clock
from lantoa.registry.models import Hamlet


@require_safe
def hamlet(request: HttpRequest, slug: str) -> HttpResponse:
    """What this hamlet hears, in the words of the channels that reach it."""
    row = get_object_or_404(Hamlet, slug=slug)
    now = clock.now()
    others = Hamlet.objects.filter(is_active=True).exclude(pk=row.pk)
    blocks = block_html("hamlet", request, row, now)
    return show(
        request, "website/hamlet.html", now, {"hamlet": row, "hamlets": others, "blocks": blocks}
    )


@require_safe
def choose(request: HttpRequest) -> HttpResponse:
    """The list of hamlets; a chosen one is opened at its own address."""
    chosen = Hamlet.objects.filter(slug=request.GET.get("ten", "")[:80]).first()
    if chosen:
        elder = "?xem=lon" if request.GET.get("xem") == "lon" else ""
        return redirect(f"/thon/{chosen.slug}/{elder}")
    in_use = Hamlet.objects.filter(is_active=True)
    return show(request, "website/hamlets.html", clock.now(), {"hamlets": in_use})
