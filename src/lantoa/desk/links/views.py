"""The pages of an approval link: closed, opened, decided; and the files of its content."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from django.core.files.storage import default_storage
from django.http import FileResponse, Http404, HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.safestring import mark_safe
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from lantoa.approval.links import OPEN_STATES, deciding, link_state, open_link
from lantoa.approval.models import ApprovalLink
from lantoa.core import clock
from lantoa.core.errors import Refused
from lantoa.desk.approvals import decisions
from lantoa.desk.approvals.decisions import seen_of
from lantoa.desk.articles.ranged import ranged
from lantoa.desk.articles.views.products import answer_file, frame_context
from lantoa.desk.audit.device import device_of
from lantoa.desk.audit.services import record_audit
from lantoa.desk.audit.terms import Outcome
from lantoa.desk.links.guard import note_opened, opened, opened_file, with_link
from lantoa.desk.links.queries import (
    closed_context,
    content_context,
    draft_of,
    products_of_link,
    shows_picture,
    sound_of,
)
from lantoa.newsroom.editing.notes import add_note
from lantoa.newsroom.kinds import forms_of
from lantoa.newsroom.models import RenditionFile
from lantoa.newsroom.services import article_of
from lantoa.newsroom.sounds.files import sound_path
from lantoa.registry.models import Account
from lantoa.vietnamese import nfc


@require_http_methods(["GET", "HEAD", "POST"])
@with_link
def closed_page(request: HttpRequest, link: ApprovalLink, token: str) -> HttpResponse:
    """Nothing of the content: the commune and a button. Pressing it opens the link."""
    now = clock.now()
    if request.method == "POST":
        try:
            open_link(link=link, device=device_of(request), now=now)
        except Refused as refusal:
            _audit(request, link, "link-open", str(refusal))
            return redirect("link", token)
        _audit(request, link, "link-open")
        answer: HttpResponse = redirect("link-content", token)
        note_opened(answer, link, token, secure=request.is_secure())
        return answer
    return render(request, "desk/links/closed.html", closed_context(link, now=now))


@require_safe
@opened
def content_page(request: HttpRequest, link: ApprovalLink, token: str) -> HttpResponse:
    """The same page as in the desk; once decided or dead, what became of it."""
    return _content(request, link, token)


@require_POST
@opened
def approve(request: HttpRequest, link: ApprovalLink, token: str) -> HttpResponseBase:
    """Duyệt with the PIN: exactly the bytes that the link was made for."""

    def act(by: Account) -> None:
        decisions.approve(
            request=link.request, expected_hash=link.hash, seen=_seen(request), by=by,
            now=clock.now(), via="link",
        )  # fmt: skip

    return _decide(request, link, token, act, "link-approve")


@require_POST
@opened
def send_back(request: HttpRequest, link: ApprovalLink, token: str) -> HttpResponseBase:
    """Trả lại with the PIN and a reason."""
    chosen, own = (nfc(request.POST.get(name, "")).strip() for name in ("chosen", "reason"))
    reason = ". ".join(part.rstrip(".") for part in (chosen, own) if part)[:1200]
    if not reason:
        return _content(
            request, link, token,
            "Trả lại cần có lý do để người viết biết sửa gì. Chưa trả lại. Chọn hoặc viết lý do.",
        )  # fmt: skip

    def act(by: Account) -> None:
        decisions.send_back(
            request=link.request, reason=reason, expected_hash=link.hash, seen=_seen(request),
            by=by, now=clock.now(), via="link",
        )  # fmt: skip

    return _decide(request, link, token, act, "link-return")


@require_POST
@opened
def note(request: HttpRequest, link: ApprovalLink, token: str) -> HttpResponse:
    """A note on a passage; it decides nothing and needs no PIN, only the opened link."""
    article = article_of(link.request.subject)
    if article is None or link_state(link, now=clock.now()) not in OPEN_STATES:
        return _content(request, link, token)
    try:
        add_note(
            article=article, place=request.POST.get("place", "")[:80],
            quote=request.POST.get("quote", "")[:600], text=request.POST.get("text", ""),
            voice=request.FILES.get("voice"), by=link.approver, now=clock.now(),
        )  # fmt: skip
    except Refused as refusal:
        _audit(request, link, "link-note", str(refusal))
        return _content(request, link, token, str(refusal))
    _audit(request, link, "link-note", words=link.request.title)
    return redirect("link-content", token)


def _decide(
    request: HttpRequest, link: ApprovalLink, token: str, act: Callable[[Account], None],
    action: str,
) -> HttpResponseBase:  # fmt: skip
    pin = "".join(request.POST.get("pin", "")[:20].split())
    try:
        with deciding(link=link, pin=pin, device=device_of(request), now=clock.now()) as by:
            act(by)
    except Refused as refusal:
        _audit(request, link, action, str(refusal))
        link.refresh_from_db()
        return _content(request, link, token, str(refusal))
    _audit(request, link, action, words=link.request.title)
    return redirect("link-content", token)


@require_safe
@opened_file
def sound(request: HttpRequest, link: ApprovalLink, token: str) -> HttpResponseBase:
    """The very bytes that will air; no other sound is reached from here."""
    rendition = sound_of(link)
    path = sound_path(rendition.sha256) if rendition else None
    if rendition is None or path is None or not path.is_file():
        raise Http404
    return ranged(request, path, rendition.mime or "audio/mpeg")


@require_safe
@opened_file
def alert_sound(
    request: HttpRequest, link: ApprovalLink, token: str, part: str
) -> HttpResponseBase:
    """The very bytes of one part of an alert, as they were submitted."""
    sha256 = link.request.manifest["forms"].get(part, "")
    is_alert = link.request.subject.startswith("alert:") and sha256
    path = sound_path(sha256) if is_alert else None
    if path is None or not path.is_file():
        raise Http404
    return ranged(request, path, "audio/mpeg")


@require_safe
@opened_file
def form(request: HttpRequest, link: ApprovalLink, token: str, form: str) -> HttpResponse:
    """One form, as long as the draft is still what was submitted; its pictures come from here."""
    draft = draft_of(link)
    kind = next((kind for kind in forms_of(draft) if kind.code == form), None) if draft else None
    if draft is None or kind is None:
        raise Http404
    own = reverse("link-picture", args=[token, "x"])[:-1]
    body = kind.render(draft).replace('src="/tep/', f'src="{own}')
    context = {"body": mark_safe(body), "kind": kind}  # noqa: S308  our own templates made it
    return render(request, "desk/articles/frame.html", context)


@require_safe
@opened_file
def product(request: HttpRequest, link: ApprovalLink, token: str, pk: int) -> HttpResponse:
    """One product that was submitted; its files come from here."""
    row = next((one for one in products_of_link(link) if one.pk == pk), None)
    if row is None:
        raise Http404

    def address(file: RenditionFile) -> str:
        return reverse("link-product-file", args=[token, file.sha256, file.ending])

    return render(request, "desk/articles/product_frame.html", frame_context(row, address))


@require_safe
@opened_file
def product_file(
    request: HttpRequest, link: ApprovalLink, token: str, sha256: str, ending: str
) -> HttpResponseBase:
    """The very bytes of a file that was submitted, and no other."""
    files = (file for row in products_of_link(link) for file in row.files.all())
    found = next((file for file in files if file.sha256 == sha256), None)
    return answer_file(request, found, ending)


@require_safe
@opened_file
def picture(request: HttpRequest, link: ApprovalLink, token: str, name: str) -> HttpResponseBase:
    """A picture of the content, and no other."""
    if not shows_picture(link, name) or not default_storage.exists(name):
        raise Http404
    answer = FileResponse(default_storage.open(name))
    answer["X-Content-Type-Options"] = "nosniff"
    return answer


def _content(
    request: HttpRequest, link: ApprovalLink, token: str, refusal: str = ""
) -> HttpResponse:
    now = clock.now()
    is_live = link_state(link, now=now) in OPEN_STATES
    # A wrong PIN must not cost the words of the reason.
    context: dict[str, Any] = {"refusal": refusal, "typed": request.POST}
    context |= content_context(link, token, now=now) if is_live else closed_context(link, now=now)
    template = "desk/links/content.html" if is_live else "desk/links/closed.html"
    return render(request, template, context, status=422 if refusal else 200)


def _audit(
    request: HttpRequest, link: ApprovalLink, action: str, refusal: str = "", words: str = ""
) -> None:
    outcome = Outcome.REFUSED if refusal else Outcome.DONE
    record_audit(
        request=request, by=link.approver, action=action, subject=link.request.subject,
        words=refusal or words, outcome=outcome, now=clock.now(),
    )  # fmt: skip


def _seen(request: HttpRequest) -> list[str]:
    return seen_of(request.POST.getlist("seen"))
