"""Jobs of plans: nudges by deadline and pace in hours of work, campaign kits 30 days ahead."""

from __future__ import annotations

import logging
from collections.abc import Callable, Sequence
from datetime import date, datetime, timedelta

from lantoa.core.clock import local
from lantoa.core.tick import register_tick
from lantoa.plan.calendar import is_working_day, working_day_before

LOG = logging.getLogger("lantoa.plan")
FROM_HOUR, TO_HOUR = 7, 18


Step = Callable[[datetime, date], object]


def remind(now: datetime) -> None:
    """Owed nudges, and the list of obstacles at the end of a month. Nobody is told at
    night or on a rest day; what fell on one goes on the next working day, with its letter."""
    from lantoa.notices.daily import mail_day
    from lantoa.plan.services.contracts import remind_contracts
    from lantoa.plan.services.reminding import lay_month, remind_all

    here = local(now)
    if FROM_HOUR <= here.hour < TO_HOUR and is_working_day(here.date()):
        since = working_day_before(here.date())
        run_steps(
            [
                lambda now, today: remind_all(now=now, today=today),
                lambda now, today: lay_month(now=now, today=today),
                lambda now, today: remind_contracts(now=now, today=today),
                lambda now, today: mail_day(now=now, today=today, since=since),
            ],
            now,
        )


def run_steps(steps: Sequence[Step], now: datetime) -> None:
    """One after the other; one that fails stops none behind it and is tried again next time."""
    for step in steps:
        try:
            step(now, local(now).date())
        except Exception:
            LOG.exception("a step of the reminders failed")


def prepare_kits(now: datetime) -> None:
    """Campaign kits of days that come within 30 days."""
    from lantoa.plan.services.kits import prepare_due_kits

    prepare_due_kits(now=now, today=local(now).date())


register_tick("campaign-kits", timedelta(hours=1), prepare_kits)
register_tick("plan-reminders", timedelta(minutes=30), remind)
