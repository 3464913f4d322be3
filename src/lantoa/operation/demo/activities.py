"""What people of the demo commune did face to face, by the same services as the forms."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from lantoa.operation.demo.events import Event
from lantoa.plan.models import Plan


def activity_events(plan: Plan, raw: dict[str, Any], *, now: datetime) -> list[Event]:
    """Trainings, meetings, activities, visits, briefings, praise and money of the samples."""
    return []
