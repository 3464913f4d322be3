"""The ten indicators: each sheet with the function that counts by it."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from lantoa.indicators.counting import (
    activities,
    airtime,
    commendations,
    deep_training,
    force,
    officials_informed,
    plan_issued,
    projects,
    reach,
    section_kept,
)
from lantoa.indicators.grounds import Grounds
from lantoa.indicators.terms import Counted, IndicatorSheet


@dataclass(frozen=True, slots=True)
class Indicator:
    """Chỉ số. The rule that turns evidence into a figure."""

    sheet: IndicatorSheet
    count: Callable[[Grounds], Counted]


INDICATORS = {
    module.SHEET.code: Indicator(module.SHEET, module.count)
    for module in (
        plan_issued, section_kept, officials_informed, airtime, force, commendations, activities,
        projects, reach, deep_training,
    )
}  # fmt: skip
NO_RULE = Counted(
    in_words="Chưa có cách đếm",
    unit="",
    unknown=None,
    unknown_why="chỉ tiêu chưa được gắn với chỉ số nào",
    missing="chưa có cách đếm",
)
