"""People who sign in the long way: password, second factor."""

from __future__ import annotations

import time
from datetime import timedelta
from typing import Any

from django.http import HttpResponse
from django.test import Client
from django_otp.oath import TOTP
from tests.make import account

from lantoa.registry.factors import begin_authenticator, confirm_authenticator
from lantoa.registry.models import Account, Authenticator
from lantoa.registry.terms import Role

DESK = "/ban-lam-viec/"
PASSWORD = "con đò sang bãi sớm nay"
NEW = "mưa trên đồi chè tháng ba"


def person(role: Role = Role.EDITOR, **fields: Any) -> Account:
    """Somebody with a password of their own, and no second factor yet."""
    made = account(role, password=PASSWORD, **fields)
    return made


def code_of(device: Authenticator, *, steps: int = 0) -> str:
    """What the phone shows; `steps` of 30 seconds later."""
    shown = TOTP(device.bin_key)
    shown.time = time.time() + 30 * steps
    return f"{shown.token():06}"


def enrolled(role: Role = Role.EDITOR, **fields: Any) -> tuple[Account, Authenticator]:
    """Somebody with a password and an authenticator, confirmed a while ago: the code of this moment
    was not used yet. (The code of the step before would do, but for a step that ends meanwhile.)"""
    made = person(role, **fields)
    device = begin_authenticator(account=made)
    confirm_authenticator(account=made, code=code_of(device))
    Authenticator.objects.filter(pk=device.pk).update(last_t=-1, drift=0)
    return made, Authenticator.objects.get(pk=device.pk)


def sign_in(who: Account, password: str = PASSWORD, **more: str) -> tuple[Client, HttpResponse]:
    """Name and password on the sign-in page."""
    client = Client(headers={"accept": "text/html"})
    sent = {"username": who.username, "password": password, **more}
    return client, client.post(f"{DESK}dang-nhap/", sent)


def whole(role: Role = Role.EDITOR, **fields: Any) -> tuple[Client, Account]:
    """Signed in with both factors."""
    who, device = enrolled(role, **fields)
    client, _ = sign_in(who)
    client.post(f"{DESK}xac-thuc/", {"code": code_of(device)})
    return client, who


def go_back(client: Client, **ago: float) -> None:
    """As if the session's marks had been made so long ago."""
    held, span = client.session, timedelta(**ago).total_seconds()
    held["lt_began"] -= span if ago.get("hours") else 0
    held["lt_seen"] -= span
    held.save()
