"""Duyệt cả tuần: several waiting articles in one act, each with its own record and hash.

What changed meanwhile, was decided by somebody else or may not be decided by this person is left
out and named; the others go through. The PIN is asked once, before the first of them.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from contextlib import AbstractContextManager
from dataclasses import dataclass
from datetime import datetime

from lantoa.approval.models import Approval, Request
from lantoa.approval.pins import is_right_pin
from lantoa.core.errors import Refused
from lantoa.newsroom.services import approve_article
from lantoa.registry.models import Account


@dataclass(frozen=True)
class Choice:
    """One article that the approver left ticked: which bytes the page showed, what was opened."""

    request: Request
    expected_hash: str
    seen: tuple[str, ...] = ()


@dataclass(frozen=True)
class Outcome:
    """What became of one: the decision, or in a sentence why it was left out."""

    request: Request
    approval: Approval | None = None
    refusal: str = ""


# Holds the person who decides while one decision is made; both are kept, or neither.
Acting = Callable[[Request], AbstractContextManager[Account]]


def check_pin(*, account: Account, pin: str, now: datetime) -> None:
    """Raises Refused where the PIN is wrong, locked or was never set; nothing was decided then."""
    if not is_right_pin(account=account, pin=pin, now=now):
        raise Refused("Mã PIN chưa đúng. Chưa ghi quyết định nào. Nhập lại mã PIN.")


def approve_all(
    choices: Iterable[Choice], *, acting: Acting, now: datetime, via: str
) -> list[Outcome]:
    """One decision after the other, each whole by itself, whatever becomes of the rest."""
    return [_approve(choice, acting, now, via) for choice in choices]


def _approve(choice: Choice, acting: Acting, now: datetime, via: str) -> Outcome:
    try:
        with acting(choice.request) as by:
            made = approve_article(
                request=choice.request, expected_hash=choice.expected_hash, seen=choice.seen,
                by=by, now=now, via=via,
            )  # fmt: skip
    except Refused as refusal:
        return Outcome(choice.request, refusal=str(refusal))
    return Outcome(choice.request, made)
