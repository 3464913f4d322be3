"""Ghi đợt phát: a row, an entry of the ledger and, where it cost something, a cost line: all or
nothing."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.db import transaction

from lantoa.channels.printed.models import Handout
from lantoa.channels.printed.queries import approval_of, may_be_handed_out
from lantoa.channels.printed.terms import FORMS, MOST_COPIES
from lantoa.core.clock import local
from lantoa.core.errors import Refused
from lantoa.ledger import attachments as store
from lantoa.ledger.services import BACKFILL_AFTER, record_evidence
from lantoa.ledger.terms import Proof
from lantoa.newsroom.models import Article, Rendition
from lantoa.newsroom.policies import lapse_of
from lantoa.plan.services import record_cost
from lantoa.plan.terms import Source
from lantoa.registry.models import Account, Commune, Hamlet, Unit
from lantoa.vietnamese import date_short

# Bytes and their type, as a form hands them over.
File = tuple[bytes, str]
MADE_BY_A_FORM = re.compile(r"[0-9a-f]{32}")
PROOFS = (Proof.DOCUMENT, Proof.UNIT, Proof.STATEMENT)


@dataclass(frozen=True)
class Cost:
    """What printing cost, in đồng, and from which source."""

    source: Source | str
    spent: int
    document: str = ""


def record_handout(
    *, handout: Handout, hamlets: Sequence[Hamlet] = (), units: Sequence[Unit] = (),
    cost: Cost | None = None, proof: Proof | str, attachments: Sequence[File] = (), by: Account,
    now: datetime, key: str = "",
) -> Handout:  # fmt: skip
    """Ghi đợt phát tờ rơi, áp phích. `key`: of the form that was filled in; the same form pressed
    again answers with what the first press wrote. Raises Refused."""
    _check_right(by, cost)
    _check(handout, hamlets, units, proof, attachments, now)
    papers = [store.keep(*file) for file in attachments]
    with transaction.atomic():
        known = _entered_with(key, handout, hamlets, units, by)
        if known is not None:
            return known
        _check_current(handout, now)
        handout.form_key = _own(key, by) if key else None
        handout.entered_at, handout.recorded_by = now, by
        handout.cost = _spend(handout, cost, papers, by, now) if cost else None
        handout.save()
        handout.hamlets.set(hamlets)
        handout.units.set(units)
        entry = record_evidence(
            kind="handout.given", occurred_at=handout.happened_at, now=now, by=by.code,
            subjects=_subjects(handout, hamlets, units), payload=_payload(handout), proof=proof,
            attachments=papers, backfilled=_is_late(handout.happened_at, now),
        )  # fmt: skip
        handout.evidence_seq = entry.seq
        handout.save(update_fields=["evidence_seq"])
    return handout


def check_copies(copies: int) -> None:
    """A figure that can be."""
    if not 1 <= copies <= MOST_COPIES:
        raise Refused("Số bản phải từ 1 đến 100.000. Chưa ghi gì. Nhập lại số bản.")


def _check_right(by: Account, cost: Cost | None) -> None:
    if not by.has_perm("printed.add_handout"):
        raise Refused("Tài khoản này không được giao ghi tờ rơi, áp phích đã phát. Chưa ghi gì.")
    if cost and not by.has_perm("plan.add_costline"):
        raise Refused("Tài khoản này không được giao ghi khoản chi. Chưa ghi gì.")


def _check(
    row: Handout, hamlets: Sequence[Hamlet], units: Sequence[Unit], proof: Proof | str,
    files: Sequence[File], now: datetime,
) -> None:  # fmt: skip
    check_copies(row.copies)
    if not (hamlets or units or row.place.strip()):
        raise Refused("Chưa rõ phát ở đâu. Chưa ghi gì. Chọn thôn, đơn vị, hoặc ghi nơi phát.")
    if row.happened_at > now:
        raise Refused("Không ghi được việc chưa làm. Chưa ghi gì. Kiểm tra lại ngày phát.")
    if proof not in PROOFS:
        raise Refused("Chưa rõ việc này biết được từ đâu. Chưa ghi gì. Chọn một căn cứ.")
    if proof == Proof.DOCUMENT and not files:
        raise Refused(
            "Căn cứ là văn bản, tài liệu thì cần kèm ít nhất một tệp. Chưa ghi gì. "
            "Kèm ảnh hoặc bản quét, hoặc chọn căn cứ khác."
        )


def _check_current(row: Handout, now: datetime) -> None:
    """Only what a leader approved, and not before they did; as it stands now, not when the screen
    was opened."""
    sheet = Rendition.objects.select_related("article").get(pk=row.product_id)
    if sheet.form not in FORMS or not may_be_handed_out(sheet):
        raise Refused(
            "Bản in này chưa duyệt, đã có bản mới hoặc đã gỡ. Chưa ghi gì. Chọn bản in đang dùng."
        )
    day = local(row.happened_at).date()
    lapse = lapse_of(sheet.article, today=local(now).date())
    if lapse and lapse.is_over(day):
        raise Refused(
            f"Phiếu chính sách này hết hiệu lực từ ngày {date_short(lapse.on)}: "
            f"{lapse.why.rstrip('.')}. Chưa ghi gì. Chỉ ghi được đợt phát trước ngày ấy."
        )
    granted = approval_of(row.product)
    if granted and day < local(granted.decided_at).date():
        raise Refused(
            f"Bản in này được duyệt ngày {date_short(local(granted.decided_at).date())}, nên chưa "
            "thể phát trước ngày ấy. Chưa ghi gì. Kiểm tra lại ngày phát."
        )


def _entered_with(
    key: str, row: Handout, hamlets: Sequence[Hamlet], units: Sequence[Unit], by: Account
) -> Handout | None:
    """What this form wrote already. Who enters holds the commune's row, so that of two presses
    the second sees the first. Without a key (no form of ours) the same run is refused."""
    Commune.objects.select_for_update().filter(pk=1).first()
    if not key:
        _refuse_second(row)
        return None
    if not MADE_BY_A_FORM.fullmatch(key):
        raise Refused("Trang này không còn dùng được. Chưa ghi gì. Mở lại «Ghi đã phát» rồi ghi.")
    known = Handout.objects.filter(form_key=_own(key, by)).first()
    if known is None or _is_same(known, row, hamlets, units):
        return known
    raise Refused(
        f"Trang này đã dùng để ghi một đợt phát rồi, minh chứng số {known.evidence_seq}. Không "
        "ghi lần nữa. Ghi đợt khác thì mở lại «Ghi đã phát»; cần sửa đợt cũ thì dùng «Điều chỉnh»."
    )


def _own(key: str, by: Account) -> str:
    """Nobody comes upon another's run by its key."""
    return f"{by.pk}:{key}"


def _is_same(
    known: Handout, row: Handout, hamlets: Sequence[Hamlet], units: Sequence[Unit]
) -> bool:
    told = [
        (one.product_id, one.copies, one.place, one.unit_id, local(one.happened_at).date())
        for one in (known, row)
    ]
    where = (set(known.hamlets.all()), set(known.units.all()))
    return told[0] == told[1] and where == (set(hamlets), set(units))


def _refuse_second(row: Handout) -> None:
    same = Handout.objects.filter(
        product=row.product, copies=row.copies, happened_at=row.happened_at, unit=row.unit,
        place=row.place, withdrawn_at__isnull=True,
    ).first()  # fmt: skip
    if same is not None:
        raise Refused(
            f"Đợt phát này đã ghi rồi, minh chứng số {same.evidence_seq}. Không ghi lần nữa. "
            "Cần sửa thì dùng «Điều chỉnh» ở mục đã ghi."
        )


def _spend(
    row: Handout, cost: Cost, papers: Sequence[dict[str, Any]], by: Account, now: datetime
) -> Any:
    article: Article = row.article
    text = f"In {row.copies} bản {row.product.get_form_display()} «{article.title}»"
    day = local(row.happened_at).date()
    return record_cost(
        tasks=list(article.tasks.all()), text=text, source=cost.source, planned=0,
        spent=cost.spent, happened_on=day, document=cost.document,
        proof=Proof.DOCUMENT if papers else Proof.STATEMENT, attachments=papers, by=by, now=now,
        today=local(now).date(),
    )  # fmt: skip


def _payload(row: Handout) -> dict[str, object]:
    file = next((one for one in row.product.files.all() if one.mime == "application/pdf"), None)
    return {
        "title": row.article.title, "form": row.product.form, "copies": row.copies,
        "content": row.product.content, "text_sha256": file.sha256 if file else "",
        "place": row.where,
    }  # fmt: skip


def _subjects(row: Handout, hamlets: Sequence[Hamlet], units: Sequence[Unit]) -> list[str]:
    article = row.article
    codes = [article.code, row.unit.code]
    codes += [hamlet.code for hamlet in hamlets] + [unit.code for unit in units]
    codes += [task.code for task in article.tasks.select_related("plan")]
    codes += [audience.code for audience in article.audiences.all()]
    codes += [article.project.code] if article.project else []
    return codes


def _is_late(happened_at: datetime, now: datetime) -> bool:
    return local(now).date() - local(happened_at).date() > BACKFILL_AFTER
