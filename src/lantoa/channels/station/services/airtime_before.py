"""Thời lượng phát trước kế hoạch: minutes by month from the log book, so that «duy trì, tăng
cường» can be judged. An entry of the ledger a month; corrected, never changed."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from typing import Any

from django.db import transaction

from lantoa.channels.station.models import AirtimeBefore
from lantoa.core.clock import ZONE, local
from lantoa.core.errors import Refused
from lantoa.ledger import attachments as store
from lantoa.ledger.models import Evidence
from lantoa.ledger.services import correct_evidence, record_evidence
from lantoa.ledger.terms import Proof
from lantoa.registry.models import Account, Commune

KIND = "airtime.before"
CHANGE = "station.change_timetable"
MOST_CLUSTERS = 500
# The hours of a month.
MOST_EACH = 31 * 24 * 60
PROOFS = (Proof.LOGBOOK, Proof.DOCUMENT, Proof.STATEMENT)
File = tuple[bytes, str]


@dataclass(frozen=True, slots=True)
class MonthBefore:
    """One month as the log book has it: minutes that were aired, on how many clusters each."""

    minutes: int
    clusters: int

    @property
    def total(self) -> int:
        """Minutes added up over the clusters, as airtime is counted everywhere."""
        return self.minutes * self.clusters


def months_entered() -> dict[date, AirtimeBefore]:
    """First day of a month → what was entered of it and stands."""
    return {row.month: row for row in AirtimeBefore.objects.filter(withdrawn_at__isnull=True)}


def record_months(
    *, months: Mapping[date, MonthBefore], source: str, proof: Proof | str,
    files: Sequence[File] = (), reason: str = "", by: Account, now: datetime,
) -> int:  # fmt: skip
    """Ghi các tháng: a new entry for a month without one, a correction (with `reason`) where the
    figures differ; months that are not named stay. Answers how many were written. Raises Refused;
    then nothing was written."""
    _check(months, source, proof, files, by, now)
    papers = [store.keep(*file) for file in files]
    with transaction.atomic():
        Commune.objects.select_for_update().filter(pk=1).first()  # two presses: one after another
        known = months_entered()
        changed = {
            month: told for month, told in months.items()
            if month not in known or _figures(known[month]) != (told.minutes, told.clusters)
        }  # fmt: skip
        if not changed:
            raise Refused("Chưa có tháng nào khác với số đã ghi. Không ghi gì thêm.")
        if any(month in known for month in changed) and not reason.strip():
            raise Refused("Sửa số của tháng đã ghi cần có lý do. Chưa ghi gì. Hãy ghi rõ lý do.")
        for month, told in sorted(changed.items()):
            if month in known:
                _correct(known[month], told, reason, by, now)
            else:
                _record(month, told, source, proof, papers, by, now)
    return len(changed)


def withdraw_month(*, month: date, reason: str, by: Account, now: datetime) -> None:
    """Rút số của một tháng."""
    if not by.has_perm(CHANGE):
        raise Refused("Tài khoản này không ghi được sổ phát thanh. Chưa rút gì.")
    with transaction.atomic():
        Commune.objects.select_for_update().filter(pk=1).first()
        known = months_entered().get(month)
        if known is None:
            raise Refused("Tháng này chưa có số đã ghi. Không có gì thay đổi.")
        known.withdrawn_at = now
        known.save(update_fields=["withdrawn_at"])
        correct_evidence(of=Evidence.objects.get(seq=known.evidence_seq), reason=reason, changes={},
                         by=by.code, now=now)  # fmt: skip


def _check(
    months: Mapping[date, MonthBefore], source: str, proof: Proof | str, files: Sequence[File],
    by: Account, now: datetime,
) -> None:  # fmt: skip
    if not by.has_perm(CHANGE):
        raise Refused("Tài khoản này không ghi được sổ phát thanh. Chưa ghi gì.")
    if not months:
        raise Refused("Chưa có tháng nào có số phút. Chưa ghi gì. Điền ít nhất một tháng.")
    if not source.strip():
        raise Refused("Chưa rõ số lấy từ sổ nào. Chưa ghi gì. Ghi tên sổ, số trang.")
    if proof not in PROOFS:
        raise Refused("Chưa rõ số này biết được từ đâu. Chưa ghi gì. Chọn một căn cứ.")
    if proof == Proof.DOCUMENT and not files:
        raise Refused("Căn cứ là văn bản thì cần kèm ít nhất một tệp. Chưa ghi gì.")
    this_month = local(now).date().replace(day=1)
    for month, told in months.items():
        if month >= this_month:
            raise Refused(f"Tháng {month:%m/%Y} chưa hết. Chưa ghi gì. Chỉ ghi tháng đã qua.")
        if not (0 < told.minutes <= MOST_EACH and 0 < told.clusters <= MOST_CLUSTERS):
            raise Refused(
                f"Tháng {month:%m/%Y}: số phút từ 1 đến {MOST_EACH}, số cụm loa từ 1 đến "
                f"{MOST_CLUSTERS}. Chưa ghi gì. Xem lại hai số."
            )


def _figures(row: AirtimeBefore) -> tuple[int, int]:
    return row.minutes, row.clusters


def _payload(told: MonthBefore) -> dict[str, int]:
    return {"minutes": told.total, "minutes_each": told.minutes, "clusters": told.clusters}


def _record(
    month: date, told: MonthBefore, source: str, proof: Proof | str,
    papers: Sequence[dict[str, Any]], by: Account, now: datetime,
) -> None:  # fmt: skip
    last = (month + timedelta(days=32)).replace(day=1) - timedelta(days=1)
    entry = record_evidence(
        kind=KIND, occurred_at=datetime.combine(last, time(17), ZONE), now=now, by=by.code,
        subjects=["station"], proof=proof, attachments=papers, backfilled=True,
        payload={
            "title": f"Thời lượng phát tháng {month:%m/%Y}", "month": f"{month:%Y-%m}",
            "source": source.strip()[:200], **_payload(told),
        },
    )  # fmt: skip
    AirtimeBefore.objects.create(
        month=month, minutes=told.minutes, clusters=told.clusters, source=source.strip()[:200],
        made_by=by, made_at=now, evidence_seq=entry.seq,
    )  # fmt: skip


def _correct(
    row: AirtimeBefore, told: MonthBefore, reason: str, by: Account, now: datetime
) -> None:
    row.minutes, row.clusters = told.minutes, told.clusters
    row.save(update_fields=["minutes", "clusters"])
    correct_evidence(of=Evidence.objects.get(seq=row.evidence_seq), reason=reason.strip(),
                     changes=_payload(told), by=by.code, now=now)  # fmt: skip
