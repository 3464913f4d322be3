"""Ủy quyền duyệt: given by a leader for days, ended by the leader; both are evidence."""

from __future__ import annotations

from datetime import date, datetime, timedelta

from django.db import transaction
from django.db.models import QuerySet

from lantoa.approval.authority import BACKEND, DECIDE, FINAL, waiting_words
from lantoa.approval.models import Delegation
from lantoa.core.clock import local
from lantoa.core.errors import Refused
from lantoa.ledger.services import record_evidence
from lantoa.ledger.terms import Proof
from lantoa.registry.models import Account
from lantoa.vietnamese import date_short, nfc

LONGEST = timedelta(days=366)


def possible_deputies(*, giver: Account) -> QuerySet[Account]:
    """Accounts that may decide, but not yet at the last step."""
    leaders = Account.objects.with_perm(FINAL, backend=BACKEND, include_superusers=False)
    able = Account.objects.with_perm(DECIDE, backend=BACKEND, include_superusers=False)
    found: QuerySet[Account] = able.exclude(pk__in=leaders.values("pk")).exclude(pk=giver.pk)
    return found


def give_delegation(
    *, deputy: Account, since: date, until: date, basis: str, by: Account, now: datetime
) -> Delegation:
    """Ủy quyền: `by` hands over the last step from `since` to the end of `until`."""
    _check(deputy, since, until, by, local(now).date())
    with transaction.atomic():
        Account.objects.select_for_update().get(pk=by.pk)  # two at once give one
        same = Delegation.objects.filter(
            giver=by, deputy=deputy, ended_at__isnull=True, since__lte=until, until__gte=since
        ).first()
        if same:
            raise Refused(
                f"{deputy} đã được ủy quyền từ {date_short(same.since)} đến "
                f"{date_short(same.until)}. Chưa ghi thêm. Thôi lần cũ rồi ghi lại, nếu cần."
            )
        made = Delegation.objects.create(
            giver=by, deputy=deputy, since=since, until=until, basis=nfc(basis).strip()[:200],
            given_at=now,
        )  # fmt: skip
        _record("approval.delegated", made, by=by, now=now)
    return made


def end_delegation(*, delegation: Delegation, by: Account, now: datetime) -> None:
    """Thôi ủy quyền, from this moment; what was decided stays decided."""
    with transaction.atomic():
        held = Delegation.objects.select_for_update().get(pk=delegation.pk)
        if held.giver_id != by.pk:
            raise Refused("Chỉ người đã ủy quyền thôi được ủy quyền này. Ủy quyền vẫn còn.")
        if held.ended_at:
            raise Refused("Ủy quyền này đã thôi từ trước. Không đổi gì.")
        held.ended_at = now
        held.save(update_fields=["ended_at"])
        _record("approval.delegation_ended", held, by=by, now=now)


def _check(deputy: Account, since: date, until: date, by: Account, today: date) -> None:
    if not by.has_perm(FINAL):
        raise Refused("Chỉ lãnh đạo có quyền duyệt bước cuối mới ủy quyền được. Chưa ghi gì.")
    waiting = waiting_words(by, today=today)
    if waiting:
        raise Refused(f"{waiting} Chưa ghi ủy quyền.")
    if until < since or until < today:
        raise Refused("Ngày kết thúc trước ngày bắt đầu hoặc đã qua. Chưa ghi gì. Chọn lại ngày.")
    if until - since > LONGEST:
        raise Refused("Ủy quyền dài hơn một năm. Chưa ghi gì. Chọn lại ngày kết thúc.")
    if not possible_deputies(giver=by).filter(pk=deputy.pk, is_active=True).exists():
        raise Refused(
            f"{deputy} không phải trưởng phòng, giám đốc có quyền duyệt, hoặc đã là lãnh đạo. "
            "Chưa ghi ủy quyền. Chọn người khác."
        )


def _record(kind: str, of: Delegation, *, by: Account, now: datetime) -> None:
    record_evidence(
        kind=kind, occurred_at=now, now=now, by=by.code, proof=Proof.SYSTEM,
        subjects=[of.giver.code, of.deputy.code],
        payload={
            "delegation": of.pk, "since": of.since.isoformat(), "until": of.until.isoformat(),
            "basis": of.basis,
        },
    )  # fmt: skip
