"""Reads of approvals."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date

from django.db.models import F, QuerySet

from lantoa.approval.authority import authority_of, final_approvals
from lantoa.approval.models import Approval, Request
from lantoa.approval.terms import Decision, RequestState
from lantoa.registry.models import Account


def is_approved(*, subject: str, content: str) -> bool:
    """Has a person approved exactly this content, at the last step? The newest decision counts:
    what was approved once and returned since is not approved."""
    decided = Approval.objects.filter(subject=subject, content=content, is_final=True)
    newest = decided.order_by("-decided_at", "-pk").values_list("decision", flat=True).first()
    return bool(newest == Decision.APPROVED)


def is_form_approved(*, subject: str, content: str, form: str, sha256: str) -> bool:
    """Were exactly these bytes of a form shown or heard in an approval of this content?"""
    approvals = final_approvals(subject=subject, content=content).select_related("request")
    return any(item.request.manifest["forms"].get(form) == sha256 for item in approvals)


def latest_approval(*, subject: str, content: str) -> Approval | None:
    """The newest decision that approved this content for good."""
    found = final_approvals(subject=subject, content=content)
    return found.select_related("by", "request").first()


def open_request(*, subject: str) -> Request | None:
    """The request that waits, if any."""
    return Request.objects.filter(subject=subject, state=RequestState.OPEN).first()


def open_requests() -> QuerySet[Request]:
    """All that waits for a decision, the most urgent first."""
    return (
        Request.objects.filter(state=RequestState.OPEN)
        .select_related("submitted_by")
        .order_by(F("needed_by").asc(nulls_last=True), "submitted_at")
    )


def can_decide(*, request: Request, by: Account, today: date | None = None) -> bool:
    """May this person decide now? Nobody may on what they wrote or submitted."""
    return why_not_decide(request=request, by=by, today=today) == ""


def why_not_decide(*, request: Request, by: Account, today: date | None = None) -> str:
    """The reason why this person may not decide, in Vietnamese; empty where they may."""
    return authority_of(request=request, by=by, today=today).refusal


def last_decisions(subjects: Iterable[str]) -> dict[str, Approval]:
    """The newest decision on each subject; one query for any number of them."""
    rows = Approval.objects.filter(subject__in=list(subjects)).order_by("decided_at", "pk")
    return {row.subject: row for row in rows}


def last_return(*, subject: str) -> Approval | None:
    """The newest decision if it was a return, with its reason."""
    newest = Approval.objects.filter(subject=subject).select_related("by").first()
    return newest if newest and newest.decision == Decision.RETURNED else None
