"""Điều chỉnh: a counter-entry with its reason. What was written first stays in the ledger."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime
from typing import Any, TypeVar

from django.core.exceptions import ValidationError
from django.db import transaction

from lantoa.channels.outreach.models import Briefing, Deed, Gathering, Survey, Visit
from lantoa.channels.outreach.services.checking import check_gathering, check_visit
from lantoa.core.errors import Refused
from lantoa.ledger.models import Evidence
from lantoa.ledger.services import correct_evidence
from lantoa.registry.models import Account

D = TypeVar("D", bound=Deed)


def correct_deed(
    *, row: D, changes: Mapping[str, Any], reason: str, by: Account, now: datetime
) -> Evidence:
    """Changes figures or words of a deed (fields of the row by name); the entry is superseded.

    What it is about (tasks, people, day) cannot be corrected: withdraw it and enter it anew.
    """
    _check(row, reason, by)
    if isinstance(row, Survey):
        raise Refused("Kết quả khảo sát tính từ phiếu nên không sửa tay. Rút mục rồi nộp lại tệp.")
    names = {field: name for name, field in row.PAYLOAD.items()}
    changed = {
        field: value for field, value in changes.items()
        if field in names and value != getattr(row, field)
    }  # fmt: skip
    if not changed:
        raise Refused("Chưa có gì khác với số đã ghi. Không điều chỉnh gì.")
    if None in changed.values():
        raise Refused("Số đã ghi không xóa trắng được. Chưa điều chỉnh. Ghi số đúng, hoặc rút mục.")
    for field, value in changed.items():
        setattr(row, field, value)
    _check_figures(row)
    with transaction.atomic():
        row.save(update_fields=list(changed))
        return correct_evidence(
            of=_evidence(row), reason=reason.strip(), by=by.code, now=now,
            changes={names[field]: value for field, value in changed.items()},
        )  # fmt: skip


def withdraw_deed(*, row: D, reason: str, by: Account, now: datetime) -> Evidence:
    """Rút mục đã ghi: it is no longer counted; both entries stay in the ledger."""
    _check(row, reason, by)
    with transaction.atomic():
        row.withdrawn_at = now
        row.save(update_fields=["withdrawn_at"])
        return correct_evidence(
            of=_evidence(row), reason=reason.strip(), changes={}, by=by.code, now=now
        )


def may_correct(row: Deed, by: Account) -> bool:
    """Who entered it, and who may change everybody's."""
    name = row._meta.model_name
    is_own = row.recorded_by_id == by.pk and by.has_perm(f"outreach.add_{name}")
    return is_own or by.has_perm(f"outreach.change_{name}")


def _check(row: Deed, reason: str, by: Account) -> None:
    if not may_correct(row, by):
        raise Refused(
            "Chỉ người đã nhập hoặc cán bộ kế hoạch điều chỉnh được mục này. Chưa điều chỉnh gì."
        )
    if row.withdrawn_at is not None:
        raise Refused("Mục này đã rút nên không điều chỉnh được nữa. Không có gì thay đổi.")
    if not reason.strip():
        raise Refused("Điều chỉnh cần có lý do. Chưa điều chỉnh gì. Hãy ghi rõ lý do.")


def _check_figures(row: Deed) -> None:
    if isinstance(row, Gathering):
        check_gathering(row)
    elif isinstance(row, Visit):
        check_visit(row)
    elif isinstance(row, Briefing) and row.invited_count < row.officers.count():
        raise Refused("Số người được mời ít hơn số người đã xác nhận. Chưa điều chỉnh gì.")
    try:
        row.clean_fields()
    except ValidationError as error:
        words = " ".join(error.messages)
        raise Refused(f"Số mới chưa đúng: {words} Chưa điều chỉnh gì.") from error


def _evidence(row: Deed) -> Evidence:
    return Evidence.objects.get(seq=row.evidence_seq or 0)
