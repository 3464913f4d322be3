"""Words of indicators: verdicts, progress, sheets, and what a count answers."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date

from django.db import models


class Verdict(models.TextChoices):
    """Đánh giá: three, never two; «chưa đạt» only from the due day."""

    MET = "met", "đạt"
    NOT_MET = "not_met", "chưa đạt"
    INCONCLUSIVE = "inconclusive", "chưa đủ căn cứ"


class Progress(models.TextChoices):
    """Tiến độ against the year of the target."""

    NOT_DUE = "not_due", "chưa đến hạn"
    ON_PACE = "on_pace", "đúng tiến độ"
    BEHIND = "behind", "chậm"
    OVERDUE = "overdue", "quá hạn"


@dataclass(frozen=True, slots=True)
class IndicatorSheet:
    """Bảng phương pháp tính. Every field of MEASUREMENT 1.2 but the plan's own text, which the
    target holds; a change of any field is a new version, and a report names the version."""

    code: str
    version: int
    valid_from: date
    title: str
    numerator: str
    denominator: str
    exclusion: str
    period: str
    reference_date: str
    disaggregation: str
    source: str
    evidence_min: str
    estimator: str
    uncertainty: str
    thresholds: str
    publication_rule: str
    owner: str
    checker: str
    gaming_risks: str
    guards: str
    frequency: str

    @property
    def name(self) -> str:
        """As a report quotes it: «A4, bản 1»."""
        return f"{self.code}, bản {self.version}"


@dataclass(frozen=True, slots=True)
class Bar:
    """Where a figure stands on a line from 0 to 1000: the proved part, the unknown part behind
    it, the level to reach, and a 95 % interval where the figure is an estimate."""

    filled: int
    unknown: int = 0
    mark: int | None = None
    low: int | None = None
    high: int | None = None

    @property
    def unknown_from(self) -> int:
        """Where the hatched part begins."""
        return self.filled

    @property
    def interval_width(self) -> int:
        return (self.high or 0) - (self.low or 0)


@dataclass(frozen=True, slots=True)
class Counted:
    """What an indicator counts, before it is held against the year of its target.

    `value`, `low`, `high` are in `unit`. `unknown` is None where even its size is not known.
    `reached`: is the level reached by what is proved (None: cannot be told)? `settled`: what is
    reached stays reached, so the verdict need not wait for the due day. `on_track`: as far as it
    should be by now (None: not begun).
    """

    in_words: str
    unit: str
    note: str = ""
    numerator: int | None = None
    denominator: int | None = None
    value: float | None = None
    low: float | None = None
    high: float | None = None
    unknown: int | None = 0
    unknown_why: str = ""
    reached: bool | None = None
    settled: bool = False
    on_track: bool | None = None
    missing: str = ""
    bar: Bar | None = None
    entries: tuple[int, ...] = ()
    backfilled: int = 0
    # By month where the figure is a trend: («10/2026», low, high) in `unit`, oldest first.
    trend: tuple[tuple[str, int, int], ...] = ()


@dataclass(frozen=True, slots=True)
class Figure:
    """Số liệu. The value of an indicator for one target of one plan on one day."""

    code: str
    title: str
    plan: str
    target_text: str
    period: str
    year: int
    on: date
    counted: Counted
    verdict: Verdict
    progress: Progress
    why: str = ""
    pace: str = ""
    sheet: IndicatorSheet | None = None
    target_pk: int | None = field(default=None, compare=False)

    @property
    def in_words(self) -> str:
        return self.counted.in_words

    @property
    def note(self) -> str:
        return self.counted.note

    @property
    def entries(self) -> tuple[int, ...]:
        return self.counted.entries

    @property
    def verdict_words(self) -> str:
        """«chưa đủ căn cứ: chưa hết năm 2026»."""
        label = str(Verdict(self.verdict).label)
        return f"{label}: {self.why}" if self.why else label
