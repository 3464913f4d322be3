"""Writes of alerts: compose, lay before a second person, decide, compose an update."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import datetime, timedelta

from django.db import transaction

from lantoa.approval import services as approval
from lantoa.approval.models import Approval, Request
from lantoa.approval.terms import Decision
from lantoa.core.errors import Refused
from lantoa.ledger.services import record_evidence
from lantoa.ledger.terms import Proof
from lantoa.newsroom.alerts.checks import UPDATE_IN_EARNEST, is_misplaced, missing
from lantoa.newsroom.alerts.content import manifest_of
from lantoa.newsroom.alerts.queries import COMPOSE, alert_of, heir_of
from lantoa.newsroom.alerts.running import (
    NOT_LIVE,
    copy_of,
    issue_alert,
    locked,
    refuse_stray_update,
    withdraw_waiting,
)
from lantoa.newsroom.alerts.sounds import want_sounds
from lantoa.newsroom.alerts.terms import ALERT_MATTER, AlertState
from lantoa.newsroom.models import Alert
from lantoa.newsroom.services import tell_returned
from lantoa.registry.models import Account, Hamlet

# A link to a phone lives so long; a new one is made at once.
DECIDE_WITHIN = timedelta(minutes=30)
NO_RIGHT = "Tài khoản này không được giao soạn cảnh báo. Chưa ghi gì."
NOT_DRAFT = "Cảnh báo này đã phát hoặc đã kết thúc nên không sửa được. Soạn bản cập nhật."
GONE = "Cảnh báo này không còn. Chưa ghi quyết định nào."
CHANGED = (
    "Nội dung hoặc âm thanh đã đổi sau khi trình. Chưa ghi quyết định nào. "
    "Người soạn cần trình lại bản mới."
)


def save_alert(
    *, alert: Alert, hamlets: Iterable[Hamlet], by: Account, now: datetime,
    submit: bool = False,
) -> Alert:  # fmt: skip
    """Keeps a draft and has its sounds made; what waited for a decision is taken back. With
    `submit` it is laid before a second person as soon as the sounds are there."""
    if not by.has_perm(COMPOSE):
        raise Refused(NO_RIGHT)
    if is_misplaced(alert):
        raise Refused(f"{UPDATE_IN_EARNEST}. Chưa lưu gì.")
    if alert.replaces is not None:  # another update was issued meanwhile: this one follows it
        original = Alert.objects.get(pk=alert.replaces.pk)
        alert.replaces = heir_of(original, now) or original
    with transaction.atomic():
        if not alert.pk:
            alert.made_by, alert.made_at = by, now
        else:
            held = locked(alert)
            if held.state != AlertState.DRAFT:
                raise Refused(NOT_DRAFT)
        alert.state = AlertState.DRAFT
        alert.submit_by = by if submit else None
        alert.save()
        alert.hamlets.set(hamlets)
        alert.writers.add(by)
        withdraw_waiting(alert)
        want_sounds(alert, now=now)
    if submit:
        submit_if_wanted(alert=alert, now=now)
    return alert


def submit_if_wanted(*, alert: Alert, now: datetime) -> Request | None:
    """Lays an alert before an approver for whoever asked for it; None while something is
    missing (the page says what)."""
    with transaction.atomic():
        held = locked(alert)
        if held.submit_by is None or missing(held, now=now):
            return None
        return submit_alert(alert=held, by=held.submit_by, now=now)


def submit_alert(*, alert: Alert, by: Account, now: datetime) -> Request:
    """Trình duyệt: exactly these words and these sounds, before a second person."""
    if not by.has_perm(COMPOSE):
        raise Refused(NO_RIGHT)
    with transaction.atomic():
        alert = locked(alert)
        if alert.state != AlertState.DRAFT:
            raise Refused(NOT_DRAFT)
        lacking = missing(alert, now=now)
        if lacking:
            raise Refused(f"Chưa trình được: {'; '.join(lacking)}. Cảnh báo vẫn được giữ.")
        Alert.objects.filter(pk=alert.pk).update(submit_by=None)
        request = approval.open_for_approval(
            subject=alert.code, title=f"Cảnh báo: {alert.plain_title}",
            manifest=manifest_of(alert), authors={*alert.writers.all(), alert.made_by, by},
            tasks=[], by=by, now=now, needed_by=now + DECIDE_WITHIN, matter=ALERT_MATTER,
        )  # fmt: skip
        record_evidence(
            kind="alert.submitted", occurred_at=now, now=now, by=by.code, subjects=[alert.code],
            payload={"content": request.manifest["content"], "hash": request.hash},
            proof=Proof.SYSTEM,
        )  # fmt: skip
    return request


def approve_alert(
    *, request: Request, expected_hash: str, seen: Sequence[str], by: Account, now: datetime,
    via: str = "desk",
) -> Approval:  # fmt: skip
    """Duyệt: after the last step it goes out through every channel at once; one to be sealed lies
    ready instead."""
    with transaction.atomic():
        alert = _locked_subject(request)
        if alert.state != AlertState.DRAFT or manifest_of(alert) != request.manifest:
            raise Refused(CHANGED)
        refuse_stray_update(alert, now=now)
        decision = approval.decide(
            request=request, decision=Decision.APPROVED, reason="", expected_hash=expected_hash,
            seen=seen, by=by, now=now, via=via,
        )  # fmt: skip
        if decision.is_final and alert.is_sealed:
            alert.state, alert.issued_at = AlertState.SEALED, now
            alert.save(update_fields=["state", "issued_at"])
        elif decision.is_final:
            issue_alert(alert=alert, by=by, now=now)
    return decision


def return_alert(
    *, request: Request, reason: str, expected_hash: str, seen: Sequence[str], by: Account,
    now: datetime, via: str = "desk",
) -> Approval:  # fmt: skip
    """Trả lại with a reason; whoever composed it is told."""
    with transaction.atomic():
        alert = _locked_subject(request)
        decision = approval.decide(
            request=request, decision=Decision.RETURNED, reason=reason,
            expected_hash=expected_hash, seen=seen, by=by, now=now, via=via,
        )  # fmt: skip
        tell_returned(
            request=request, reason=decision.reason, by=by, now=now, what="Bản",
            link=f"/ban-lam-viec/canh-bao/{alert.pk}/",
        )  # fmt: skip
    return decision


def begin_update(*, alert: Alert, by: Account, now: datetime) -> Alert:
    """Soạn bản cập nhật: a draft with the same words, which takes its place when approved."""
    if alert.state != AlertState.LIVE:
        raise Refused(NOT_LIVE)
    waiting = alert.updates.filter(state=AlertState.DRAFT).first()
    if waiting is not None:
        return waiting
    made = copy_of(alert)
    made.replaces = alert
    with transaction.atomic():
        save_alert(alert=made, hamlets=alert.hamlets.all(), by=by, now=now)
        made.writers.add(alert.made_by, *alert.writers.all())
    return made


def drop_alert(*, alert: Alert, by: Account) -> None:
    """Bỏ a draft, or a sealed one that is not to be used any more."""
    if not by.has_perm(COMPOSE):
        raise Refused(NO_RIGHT)
    with transaction.atomic():
        held = locked(alert)
        if held.state not in (AlertState.DRAFT, AlertState.SEALED):
            raise Refused(NOT_DRAFT)
        withdraw_waiting(held)
        held.state, held.submit_by = AlertState.DROPPED, None
        held.save(update_fields=["state", "submit_by"])


def _locked_subject(request: Request) -> Alert:
    alert = alert_of(request.subject)
    if alert is None:
        raise Refused(GONE)
    if alert.replaces is not None:  # before the update, as whoever ends it does
        locked(alert.replaces)
    return locked(alert)
