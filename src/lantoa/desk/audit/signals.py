"""Sign-in, sign-out and failed sign-in, as Django tells of them."""

from __future__ import annotations

from typing import Any

from django.contrib.auth import signals
from django.http import HttpRequest

from lantoa.core import clock
from lantoa.desk.audit.services import record_audit
from lantoa.desk.audit.terms import Outcome
from lantoa.registry.models import Account


def _signed_in(*, request: HttpRequest | None, user: Account, **_: Any) -> None:
    if request and request.META.get("REQUEST_METHOD"):
        record_audit(request=request, by=user, action="sign-in", subject=user.code, now=clock.now())


def _signed_out(*, request: HttpRequest | None, user: Account | None, **_: Any) -> None:
    if request and user:
        record_audit(
            request=request, by=user, action="sign-out", subject=user.code, now=clock.now()
        )


def _failed(*, credentials: dict[str, Any], request: HttpRequest | None = None, **_: Any) -> None:
    """The typed name is kept only where it is an account's: people type passwords there too."""
    if request is None:
        return
    typed = str(credentials.get("username", ""))[:150]
    known = Account.objects.filter(username=typed).first()
    record_audit(
        request=request, action="sign-in-failed", outcome=Outcome.REFUSED, now=clock.now(),
        subject=known.code if known else "",
        words="" if known else "Tên đăng nhập không có trong máy",
    )  # fmt: skip


def listen() -> None:
    """Called once, when the app loads."""
    signals.user_logged_in.connect(_signed_in, dispatch_uid="audit-sign-in")
    signals.user_logged_out.connect(_signed_out, dispatch_uid="audit-sign-out")
    signals.user_login_failed.connect(_failed, dispatch_uid="audit-sign-in-failed")
