"""Ghi việc đã làm: a deed becomes a row and an entry of the ledger, both or neither."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import datetime
from typing import Any

from django.db import transaction

from lantoa.channels.outreach.models import (
    Activity,
    Briefing,
    Deed,
    Gathering,
    Meeting,
    Training,
    Visit,
)
from lantoa.channels.outreach.services.checking import (
    check_deed,
    check_gathering,
    check_on_rosters,
    check_visit,
    local_day,
    need_right,
    refuse_second_entry,
)
from lantoa.core.clock import local
from lantoa.core.errors import Refused
from lantoa.ledger import attachments as store
from lantoa.ledger.services import BACKFILL_AFTER, record_evidence
from lantoa.ledger.terms import Proof
from lantoa.plan.models import Task
from lantoa.registry.models import Account, Audience, Communicator, Officer

# Bytes and their type, as a form or a program hands them over.
File = tuple[bytes, str]
# What `attachments.keep` answers of a file that lies on the disk.
Paper = dict[str, Any]


def record_training(
    *,
    training: Training,
    tasks: Sequence[Task],
    audiences: Sequence[Audience] = (),
    officers: Sequence[Officer] = (),
    communicators: Sequence[Communicator] = (),
    proof: Proof | str,
    attachments: Sequence[File] = (),
    by: Account,
    now: datetime,
) -> Training:
    """Ghi tập huấn. `officers`, `communicators`: who was certified. Raises Refused."""
    _check_gathering(training, tasks, proof, attachments, by, now)
    papers = on_disk(attachments)
    with transaction.atomic():
        keep(training, tasks=tasks, by=by, now=now)
        training.audiences.set(audiences)
        training.officers.set(officers)
        training.communicators.set(communicators)
        people = [*_codes(officers), *_codes(communicators)]
        enter(
            training, [*_codes(tasks), *_codes(audiences), *people], proof, papers,
            is_certified=bool(people),
        )  # fmt: skip
    return training


def record_meeting(
    *,
    meeting: Meeting,
    tasks: Sequence[Task],
    audiences: Sequence[Audience] = (),
    proof: Proof | str,
    attachments: Sequence[File] = (),
    by: Account,
    now: datetime,
) -> Meeting:
    """Ghi hội nghị, cuộc họp. Raises Refused."""
    _record_gathering(meeting, tasks, audiences, proof, attachments, by, now)
    return meeting


def record_activity(
    *,
    activity: Activity,
    tasks: Sequence[Task],
    audiences: Sequence[Audience] = (),
    proof: Proof | str,
    attachments: Sequence[File] = (),
    by: Account,
    now: datetime,
) -> Activity:
    """Ghi hoạt động hưởng ứng. Raises Refused."""
    _record_gathering(activity, tasks, audiences, proof, attachments, by, now)
    return activity


def record_visits(
    *,
    visit: Visit,
    tasks: Sequence[Task],
    proof: Proof | str,
    attachments: Sequence[File] = (),
    by: Account,
    now: datetime,
) -> Visit:
    """Ghi thăm hộ: how many households of one hamlet on one day. Raises Refused."""
    need_right(visit, by)
    check_deed(visit, tasks=tasks, proof=proof, has_files=bool(attachments), now=now)
    check_visit(visit)
    papers = on_disk(attachments)
    with transaction.atomic():
        keep(visit, tasks=tasks, by=by, now=now)
        enter(visit, _codes(tasks), proof, papers)
    return visit


def record_briefing(
    *,
    briefing: Briefing,
    officers: Sequence[Officer],
    tasks: Sequence[Task],
    material: File | None = None,
    proof: Proof | str,
    attachments: Sequence[File] = (),
    by: Account,
    now: datetime,
) -> Briefing:
    """Ghi phổ biến cho cán bộ. `officers` confirmed; of the other invited nobody knows.

    `material` is what they were given; its hash stands in the entry. Raises Refused.
    """
    need_right(briefing, by)
    files = [*attachments, material] if material else list(attachments)
    check_deed(briefing, tasks=tasks, proof=proof, has_files=bool(files), now=now)
    if not officers:
        raise Refused("Chưa chọn ai đã xác nhận. Chưa ghi gì. Chọn người đã ký hoặc đã mở.")
    if briefing.invited_count < len(officers):
        raise Refused("Số người được mời ít hơn số đã xác nhận. Chưa ghi gì. Nhập lại số mời.")
    check_on_rosters(officers, local_day(briefing))
    papers = on_disk(files)
    with transaction.atomic():
        keep(briefing, tasks=tasks, by=by, now=now)
        briefing.officers.set(officers)
        more: dict[str, Any] = {"confirmed": len(officers)}
        if material:
            more["material_sha256"] = papers[-1]["sha256"]
        enter(briefing, [*_codes(tasks), *_codes(officers)], proof, papers, **more)
    return briefing


def _check_gathering(
    row: Gathering, tasks: Sequence[Task], proof: Proof | str, files: Sequence[File],
    by: Account, now: datetime,
) -> None:  # fmt: skip
    need_right(row, by)
    check_deed(row, tasks=tasks, proof=proof, has_files=bool(files), now=now)
    check_gathering(row)


def _record_gathering(
    row: Gathering, tasks: Sequence[Task], audiences: Sequence[Audience], proof: Proof | str,
    files: Sequence[File], by: Account, now: datetime,
) -> None:  # fmt: skip
    _check_gathering(row, tasks, proof, files, by, now)
    papers = on_disk(files)
    with transaction.atomic():
        keep(row, tasks=tasks, by=by, now=now)
        row.audiences.set(audiences)
        enter(row, [*_codes(tasks), *_codes(audiences)], proof, papers)


def keep(row: Deed, *, tasks: Sequence[Task], by: Account, now: datetime) -> None:
    """Saves the row with who entered it and when; the same row once more is refused."""
    refuse_second_entry(row)
    row.entered_at, row.recorded_by = now, by
    row.save()
    row.tasks.set(tasks)


def enter(
    row: Deed, subjects: Iterable[str], proof: Proof | str, papers: Sequence[Paper], **more: Any
) -> None:
    """Writes the entry of a kept row, «nhập bổ sung» from the eighth day on."""
    late = local(row.entered_at).date() - local(row.happened_at).date()
    evidence = record_evidence(
        kind=row.KIND, occurred_at=row.happened_at, now=row.entered_at, by=row.recorded_by.code,
        subjects=[*subjects, *row.own_subjects()], payload={**row.payload(), **more}, proof=proof,
        attachments=papers, backfilled=late > BACKFILL_AFTER,
    )  # fmt: skip
    row.evidence_seq = evidence.seq
    row.save(update_fields=["evidence_seq"])


def on_disk(files: Iterable[File]) -> list[Paper]:
    """Keeps the files before the transaction opens: nobody waits for a slow disk."""
    return [store.keep(*file) for file in files]


def _codes(rows: Iterable[Any]) -> list[str]:
    return [row.code for row in rows]
