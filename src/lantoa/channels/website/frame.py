"""What stands around every public page: the commune, the menu, the blocks of the channels."""

from __future__ import annotations

import logging
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.template.loader import render_to_string
from django.utils.safestring import SafeString

from lantoa.channels.base.registry import PublicBlock, blocks
from lantoa.newsroom.alerts.queries import public_alerts
from lantoa.newsroom.models import Section
from lantoa.registry.models import Commune

LOG = logging.getLogger("lantoa.website")
ELDER = "xem=lon"
# No more than these are told in the bar; the page of alerts has them all.
MOST_ALERTS = 4


@dataclass(frozen=True)
class Place:
    """One line of the menu."""

    name: str
    path: str


MENU = (
    Place("Trang chủ", "/"),
    Place("Tin bài", "/tin-bai/"),
    Place("Nghị quyết 57", "/nghi-quyet-57/"),
)
MENU_END = (Place("Nghe lại", "/nghe-lai/"), Place("Giới thiệu", "/gioi-thieu/"))


def is_elder(request: HttpRequest) -> bool:
    """Was the page asked for in large letters?"""
    return request.GET.get("xem") == "lon"


def frame(request: HttpRequest, now: datetime) -> dict[str, Any]:
    """The context of base.html, in three queries."""
    elder = is_elder(request)
    return {
        "commune": Commune.objects.first(),
        "menu": (*MENU, *_sections(), *MENU_END),
        "elder": elder,
        "alerts": list(public_alerts(now)[:MOST_ALERTS]),
        # Links keep the view: the choice lives in the address, not in a cookie.
        "keep": f"?{ELDER}" if elder else "",
        "plain_path": _path(request, elder=False),
        "elder_path": _path(request, elder=True),
        "here": request.path,
        "now": now,
    }


def show(
    request: HttpRequest, template: str, now: datetime, context: dict[str, Any], status: int = 200
) -> HttpResponse:
    """A public page in its frame."""
    return render(request, template, {**frame(request, now), **context}, status=status)


def block_html(place: str, request: HttpRequest, subject: Any, now: datetime) -> list[SafeString]:
    """The blocks that channels give for one place, as HTML; one that fails stops no page."""
    made = (_block_html(block, request, subject, now) for block in blocks(place))
    return [html for html in made if html]


def _block_html(
    block: PublicBlock, request: HttpRequest, subject: Any, now: datetime
) -> SafeString:
    try:
        context = block.context(request, subject, now)
        if context is None:
            return SafeString()
        return render_to_string(block.template, context, request)
    except Exception:
        LOG.exception("public block %s failed", block.code)
        return SafeString()


def _sections() -> list[Place]:
    rows = Section.objects.filter(is_resolution57=False).order_by("position", "name")
    return [Place(row.name, f"/chuyen-muc/{row.slug}/") for row in rows]


def _path(request: HttpRequest, *, elder: bool) -> str:
    """The address of this page in the other view, with what else it asked for."""
    asked = request.GET.copy()
    asked.pop("xem", None)
    if elder:
        asked["xem"] = "lon"
    return f"{request.path}?{asked.urlencode()}" if asked else request.path
