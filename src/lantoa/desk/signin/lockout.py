"""Lock-out of a name after five failures, by django-axes, and slowing of an address.

A name is locked from everywhere for half an hour. An address is never locked as a whole: many
people sit behind one office line. After twenty failures in an hour it waits some seconds between
tries; after a hundred in a day only names are heard there that have signed in from there before.
"""

from __future__ import annotations

from datetime import datetime, timedelta

from axes.models import AccessAttempt, AccessFailureLog
from django.conf import settings
from django.db.models import Max, Sum

from lantoa.desk.audit.models import AuditEntry
from lantoa.registry.models import Account

LOOK_BACK = timedelta(hours=1)
FREE_FAILURES = 20
LONGEST_WAIT = 30
MOST_A_DAY, A_DAY = 100, timedelta(hours=24)
REMEMBERED = timedelta(days=60)


def locked_until(username: str, *, now: datetime) -> datetime | None:
    """Until when a name is locked; None when it is not. Names that nobody has lock alike."""
    cool_off: timedelta = settings.AXES_COOLOFF_TIME
    found = AccessAttempt.objects.filter(
        username=username, attempt_time__gte=now - cool_off
    ).aggregate(count=Sum("failures_since_start"), last=Max("attempt_time"))
    if (found["count"] or 0) < settings.AXES_FAILURE_LIMIT:
        return None
    last: datetime = found["last"]
    return last + cool_off


def locked_names(*, now: datetime) -> dict[str, datetime]:
    """Every locked name, with until when."""
    cool_off: timedelta = settings.AXES_COOLOFF_TIME
    rows = (
        AccessAttempt.objects.filter(attempt_time__gte=now - cool_off)
        .values("username")
        .annotate(count=Sum("failures_since_start"), last=Max("attempt_time"))
    )
    return {
        row["username"]: row["last"] + cool_off
        for row in rows
        if row["count"] >= settings.AXES_FAILURE_LIMIT
    }


def lift_lock(username: str) -> bool:
    """Mở khóa một tên đăng nhập. Was there anything to lift?"""
    count, _ = AccessAttempt.objects.filter(username=username).delete()
    return bool(count)


def wait_of_address(address: str, *, now: datetime) -> int:
    """Seconds that the next try from an address has to wait; 0: none."""
    found = AccessFailureLog.objects.filter(
        ip_address=address or None, attempt_time__gte=now - LOOK_BACK
    )
    count: int = found.count()
    if count < FREE_FAILURES:
        return 0
    last: datetime = found.aggregate(last=Max("attempt_time"))["last"]
    wait = min(LONGEST_WAIT, 2 + (count - FREE_FAILURES) // 2)
    return max(0, wait - int((now - last).total_seconds()))


def is_full(address: str, username: str, *, now: datetime) -> bool:
    """Did so much fail from this address in a day that it is closed to this name? It stays open to
    every name that signed in from there within two months: nobody locks an office out."""
    failed = AccessFailureLog.objects.filter(
        ip_address=address or None, attempt_time__gte=now - A_DAY
    )
    if failed.count() < MOST_A_DAY:
        return False
    account = Account.objects.filter(username=username).first()
    return account is None or not _was_here(account, address, now)


def _was_here(account: Account, address: str, now: datetime) -> bool:
    return AuditEntry.objects.filter(
        who=account.code, at__gte=now - REMEMBERED, action="sign-in", address=address
    ).exists()


def forget_old_failures(*, now: datetime, days: int = 30) -> None:
    """Failures older than a month are of no use to anybody; the audit keeps its own."""
    AccessFailureLog.objects.filter(attempt_time__lt=now - timedelta(days=days)).delete()
    AccessAttempt.objects.filter(attempt_time__lt=now - timedelta(days=days)).delete()


def forget_name(username: str) -> None:
    """Every failure that carries this name goes, with its addresses."""
    AccessAttempt.objects.filter(username=username).delete()
    AccessFailureLog.objects.filter(username=username).delete()
