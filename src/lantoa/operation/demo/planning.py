"""The demo commune's plan: read from the samples, confirmed by the plan officer."""

from __future__ import annotations

from datetime import datetime

from lantoa.operation.demo import samples
from lantoa.plan.models import Plan
from lantoa.plan.services import confirm_plan, import_plan
from lantoa.registry.models import Account


def start_plan(*, by: Account, now: datetime) -> Plan:
    """Imports and confirms the plan of the samples."""
    content = samples.plan_bytes(issued_on=now.date())
    plan = import_plan(content=content, name=samples.PLAN, by=by, now=now)
    return confirm_plan(plan=plan, by=by, now=now, today=now.date())
