"""Every write of the plan slice."""

from lantoa.plan.services.closing import close_task, reopen_task
from lantoa.plan.services.confirming import confirm_plan
from lantoa.plan.services.contracts import (
    close_contract,
    keep_contract,
    reopen_contract,
    settle_papers,
)
from lantoa.plan.services.copying import copy_forward
from lantoa.plan.services.drafts import (
    AlreadyImported,
    add_item,
    choose_unit,
    correct_reading,
    discard_draft,
    import_plan,
    leave_out,
    settle_doubt,
    take_in,
)
from lantoa.plan.services.ending import close_plan, reopen_plan
from lantoa.plan.services.issuing import issue_plan
from lantoa.plan.services.kits import (
    add_day,
    add_kit_item,
    change_kit_item,
    change_text,
    describe_kit,
    drop_day,
    drop_kit_item,
    make_kit_draft,
    prepare_due_kits,
    prepare_kit,
    tick_kit_item,
)
from lantoa.plan.services.money import drop_budget, drop_rate, set_budget, set_rate
from lantoa.plan.services.obstacles import decide_obstacle, forward_obstacle, raise_obstacle
from lantoa.plan.services.praising import decide_commendation, nominate, note_papers
from lantoa.plan.services.requests import (
    accept_contribution,
    answer_request,
    ask_units,
    return_contribution,
)
from lantoa.plan.services.results import record_commendation, record_cost
from lantoa.plan.services.revising import mark_revision, revise_plan
from lantoa.plan.services.sending import (
    confirm_dispatch,
    draft_guidance,
    make_pack,
    return_pack,
    send_guidance,
    send_pack,
    send_plan,
    send_version,
)
from lantoa.plan.services.superior import (
    end_document,
    keep_document,
    register_bases,
    register_line,
    restore_document,
)
from lantoa.plan.services.work import assign_task, change_cadence

__all__ = [
    "AlreadyImported",
    "accept_contribution",
    "add_day",
    "add_item",
    "add_kit_item",
    "answer_request",
    "ask_units",
    "assign_task",
    "change_cadence",
    "change_kit_item",
    "change_text",
    "choose_unit",
    "close_contract",
    "close_plan",
    "close_task",
    "confirm_dispatch",
    "confirm_plan",
    "copy_forward",
    "correct_reading",
    "decide_commendation",
    "decide_obstacle",
    "describe_kit",
    "discard_draft",
    "draft_guidance",
    "drop_budget",
    "drop_day",
    "drop_kit_item",
    "drop_rate",
    "end_document",
    "forward_obstacle",
    "import_plan",
    "issue_plan",
    "keep_contract",
    "keep_document",
    "leave_out",
    "make_kit_draft",
    "make_pack",
    "mark_revision",
    "nominate",
    "note_papers",
    "prepare_due_kits",
    "prepare_kit",
    "raise_obstacle",
    "record_commendation",
    "record_cost",
    "register_bases",
    "register_line",
    "reopen_contract",
    "reopen_plan",
    "reopen_task",
    "restore_document",
    "return_contribution",
    "return_pack",
    "revise_plan",
    "send_guidance",
    "send_pack",
    "send_plan",
    "send_version",
    "set_budget",
    "set_rate",
    "settle_doubt",
    "settle_papers",
    "take_in",
    "tick_kit_item",
]
