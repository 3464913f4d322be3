"""From what another should do to a button: «Nhắc Trung tâm», once a day, recorded.

What the button sends is made and signed by the program; nobody types the words of a nudge.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import asdict, dataclass, replace
from datetime import date

from django.core import signing
from django.urls import reverse

from lantoa.desk.today.rows import Row, Wish
from lantoa.notices.queries import nudges
from lantoa.registry.models import Account
from lantoa.registry.queries import units_that_may
from lantoa.vietnamese import day_month

SALT = "desk.nudge"
DAY_SECONDS = 24 * 3600
MAY_NUDGE = "notices.add_notice"


@dataclass(frozen=True)
class Nudge:
    """Exactly what will be recorded."""

    subject: str
    unit: int
    unit_name: str
    text: str
    link: str

    @property
    def token(self) -> str:
        return signing.dumps(asdict(self), salt=SALT, compress=True)


def read_token(token: str) -> Nudge | None:
    """The nudge of a button of the last day; None for anything else."""
    try:
        return Nudge(**signing.loads(token, salt=SALT, max_age=DAY_SECONDS))
    except (signing.BadSignature, TypeError):
        return None


def with_nudges(rows: Iterable[Row], *, account: Account, today: date) -> list[Row]:
    """Wishes become buttons for who may nudge, and fall away for the others. Two queries, and one
    more for each permission that a wish names."""
    listed = list(rows)
    wishes = [row.wish for row in listed if row.wish]
    if not wishes or not account.has_perm(MAY_NUDGE):
        return listed
    able = {name: _able(name, today) for name in {wish.permission for wish in wishes} if name}
    before = nudges([wish.subject for wish in wishes])
    return [_with_nudge(row, able, before, today) if row.wish else row for row in listed]


def _able(permission: str, today: date) -> tuple[tuple[int, str], ...]:
    return tuple(
        (unit.pk, unit.short_name or unit.name) for unit in units_that_may(permission, today=today)
    )


def _with_nudge(
    row: Row, able: dict[str, tuple[tuple[int, str], ...]],
    before: dict[tuple[str, int], list[date]], today: date,
) -> Row:  # fmt: skip
    wish = row.wish
    assert wish is not None
    units = wish.units or able.get(wish.permission, ())
    if not units:
        return row
    pk, name = units[0]
    days = before.get((wish.subject, pk), [])
    said = f" Đã nhắc {name} {' và '.join(day_month(day) for day in days[-2:])}." if days else ""
    row = replace(row, note=row.note + said)
    if today in days:
        return replace(row, done="Đã nhắc hôm nay", button="", address="", is_act=False)
    return replace(
        row, button=button_words(name, len(days)), address=reverse("nudge-unit"), is_act=True,
        token=_nudge(wish, pk, name).token,
    )  # fmt: skip


def button_words(name: str, times: int) -> str:
    """«Nhắc Trung tâm DVTH», then «Nhắc lần 2»."""
    return f"Nhắc lần {times + 1}" if times else f"Nhắc {name}"


def _nudge(wish: Wish, pk: int, name: str) -> Nudge:
    return Nudge(wish.subject, pk, name, wish.text, wish.link)
