"""Jobs of the registry: what is past its end date goes."""

from __future__ import annotations

from datetime import datetime, timedelta

from lantoa.core.clock import local
from lantoa.core.tick import register_tick


def forget(now: datetime) -> None:
    """Names of drafts and of imports that cannot be undone any more are not kept."""
    from lantoa.registry.importing.services import forget_imports

    forget_imports(now=now)


def forget_old(now: datetime) -> None:
    """Names of those who left long ago, and the annexes of the ledger past their day."""
    from lantoa.ledger.services import erase_annexes
    from lantoa.registry.privacy import forget_departed, forget_requests

    today = local(now).date()
    erase_annexes(today=today)
    forget_departed(today=today)
    forget_requests(today=today)


register_tick("sheet-imports", timedelta(hours=1), forget)
register_tick("privacy", timedelta(hours=12), forget_old)
