"""Khen thưởng: proposed from evidence, its file, then the decision with number and day."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from datetime import date, datetime, time
from typing import Any

from django.db import transaction

from lantoa.core.clock import ZONE
from lantoa.core.errors import Refused
from lantoa.ledger.queries import facts
from lantoa.ledger.services import BACKFILL_AFTER, record_evidence
from lantoa.ledger.terms import Proof
from lantoa.plan.models import Commendation, Task
from lantoa.plan.services.results import record_commendation
from lantoa.plan.terms import Paper, Praised
from lantoa.registry.models import Account
from lantoa.vietnamese import date_short, nfc

MAY_PROPOSE = "plan.add_commendation"
LONGEST_PAPER = 120
MOST_EVIDENCE = 200
WITH_FILE = "có tệp kèm theo"


def nominate(
    *, tasks: Sequence[Task], whom: str, kind: Praised | str, for_what: str,
    evidence: Sequence[int] = (), by: Account, now: datetime, today: date,
) -> Commendation:  # fmt: skip
    """Proposes praise. The entries that it rests on must stand in the ledger."""
    _allow(by)
    if kind not in Praised.values:
        raise Refused("Cần chọn tập thể, cá nhân hay mô hình. Chưa ghi gì. Chọn rồi ghi lại.")
    wanted = sorted(set(evidence))[:MOST_EVIDENCE]
    missing = set(wanted) - {fact.seq for fact in facts(seqs=wanted)} if wanted else set()
    if missing:
        numbers = ", ".join(str(seq) for seq in sorted(missing))
        raise Refused(f"Sổ minh chứng không có mục {numbers}. Chưa ghi gì. Sửa số mục rồi ghi lại.")
    with transaction.atomic():
        row = record_commendation(
            tasks=tasks, whom=nfc(whom), for_what=nfc(for_what), happened_on=today,
            is_given=False, kind=str(kind), proof=Proof.STATEMENT, by=by, now=now, today=today,
        )  # fmt: skip
        row.evidence = wanted
        row.save(update_fields=["evidence"])
    return row


def note_papers(
    *, row: Commendation, papers: Mapping[str, str], by: Account,
    files: Mapping[str, Mapping[str, Any]] | None = None, dropped: Collection[str] = (),
) -> Commendation:  # fmt: skip
    """Writes which papers of the file are there, each with its number and day; `files` are new
    files of papers, `dropped` the papers whose file goes. A file of a paper stays until then."""
    _allow(by)
    with transaction.atomic():
        row = Commendation.objects.select_for_update().get(pk=row.pk)
        if row.is_given:
            raise Refused("Khen thưởng này đã có quyết định nên hồ sơ không sửa nữa. Chưa đổi gì.")
        row.papers = {
            paper: nfc(papers[paper]).strip()[:LONGEST_PAPER]
            for paper in Paper.values
            if papers.get(paper, "").strip()
        }
        kept = {paper: file for paper, file in row.files.items() if paper not in dropped}
        row.files = kept | {
            paper: dict(file) for paper, file in (files or {}).items() if paper in Paper.values
        }
        row.papers |= {paper: WITH_FILE for paper in row.files if paper not in row.papers}
        row.save(update_fields=["papers", "files"])
    return row


def decide_commendation(
    *, row: Commendation, number: str, decided_on: date, by: Account, now: datetime, today: date
) -> Commendation:
    """Writes the decision as it was signed; from then on the praise is given."""
    _allow(by)
    if not number.strip():
        raise Refused("Cần số quyết định khen thưởng. Chưa ghi gì. Nhập số trên văn bản.")
    if decided_on > today:
        raise Refused(f"Ngày {date_short(decided_on)} chưa tới. Chưa ghi gì. Kiểm tra lại ngày.")
    with transaction.atomic():
        row = Commendation.objects.select_for_update().get(pk=row.pk)
        if row.is_given:
            raise Refused(f"Khen thưởng này đã có quyết định {row.decision_number}. Chưa đổi gì.")
        row.is_given, row.decided_on = True, decided_on
        row.decision_number = nfc(number).strip()[:80]
        row.save(update_fields=["is_given", "decided_on", "decision_number"])
        tasks = list(row.tasks.select_related("plan"))
        record_evidence(
            kind="commendation.given",
            occurred_at=datetime.combine(decided_on, time.min, ZONE), now=now, by=by.code,
            subjects=[*(task.code for task in tasks), *{task.plan.subject for task in tasks},
                      row.code],
            payload={"decision": row.decision_number, "whom_kind": row.whom_kind},
            proof=Proof.DOCUMENT, personal={"whom": row.whom, "for": row.for_what},
            backfilled=today - decided_on > BACKFILL_AFTER,
        )  # fmt: skip
    return row


def _allow(by: Account) -> None:
    if not by.has_perm(MAY_PROPOSE):
        raise Refused("Tài khoản này không có quyền đề nghị khen thưởng. Chưa ghi gì.")
