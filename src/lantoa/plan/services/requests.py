"""Yêu cầu số liệu: asked of units by a day, answered, accepted as evidence or returned."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from datetime import date, datetime
from decimal import Decimal
from typing import Any

from django.db import transaction

from lantoa.core.errors import Refused
from lantoa.ledger.services import record_evidence
from lantoa.ledger.terms import Proof
from lantoa.notices.services import remind_unit, settle_notices, tell_account
from lantoa.plan.models import Contribution, DataRequest, Task
from lantoa.plan.terms import ContributionState
from lantoa.registry.models import Account, Unit
from lantoa.registry.queries import units_of
from lantoa.vietnamese import date_short, nfc

_VALUE = re.compile(r"-?\d{1,3}(?:\.\d{3})*(?:,\d{1,4})?|-?\d{1,13}(?:,\d{1,4})?")
LARGEST = Decimal(10) ** 13
MY_REQUESTS = "/ban-lam-viec/yeu-cau-so-lieu/cua-don-vi/"


def ask_units(
    *, title: str, text: str, measure: str, period_words: str, due_on: date,
    tasks: Sequence[Task], units: Sequence[Unit], by: Account, now: datetime, today: date,
) -> DataRequest:  # fmt: skip
    """Asks units for one figure by a day and tells each of them at once."""
    if not by.has_perm("plan.add_datarequest"):
        raise Refused("Tài khoản này không có quyền yêu cầu số liệu. Chưa gửi yêu cầu nào.")
    if not title.strip() or not units:
        raise Refused("Yêu cầu cần tên số liệu và ít nhất một đơn vị. Chưa gửi. Bổ sung rồi gửi.")
    if due_on < today:
        raise Refused(f"Hạn {date_short(due_on)} đã qua. Chưa gửi. Chọn ngày từ hôm nay.")
    with transaction.atomic():
        row = DataRequest.objects.create(
            title=nfc(title).strip()[:200], text=nfc(text).strip(), due_on=due_on,
            measure=nfc(measure).strip()[:60], period_words=nfc(period_words).strip()[:120],
            made_by=by, made_at=now,
        )  # fmt: skip
        row.tasks.set(tasks)
        for unit in units:
            Contribution.objects.create(request=row, unit=unit)
            remind_unit(
                unit=unit, subject=row.code, link=MY_REQUESTS, by=by.code, today=today, now=now,
                text=f"Cần số liệu «{row.title}» trước ngày {date_short(due_on)}.",
            )  # fmt: skip
    return row


def answer_request(
    *, contribution: Contribution, value: str, note: str, document: str,
    attachments: Sequence[Mapping[str, Any]] = (), by: Account, now: datetime, today: date,
) -> Contribution:  # fmt: skip
    """A unit answers, or answers anew what was returned. Numbers as they are written here:
    20.986 or 94,41. Refuses other units, words for a number, what was accepted."""
    figure = read_value(value)
    with transaction.atomic():
        row = Contribution.objects.select_for_update().get(pk=contribution.pk)
        if not by.has_perm("plan.add_datarequest") and row.unit not in units_of(by, today=today):
            raise Refused(f"Tài khoản này không thuộc {row.unit.name}. Chưa ghi số liệu nào.")
        if row.state == ContributionState.ACCEPTED:
            raise Refused("Số liệu này đã được nhận nên không sửa nữa. Số đã nhận vẫn giữ.")
        row.value, row.note, row.document = figure, nfc(note).strip(), nfc(document).strip()[:200]
        row.attachments = [dict(one) for one in attachments] or row.attachments
        row.state, row.answered_by, row.answered_at = ContributionState.ANSWERED, by, now
        row.save()
        settle_notices(subject=row.request.code, unit=row.unit, now=now)
    return row


def accept_contribution(*, contribution: Contribution, by: Account, now: datetime) -> Contribution:
    """Nhận số liệu: from then on it is evidence «theo báo cáo của …», with its paper."""
    with transaction.atomic():
        row = _answered(contribution, by)
        row.state, row.settled_by, row.settled_at = ContributionState.ACCEPTED, by, now
        row.save(update_fields=["state", "settled_by", "settled_at"])
        request = row.request
        tasks = list(request.tasks.select_related("plan"))
        record_evidence(
            kind="contribution.accepted", occurred_at=row.answered_at or now, now=now, by=by.code,
            subjects=[
                request.code, row.unit.code, *(task.code for task in tasks),
                *sorted({task.plan.subject for task in tasks}),
            ],
            payload={
                "title": request.title, "value": f"{row.value:f}", "measure": request.measure,
                "period": request.period_words, "document": row.document, "unit": row.unit.name,
            },
            proof=Proof.UNIT, attachments=row.attachments,
        )  # fmt: skip
    return row


def return_contribution(
    *, contribution: Contribution, reason: str, by: Account, now: datetime, today: date
) -> Contribution:
    """Trả lại: the unit is told why and answers anew."""
    if not reason.strip():
        raise Refused("Trả lại số liệu cần có lý do để đơn vị biết sửa gì. Chưa trả lại.")
    with transaction.atomic():
        row = _answered(contribution, by)
        row.state, row.reason = ContributionState.RETURNED, nfc(reason).strip()
        row.save(update_fields=["state", "reason"])
        if row.answered_by is not None:
            tell_account(
                account=row.answered_by, subject=f"{row.request.code}/{row.pk}", by=by.code,
                text=f"Số liệu «{row.request.title}» bị trả lại: {row.reason}", link=MY_REQUESTS,
                today=today, now=now,
            )  # fmt: skip
    return row


def read_value(text: str) -> Decimal:
    """«20.986» → 20986; «94,41» → 94.41. Raises Refused for what is no such number."""
    words = nfc(text).strip().rstrip("%").strip()
    if not _VALUE.fullmatch(words):
        raise Refused(
            "Số liệu ghi bằng chữ số, ví dụ 20.986 hoặc 94,41. Chưa ghi. Phần giải thích ghi ở "
            "ô ghi chú."
        )
    value = Decimal(words.replace(".", "").replace(",", "."))
    if abs(value) >= LARGEST:
        raise Refused("Số liệu lớn quá mức ghi được. Chưa ghi. Kiểm tra lại con số.")
    return value


def _answered(contribution: Contribution, by: Account) -> Contribution:
    if not by.has_perm("plan.change_contribution"):
        raise Refused("Tài khoản này không có quyền nhận số liệu. Chưa đổi gì.")
    row = Contribution.objects.select_for_update().get(pk=contribution.pk)
    if row.state != ContributionState.ANSWERED:
        raise Refused("Số liệu này chưa có trả lời mới để xem xét. Chưa đổi gì.")
    return row
