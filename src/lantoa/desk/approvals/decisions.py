"""The two decisions, on an article, one product alone or an alert; desk and phone link use both."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import datetime

from django.db import transaction

from lantoa.approval.models import Approval, Request
from lantoa.channels.base import public_generation
from lantoa.channels.station.waking import wake
from lantoa.newsroom.alerts.services import approve_alert, return_alert
from lantoa.newsroom.alerts.terms import Part
from lantoa.newsroom.products.approval import approve_product, return_product
from lantoa.newsroom.services import approve_article, return_article
from lantoa.newsroom.terms import INNER, Form
from lantoa.registry.models import Account

# What an approver opened or heard; nothing else is recorded as seen.
SEEN = {*Form.values, "sound-part", INNER, *Part.values}


def seen_of(told: Iterable[str]) -> list[str]:
    """What the page says was opened, and no other words."""
    return sorted(SEEN & set(told))


def is_product(request: Request) -> bool:
    """Is this request about one product alone?"""
    return request.subject.startswith("rendition:")


def is_alert(request: Request) -> bool:
    """Is this request about an alert?"""
    return request.subject.startswith("alert:")


def approve(
    *, request: Request, expected_hash: str, seen: Sequence[str], by: Account, now: datetime,
    via: str = "desk",
) -> Approval:  # fmt: skip
    """Duyệt exactly the bytes that were shown. A product joins what stands in public at once."""
    acts = {"rendition": approve_product, "alert": approve_alert}
    act = acts.get(request.subject.partition(":")[0], approve_article)
    made = act(
        request=request, expected_hash=expected_hash, seen=seen, by=by, now=now, via=via
    )  # fmt: skip
    if is_product(request) or is_alert(request):
        tell_public()
    return made


def tell_public() -> None:
    """What the public sees or hears has changed: the site shows it, the station looks at once."""
    public_generation.bump()
    transaction.on_commit(wake, robust=True)


def send_back(
    *, request: Request, reason: str, expected_hash: str, seen: Sequence[str], by: Account,
    now: datetime, via: str = "desk",
) -> Approval:  # fmt: skip
    """Trả lại with a reason."""
    acts = {"rendition": return_product, "alert": return_alert}
    act = acts.get(request.subject.partition(":")[0], return_article)
    return act(
        request=request, reason=reason, expected_hash=expected_hash, seen=seen, by=by, now=now,
        via=via,
    )  # fmt: skip
