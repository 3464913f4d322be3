"""Plans and what belongs to them."""

from lantoa.plan.models.contracts import Contract
from lantoa.plan.models.document import (
    LegalBasis,
    Observance,
    Plan,
    Recipient,
    ReportDuty,
    Responsibility,
)
from lantoa.plan.models.kits import CampaignKit, KitDraft, KitItem, KitText
from lantoa.plan.models.money import BudgetLine, RoyaltyRate
from lantoa.plan.models.obstacles import Obstacle
from lantoa.plan.models.requests import Contribution, DataRequest
from lantoa.plan.models.results import Commendation, CostLine
from lantoa.plan.models.sending import Dispatch, Guidance, MonthlyPack
from lantoa.plan.models.superior import SuperiorDocument
from lantoa.plan.models.versions import PlanVersion
from lantoa.plan.models.work import Cadence, FundingSource, Goal, Solution, Target, Task

__all__ = [
    "BudgetLine",
    "Cadence",
    "CampaignKit",
    "Commendation",
    "Contract",
    "Contribution",
    "CostLine",
    "DataRequest",
    "Dispatch",
    "FundingSource",
    "Goal",
    "Guidance",
    "KitDraft",
    "KitItem",
    "KitText",
    "LegalBasis",
    "MonthlyPack",
    "Observance",
    "Obstacle",
    "Plan",
    "PlanVersion",
    "Recipient",
    "ReportDuty",
    "Responsibility",
    "RoyaltyRate",
    "Solution",
    "SuperiorDocument",
    "Target",
    "Task",
]
