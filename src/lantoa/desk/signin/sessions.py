"""The marks of a session: since when, seen last, from where; and the standing that follows."""

from __future__ import annotations

import secrets
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

from django.contrib.sessions.backends.base import SessionBase
from django.contrib.sessions.backends.db import SessionStore
from django.contrib.sessions.models import Session
from django.http import HttpRequest

from lantoa.core.clock import ZONE
from lantoa.desk.audit.device import address_of, device_of
from lantoa.desk.signin.terms import (
    IDLE,
    IDLE_ADMINISTRATOR,
    LIFE,
    PROOF_LIFE,
    TOUCH_AFTER,
    Standing,
)
from lantoa.registry.factors import VERIFIED_BY, has_factor
from lantoa.registry.models import Account
from lantoa.registry.passwords import is_of_the_demo, must_change_password
from lantoa.registry.terms import Role

BEGAN, SEEN, LOCKED, PROVED = "lt_began", "lt_seen", "lt_locked", "lt_proved"
ADDRESS, DEVICE = "lt_address", "lt_device"


@dataclass(frozen=True)
class OpenSession:
    """One place where an account is signed in."""

    key: str
    began_at: datetime
    seen_at: datetime
    address: str
    device: str
    is_this: bool


def begin(session: SessionBase, *, now: datetime, request: HttpRequest | None = None) -> None:
    """Marks the first moment; the session is over after its life whatever happens."""
    session[BEGAN] = session[SEEN] = session[PROVED] = now.timestamp()
    session[LOCKED] = False
    if request is not None:
        session[ADDRESS], session[DEVICE] = address_of(request), device_of(request)
    session.set_expiry(now + LIFE)


def idle_after(account: Account) -> timedelta:
    """How long nobody need touch the desk before it locks itself."""
    return IDLE_ADMINISTRATOR if account.role == Role.ADMINISTRATOR else IDLE


def standing(session: SessionBase, account: Account, *, now: datetime) -> Standing:
    """What this session of this account may do next."""
    began, seen = _moment(session, BEGAN, now), _moment(session, SEEN, now)
    if now - began >= LIFE:
        return Standing.OVER
    if session.get(LOCKED) or now - seen >= idle_after(account):
        return Standing.LOCKED
    is_skipped = is_of_the_demo(account)
    is_verified = bool(session.get(VERIFIED_BY)) or is_skipped
    if not is_verified and has_factor(account):
        return Standing.VERIFY
    if must_change_password(account, now=now):
        return Standing.CHANGE_PASSWORD
    return Standing.FULL if is_verified else Standing.ENROL


def touch(session: SessionBase, *, now: datetime) -> None:
    """Somebody is there."""
    if BEGAN not in session:
        begin(session, now=now)
    elif now - _moment(session, SEEN, now) >= TOUCH_AFTER:
        session[SEEN] = now.timestamp()


def lock(session: SessionBase) -> None:
    """Locks the screen until the password is typed."""
    session[LOCKED] = True


def unlock(session: SessionBase, *, now: datetime) -> None:
    """The password was right: the same session under another key."""
    session[LOCKED] = False
    session[SEEN] = session[PROVED] = now.timestamp()
    session.cycle_key()


def is_proved(session: SessionBase, *, now: datetime) -> bool:
    """Was the password, or a passkey in its place, given a short while ago?"""
    return now - _moment(session, PROVED, now) < PROOF_LIFE


def mark_verified(session: SessionBase, device_id: str) -> None:
    """The second factor was right: the same session under another key."""
    session[VERIFIED_BY] = device_id
    session.cycle_key()


def open_sessions(account: Account, *, this: str, now: datetime) -> list[OpenSession]:
    """Where an account is signed in, this place first. Few sessions live at once: eight hours."""
    found = [
        OpenSession(
            row.session_key, _moment(held, BEGAN, now), _moment(held, SEEN, now),
            held.get(ADDRESS, ""), held.get(DEVICE, ""), row.session_key == this,
        )
        for row, held in _sessions_of(account, now)
    ]  # fmt: skip
    return sorted(found, key=lambda one: (not one.is_this, -one.seen_at.timestamp()))


def end_other_sessions(account: Account, *, this: str, now: datetime) -> int:
    """Đăng xuất ở nơi khác: every session of the account but this one. Answers how many."""
    keys = [row.session_key for row, _ in _sessions_of(account, now) if row.session_key != this]
    Session.objects.filter(session_key__in=keys).delete()
    return len(keys)


def end_every_session(account: Account) -> None:
    """Đăng xuất mọi nơi: by another stamp, so that none is missed."""
    account.sign_in_stamp = secrets.token_hex(8)
    account.save(update_fields=["sign_in_stamp"])


def _sessions_of(account: Account, now: datetime) -> list[tuple[Session, dict[str, Any]]]:
    pairs = [
        (row, SessionStore().decode(row.session_data))
        for row in Session.objects.filter(expire_date__gt=now)
    ]
    mine, whole = str(account.pk), account.get_session_auth_hash()
    return [
        (row, held)
        for row, held in pairs
        if held.get("_auth_user_id") == mine and held.get("_auth_user_hash") == whole
    ]


def _moment(held: SessionBase | dict[str, Any], name: str, default: datetime) -> datetime:
    value = held.get(name)
    return datetime.fromtimestamp(value, ZONE) if isinstance(value, float) else default
