"""Gửi tin: one screen on a phone, for officers and for whoever holds an invite.

The invite's page checks no token against forged requests: it reads no cookie, so there is nothing
that another site could make a browser send along. The secret is the address itself.
"""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path
from typing import Any

from django.http import Http404, HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.crypto import get_random_string
from django.views.decorators.cache import never_cache
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_http_methods, require_safe

from lantoa.core import clock
from lantoa.core.errors import Refused
from lantoa.desk.audit.services import record_audit
from lantoa.desk.audit.terms import Outcome
from lantoa.desk.guard import DeskRequest, needs
from lantoa.newsroom.ideas.invites import invite_of, why_dead
from lantoa.newsroom.ideas.taking import Story, take_story
from lantoa.newsroom.models import FieldInvite, Idea
from lantoa.registry.models import Unit
from lantoa.registry.roles import TAKE_PART
from lantoa.registry.terms import UnitKind

MOST_BYTES = 60 * 1024 * 1024
TOO_MUCH = "Tin gửi lớn hơn 60 MB nên chưa nhận. Tin vẫn còn trên máy. Bỏ bớt ảnh rồi gửi."
WORKER = Path(__file__).resolve().parents[1] / "static" / "desk" / "stories" / "worker.js"


@needs(TAKE_PART)
def officer_page(request: DeskRequest) -> HttpResponse:
    """For officers: who sends is the account."""
    context = _context(request, sender=str(request.user), back=reverse("today"))
    context |= {"action": reverse("send-story"), "worker": reverse("story-worker")}
    if request.method != "POST":
        return _page(request, context)
    return _take(request, context, {"by": request.user})


@csrf_exempt
@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def invited_page(request: HttpRequest, token: str) -> HttpResponse:
    """For field workers: who sends is the invite. A dead one says so; nothing typed is lost."""
    invite = invite_of(token)
    if invite is None:
        if request.headers.get("Accept") == "application/json":
            return JsonResponse({"sentence": "Đường dẫn gửi tin không đúng."}, status=404)
        raise Http404
    context = _context(request, sender=invite.name, back="")
    context |= {"action": request.path, "worker": reverse("invite-worker"), "invite": invite}
    if request.method == "POST":
        return _take(request, context, {"invite": invite})
    dead = why_dead(invite, now=clock.now())
    return _page(request, context | {"dead": dead}, status=410 if dead else 200)


def _take(request: HttpRequest, context: dict[str, Any], sender: Mapping[str, Any]) -> HttpResponse:
    """JSON for the page's own script, a page for a browser without it."""
    as_json = request.headers.get("Accept") == "application/json"
    try:
        idea = _take_story(request, sender)
    except Refused as refusal:
        _audit(request, sender, refusal=str(refusal))
        if as_json:
            return JsonResponse({"sentence": str(refusal)}, status=422)
        return _page(request, context | {"refusal": str(refusal), "typed": request.POST}, 422)
    _audit(request, sender, idea=idea)
    if as_json:
        return JsonResponse({"kept": idea.pk})
    return _page(request, context | {"sent": True})


def _take_story(request: HttpRequest, sender: Mapping[str, Any]) -> Idea:
    if int(request.META.get("CONTENT_LENGTH") or 0) > MOST_BYTES:
        raise Refused(TOO_MUCH)
    story = Story(
        client_id=request.POST.get("client_id", ""), headline=request.POST.get("headline", ""),
        place=request.POST.get("place", ""), text=request.POST.get("text", ""),
        people_informed=request.POST.get("people_informed") == "1",
        photos=request.FILES.getlist("photos"), voice=request.FILES.get("voice"),
    )  # fmt: skip
    return take_story(story=story, now=clock.now(), **sender)


def _audit(
    request: HttpRequest, sender: Mapping[str, Any], *, idea: Idea | None = None, refusal: str = ""
) -> None:
    """The desk's guard writes for officers; an invite has no account, so it is written here."""
    invite: FieldInvite | None = sender.get("invite")
    if invite:
        record_audit(
            request=request, action="invite-story", now=clock.now(),
            subject=idea.code if idea else f"invite:{invite.pk}", words=refusal or invite.name,
            outcome=Outcome.REFUSED if refusal else Outcome.DONE,
        )  # fmt: skip


def _context(request: HttpRequest, *, sender: str, back: str) -> dict[str, Any]:
    centre = Unit.objects.filter(kind=UnitKind.CENTRE, is_active=True).first()
    return {
        "sender": sender, "back": back, "typed": {}, "refusal": "", "dead": "",
        "goes_to": centre.name if centre else "biên tập viên của xã",
        "client_id": get_random_string(32, "0123456789abcdef"),
    }  # fmt: skip


def _page(request: HttpRequest, context: dict[str, Any], status: int = 200) -> HttpResponse:
    answer = render(request, "desk/stories/send.html", context, status=status)
    answer["X-Robots-Tag"] = "noindex, nofollow, noarchive"
    return answer


@require_safe
def worker(request: HttpRequest) -> HttpResponse:
    """The service worker: it must stand under the address that it serves."""
    answer = HttpResponse(WORKER.read_text("utf-8"), content_type="text/javascript; charset=utf-8")
    answer["Cache-Control"] = "no-cache"
    return answer


@needs()
def desk_worker(request: DeskRequest) -> HttpResponse:
    """The same, for the page on the desk."""
    return worker(request)
