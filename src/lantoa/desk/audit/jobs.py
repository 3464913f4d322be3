"""The tick of the audit: months past their time are removed."""

from __future__ import annotations

from datetime import datetime, timedelta

from lantoa.core.options import option
from lantoa.core.tick import register_tick
from lantoa.desk.audit.services import remove_old

EVERY = timedelta(hours=12)


def kept_months() -> int:
    """For how many whole months the audit is kept; never less than one."""
    written = option("LANTOA_AUDIT_MONTHS")
    return max(1, int(written)) if written.isdigit() else 12


def remove_old_entries(now: datetime) -> None:
    remove_old(now=now, months=kept_months())


def register() -> None:
    register_tick("audit-removal", EVERY, remove_old_entries)
