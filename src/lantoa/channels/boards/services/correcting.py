"""Điều chỉnh: a counter-entry with its reason. What was written first stays in the ledger."""

from __future__ import annotations

from datetime import date, datetime

from django.db import transaction

from lantoa.channels.base.services import settle
from lantoa.channels.base.terms import DeliveryState
from lantoa.channels.boards.models import PastPosting, Posting
from lantoa.channels.boards.services.noting import NOTE, check_days
from lantoa.channels.boards.terms import HANGING, PostingState
from lantoa.core.errors import Refused
from lantoa.ledger.models import Evidence
from lantoa.ledger.services import correct_evidence
from lantoa.registry.models import Account

ALL = "boards.change_posting"
NOTHING_NOTED = "Lượt này chưa ghi vào sổ hoặc đã rút. Không có gì thay đổi."


def may_correct(posting: Posting, by: Account) -> bool:
    """Who noted it, and who may correct everybody's."""
    is_own = posting.noted_by_id == by.pk and by.has_perm(NOTE)
    return posting.evidence_seq is not None and (is_own or by.has_perm(ALL))


def correct_posting(
    *, posting: Posting, hangs_until: date, reason: str, by: Account, now: datetime
) -> Evidence:
    """Sửa ngày hết hạn of what hangs; the entry is superseded."""
    with transaction.atomic():
        row = _locked(posting, reason, by)
        if row.state not in HANGING or row.posted_at is None:
            raise Refused("Chữ này không còn trên bảng nên ngày hết hạn giữ như đã ghi.")
        if hangs_until == row.hangs_until:
            raise Refused("Chưa có gì khác với điều đã ghi. Không điều chỉnh gì.")
        check_days(row.posted_at, hangs_until, now)
        row.hangs_until = hangs_until
        row.save(update_fields=["hangs_until"])
        return correct_evidence(
            of=_entry(row), reason=reason.strip(), by=by.code, now=now,
            changes={"until": hangs_until.isoformat()},
        )  # fmt: skip


def withdraw_entry(*, posting: Posting, reason: str, by: Account, now: datetime) -> Evidence:
    """Rút mục đã ghi: it was not put up after all. It is no longer counted and waits again; both
    entries stay in the ledger."""
    with transaction.atomic():
        row = _locked(posting, reason, by)
        entry = correct_evidence(
            of=_entry(row), reason=reason.strip(), changes={}, by=by.code, now=now
        )
        is_left = row.state == PostingState.REMOVED or not row.article.live
        row.state = PostingState.DROPPED if is_left else PostingState.TO_POST
        row.posted_at = row.hangs_until = row.noted_by = row.evidence_seq = None
        row.removed_at = row.removed_by = None
        row.save()
        state = DeliveryState.WITHDRAWN if is_left else DeliveryState.SENDING
        settle(delivery=row.delivery, state=state, now=now, problem="Đã rút mục ghi nhầm.")
    return entry


def may_withdraw_past(past: PastPosting, by: Account) -> bool:
    """The same of a time before."""
    is_own = past.noted_by_id == by.pk and by.has_perm(NOTE)
    return past.withdrawn_at is None and (is_own or by.has_perm(ALL))


def withdraw_past(*, past: PastPosting, reason: str, by: Account, now: datetime) -> Evidence:
    """Rút mục đã ghi of a time before: it did not hang then. What hangs now stays as it is."""
    with transaction.atomic():
        row = PastPosting.objects.select_for_update().get(pk=past.pk)
        if row.withdrawn_at is not None:
            raise Refused(NOTHING_NOTED)
        _check(may_withdraw_past(row, by), reason)
        row.withdrawn_at = now
        row.save(update_fields=["withdrawn_at"])
        return correct_evidence(
            of=_entry(row), reason=reason.strip(), changes={}, by=by.code, now=now
        )


def _locked(posting: Posting, reason: str, by: Account) -> Posting:
    rows = Posting.objects.select_for_update(of=("self",)).select_related("article", "delivery")
    row: Posting = rows.get(pk=posting.pk)
    if row.evidence_seq is None:
        raise Refused(NOTHING_NOTED)
    _check(may_correct(row, by), reason)
    return row


def _check(may: bool, reason: str) -> None:
    if not may:
        raise Refused(
            "Chỉ người đã ghi hoặc cán bộ kế hoạch điều chỉnh được mục này. Chưa điều chỉnh gì."
        )
    if not reason.strip():
        raise Refused("Điều chỉnh cần có lý do. Chưa điều chỉnh gì. Hãy ghi rõ lý do.")


def _entry(row: Posting | PastPosting) -> Evidence:
    return Evidence.objects.get(seq=row.evidence_seq or 0)
