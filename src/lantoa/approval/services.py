"""Laying something before an approver, and the decision."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import datetime

from django.db import transaction

from lantoa.approval.manifest import Manifest, manifest_hash
from lantoa.approval.models import Approval, Request
from lantoa.approval.queries import why_not_decide
from lantoa.approval.terms import Decision, RequestState
from lantoa.core.errors import Refused
from lantoa.ledger.services import record_evidence
from lantoa.ledger.terms import Proof
from lantoa.registry.models import Account


def open_for_approval(
    *,
    subject: str,
    title: str,
    manifest: Manifest,
    authors: Iterable[Account],
    tasks: Sequence[str],
    by: Account,
    now: datetime,
    needed_by: datetime | None = None,
) -> Request:
    """Gửi duyệt. An open request for the same subject is withdrawn: only the newest bytes wait."""
    with transaction.atomic():
        Request.objects.filter(subject=subject, state=RequestState.OPEN).update(
            state=RequestState.WITHDRAWN
        )
        request = Request.objects.create(
            subject=subject, title=title, manifest=manifest, hash=manifest_hash(manifest),
            submitted_by=by, submitted_at=now, tasks=list(tasks), needed_by=needed_by,
        )  # fmt: skip
        request.authors.set(authors)
    return request


def withdraw_request(*, request: Request) -> None:
    """Rút lượt trình, for example because the content changed."""
    Request.objects.filter(pk=request.pk, state=RequestState.OPEN).update(
        state=RequestState.WITHDRAWN
    )


def decide(
    *,
    request: Request,
    decision: Decision,
    reason: str,
    expected_hash: str,
    seen: Sequence[str],
    by: Account,
    now: datetime,
    via: str = "desk",
) -> Approval:
    """A person's decision on exactly the bytes of `expected_hash`.

    Refuses: own work, no right, a request already handled, other bytes than were shown, a
    return without a reason. Superusers are refused like everybody.
    """
    with transaction.atomic():
        request = Request.objects.select_for_update().get(pk=request.pk)
        refusal = why_not_decide(request=request, by=by)
        if refusal:
            raise Refused(f"{refusal} Chưa ghi quyết định nào.")
        if request.hash != expected_hash or manifest_hash(request.manifest) != expected_hash:
            raise Refused(
                "Nội dung đã đổi sau khi trang này được mở. Chưa ghi quyết định nào. "
                "Tải lại trang để xem bản mới."
            )
        if decision == Decision.RETURNED and not reason.strip():
            raise Refused("Trả lại cần có lý do để người viết biết sửa gì. Chưa trả lại.")
        approval = Approval.objects.create(
            request=request, subject=request.subject, content=request.manifest["content"],
            hash=request.hash, decision=decision, reason=reason.strip(), by=by, decided_at=now,
            seen=list(seen), via=via,
        )  # fmt: skip
        request.state = RequestState(decision.value)
        request.save(update_fields=["state"])
        _record(approval, request, now)
    return approval


def _record(approval: Approval, request: Request, now: datetime) -> None:
    granted = approval.decision == Decision.APPROVED
    record_evidence(
        kind="approval.granted" if granted else "approval.returned",
        occurred_at=now,
        now=now,
        by=approval.by.code,
        subjects=[request.subject, *request.tasks],
        payload={
            "content": approval.content,
            "hash": approval.hash,
            "forms": [f"{form}:{sha}" for form, sha in request.manifest["forms"].items()],
            "seen": list(approval.seen),
            "via": approval.via,
        },
        proof=Proof.SYSTEM,
    )
