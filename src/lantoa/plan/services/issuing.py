"""Ban hành: the clerk's number and day."""

from __future__ import annotations

from datetime import date, datetime, time

from django.db import transaction

from lantoa.core.clock import ZONE, local
from lantoa.core.errors import Refused
from lantoa.ledger.services import BACKFILL_AFTER, record_evidence
from lantoa.ledger.terms import Proof
from lantoa.plan.models import Plan
from lantoa.plan.terms import PlanState
from lantoa.registry.models import Account
from lantoa.vietnamese import date_short

LONGEST = 60
"""Signs of a number, as the plan holds it."""


def issue_plan(
    *, plan: Plan, number: str, issued_on: date, by: Account | None, now: datetime
) -> Plan:
    """Records that the plan was signed and sent out under this number and day.

    The same number and day again change nothing. Refuses a draft, a day that has not come,
    another number for a plan that has one.
    """
    number = number.strip()
    with transaction.atomic():
        # Two clerks at once: the second sees what the first wrote.
        held = Plan.objects.select_for_update().only("number", "issued_on").get(pk=plan.pk)
        plan.number, plan.issued_on = held.number, held.issued_on
        if plan.number == number and plan.issued_on == issued_on and number:
            return plan
        _check(plan, number, issued_on, local(now).date())
        plan.number, plan.issued_on = number, issued_on
        plan.save(update_fields=["number", "issued_on"])
        record_evidence(
            kind="plan.issued",
            occurred_at=datetime.combine(issued_on, time.min, ZONE),
            now=now,
            by=by.code if by else "system",
            subjects=[plan.subject, *(task.code for task in plan.tasks.all())],
            payload={
                "number": number,
                "issued_on": issued_on.isoformat(),
                "recipients": plan.recipients.count(),
            },
            proof=Proof.DOCUMENT,
            attachments=[source_attachment(plan)],
            backfilled=local(now).date() - issued_on > BACKFILL_AFTER,
        )
    return plan


def source_attachment(plan: Plan) -> dict[str, object]:
    """The plan's own file, as an entry names it."""
    from lantoa.ledger import attachments
    from lantoa.plan.services.drafts import MIMES

    path = attachments.path_of(plan.source_sha256)
    if not path.is_file():
        raise Refused(
            "Tệp gốc của kế hoạch không còn trong thư mục dữ liệu. Chưa ghi gì. "
            "Khôi phục từ bản sao lưu rồi làm lại."
        )
    ending = plan.source_name.rpartition(".")[2].lower()
    mime = MIMES.get(ending, "application/octet-stream")
    return {"sha256": plan.source_sha256, "size": path.stat().st_size, "mime": mime}


def _check(plan: Plan, number: str, issued_on: date, today: date) -> None:
    if plan.state == PlanState.DRAFT:
        raise Refused("Kế hoạch còn là bản nháp nên chưa ghi ban hành. Đưa vào thực hiện trước.")
    if not number:
        raise Refused("Ban hành cần số, ký hiệu do văn thư cấp. Chưa ghi gì. Nhập số rồi ghi lại.")
    if len(number) > LONGEST:
        raise Refused(f"Số, ký hiệu dài quá {LONGEST} chữ. Chưa ghi gì. Chỉ ghi số, ký hiệu.")
    if issued_on > today:
        raise Refused(
            f"Ngày {date_short(issued_on)} chưa tới nên chưa ghi ban hành. Kiểm tra lại ngày."
        )
    if plan.issued_on and plan.number:
        raise Refused(
            f"Kế hoạch đã ban hành với số {plan.number} ngày {date_short(plan.issued_on)}. "
            "Số cũ vẫn giữ. Cần chỉnh thì ghi một mục điều chỉnh minh chứng."
        )
