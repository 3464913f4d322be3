"""What was said to this person or to the unit, until somebody notes it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from lantoa.core.clock import local
from lantoa.notices.models import Notice
from lantoa.notices.queries import open_notices
from lantoa.registry.models import Account, Unit
from lantoa.vietnamese import clock_time, day_month

MOST = 4


@dataclass(frozen=True)
class Note:
    """One notice: its words, when and to whom, where it leads."""

    pk: int
    text: str
    note: str
    address: str


@dataclass(frozen=True)
class Notes:
    """The newest, and how many there are."""

    shown: tuple[Note, ...] = ()
    total: int = 0

    @property
    def rest(self) -> int:
        return self.total - len(self.shown)


def notes_for(account: Account, units: Sequence[Unit], *, today: date) -> Notes:
    """Notices to the account and to its units; one query."""
    found = list(open_notices(account=account, units=units)[:50])
    names = {unit.pk: unit.short_name or unit.name for unit in units}
    shown = tuple(_note(notice, names, today) for notice in found[:MOST])
    return Notes(shown, len(found))


def _note(notice: Notice, names: dict[int, str], today: date) -> Note:
    at = local(notice.sent_at)
    day = "hôm nay" if at.date() == today else f"ngày {day_month(at.date())}"
    to = f", gửi {names[notice.to_unit_id]}" if notice.to_unit_id in names else ""
    address = notice.link if notice.link.startswith("/") else ""
    return Note(notice.pk, notice.text, f"{clock_time(at)} {day}{to}.", address)
