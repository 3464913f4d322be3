"""The tick of accounts: those that nobody uses are switched off; old traces are cleared."""

from __future__ import annotations

from datetime import datetime, timedelta

from lantoa.core.tick import register_tick

EVERY = timedelta(hours=6)


def look_after_accounts(now: datetime) -> None:
    from django.contrib.sessions.models import Session

    from lantoa.desk.accounts.consent import forget_addresses
    from lantoa.desk.accounts.resets import forget_old_resets
    from lantoa.desk.accounts.services import disable_unused
    from lantoa.desk.audit.jobs import kept_months
    from lantoa.desk.audit.services import record_audit
    from lantoa.desk.signin.lockout import forget_old_failures

    for account in disable_unused(now=now):
        record_audit(
            request=None, action="account-unused", now=now, subject=account.code,
            words="Ngừng dùng: 45 ngày không đăng nhập.",
        )  # fmt: skip
    forget_old_failures(now=now)
    forget_addresses(now=now)
    forget_old_resets(now=now, months=kept_months())
    Session.objects.filter(expire_date__lt=now).delete()


def register() -> None:
    register_tick("accounts", EVERY, look_after_accounts)
