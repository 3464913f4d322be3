"""Nguồn tiếp âm before a second person: one alone must not decide what all loudspeakers relay."""

from __future__ import annotations

from datetime import datetime

from django.db import transaction

from lantoa.approval.models import Approval, Request
from lantoa.approval.queries import open_request
from lantoa.approval.services import decide, open_for_approval, withdraw_request
from lantoa.approval.terms import Decision, RequestState
from lantoa.channels.station.models import RelaySource
from lantoa.channels.station.relay_queries import is_relay_approved, relay_manifest
from lantoa.channels.station.services.relaying import stop_relays
from lantoa.channels.station.services.zones import need_right
from lantoa.channels.station.terms import RELAY_MATTER
from lantoa.core.clock import local
from lantoa.core.errors import Refused
from lantoa.notices.services import tell_account
from lantoa.registry.models import Account

NOT_WAITING = "Nguồn tiếp âm này không chờ duyệt. Chưa ghi quyết định nào."
CHANGED = (
    "Nguồn tiếp âm đã đổi sau khi trình. Chưa ghi quyết định nào. Người sửa cần trình lại bản mới."
)
ALREADY = "Nguồn tiếp âm này đã trình hoặc đã được duyệt. Không trình thêm lần nữa."


def lay_before(*, source: RelaySource, by: Account, now: datetime) -> Request | None:
    """What was just saved waits for a second person; None where nothing has to."""
    waiting = open_request(subject=source.code)
    manifest = relay_manifest(source)
    if is_relay_approved(source):
        if waiting:
            withdraw_request(request=waiting)
        return None
    if waiting and waiting.manifest == manifest:
        return waiting
    return open_for_approval(
        subject=source.code, title=f"Nguồn tiếp âm {source.name}", manifest=manifest, tasks=[],
        by=by, now=now, authors={by, *_writers(source)}, matter=RELAY_MATTER,
    )  # fmt: skip


def submit_relay(*, source: RelaySource, by: Account, now: datetime) -> Request:
    """Trình duyệt a source that nobody has approved yet, or that was returned."""
    need_right(by)
    with transaction.atomic():
        source = RelaySource.objects.select_for_update(of=("self",)).get(pk=source.pk)
        if open_request(subject=source.code) or is_relay_approved(source):
            raise Refused(ALREADY)
        made = lay_before(source=source, by=by, now=now)
        assert made is not None
    return made


def decide_relay(
    *, source: RelaySource, decision: Decision, reason: str, expected_hash: str, by: Account,
    now: datetime,
) -> Approval:  # fmt: skip
    """Duyệt or trả lại exactly the address that was submitted."""
    with transaction.atomic():
        source = RelaySource.objects.select_for_update(of=("self",)).get(pk=source.pk)
        request = open_request(subject=source.code)
        if request is None:
            raise Refused(NOT_WAITING)
        if decision == Decision.APPROVED and relay_manifest(source) != request.manifest:
            raise Refused(CHANGED)
        made = decide(
            request=request, decision=decision, reason=reason, expected_hash=expected_hash,
            seen=[], by=by, now=now,
        )  # fmt: skip
        if decision == Decision.RETURNED:
            tell_account(
                account=request.submitted_by, subject=f"request:{request.pk}",
                text=f"«{request.title}» được trả lại: {made.reason}",
                link=f"/ban-lam-viec/truyen-thanh/tiep-am/{source.pk}/duyet/", by=by.code,
                today=local(now).date(), now=now,
            )  # fmt: skip
            stop_relays(now=now)
    return made


def _writers(source: RelaySource) -> set[Account]:
    """Whoever had written at what nobody has approved since: none of them approves it."""
    found: set[Account] = set()
    for request in Request.objects.filter(subject=source.code).order_by("-pk"):
        if request.state == RequestState.APPROVED:
            break
        found |= set(request.authors.all())
    return found
