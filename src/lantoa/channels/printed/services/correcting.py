"""Điều chỉnh: a counter-entry with its reason. What was written first stays in the ledger."""

from __future__ import annotations

from datetime import datetime

from django.db import transaction

from lantoa.channels.printed.models import Handout
from lantoa.channels.printed.services.recording import check_copies
from lantoa.core.errors import Refused
from lantoa.ledger.models import Evidence
from lantoa.ledger.services import correct_evidence
from lantoa.registry.models import Account


def may_correct(handout: Handout, by: Account) -> bool:
    """Who entered it, and who may change everybody's."""
    is_own = handout.recorded_by_id == by.pk and by.has_perm("printed.add_handout")
    return is_own or by.has_perm("printed.change_handout")


def correct_handout(
    *, handout: Handout, copies: int, reason: str, by: Account, now: datetime
) -> Evidence:
    """Sửa số bản; the entry is superseded. What was printed and where: withdraw, enter anew."""
    check_copies(copies)
    with transaction.atomic():
        row = _locked(handout, reason, by)
        if copies == row.copies:
            raise Refused("Chưa có gì khác với số đã ghi. Không điều chỉnh gì.")
        row.copies = copies
        row.save(update_fields=["copies"])
        return correct_evidence(
            of=_entry(row), reason=reason.strip(), changes={"copies": copies}, by=by.code, now=now
        )


def withdraw_handout(*, handout: Handout, reason: str, by: Account, now: datetime) -> Evidence:
    """Rút mục đã ghi: it is no longer counted; both entries stay in the ledger. A cost line stays:
    money is corrected where money is kept."""
    with transaction.atomic():
        row = _locked(handout, reason, by)
        row.withdrawn_at = now
        row.save(update_fields=["withdrawn_at"])
        return correct_evidence(
            of=_entry(row), reason=reason.strip(), changes={}, by=by.code, now=now
        )


def _locked(handout: Handout, reason: str, by: Account) -> Handout:
    row = Handout.objects.select_for_update().get(pk=handout.pk)
    if not may_correct(row, by):
        raise Refused(
            "Chỉ người đã nhập hoặc cán bộ kế hoạch điều chỉnh được mục này. Chưa điều chỉnh gì."
        )
    if row.withdrawn_at is not None:
        raise Refused("Mục này đã rút nên không điều chỉnh được nữa. Không có gì thay đổi.")
    if not reason.strip():
        raise Refused("Điều chỉnh cần có lý do. Chưa điều chỉnh gì. Hãy ghi rõ lý do.")
    return row


def _entry(row: Handout) -> Evidence:
    return Evidence.objects.get(seq=row.evidence_seq or 0)
