"""Reads an administrative plan: lines → blocks → sections → fields. Pure, without Django.

Layers, each a module: `lines` (clean, numbered) → `tables` → `document` (head, body, tail) →
`blocks` (paragraphs) → `sections` (what each is for) → one module a kind of field, put
together by `reader`.
"""

from lantoa.plan.reading.reader import read_plan
from lantoa.plan.reading.terms import (
    BasisRead,
    Doubt,
    DutyRead,
    ObservanceRead,
    PlanReading,
    ResponsibilityRead,
    SolutionRead,
    Span,
    TargetRead,
    TaskRead,
)

__all__ = [
    "BasisRead",
    "Doubt",
    "DutyRead",
    "ObservanceRead",
    "PlanReading",
    "ResponsibilityRead",
    "SolutionRead",
    "Span",
    "TargetRead",
    "TaskRead",
    "read_plan",
]
