"""Điều chỉnh what was written of loudspeakers that no receiver of ours drives: counter-entries
with their reason. What was written first stays in the ledger."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from datetime import datetime

from django.db import transaction

from lantoa.channels.station.models import HandSheet, OuterAiring
from lantoa.channels.station.services.outer_deliveries import settle_outer
from lantoa.core.errors import Refused
from lantoa.ledger.models import Evidence
from lantoa.ledger.services import correct_evidence
from lantoa.registry.models import Account

LONGEST = 4 * 3600
CHANGE = "station.change_timetable"


def correct_sheet(
    *, sheet: HandSheet, seconds: Mapping[str, int], clusters: Collection[int], reason: str,
    by: Account, now: datetime,
) -> int:  # fmt: skip
    """Sửa tờ ghi: items by title with how long they sounded in truth; entries of clusters that are
    not among `clusters` are withdrawn. Answers how many entries changed. Day, hour, another item:
    withdraw the sheet and write it anew."""
    with transaction.atomic():
        rows = _locked(sheet, reason, by)
        changed = 0
        for row in rows:
            wanted = seconds.get(row.title, row.seconds)
            if not 0 < wanted <= LONGEST:
                raise Refused("Thời lượng từ 1 giây đến 4 giờ. Chưa điều chỉnh gì.")
            if row.cluster_id not in clusters:
                changed += _withdraw(row, reason, by, now)
            elif wanted != row.seconds:
                row.seconds = wanted
                row.save(update_fields=["seconds"])
                correct_evidence(of=_entry(row), reason=reason.strip(),
                                 changes={"seconds": wanted}, by=by.code, now=now)  # fmt: skip
                changed += 1
        if not changed:
            raise Refused("Chưa có gì khác với tờ đã ghi. Không điều chỉnh gì.")
        settle_outer(articles=[row.article for row in rows if row.article], now=now)
    return changed


def withdraw_sheet(*, sheet: HandSheet, reason: str, by: Account, now: datetime) -> int:
    """Rút tờ ghi: nothing of it counts any more; all entries stay in the ledger."""
    with transaction.atomic():
        rows = _locked(sheet, reason, by)
        for row in rows:
            _withdraw(row, reason, by, now)
        settle_outer(articles=[row.article for row in rows if row.article], now=now)
    return len(rows)


def withdraw_rows(
    *, rows: Collection[OuterAiring], reason: str, by: Account, now: datetime
) -> None:
    """Withdraws entries that stand; run inside a transaction, the rows locked."""
    for row in rows:
        _withdraw(row, reason, by, now)
    settle_outer(articles=[row.article for row in rows if row.article], now=now)


def _locked(sheet: HandSheet, reason: str, by: Account) -> list[OuterAiring]:
    if not by.has_perm(CHANGE):
        raise Refused("Tài khoản này không điều chỉnh được sổ phát thanh. Chưa điều chỉnh gì.")
    rows = list(
        OuterAiring.objects.select_for_update(of=("self",)).select_related("article")
        .filter(sheet=sheet, withdrawn_at__isnull=True).order_by("pk")
    )  # fmt: skip
    if not rows:
        raise Refused("Tờ này đã rút nên không điều chỉnh được nữa. Không có gì thay đổi.")
    if not reason.strip():
        raise Refused("Điều chỉnh cần có lý do. Chưa điều chỉnh gì. Hãy ghi rõ lý do.")
    return rows


def _withdraw(row: OuterAiring, reason: str, by: Account, now: datetime) -> int:
    row.withdrawn_at = now
    row.save(update_fields=["withdrawn_at"])
    correct_evidence(of=_entry(row), reason=reason.strip(), changes={}, by=by.code, now=now)
    return 1


def _entry(row: OuterAiring) -> Evidence:
    return Evidence.objects.get(seq=row.evidence_seq)
