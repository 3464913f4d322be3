"""Đôn đốc: `remind_unit`, `tell_account`."""

from __future__ import annotations

from datetime import date, datetime

from lantoa.ledger.services import record_evidence
from lantoa.ledger.terms import Proof
from lantoa.notices.models import Notice
from lantoa.registry.models import Account, Unit


def remind_unit(
    *, unit: Unit, text: str, subject: str, link: str, by: str, today: date, now: datetime
) -> Notice:
    """Nudges a unit, at most once a day for one subject; recorded as evidence."""
    notice, is_new = Notice.objects.get_or_create(
        subject=subject, to_unit=unit, sent_on=today,
        defaults={"text": text, "link": link, "sent_at": now, "by": by},
    )  # fmt: skip
    if is_new:
        record_evidence(
            kind="notice.sent", occurred_at=now, now=now, by=by,
            subjects=[subject, unit.code], payload={"text": text}, proof=Proof.SYSTEM,
        )  # fmt: skip
    return notice


def tell_account(
    *, account: Account, text: str, subject: str, link: str, by: str, today: date, now: datetime
) -> Notice:
    """Tells one person something in the desk, at most once a day for one subject."""
    return Notice.objects.get_or_create(
        subject=subject, to_account=account, sent_on=today,
        defaults={"text": text, "link": link, "sent_at": now, "by": by},
    )[0]  # fmt: skip
