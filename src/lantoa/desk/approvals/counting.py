"""Why articles were returned, counted: what to look at before the next submission."""

from __future__ import annotations

import re
from collections import Counter
from dataclasses import dataclass
from datetime import date, datetime, timedelta

from lantoa.approval.models import Approval
from lantoa.approval.terms import Decision
from lantoa.core.clock import ZONE, local
from lantoa.desk.approvals.reasons import REASONS
from lantoa.vietnamese import date_short

BY_NOTES = "Sửa theo ghi chú trong bài"
OTHER = "Lý do khác"
LOOKED_BACK = timedelta(days=365)
NEWEST = 5
_NOTES = re.compile(r"Sửa theo \d+ ghi chú trong bài")


@dataclass(frozen=True)
class Returned:
    """One return: what was returned, when, and the words beside the ready reason."""

    title: str
    on: str
    words: str


@dataclass(frozen=True)
class ReasonCount:
    """One reason, how often it was given in a year, and the newest of them."""

    reason: str
    count: int
    newest: list[Returned]


def reason_of(text: str) -> str:
    """The ready reason that a text begins with; else «Lý do khác»."""
    if _NOTES.match(text):
        return BY_NOTES
    return next((one for one in REASONS if text.startswith(one)), OTHER)


def return_counts(*, today: date) -> list[ReasonCount]:
    """Reasons of the last year, the most frequent first; a reason nobody gave is left out."""
    since = datetime.combine(today - LOOKED_BACK, datetime.min.time(), tzinfo=ZONE)
    rows = Approval.objects.filter(decision=Decision.RETURNED, decided_at__gte=since)
    found = list(rows.select_related("request").order_by("-decided_at"))
    counted = Counter(reason_of(row.reason) for row in found)
    return [
        ReasonCount(reason, count, [
            Returned(row.request.title, date_short(local(row.decided_at).date()), _own(row.reason))
            for row in found if reason_of(row.reason) == reason
        ][:NEWEST])
        for reason, count in counted.most_common()
    ]  # fmt: skip


def _own(text: str) -> str:
    """What was written beside the ready reason."""
    reason = reason_of(text)
    if reason == OTHER:
        return text
    return _NOTES.sub("", text).removeprefix(reason).lstrip(". ")
