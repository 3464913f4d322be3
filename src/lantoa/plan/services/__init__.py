"""Every write of the plan slice."""

from lantoa.plan.services.confirming import confirm_plan
from lantoa.plan.services.drafts import (
    AlreadyImported,
    choose_unit,
    correct_reading,
    discard_draft,
    import_plan,
    leave_out,
    settle_doubt,
    take_in,
)
from lantoa.plan.services.issuing import issue_plan
from lantoa.plan.services.results import record_commendation, record_cost
from lantoa.plan.services.work import assign_task, change_cadence

__all__ = [
    "AlreadyImported",
    "assign_task",
    "change_cadence",
    "choose_unit",
    "confirm_plan",
    "correct_reading",
    "discard_draft",
    "import_plan",
    "issue_plan",
    "leave_out",
    "record_commendation",
    "record_cost",
    "settle_doubt",
    "take_in",
]
