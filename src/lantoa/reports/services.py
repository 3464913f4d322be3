"""Writes of reports. `report.issued` is the only kind of evidence that this room records."""

from __future__ import annotations

from datetime import date, datetime
from typing import Any

from django.db import transaction

from lantoa.approval.manifest import make_manifest
from lantoa.approval.models import Approval, Request
from lantoa.approval.queries import is_form_approved, open_request
from lantoa.approval.services import decide, open_for_approval, withdraw_request
from lantoa.approval.terms import Decision
from lantoa.core.canonical import digest
from lantoa.core.errors import Refused
from lantoa.documents.writers import write_docx
from lantoa.ledger import attachments
from lantoa.ledger.services import record_evidence, send_head
from lantoa.ledger.terms import Proof
from lantoa.plan.models import Plan
from lantoa.plan.terms import PlanState
from lantoa.registry.models import Account
from lantoa.reports.composing import unknown_names
from lantoa.reports.models import Report, ReportPart
from lantoa.reports.queries import (
    addressee_of,
    content_of,
    document_of,
    missing,
    snapshot_of,
    standing,
    title_of,
)
from lantoa.reports.taking import take_snapshot
from lantoa.reports.terms import MATTER, Period, ReportState
from lantoa.reports.words import PARTS
from lantoa.vietnamese import nfc

WORD = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"


def make_report(*, period: Period, plan: Plan, by: Account, now: datetime, today: date) -> Report:
    """Lập báo cáo: counts, freezes and writes the first words of every part. A periodic report
    that exists already is answered as it is."""
    if not by.has_perm("reports.add_report"):
        raise Refused("Tài khoản này không có quyền lập báo cáo. Chưa lập gì.")
    if plan.state == PlanState.DRAFT:
        raise Refused("Kế hoạch còn đang đọc, chưa đưa vào thực hiện. Chưa lập báo cáo.")
    if period.since > today:
        raise Refused("Kỳ báo cáo này chưa bắt đầu. Chưa lập báo cáo. Chọn kỳ khác.")
    with transaction.atomic():
        made = Report.objects.filter(plan=plan, period=period.code).exclude(period="").first()
        if made:
            return made
        shot = take_snapshot(plan, period, now=now, today=today)
        report = Report.objects.create(
            plan=plan, period=period.code, since=period.since, cutoff_on=period.cutoff_on,
            title=title_of(plan, period), addressee=addressee_of(plan), due_on=period.before,
            snapshot=shot.as_json(), made_by=by, made_at=now,
        )  # fmt: skip
        ReportPart.objects.bulk_create(
            ReportPart(report=report, key=part.key, position=place, text=part.write(shot))
            for place, part in enumerate(PARTS)
        )
    return report


def refresh_figures(
    *, report: Report, period: Period, by: Account, now: datetime, today: date
) -> Report:
    """Làm mới số liệu: counts anew. Words that a person wrote stay; the others follow."""
    with transaction.atomic():
        _lock_draft(report, by)
        shot = take_snapshot(report.plan, period, now=now, today=today)
        report.last_snapshot, report.snapshot = report.snapshot, shot.as_json()
        report.seen_changes = False
        report.save(update_fields=["last_snapshot", "snapshot", "seen_changes"])
        for part in PARTS:
            report.parts.filter(key=part.key, is_edited=False).update(text=part.write(shot))
    return report


def mark_changes_seen(*, report: Report, by: Account) -> None:
    """«Đã xem»: changed figures are no longer marked."""
    with transaction.atomic():
        _lock_draft(report, by)
        report.seen_changes = True
        report.save(update_fields=["seen_changes"])


def edit_section(*, report: Report, key: str, text: str, by: Account, now: datetime) -> ReportPart:
    """A person's words for one part. Figures stay by name; a name that no figure carries is
    refused, so that nothing in braces is printed as it stands."""
    words = nfc(text.replace("\r\n", "\n")).strip()
    with transaction.atomic():
        _lock_draft(report, by)
        wrong = unknown_names(words, snapshot_of(report))
        if wrong:
            raise Refused(
                f"Không có số liệu nào tên «{wrong[0]}». Lời văn chưa được lưu. "
                "Chọn tên trong danh sách số liệu, hoặc bỏ dấu ngoặc nhọn."
            )
        part = ReportPart.objects.get(report=report, key=key)
        part.text, part.is_edited, part.edited_by, part.edited_at = words, True, by, now
        part.save()
        report.editors.add(by)
    return part


def submit(*, report: Report, by: Account, now: datetime, today: date) -> Request:
    """Trình: lays exactly these figures, words and this Word file before an approver."""
    report.refresh_from_db()
    content = content_of(report)
    file = write_docx(document_of(report))  # outside the lock: writing takes its time
    with transaction.atomic():
        _lock_draft(report, by)
        lacking = missing(report, today=today)
        if lacking:
            raise Refused(f"Chưa trình được: {lacking[0]}. Báo cáo vẫn là bản nháp.")
        if content_of(report) != content:
            raise Refused("Báo cáo vừa được sửa ở nơi khác. Chưa trình. Tải lại trang rồi trình.")
        report.state = ReportState.SUBMITTED
        report.save(update_fields=["state"])
        return open_for_approval(
            subject=report.code, title=report.title, by=by, now=now, matter=MATTER,
            manifest=make_manifest(content, {"docx": digest(file)}),
            authors=[report.made_by, *report.editors.all()],
            tasks=[task.code for task in report.plan.tasks.select_related("plan")],
        )  # fmt: skip


def decide_report(
    *,
    report: Report,
    decision: Decision,
    reason: str,
    expected_hash: str,
    by: Account,
    now: datetime,
) -> Approval:
    """Duyệt or trả lại exactly what was submitted; a returned report is a draft again.

    Refuses to approve a report that is no longer what was submitted."""
    with transaction.atomic():
        _lock(report)
        request = open_request(subject=report.code)
        if request is None:
            raise Refused("Báo cáo này không chờ duyệt. Chưa ghi quyết định nào.")
        is_same = content_of(report) == request.manifest["content"]
        if decision == Decision.APPROVED and not is_same:
            raise Refused(
                "Báo cáo đã khác bản được trình. Chưa duyệt. Trả lại, hoặc nhờ người trình rút về "
                "và trình lại."
            )
        made = decide(
            request=request, decision=decision, reason=reason, expected_hash=expected_hash,
            seen=["docx"], by=by, now=now,
        )  # fmt: skip
        if decision == Decision.RETURNED:
            report.state = ReportState.DRAFT
            report.save(update_fields=["state"])
    return made


def take_back(*, report: Report, by: Account) -> None:
    """Rút về bản nháp, to change it again."""
    with transaction.atomic():
        _lock(report)
        if not by.has_perm("reports.change_report") or report.state != ReportState.SUBMITTED:
            raise Refused("Chỉ rút được báo cáo đang trình. Báo cáo giữ nguyên.")
        request = open_request(subject=report.code)
        if request:
            withdraw_request(request=request)
        report.state = ReportState.DRAFT
        report.save(update_fields=["state"])


def issue_report(
    *, report: Report, number: int, issued_on: date, by: Account, now: datetime
) -> Report:
    """Phát hành: the clerk's number and day; the file goes into the ledger as it was sent, and
    with it the head of the chain leaves the house. Refuses a file that would differ from the
    approved one in more than number and day."""
    if not by.has_perm("reports.issue_report"):
        raise Refused("Tài khoản này không có quyền phát hành báo cáo. Chưa phát hành.")
    report.refresh_from_db()
    _must_be_approved(report)
    content, sha256 = content_of(report), digest(write_docx(document_of(report)))
    report.number, report.issued_on = number, issued_on
    file = attachments.keep(write_docx(document_of(report)), WORD)
    with transaction.atomic():
        _lock(report)
        _must_be_approved(report)
        if content_of(report) != content or not is_form_approved(
            subject=report.code, content=content, form="docx", sha256=sha256
        ):
            raise Refused(
                "Tệp Word không còn đúng bản đã duyệt. Chưa phát hành. Rút về rồi trình lại."
            )
        report.number, report.issued_on = number, issued_on
        report.state = ReportState.ISSUED
        report.save(update_fields=["number", "issued_on", "state"])
        _record_issue(report, content, file, by=by, now=now)
        send_head(to=report.addressee or "nơi nhận báo cáo", now=now)
    return report


def _record_issue(
    report: Report, content: str, file: dict[str, Any], *, by: Account, now: datetime
) -> None:
    shot = snapshot_of(report)
    record_evidence(
        kind="report.issued", occurred_at=now, now=now, by=by.code, proof=Proof.DOCUMENT,
        subjects=[report.plan.subject, report.code],
        payload={
            "title": report.title, "number": f"{report.number:02}/BC-UBND",
            "issued_on": str(report.issued_on), "period": report.period,
            "since": report.since.isoformat(), "cutoff_on": report.cutoff_on.isoformat(),
            "counted_until": shot.until, "to": report.addressee, "content": content,
            "chain_seq": shot.chain_seq, "chain_hash": shot.chain_hash,
        },
        attachments=[file],
    )  # fmt: skip


def _lock(report: Report) -> None:
    """Reads the report anew and holds it until the transaction ends: what a page showed may be
    old, and a button may be pressed twice."""
    report.refresh_from_db(from_queryset=Report.objects.select_for_update())


def _must_be_approved(report: Report) -> None:
    if report.state == ReportState.ISSUED:
        raise Refused(f"Báo cáo đã phát hành với số {report.number}. Không ghi lần nữa.")
    if standing(report) != ReportState.APPROVED:
        raise Refused("Báo cáo chưa được duyệt nên chưa phát hành. Trình duyệt trước.")


def _lock_draft(report: Report, by: Account) -> None:
    if not by.has_perm("reports.change_report"):
        raise Refused("Tài khoản này không có quyền sửa báo cáo. Báo cáo giữ nguyên.")
    _lock(report)
    if report.state == ReportState.DRAFT:
        return
    raise Refused(
        "Báo cáo đã trình nên không sửa được; nội dung giữ nguyên. Rút về bản nháp trước khi sửa."
    )
