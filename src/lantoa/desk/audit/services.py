"""Writes of the audit: one entry an act, and the removal of months past their time."""

from __future__ import annotations

import logging
from datetime import datetime
from typing import Any

from django.db import DatabaseError, IntegrityError, models, transaction
from django.http import HttpRequest

from lantoa.core.clock import local
from lantoa.desk.audit.device import address_of, device_of
from lantoa.desk.audit.models import AuditCheckpoint, AuditEntry
from lantoa.desk.audit.terms import FIRST_PREV, Outcome
from lantoa.desk.audit.unnamed import without_names
from lantoa.registry.models import Account
from lantoa.vietnamese import nfc

LOG = logging.getLogger("lantoa.audit")
TRIES = 20
LONGEST = {
    field.name: field.max_length or 0
    for field in AuditEntry._meta.get_fields()
    if isinstance(field, models.CharField)
}


def record_audit(
    *,
    request: HttpRequest | None,
    action: str,
    now: datetime,
    subject: str = "",
    words: str = "",
    outcome: Outcome = Outcome.DONE,
    by: Account | None = None,
) -> AuditEntry | None:
    """Adds one entry: who (of the request, else `by`, else the system), what, on which object.

    `action` is a URL's name or a short code of `words.py`; `subject` a code such as `article:12`
    or an address; `words` one Vietnamese sentence without secrets, in which people that the
    registers know become codes. Anything too long is cut. An
    act that is done already does not fail because it could not be written down: that is logged.
    """
    who = by or _account_of(request)
    fields = {
        "at": now.replace(microsecond=now.microsecond // 1000 * 1000),
        "who": who.code if who else ("" if request else "system"),
        "name": "",  # the code tells who; the name stands in the register while it may
        "role": who.role_name if who else "",
        "action": action, "subject": subject, "words": without_names(words),
        "outcome": outcome.value,
        "address": address_of(request) if request else "",
        "device": device_of(request) if request else "",
    }  # fmt: skip
    try:
        return _append(_cut(fields))
    except DatabaseError:
        LOG.exception("audit entry for %s was not written", action)
        return None


def remove_old(*, now: datetime, months: int) -> AuditCheckpoint | None:
    """Removes whole months older than `months` (at least one); a checkpoint stands for them.

    The newest entry says what was removed, so that the chain itself tells of it.
    """
    old = AuditEntry.objects.filter(at__lt=_first_kept(now, max(1, months)))
    last, first = old.first(), old.last()
    if last is None or first is None:
        return None
    count = old.filter(seq__lte=last.seq).count()
    with transaction.atomic():
        record_audit(
            request=None, action="audit-removed", now=now, subject=f"audit:{first.seq}-{last.seq}",
            words=f"{count} mục, mã băm cuối {last.hash}",
        )  # fmt: skip
        made = AuditCheckpoint.objects.create(
            seq=last.seq, hash=last.hash, first_at=first.at, last_at=last.at, count=count,
            made_at=now,
        )  # fmt: skip
        AuditEntry.objects.all().drop_until(made)
    return made


def _first_kept(now: datetime, months: int) -> datetime:
    """The first moment of the oldest month that stays."""
    day = local(now).replace(day=1, hour=0, minute=0, second=0, microsecond=0)
    index = day.year * 12 + day.month - 1 - months
    return day.replace(year=index // 12, month=index % 12 + 1)


def _account_of(request: HttpRequest | None) -> Account | None:
    user = getattr(request, "user", None)
    return user if isinstance(user, Account) and user.is_authenticated else None


def _cut(fields: dict[str, Any]) -> dict[str, Any]:
    """Text in NFC, without signs that steer, at its longest."""
    for name, value in fields.items():
        if isinstance(value, str):
            plain = "".join(sign if sign.isprintable() else " " for sign in nfc(value))
            fields[name] = plain[: LONGEST[name]]
    return fields


def _append(fields: dict[str, Any]) -> AuditEntry:
    """One look at the head and one insert. Two at once want the same number: one tries again."""
    for _ in range(TRIES):
        try:
            with transaction.atomic():
                seq, prev = _head()
                entry = AuditEntry(seq=seq + 1, prev=prev, **fields)
                entry.hash = entry.own_hash()
                entry.save()
                return entry
        except IntegrityError:
            continue
    raise DatabaseError("audit chain is contended")


def _head() -> tuple[int, str]:
    for model in (AuditEntry, AuditCheckpoint):
        found = model.objects.order_by("-seq").values_list("seq", "hash").first()
        if found:
            return int(found[0]), str(found[1])
    return 0, FIRST_PREV
