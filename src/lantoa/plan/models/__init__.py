"""Plans and what belongs to them."""

from lantoa.plan.models.document import (
    LegalBasis,
    Observance,
    Plan,
    Recipient,
    ReportDuty,
    Responsibility,
)
from lantoa.plan.models.results import Commendation, CostLine
from lantoa.plan.models.work import Cadence, FundingSource, Goal, Solution, Target, Task

__all__ = [
    "Cadence",
    "Commendation",
    "CostLine",
    "FundingSource",
    "Goal",
    "LegalBasis",
    "Observance",
    "Plan",
    "Recipient",
    "ReportDuty",
    "Responsibility",
    "Solution",
    "Target",
    "Task",
]
