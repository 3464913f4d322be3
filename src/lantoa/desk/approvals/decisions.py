"""The two decisions, on an article or on one product alone; the desk and a phone link use both."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import datetime

from lantoa.approval.models import Approval, Request
from lantoa.channels.base import public_generation
from lantoa.newsroom.products.approval import approve_product, return_product
from lantoa.newsroom.services import approve_article, return_article
from lantoa.newsroom.terms import INNER, Form
from lantoa.registry.models import Account

# What an approver opened or heard; nothing else is recorded as seen.
SEEN = {*Form.values, "sound-part", INNER}


def seen_of(told: Iterable[str]) -> list[str]:
    """What the page says was opened, and no other words."""
    return sorted(SEEN & set(told))


def is_product(request: Request) -> bool:
    """Is this request about one product alone?"""
    return request.subject.startswith("rendition:")


def approve(
    *, request: Request, expected_hash: str, seen: Sequence[str], by: Account, now: datetime,
    via: str = "desk",
) -> Approval:  # fmt: skip
    """Duyệt exactly the bytes that were shown. A product joins what stands in public at once."""
    act = approve_product if is_product(request) else approve_article
    made = act(
        request=request, expected_hash=expected_hash, seen=seen, by=by, now=now, via=via
    )  # fmt: skip
    if is_product(request):
        public_generation.bump()
    return made


def send_back(
    *, request: Request, reason: str, expected_hash: str, seen: Sequence[str], by: Account,
    now: datetime, via: str = "desk",
) -> Approval:  # fmt: skip
    """Trả lại with a reason."""
    act = return_product if is_product(request) else return_article
    return act(
        request=request, reason=reason, expected_hash=expected_hash, seen=seen, by=by, now=now,
        via=via,
    )  # fmt: skip
