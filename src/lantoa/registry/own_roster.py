"""A unit's own roster, kept by the unit's contact: its people and no other unit's."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from django.db import transaction

from lantoa.core.errors import Refused
from lantoa.registry.models import Account, Officer, Roster, Unit
from lantoa.registry.queries import units_of
from lantoa.vietnamese import date_short, nfc

RIGHT = "registry.keep_own_roster"


def add_to_own_roster(
    *, unit: Unit, name: str, title: str, joined_on: date, by: Account, today: date
) -> Roster:
    """Ghi thêm người vào danh sách của đơn vị mình."""
    _need_own(unit, by, today)
    name = " ".join(nfc(name).split())
    if Roster.objects.filter(
        unit=unit, officer__name__iexact=name, left_on__isnull=True
    ).exists():  # fmt: skip
        raise Refused(f"{name} đang có trong danh sách của {unit}. Chưa ghi thêm.")
    with transaction.atomic():
        officer = Officer.objects.create(name=name, title=" ".join(nfc(title).split()))
        return Roster.objects.create(unit=unit, officer=officer, joined_on=joined_on)


def end_own_rosters(
    *, rosters: Sequence[Roster], left_on: date, by: Account, today: date
) -> int:  # fmt: skip
    """Ghi ngày ra cho người của đơn vị mình, all of them or none."""
    for roster in rosters:
        _need_own(roster.unit, by, today)
        if roster.joined_on > left_on:
            raise Refused(
                f"{roster.officer} vào {roster.unit} sau ngày {date_short(left_on)}. Chưa ghi ngày "
                "ra cho ai. Chọn ngày khác."
            )
    with transaction.atomic():
        for roster in rosters:
            roster.left_on = left_on
            roster.save(update_fields=["left_on"])
    return len(rosters)


def _need_own(unit: Unit, by: Account, today: date) -> None:
    if not by.has_perm(RIGHT) or unit not in units_of(by, today=today):
        raise Refused(f"Tài khoản này không giữ danh sách của {unit}. Không có gì thay đổi.")
