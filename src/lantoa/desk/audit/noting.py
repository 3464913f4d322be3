"""What the guard writes about a request: one entry, with how it ended."""

from __future__ import annotations

from typing import Any

from django.core.cache import cache
from django.http import HttpRequest

from lantoa.core import clock
from lantoa.desk.audit.services import record_audit
from lantoa.desk.audit.terms import Outcome
from lantoa.registry.models import Account

SAFE = ("GET", "HEAD", "OPTIONS")
DESK = "/ban-lam-viec/"
FOLDED_SECONDS = 600


def note_audit(request: HttpRequest, *, subject: str = "", words: str = "") -> None:
    """A view says what its act is about; the guard writes it down when the act is over."""
    request.audit_note = (subject, words)  # type: ignore[attr-defined]


def write_note(request: HttpRequest, *, status: int, refusal: str, is_folded: bool) -> None:
    """One entry for this request. `is_folded`: the same act by the same person on the same object
    within ten minutes is one entry (saving while typing)."""
    action = _action(request)
    subject, words = getattr(request, "audit_note", ("", ""))
    subject = subject or request.path.removeprefix(DESK).strip("/")
    outcome = _outcome(status, refusal)
    if is_folded and outcome == Outcome.DONE and _was_just_written(request, action, subject):
        return
    record_audit(
        request=request, action=action, subject=subject, outcome=outcome, now=clock.now(),
        words=refusal or words or (_said(request) if request.method not in SAFE else ""),
    )  # fmt: skip


def _action(request: HttpRequest) -> str:
    match = request.resolver_match
    return (match.url_name if match and ":" not in match.view_name else None) or "cms"


def _outcome(status: int, refusal: str) -> Outcome:
    if status >= 500:
        return Outcome.FAILED
    if status in (401, 403):
        return Outcome.DENIED
    return Outcome.REFUSED if refusal or status >= 400 else Outcome.DONE


def _said(request: HttpRequest) -> str:
    """What the person was told: the message that waits for the next page."""
    queued: list[Any] = getattr(getattr(request, "_messages", None), "_queued_messages", [])
    return str(queued[-1].message) if queued else ""


def _was_just_written(request: HttpRequest, action: str, subject: str) -> bool:
    who = request.user.pk if isinstance(request.user, Account) else 0
    return not cache.add(f"audit:{who}:{action}:{subject}"[:200], True, FOLDED_SECONDS)
