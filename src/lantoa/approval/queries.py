"""Reads of approvals."""

from __future__ import annotations

from django.db.models import QuerySet

from lantoa.approval.models import Approval, Request
from lantoa.approval.terms import Decision, RequestState
from lantoa.registry.models import Account


def is_approved(*, subject: str, content: str) -> bool:
    """Has a person approved exactly this content?"""
    return Approval.objects.filter(
        subject=subject, content=content, decision=Decision.APPROVED
    ).exists()


def is_form_approved(*, subject: str, content: str, form: str, sha256: str) -> bool:
    """Were exactly these bytes of a form shown or heard in an approval of this content?"""
    approvals = Approval.objects.filter(
        subject=subject, content=content, decision=Decision.APPROVED
    ).select_related("request")
    return any(item.request.manifest["forms"].get(form) == sha256 for item in approvals)


def latest_approval(*, subject: str, content: str) -> Approval | None:
    """The newest approving decision on this content."""
    return (
        Approval.objects.filter(subject=subject, content=content, decision=Decision.APPROVED)
        .select_related("by", "request")
        .first()
    )


def open_request(*, subject: str) -> Request | None:
    """The request that waits, if any."""
    return Request.objects.filter(subject=subject, state=RequestState.OPEN).first()


def open_requests() -> QuerySet[Request]:
    """All that waits for a decision, the most urgent first."""
    return (
        Request.objects.filter(state=RequestState.OPEN)
        .select_related("submitted_by")
        .order_by("needed_by", "submitted_at")
    )


def can_decide(*, request: Request, by: Account) -> bool:
    """May this person decide? Leaders do, and nobody on what they wrote or submitted."""
    return why_not_decide(request=request, by=by) == ""


def why_not_decide(*, request: Request, by: Account) -> str:
    """The reason why this person may not decide, in Vietnamese; empty where they may."""
    if request.submitted_by_id == by.pk or request.authors.filter(pk=by.pk).exists():
        return "Không ai tự duyệt nội dung do mình viết hoặc trình."
    if not by.has_perm("approval.add_approval"):
        return "Tài khoản này không có quyền duyệt."
    if request.state != RequestState.OPEN:
        return "Lượt trình này đã được xử lý."
    return ""


def last_return(*, subject: str) -> Approval | None:
    """The newest decision if it was a return, with its reason."""
    newest = Approval.objects.filter(subject=subject).select_related("by").first()
    return newest if newest and newest.decision == Decision.RETURNED else None
