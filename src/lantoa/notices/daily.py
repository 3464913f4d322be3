"""Thư đôn đốc trong ngày: one letter a day to an address, with everything that is due there.

The letters are the same notices that stand in the desk; where none can go, the notice says why,
and the desk, the text to copy and the printed list stay what they are.
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime, timedelta

from django.db import transaction
from django.db.models import Q

from lantoa.core.errors import Refused
from lantoa.core.options import option
from lantoa.notices.mail import post_mail
from lantoa.notices.models import Mail, Notice
from lantoa.notices.smtp import is_mail_ready
from lantoa.registry.models import Commune, Roster
from lantoa.registry.terms import Role
from lantoa.vietnamese import date_short

BY = "system"
# What no letter of the day before took up goes into the one of today; older words are out of date.
BACK = timedelta(days=1)
TURNED_OFF = "đã tắt gửi đôn đốc qua thư điện tử"
NO_SERVER = "chưa khai báo máy chủ thư"
NO_ADDRESS = "chưa có thư điện tử"
WAITS = "thư của ngày đã gửi trước đó, việc này vào thư ngày làm việc sau"


@dataclass
class Letter:
    """What goes to one address: to whom, and the notices in their order."""

    address: str
    names: list[str] = field(default_factory=list)
    notices: list[Notice] = field(default_factory=list)


def mail_day(*, now: datetime, today: date, since: date | None = None) -> int:
    """Writes the letters of the day that are not written yet; safe to call again, also at the
    same time. `since`: the working day before, where that is not yesterday. Answers how many were
    written."""
    waiting = Notice.objects.filter(
        by_mail=True, mail__isnull=True, read_at__isnull=True,
        sent_on__range=(since or today - BACK, today),
    )  # fmt: skip
    rows = list(waiting.select_related("to_unit", "to_account").order_by("sent_at", "pk"))
    why_none = why_no_mail()
    if why_none:
        _note(rows, why_none)
        return 0
    letters, homeless = _letters(rows, today)
    _note(homeless, NO_ADDRESS)
    return sum(_post(letter, now, today) for letter in letters)


def why_no_mail() -> str:
    """Why no letter goes out at all; empty where they do."""
    if option("LANTOA_MAIL_NUDGES") != "1":
        return TURNED_OFF
    return "" if is_mail_ready() else NO_SERVER


def _letters(rows: Iterable[Notice], today: date) -> tuple[list[Letter], list[Notice]]:
    """The notices by address, and those whose unit or person has none."""
    contacts = _contacts(today)
    letters: dict[str, Letter] = {}
    homeless = []
    for row in rows:
        address = _address(row, contacts)
        if not address:
            homeless.append(row)
            continue
        letter = letters.setdefault(address.lower(), Letter(address))
        name = _name(row)
        if name not in letter.names:
            letter.names.append(name)
        letter.notices.append(row)
    return list(letters.values()), homeless


def _address(row: Notice, contacts: dict[int, str]) -> str:
    if row.to_unit is not None:
        return row.to_unit.email or contacts.get(row.to_unit.pk, "")
    return row.to_account.email if row.to_account is not None else ""


def _name(row: Notice) -> str:
    return row.to_unit.name if row.to_unit is not None else str(row.to_account)


def _contacts(today: date) -> dict[int, str]:
    """The address of the contact officer of each unit that has one on its roster today."""
    still = Q(left_on__isnull=True) | Q(left_on__gte=today)
    rows = Roster.objects.filter(
        still, joined_on__lte=today, officer__account__role=Role.UNIT_CONTACT,
        officer__account__is_active=True,
    ).exclude(officer__account__email="")  # fmt: skip
    pairs = rows.order_by("-joined_on", "-pk").values_list("unit_id", "officer__account__email")
    return dict(pairs)


def _post(letter: Letter, now: datetime, today: date) -> int:
    """Keeps one letter and what it holds, in one transaction."""
    key = _key(letter.address, today)
    with transaction.atomic():
        if Mail.objects.filter(key=key).exists():
            _note(letter.notices, WAITS)
            return 0
        try:
            mail = post_mail(
                key=key, to=letter.address, headline=_headline(letter, today),
                text=letter_text(letter, today=today), subject=f"nudges:{today:%Y-%m-%d}", by=BY,
                now=now,
            )  # fmt: skip
        except Refused as refused:
            _note(letter.notices, str(refused))
            return 0
        keys = [row.pk for row in letter.notices]
        Notice.objects.filter(pk__in=keys).update(mail=mail, mail_note="")
    return 1


def _key(address: str, today: date) -> str:
    """One letter for an address and a day, however often and whenever the clock comes by."""
    return f"nudges:{today:%Y-%m-%d}:{hashlib.sha256(address.lower().encode()).hexdigest()[:40]}"


def _headline(letter: Letter, today: date) -> str:
    count = len(_matters(letter.notices))
    return f"Đôn đốc ngày {date_short(today)}: {count} việc cần quan tâm"


def letter_text(letter: Letter, *, today: date) -> str:
    """The words of one letter: plain, with addresses of the desk only where the commune has named
    its own address."""
    base = option("LANTOA_PUBLIC_URL").rstrip("/")
    commune = Commune.objects.filter(pk=1).first()
    lines = [f"Kính gửi {', '.join(letter.names)},", ""]
    lines.append(f"Đến ngày {date_short(today)}, đề nghị quan tâm các việc sau:")
    for place, row in enumerate(_matters(letter.notices), start=1):
        told = "" if row.sent_on == today else f" (nhắc ngày {date_short(row.sent_on)})"
        lines.append(f"{place}. {row.text}{told}")
        lines += [f"   {base}{row.link}"] if base and row.link else []
    lines += ["", "Việc đã xong thì ghi kết quả trên bàn làm việc; có vướng mắc thì báo ở đó."]
    lines += [f"{base}/ban-lam-viec/"] if base else []
    who = f"Ủy ban nhân dân {commune.name}" if commune else "Ủy ban nhân dân xã"
    return "\n".join([*lines, "", who, "Thư tự động, không cần trả lời thư này."])


def _matters(rows: Sequence[Notice]) -> list[Notice]:
    """Each matter once for each who was told, in its newest words."""
    newest = {(row.subject, row.to_unit_id, row.to_account_id): row for row in rows}
    return list(newest.values())


def _note(rows: Iterable[Notice], why: str) -> None:
    keys = [row.pk for row in rows if row.mail_note != why[:200]]
    if keys:
        Notice.objects.filter(pk__in=keys, mail__isnull=True).update(mail_note=why[:200])
