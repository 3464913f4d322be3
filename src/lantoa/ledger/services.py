"""The one door through which evidence is written."""

from __future__ import annotations

import secrets
from collections.abc import Iterable, Mapping, Sequence
from datetime import date, datetime, timedelta
from typing import Any

from django.db import transaction

from lantoa.core.clock import iso, local
from lantoa.core.errors import Refused
from lantoa.ledger.attachments import path_of
from lantoa.ledger.entries import Entry, annex_hash, entry_hash, flat
from lantoa.ledger.kinds import KINDS
from lantoa.ledger.models import Annex, Chain, Evidence, SentHead, Subject
from lantoa.ledger.origin import is_demo
from lantoa.ledger.terms import ERASED, FIRST_PREV, ORIGIN_DEMO, VERSION, Proof

# An act entered more than this after it happened is «nhập bổ sung».
BACKFILL_AFTER = timedelta(days=7)
ANNEX_KEPT_DAYS = 5 * 365


def record_evidence(
    *,
    kind: str,
    occurred_at: datetime,
    now: datetime,
    by: str,
    subjects: Iterable[str],
    payload: Mapping[str, Any],
    proof: Proof | str,
    attachments: Sequence[Mapping[str, Any]] = (),
    personal: Mapping[str, Any] | None = None,
    backfilled: bool = False,
) -> Evidence:
    """Adds one entry to the chain and answers it.

    `by` is a code (`account:5`, `receiver:12`, `system`); `payload` holds strings, integers,
    booleans and lists of them, nothing personal. What is personal goes into `personal`: it is
    kept beside the entry, erasable, and the entry holds only its salted hash. `occurred_at` may
    lie before `now`, never after it. Raises Refused for an unknown kind or a future act.
    """
    _refuse_unknown_or_future(kind, occurred_at, now)
    content = flat(payload)
    if backfilled:
        content["backfilled"] = True
    if is_demo():
        content["origin"] = ORIGIN_DEMO
    salt = secrets.token_hex(16)
    if personal:
        content["annex"] = annex_hash(salt, personal)
    with transaction.atomic():
        evidence = _append(
            kind=kind, occurred_at=occurred_at, recorded_at=now, by=by,
            subjects=sorted(set(subjects)), payload=content, proof=str(proof),
            attachments=[dict(item) for item in attachments],
        )  # fmt: skip
        if personal:
            Annex.objects.create(
                evidence=evidence, salt=salt, data=dict(personal),
                erase_on=local(now).date() + timedelta(days=ANNEX_KEPT_DAYS),
            )  # fmt: skip
    return evidence


def _refuse_unknown_or_future(kind: str, occurred_at: datetime, now: datetime) -> None:
    if kind not in KINDS:
        raise Refused(f"Loại minh chứng «{kind}» chưa có trong danh mục. Chưa ghi gì.")
    if occurred_at > now + timedelta(minutes=1):
        raise Refused("Không ghi được việc chưa xảy ra. Chưa ghi gì. Kiểm tra lại ngày, giờ.")


def correct_evidence(
    *, of: Evidence, reason: str, changes: Mapping[str, Any], by: str, now: datetime
) -> Evidence:
    """Điều chỉnh: a counter-entry that supersedes `of`; the first entry stays as it was.

    `changes` names the payload fields that hold from now on; an empty mapping withdraws `of`.
    They stand in the payload as `changed` (their names) and `to_<name>`, so that it stays flat.
    """
    if not reason.strip():
        raise Refused("Điều chỉnh minh chứng cần có lý do. Chưa ghi gì. Hãy ghi rõ lý do.")
    return record_evidence(
        kind="evidence.corrected",
        occurred_at=now,
        now=now,
        by=by,
        subjects=[f"evidence:{of.seq}", *of.subjects],
        payload={
            "of": of.seq,
            "of_hash": of.hash,
            "reason": reason,
            "changed": sorted(changes),
            **{f"to_{name}": value for name, value in changes.items()},
        },
        proof=Proof.SYSTEM,
    )


def erase_attachment(*, sha256: str, reason: str, by: str, now: datetime) -> Evidence:
    """Xóa tệp kèm: what is personal in a file goes; the chain and its check stay whole."""
    if not reason.strip():
        raise Refused("Xóa tệp kèm cần có lý do. Chưa xóa gì. Hãy ghi rõ lý do.")
    evidence = record_evidence(
        kind=ERASED,
        occurred_at=now,
        now=now,
        by=by,
        subjects=[f"attachment:{sha256}"],
        payload={"sha256": sha256, "reason": reason},
        proof=Proof.SYSTEM,
    )
    transaction.on_commit(lambda: path_of(sha256).unlink(missing_ok=True))
    return evidence


def send_head(*, to: str, now: datetime) -> SentHead:
    """Notes that the head of the chain was given to somebody outside (printed, mailed)."""
    with transaction.atomic():
        chain = _locked_chain()
        return SentHead.objects.create(seq=chain.seq, hash=chain.hash, sent_at=now, to=to)


def erase_annexes(*, today: date) -> int:
    """Erases what is personal and past its end date; the chain still verifies."""
    return Annex.objects.filter(erase_on__lte=today).delete()[0]


def erase_annex(*, seq: int) -> None:
    """Erases what is personal beside one entry, as a person asked; the chain still verifies."""
    Annex.objects.filter(evidence_id=seq).delete()


def _locked_chain() -> Chain:
    chain, _ = Chain.objects.select_for_update().get_or_create(
        pk=1, defaults={"seq": 0, "hash": FIRST_PREV}
    )
    return chain


def _append(*, occurred_at: datetime, recorded_at: datetime, **fields: Any) -> Evidence:
    chain = _locked_chain()
    entry: Entry = {
        "v": VERSION,
        "seq": chain.seq + 1,
        "occurred_at": iso(occurred_at),
        "recorded_at": iso(recorded_at),
        "prev": chain.hash,
        **fields,
    }
    entry["hash"] = entry_hash(entry)
    evidence = Evidence(
        v=VERSION, seq=entry["seq"], prev=entry["prev"], hash=entry["hash"],
        occurred=entry["occurred_at"], recorded=entry["recorded_at"],
        occurred_at=occurred_at, recorded_at=recorded_at, **fields,
    )  # fmt: skip
    evidence.save()
    Subject.objects.bulk_create(
        [Subject(evidence=evidence, code=code) for code in entry["subjects"]]
    )
    chain.seq, chain.hash = entry["seq"], entry["hash"]
    chain.save(update_fields=["seq", "hash"])
    return evidence
