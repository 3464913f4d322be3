"""A unit's contact keeps the roster of that unit and of no other."""

from __future__ import annotations

from datetime import date

import pytest
from django.test import Client
from tests.make import TODAY, account, unit

from lantoa.core.errors import Refused
from lantoa.desk.audit.models import AuditEntry
from lantoa.registry.models import Account, Officer, Roster
from lantoa.registry.own_roster import add_to_own_roster, end_own_rosters
from lantoa.registry.terms import Role

pytestmark = pytest.mark.django_db
ADDRESS = "/ban-lam-viec/danh-muc/don-vi-minh/"


def contact() -> Account:
    mine = Officer.objects.create(name="Lý Thanh Tùng")
    Roster.objects.create(unit=unit("Công an xã"), officer=mine, joined_on=date(2020, 1, 1))
    return account(Role.UNIT_CONTACT, officer=mine)


def test_contact_adds_and_ends_people_of_the_own_unit() -> None:
    client, other = Client(), unit("Phòng Kinh tế")
    client.force_login(contact())
    own = unit("Công an xã")
    sent = {"unit": own.pk, "name": "Đỗ  Văn Quyết", "title": "", "joined_on": "2026-01-05"}
    assert client.post(ADDRESS, sent).status_code == 302
    assert client.post(ADDRESS, sent).status_code == 422
    assert client.post(ADDRESS, {**sent, "unit": other.pk, "name": "Lạ"}).status_code == 422
    line = Roster.objects.get(officer__name="Đỗ Văn Quyết")
    client.post(ADDRESS, {"dong": [line.pk], "ngay-ra": "2026-10-01"})
    line.refresh_from_db()
    assert (line.left_on, Roster.objects.count()) == (date(2026, 10, 1), 2)
    page = client.get(ADDRESS).content.decode()
    assert "1 người đã thôi" in page and "Phòng Kinh tế" not in page


def test_line_of_another_unit_is_refused_with_all_the_others() -> None:
    by = contact()
    strange = Roster.objects.create(
        unit=unit("Phòng Kinh tế"), officer=Officer.objects.create(name="Nga"),
        joined_on=date(2020, 1, 1),
    )  # fmt: skip
    mine = Roster.objects.get(officer=by.officer)
    with pytest.raises(Refused, match="không giữ danh sách"):
        end_own_rosters(rosters=[mine, strange], left_on=TODAY, by=by, today=TODAY)
    assert not Roster.objects.exclude(left_on=None).exists()
    client = Client()
    client.force_login(by)
    answer = client.post(ADDRESS, {"dong": [strange.pk], "ngay-ra": "2026-10-01"})
    assert (answer.status_code, Roster.objects.exclude(left_on=None).count()) == (422, 0)


def test_who_left_the_unit_keeps_its_list_no_more() -> None:
    by = contact()
    Roster.objects.update(left_on=date(2026, 1, 1))
    with pytest.raises(Refused):
        add_to_own_roster(
            unit=unit("Công an xã"), name="Mới", title="", joined_on=TODAY, by=by, today=TODAY
        )
    assert Officer.objects.count() == 1


def test_audit_names_nobody_of_the_roster() -> None:
    client = Client()
    client.force_login(contact())
    own = unit("Công an xã")
    client.post(ADDRESS, {"unit": own.pk, "name": "Đỗ Văn Quyết", "joined_on": "2026-01-05"})
    newest = AuditEntry.objects.all()[0]
    made = Officer.objects.get(name="Đỗ Văn Quyết")
    assert (newest.subject, newest.words) == (made.code, "Thêm vào danh sách của Công an xã.")
