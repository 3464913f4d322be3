"""Gửi văn bản: the plan, guidance and the pack of a month go to units, which confirm."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date, datetime, time
from textwrap import shorten
from typing import Any

from django.db import transaction

from lantoa.core.clock import ZONE
from lantoa.core.errors import Refused
from lantoa.ledger.services import BACKFILL_AFTER, record_evidence
from lantoa.ledger.terms import Proof
from lantoa.notices.services import remind_unit, settle_notices
from lantoa.plan.dispatching import changes_of, receipts
from lantoa.plan.models import Dispatch, Guidance, MonthlyPack, Plan
from lantoa.plan.models.sending import QUESTIONS
from lantoa.plan.terms import PlanState
from lantoa.registry.models import Account, Unit
from lantoa.registry.queries import units_of
from lantoa.vietnamese import date_short, nfc

RECEIVED = "/ban-lam-viec/van-ban-den/"
TITLE = 120
"""Longest title in what a unit is told, in signs."""


def send_plan(
    *, plan: Plan, units: Mapping[str, Sequence[Unit]], by: Account, now: datetime, today: date
) -> int:
    """Sends a plan that has its number and day to the units of its recipients («Nơi nhận»), each
    with its own part. Answers how many were sent; a unit gets it once."""
    _may_send(by)
    if not plan.issued_on or not plan.number:
        raise Refused("Kế hoạch chưa có số, ngày ban hành. Chưa gửi. Văn thư ghi số trước.")
    words = f"Kế hoạch {plan.number} ngày {date_short(plan.issued_on)}: {_short(plan.title)}"
    rows = [(unit, text) for text, named in units.items() for unit in named]
    return _send(plan, rows, {}, words, by, now, today)


def send_version(
    *, plan: Plan, units: Sequence[Unit], by: Account, now: datetime, today: date
) -> int:
    """Gửi bản mới: to units that had an earlier version, each told what changes for it. What was
    sent and confirmed before stays. Answers how many were sent."""
    _may_send(by)
    if not plan.issued_on or not plan.number:
        raise Refused("Bản mới chưa có số, ngày ban hành. Chưa gửi. Văn thư ghi số trước.")
    waiting = {one.unit.pk: one.before for one in receipts(plan) if one.before and not one.now}
    chosen = [(unit, before) for unit in units if (before := waiting.get(unit.pk))]
    if not chosen:
        raise Refused("Các đơn vị này đã được gửi bản mới hoặc chưa nhận bản trước. Chưa gửi.")
    words = f"Bản mới của kế hoạch: {plan.number} ngày {date_short(plan.issued_on)}"
    count = 0
    with transaction.atomic():
        found = changes_of(plan, [(unit, before.version) for unit, before in chosen])
        for (unit, before), changes in zip(chosen, found, strict=True):
            rows = [(unit, before.recipient_text)]
            count += _send(plan, rows, {}, f"{words}, {changes.words}", by, now, today)
    return count


def draft_guidance(*, plan: Plan, headline: str, text: str, by: Account, now: datetime) -> Guidance:
    """A draft of guidance on a live plan."""
    _may_send(by)
    if plan.state != PlanState.LIVE or not headline.strip() or not text.strip():
        raise Refused("Công văn hướng dẫn cần trích yếu và nội dung. Chưa lưu gì.")
    return Guidance.objects.create(
        plan=plan, headline=nfc(headline).strip()[:300], text=nfc(text).strip(), made_by=by,
        made_at=now,
    )  # fmt: skip


def send_guidance(
    *, guidance: Guidance, number: str, issued_on: date, units: Sequence[Unit], by: Account,
    now: datetime, today: date,
) -> int:  # fmt: skip
    """Sends guidance under the clerk's number and day."""
    _may_send(by)
    if not number.strip() or issued_on > today:
        raise Refused("Cần số và ngày của văn thư, ngày không sau hôm nay. Chưa gửi.")
    with transaction.atomic():
        row = Guidance.objects.select_for_update().select_related("plan").get(pk=guidance.pk)
        _number(row, number.strip()[:60], issued_on)
        words = f"Công văn {row.number} ngày {date_short(issued_on)}: {_short(row.headline)}"
        to = [(unit, "") for unit in units]
        return _send(row.plan, to, {"guidance": row}, words, by, now, today)


def make_pack(
    *, plan: Plan, month: date, title: str, script: str, questions: Sequence[str], by: Account,
    now: datetime,
) -> MonthlyPack:  # fmt: skip
    """The pack of a month: a script and three questions."""
    _may_send(by)
    asked = [nfc(one).strip() for one in questions if one.strip()]
    if not title.strip() or not script.strip() or len(asked) != QUESTIONS:
        raise Refused(
            f"Bộ tài liệu tháng cần chủ đề, lời nói và đủ {QUESTIONS} câu hỏi. Chưa lưu gì."
        )
    first = month.replace(day=1)
    if MonthlyPack.objects.filter(plan=plan, month=first, title=title.strip()).exists():
        raise Refused("Tháng này đã có bộ tài liệu cùng chủ đề. Chưa lưu gì. Đổi chủ đề.")
    return MonthlyPack.objects.create(
        plan=plan, month=first, title=nfc(title).strip()[:200], script=nfc(script).strip(),
        questions=asked, made_by=by, made_at=now,
    )  # fmt: skip


def send_pack(
    *, pack: MonthlyPack, units: Sequence[Unit], by: Account, now: datetime, today: date
) -> int:
    """Sends the pack of a month to schools and units."""
    _may_send(by)
    words = f"Bộ tài liệu tháng {pack.month.month}/{pack.month.year}: {_short(pack.title)}"
    rows = [(unit, "") for unit in units]
    return _send(pack.plan, rows, {"pack": pack}, words, by, now, today)


def confirm_dispatch(*, dispatch: Dispatch, by: Account, now: datetime, today: date) -> Dispatch:
    """The unit says that it has the paper; once."""
    with transaction.atomic():
        row = _own(dispatch, by, today)
        if row.confirmed_at is None:
            row.confirmed_by, row.confirmed_at = by, now
            row.save(update_fields=["confirmed_by", "confirmed_at"])
            settle_notices(subject=f"dispatch:{row.pk}", unit=row.unit, now=now)
            _record("document.received", row, {}, Proof.SYSTEM, by, now)
    return row


def return_pack(
    *, dispatch: Dispatch, held_on: date, attended_count: int, note: str,
    attachments: Sequence[Mapping[str, Any]], by: Account, now: datetime, today: date,
) -> Dispatch:  # fmt: skip
    """What a unit did with the pack of a month, with its photo: evidence by report of the unit."""
    if held_on > today or attended_count < 1:
        raise Refused("Cần ngày đã dùng (không sau hôm nay) và số người dự. Chưa ghi gì.")
    with transaction.atomic():
        row = _own(dispatch, by, today)
        if row.pack is None or row.held_on is not None:
            raise Refused("Kết quả của bộ tài liệu này đã ghi từ trước. Chưa ghi thêm.")
        row.held_on, row.attended_count, row.note = held_on, attended_count, nfc(note).strip()
        row.confirmed_by, row.confirmed_at = row.confirmed_by or by, row.confirmed_at or now
        row.save()
        _record(
            "pack.used", row, {"title": row.pack.title, "attended": attended_count}, Proof.UNIT,
            by, now, datetime.combine(held_on, time.min, ZONE), attachments,
            today - held_on > BACKFILL_AFTER,
        )  # fmt: skip
    return row


def _short(title: str) -> str:
    return shorten(title, TITLE, placeholder="…")


def _number(row: Guidance, number: str, issued_on: date) -> None:
    """Writes the clerk's number and day. What units have in hand keeps its own."""
    if row.issued_on and (row.number, row.issued_on) != (number, issued_on):
        raise Refused(
            f"Công văn này đã gửi với số {row.number} ngày {date_short(row.issued_on)}. Chưa gửi "
            "thêm; số cũ vẫn giữ. Gửi thêm đơn vị thì để nguyên số, ngày ấy."
        )
    row.number, row.issued_on = number, issued_on
    row.save(update_fields=["number", "issued_on"])


def _may_send(by: Account) -> None:
    if not by.has_perm("plan.add_dispatch"):
        raise Refused("Tài khoản này không có quyền gửi văn bản. Chưa gửi gì.")


def _send(
    plan: Plan, rows: Sequence[tuple[Unit, str]], of: dict[str, Any], words: str, by: Account,
    now: datetime, today: date,
) -> int:  # fmt: skip
    if not rows:
        raise Refused("Chưa chọn đơn vị nào. Chưa gửi. Chọn ít nhất một đơn vị.")
    version = 1 if of else plan.version
    which = {"guidance": None, "pack": None, "version": version, **of}
    sent = []
    with transaction.atomic():
        for unit, text in rows:
            dispatch, is_new = Dispatch.objects.get_or_create(
                plan=plan, unit=unit, **which,
                defaults={"recipient_text": text[:300], "sent_by": by, "sent_at": now},
            )  # fmt: skip
            if is_new:
                sent.append(unit)
                remind_unit(
                    unit=unit, subject=f"dispatch:{dispatch.pk}", link=RECEIVED, by=by.code,
                    text=f"Xem và xác nhận đã nhận: {words}", today=today, now=now,
                )  # fmt: skip
        if sent:
            record_evidence(
                kind="document.sent", occurred_at=now, now=now, by=by.code,
                subjects=[plan.subject, *(unit.code for unit in sent)],
                payload={"title": words, "units": len(sent)}, proof=Proof.SYSTEM,
            )  # fmt: skip
    return len(sent)


def _own(dispatch: Dispatch, by: Account, today: date) -> Dispatch:
    row = Dispatch.objects.select_for_update().get(pk=dispatch.pk)
    if not by.has_perm("plan.add_dispatch") and row.unit not in units_of(by, today=today):
        raise Refused("Văn bản này gửi đơn vị khác. Chưa ghi gì.")
    return row


def _record(
    kind: str, row: Dispatch, payload: dict[str, Any], proof: Proof, by: Account, now: datetime,
    occurred_at: datetime | None = None, attachments: Sequence[Mapping[str, Any]] = (),
    backfilled: bool = False,
) -> None:  # fmt: skip
    record_evidence(
        kind=kind, occurred_at=occurred_at or now, now=now, by=by.code,
        subjects=[row.plan.subject, row.unit.code, *([row.pack.code] if row.pack else [])],
        payload=payload, proof=proof, attachments=attachments, backfilled=backfilled,
    )  # fmt: skip
