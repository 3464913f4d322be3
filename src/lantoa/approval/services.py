"""Laying something before an approver, and the decision."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import datetime

from django.db import transaction

from lantoa.approval.authority import authority_of, route_for
from lantoa.approval.manifest import Manifest, manifest_hash
from lantoa.approval.models import Approval, Request
from lantoa.approval.terms import Decision, RequestState
from lantoa.core.clock import local
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
    matter: str = "",
) -> Request:
    """Gửi duyệt, by the steps that the commune set for this `matter`. An open request for the
    same subject is withdrawn: only the newest bytes wait."""
    writers = list(authors)
    route = route_for(matter, involved=[by.pk, *(writer.pk for writer in writers)])
    with transaction.atomic():
        Request.objects.filter(subject=subject, state=RequestState.OPEN).update(
            state=RequestState.WITHDRAWN
        )
        request = Request.objects.create(
            subject=subject, title=title, manifest=manifest, hash=manifest_hash(manifest),
            submitted_by=by, submitted_at=now, tasks=list(tasks), needed_by=needed_by,
            route=route,
        )  # fmt: skip
        request.authors.set(writers)
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

    The head's step of two keeps the request open and opens no gate (`is_final` is False). A
    deputy decides within the days of a delegation, and both names are kept. Refuses: own work, no
    right, a step that is another's, a request already handled, other bytes than were shown, a
    return without a reason. Superusers are refused like everybody.
    """
    with transaction.atomic():
        request = Request.objects.select_for_update().get(pk=request.pk)
        authority = authority_of(request=request, by=by, today=local(now).date())
        if authority.refusal:
            raise Refused(f"{authority.refusal} Chưa ghi quyết định nào.")
        _refuse_changed(request, expected_hash)
        if decision == Decision.RETURNED and not reason.strip():
            raise Refused("Trả lại cần có lý do để người viết biết sửa gì. Chưa trả lại.")
        is_final = authority.is_final or decision == Decision.RETURNED
        approval = Approval.objects.create(
            request=request, subject=request.subject, content=request.manifest["content"],
            hash=request.hash, decision=decision, reason=reason.strip(), by=by, decided_at=now,
            seen=list(seen), via=via, is_final=is_final, on_behalf_of=authority.on_behalf_of,
        )  # fmt: skip
        if is_final:
            request.state = RequestState(decision.value)
            request.save(update_fields=["state"])
        _record(approval, request, now)
    return approval


def _refuse_changed(request: Request, expected_hash: str) -> None:
    """The bytes of the request are those that were shown, and its manifest still has their hash."""
    if request.hash != expected_hash or manifest_hash(request.manifest) != expected_hash:
        raise Refused(
            "Nội dung đã đổi sau khi trang này được mở. Chưa ghi quyết định nào. "
            "Tải lại trang để xem bản mới."
        )


def _record(approval: Approval, request: Request, now: datetime) -> None:
    payload = {
        "content": approval.content, "hash": approval.hash,
        "forms": [f"{form}:{sha}" for form, sha in request.manifest["forms"].items()],
        "seen": list(approval.seen), "via": approval.via,
    }  # fmt: skip
    if approval.on_behalf_of:
        payload["on_behalf_of"] = approval.on_behalf_of.code
    record_evidence(
        kind=_kind(approval), occurred_at=now, now=now, by=approval.by.code, payload=payload,
        subjects=[request.subject, *request.tasks], proof=Proof.SYSTEM,
    )  # fmt: skip


def _kind(approval: Approval) -> str:
    if approval.decision == Decision.RETURNED:
        return "approval.returned"
    return "approval.granted" if approval.is_final else "approval.first_step"
