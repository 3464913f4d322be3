"""Đôn đốc: `remind_unit`, `tell_account`, `note_notice`, `settle_notices`."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date, datetime

from django.db import transaction

from lantoa.core.clock import local
from lantoa.core.errors import Refused
from lantoa.ledger.services import record_evidence
from lantoa.ledger.terms import Proof
from lantoa.notices.models import Notice
from lantoa.registry.models import Account, Unit
from lantoa.registry.queries import units_of
from lantoa.registry.terms import Role


def remind_unit(
    *, unit: Unit, text: str, subject: str, link: str, by: str, today: date, now: datetime
) -> Notice:
    """Nudges a unit, at most once a day for one subject; recorded as evidence."""
    with transaction.atomic():
        notice, is_new = Notice.objects.get_or_create(
            subject=subject, to_unit=unit, sent_on=today,
            defaults={"text": text, "link": link, "sent_at": now, "by": by, "by_mail": True},
        )  # fmt: skip
        if is_new:
            record_evidence(
                kind="notice.sent", occurred_at=now, now=now, by=by,
                subjects=[subject, unit.code], payload={"text": text}, proof=Proof.SYSTEM,
            )  # fmt: skip
    return notice


def tell_account(
    *, account: Account, text: str, subject: str, link: str, by: str, today: date, now: datetime,
    by_mail: bool = False,
) -> Notice:  # fmt: skip
    """Tells one person something in the desk, at most once a day for one subject; `by_mail`: also
    in the letter of the day."""
    return Notice.objects.get_or_create(
        subject=subject, to_account=account, sent_on=today,
        defaults={"text": text, "link": link, "sent_at": now, "by": by, "by_mail": by_mail},
    )[0]  # fmt: skip


def tell_roles(
    *, roles: Iterable[Role], text: str, subject: str, link: str, now: datetime,
    today: date | None = None, by_mail: bool = False,
) -> None:  # fmt: skip
    """The program itself tells everybody in use who has one of these roles. `today`: the day that
    counts for once a day, where it is not that of `now`."""
    for person in Account.objects.filter(role__in=list(roles), is_active=True):
        tell_account(
            account=person, text=text, subject=subject, link=link, by="system",
            today=today or local(now).date(), now=now, by_mail=by_mail,
        )  # fmt: skip


def note_notice(*, notice: Notice, by: Account, now: datetime, today: date) -> None:
    """Đã xem: it leaves the first screen. What is said to a unit any of its people may note."""
    own = {unit.pk for unit in units_of(by, today=today)}
    if notice.to_account_id != by.pk and notice.to_unit_id not in own:
        raise Refused("Thông báo này gửi cho người khác. Chưa có gì thay đổi.")
    Notice.objects.filter(pk=notice.pk, read_at__isnull=True).update(read_at=now)


def settle_notices(*, subject: str, unit: Unit, now: datetime) -> None:
    """The unit has done what it was told of: every nudge about it leaves the first screen."""
    Notice.objects.filter(subject=subject, to_unit=unit, read_at__isnull=True).update(read_at=now)
