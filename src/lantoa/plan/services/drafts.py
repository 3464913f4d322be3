"""From a file to a draft plan, and its correction by a person."""

from __future__ import annotations

import hashlib
from collections.abc import Callable
from datetime import datetime
from typing import Any

from django.db import IntegrityError, transaction

from lantoa.core.clock import iso, local
from lantoa.core.errors import Refused
from lantoa.documents.readers import read_file
from lantoa.ledger import attachments
from lantoa.plan.corrections import (
    Reading,
    choices_of,
    with_added,
    with_choice,
    with_item,
    with_settled,
    with_value,
)
from lantoa.plan.models import Plan
from lantoa.plan.proposals import cadence_for, indicators_for
from lantoa.plan.reading import read_plan
from lantoa.plan.terms import PlanState
from lantoa.registry.models import Account, Hamlet
from lantoa.vietnamese import clock_time, date_short, nfc

MIMES = {
    "txt": "text/plain",
    "pdf": "application/pdf",
    "docx": "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
}


class AlreadyImported(Refused):
    """The same file was brought in before; `plan` is what it became."""

    def __init__(self, plan: Plan) -> None:
        self.plan = plan
        moment = local(plan.imported_at)
        super().__init__(
            f"Tệp này đã được đưa vào lúc {clock_time(moment)} ngày {date_short(moment.date())}, "
            f"thành {'bản nháp' if plan.state == PlanState.DRAFT else 'kế hoạch'} {plan.code}. "
            f"Chưa lưu thêm gì. Mở {plan.code} để làm tiếp."
        )


def import_plan(*, content: bytes, name: str, by: Account | None, now: datetime) -> Plan:
    """Reads a file and keeps it as a draft plan with its source file. `by` None: the console.

    Raises Unreadable for what is no plan, AlreadyImported for the same bytes again; then
    nothing is stored.
    """
    sha256 = hashlib.sha256(content).hexdigest()
    same = Plan.objects.filter(source_sha256=sha256).first()
    if same:
        raise AlreadyImported(same)
    document = read_file(content, name)
    text = nfc(document.text)
    reading = read_plan(text).as_json()
    if not reading["tasks"] and not reading["objectives"]:
        raise Refused(
            "Văn bản này không có nhiệm vụ và chỉ tiêu nào đọc được nên chưa lưu gì. "
            "Hãy chọn đúng tệp kế hoạch."
        )
    reading["proposals"] = _proposals(reading)
    if document.old_encoding:
        reading["doubts"].append(_converted(document.old_encoding))
    attachments.keep(content, MIMES[document.format])
    return store_draft(
        reading=reading, text=text, sha256=sha256, name=nfc(name)[-200:] or "ke-hoach", by=by,
        now=now,
    )  # fmt: skip


def correct_reading(*, plan: Plan, path: str, value: str, by: Account, now: datetime) -> Plan:
    """Sets one field of a draft (a JSON pointer) from the words that a person typed."""
    return _change(plan, by, now, lambda reading: with_value(reading, path, value))


def choose_unit(*, plan: Plan, name: str, choice: str, by: Account, now: datetime) -> Plan:
    """A name stands for: "text" (words only), "new" (a unit to make), or the key of a unit."""
    return _change(plan, by, now, lambda reading: with_choice(reading, name, choice))


def settle_doubt(*, plan: Plan, key: str, by: Account, now: datetime) -> Plan:
    """A person holds a doubtful place for right."""
    return _change(plan, by, now, lambda reading: with_settled(reading, key))


def add_item(*, plan: Plan, name: str, words: str, by: Account, now: datetime) -> Plan:
    """Adds an item that the reader missed; tasks and targets get their proposals at once."""

    def change(reading: Reading) -> Reading:
        changed = with_added(reading, name, words)
        if name in ("tasks", "objectives"):
            kept, made = changed.get("proposals", {}), _proposals(changed)
            changed["proposals"] = {key: {**made[key], **kept.get(key, {})} for key in made}
        return changed

    return _change(plan, by, now, change)


def leave_out(*, plan: Plan, path: str, by: Account, now: datetime) -> Plan:
    """An item that the reader took for one is none."""
    return _change(plan, by, now, lambda reading: with_item(reading, path, is_in=False))


def take_in(*, plan: Plan, path: str, by: Account, now: datetime) -> Plan:
    """An item that was left out is one after all."""
    return _change(plan, by, now, lambda reading: with_item(reading, path, is_in=True))


def discard_draft(*, plan: Plan, by: Account) -> None:
    """Throws a draft away; its source file may be brought in again."""
    if not by.has_perm("plan.add_plan"):
        raise Refused("Tài khoản này không có quyền xóa bản nháp. Bản nháp vẫn giữ nguyên.")
    with transaction.atomic():
        row = Plan.objects.select_for_update().get(pk=plan.pk)
        if row.state != PlanState.DRAFT:
            raise Refused(
                "Kế hoạch đã đưa vào thực hiện thì không xóa được. Kế hoạch vẫn giữ nguyên."
            )
        row.delete()


def _change(plan: Plan, by: Account, now: datetime, change: Callable[[Reading], Reading]) -> Plan:
    with transaction.atomic():
        row = Plan.objects.select_for_update().get(pk=plan.pk)
        if row.state != PlanState.DRAFT:
            raise Refused(
                "Kế hoạch đã đưa vào thực hiện nên kết quả đọc không sửa nữa. Chưa sửa gì. "
                "Tần suất và đơn vị sửa ở trang nhiệm vụ."
            )
        reading = change(row.reading)
        choices = {**choices_of(reading), "by": by.code, "at": iso(now)}
        row.reading = {**reading, "choices": choices}
        row.save(update_fields=["reading"])
    plan.reading = row.reading
    return row


def _converted(encoding: str) -> dict[str, str]:
    """A doubt about the whole text: which bytes stand for which letters was concluded."""
    why = f"Tệp dùng bảng mã cũ {encoding}, đã chuyển sang Unicode; xin đối chiếu."
    return {"field": "text", "quote": "", "why": why}


def _proposals(reading: dict[str, Any]) -> dict[str, Any]:
    """Cadences by place of the task, indicator codes by place of the target."""
    hamlets, days = Hamlet.objects.filter(is_active=True).count(), len(reading["annual_days"])
    cadences = {}
    for index, task in enumerate(reading["tasks"]):
        found = cadence_for(task["text"], task["due"], hamlet_count=hamlets, day_count=days)
        if found:
            cadences[str(index)] = {
                "count": found.count, "period": found.period.value, "what": found.what,
                "kinds": list(found.kinds),
            }  # fmt: skip
    codes = {
        str(index): indicators_for(target["text"])
        for index, target in enumerate(reading["objectives"])
    }
    return {"cadences": cadences, "indicators": codes}


def store_draft(
    *, reading: dict[str, Any], text: str, sha256: str, name: str, by: Account | None,
    now: datetime,
) -> Plan:  # fmt: skip
    """Keeps a reading as a draft under the next free code of its year."""
    year = int((reading["date"] or reading["date_partial"] or str(local(now).year))[:4])
    for _ in range(3):
        try:
            with transaction.atomic():
                return Plan.objects.create(
                    code=_next_code(year), title=reading["title"] or name, state=PlanState.DRAFT,
                    year=year, source_sha256=sha256, source_name=name, text=text, reading=reading,
                    imported_by=by, imported_at=now,
                )  # fmt: skip
        except IntegrityError:  # somebody took the code in this moment
            continue
    raise Refused("Có người khác vừa đưa kế hoạch vào cùng lúc. Chưa lưu gì. Hãy đưa tệp vào lại.")


def _next_code(year: int) -> str:
    """The code after the highest of the year: codes stand in evidence and are not used twice."""
    prefix = f"KH-{year}-"
    taken = Plan.objects.filter(code__startswith=prefix).values_list("code", flat=True)
    return f"{prefix}{max((int(code.rpartition('-')[2]) for code in taken), default=0) + 1}"
