"""Gỡ, thu hồi bản in: what people took down or back becomes an entry of the ledger."""

from __future__ import annotations

from datetime import datetime

from django.db import transaction

from lantoa.channels.printed.models import Handout
from lantoa.channels.printed.queries import why_outdated_sheet
from lantoa.core.clock import local
from lantoa.core.errors import Refused
from lantoa.ledger.models import Evidence
from lantoa.ledger.services import BACKFILL_AFTER, record_evidence
from lantoa.ledger.terms import Proof
from lantoa.registry.models import Account

STILL_GOOD = "Bản in này vẫn đang dùng được nên không cần gỡ, thu hồi. Không có gì thay đổi."
NOTHING_BACK = "Không gỡ, thu lại bản nào thì ghi rõ vì sao. Chưa ghi gì."


def record_recall(
    *, handout: Handout, copies: int, note: str, happened_at: datetime, by: Account, now: datetime
) -> Evidence:
    """Ghi đã gỡ, thu hồi: so many copies of this run are no longer about; none, with the reason
    (all are in people's hands). Raises Refused."""
    if not by.has_perm("printed.add_handout"):
        raise Refused("Tài khoản này không được giao ghi tờ rơi, áp phích. Chưa ghi gì.")
    with transaction.atomic():
        row = Handout.objects.select_for_update(of=("self",)).select_related(
            "article", "product"
        ).get(pk=handout.pk)  # fmt: skip
        if row.withdrawn_at is not None or row.recalled_at is not None:
            raise Refused("Đợt phát này đã rút hoặc đã ghi gỡ, thu hồi. Không có gì thay đổi.")
        if not why_outdated_sheet(row.product, today=local(now).date()):
            raise Refused(STILL_GOOD)
        _check(row, copies, note, happened_at, now)
        row.recalled_at, row.recalled_by, row.recalled_copies = happened_at, by, copies
        row.save(update_fields=["recalled_at", "recalled_by", "recalled_copies"])
        return record_evidence(
            kind="handout.recalled", occurred_at=happened_at, now=now, by=by.code,
            subjects=[row.article.code, row.unit.code], payload=_payload(row, note),
            proof=Proof.STATEMENT,
            backfilled=local(now).date() - local(happened_at).date() > BACKFILL_AFTER,
        )  # fmt: skip


def _check(row: Handout, copies: int, note: str, happened_at: datetime, now: datetime) -> None:
    if not 0 <= copies <= row.copies:
        raise Refused(f"Đợt này phát {row.copies} bản, không gỡ, thu lại được hơn. Chưa ghi gì.")
    if not copies and not note.strip():
        raise Refused(NOTHING_BACK)
    if happened_at > now or local(happened_at).date() < local(row.happened_at).date():
        raise Refused("Ngày gỡ, thu hồi phải từ ngày phát và không ở phía trước. Chưa ghi gì.")


def _payload(row: Handout, note: str) -> dict[str, object]:
    return {
        "title": row.article.title, "form": row.product.form, "copies": row.recalled_copies or 0,
        "place": row.where, "of": row.evidence_seq or 0, "note": note.strip(),
    }  # fmt: skip
