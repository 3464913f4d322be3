"""The demo's pages on networks: texts are copied out by hand every few days, links come back."""

from __future__ import annotations

from datetime import datetime, timedelta
from typing import Any

from lantoa.channels.social.models import SocialAccount
from lantoa.channels.social.queries import waiting_posts
from lantoa.channels.social.services import keep_account, note_post_link
from lantoa.operation.demo.events import Event
from lantoa.registry.models import Account
from lantoa.registry.terms import Role

BEGAN, TURN = timedelta(days=182), timedelta(days=3)
# What was approved in the last days still waits to be copied out.
LEFT_WAITING = timedelta(days=5)


def network_events(rows: list[dict[str, Any]], *, now: datetime) -> list[Event]:
    """The pages are noted first; then a person notes the links of what was copied out."""
    editor = Account.objects.filter(role=Role.EDITOR).get()
    events = [Event(now - BEGAN, lambda row=row: _open(row, by=editor)) for row in rows]  # type: ignore[misc]
    at = now - BEGAN + TURN
    while rows and at < now - LEFT_WAITING:
        events.append(Event(at, lambda at=at: _copy_out(by=editor, now=at)))  # type: ignore[misc]
        at += TURN
    return events


def _open(row: dict[str, Any], *, by: Account) -> None:
    keep_account(account=SocialAccount(**row), by=by)


def _copy_out(*, by: Account, now: datetime) -> None:
    for post in waiting_posts():
        note_post_link(post=post, url=f"{post.account.address}/bai/{post.pk}", by=by, now=now)
