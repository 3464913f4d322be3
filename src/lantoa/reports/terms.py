"""Words of reports."""

from __future__ import annotations

from dataclasses import asdict, dataclass
from datetime import date
from typing import Any

from django.db import models

# What only a person can write; a report with one of these says so before it is submitted.
TO_FILL = "(đơn vị bổ sung)"
NO_DATA = "chưa có số liệu"
DEMO_BANNER = "SỐ LIỆU MINH HỌA"
# The key of the value that says from when to when a report tells.
PERIOD = "report.period"
# What a report is called where steps of approval are set.
MATTER = "report"


class ReportState(models.TextChoices):
    """Where a report stands. APPROVED is read from the approval, never stored."""

    DRAFT = "draft", "bản nháp"
    SUBMITTED = "submitted", "đã trình"
    APPROVED = "approved", "đã duyệt"
    ISSUED = "issued", "đã phát hành"


@dataclass(frozen=True, slots=True)
class Period:
    """Kỳ báo cáo. `code` is `2026-1`, `2026-2`, or empty for an ad-hoc report.

    `year_since` is the first day of the whole year that stands beside a second half.
    `before` is the month and day by which the report is owed, empty for an ad-hoc one.
    """

    code: str
    since: date
    cutoff_on: date
    words: str
    before: date | None = None
    year_since: date | None = None

    def counted_until(self, today: date) -> date:
        """The last day counted: the cut-off, or today while the period runs."""
        return min(self.cutoff_on, today)


@dataclass(frozen=True, slots=True)
class Value:
    """One figure as a report froze it: what is printed, and what opens under it.

    `name` is how the text of a section calls it, between braces; `value` is None where there is
    no figure. `entries` are numbers of ledger entries.
    """

    key: str
    name: str
    text: str
    period: str
    value: int | None = None
    unknown: int | None = 0
    unknown_why: str = ""
    sheet: str = ""
    entries: tuple[int, ...] = ()
    backfilled: int = 0

    def as_json(self) -> dict[str, Any]:
        """For the snapshot."""
        return {**asdict(self), "entries": list(self.entries)}

    @classmethod
    def from_json(cls, data: dict[str, Any]) -> Value:
        return cls(**{**data, "entries": tuple(data["entries"])})
