"""Việc của đơn vị on the phone."""

from __future__ import annotations

from datetime import date

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.urls import reverse
from tests.make import account, plan, task, unit
from tests.media.test_photos import with_place

from lantoa.core import clock
from lantoa.ledger import attachments
from lantoa.ledger.models import Evidence
from lantoa.plan.models import Responsibility
from lantoa.plan.services import ask_units
from lantoa.registry.models import Account, Officer, Roster
from lantoa.registry.terms import Role, UnitKind

pytestmark = pytest.mark.django_db


def contact(of: str = "Trung tâm Dịch vụ tổng hợp") -> Account:
    officer = Officer.objects.create(name="Lê Thị Hoa")
    Roster.objects.create(unit=unit(of), officer=officer, joined_on=date(2020, 1, 1))
    return account(Role.UNIT_CONTACT, officer=officer)


def signed_in(who: Account) -> Client:
    client = Client()
    client.force_login(who)
    return client


def deed(**fields: object) -> dict[str, object]:
    given = {
        "title": "Ngày hội số", "place": "Nhà văn hóa", "attendee_count": 40,
        "day": clock.today().isoformat(), "tasks": [task("1.1").pk],
    }  # fmt: skip
    return {**given, **fields}


def test_contact_records_an_activity_with_a_photo_that_has_lost_its_place() -> None:
    plan()
    client, page = signed_in(contact()), reverse("unit-work")
    assert "Nhiệm vụ 1.1" in client.get(page).content.decode()
    photo = SimpleUploadedFile("a.jpg", with_place(), "image/jpeg")
    answer = client.post(page, deed(papers=photo), follow=True)
    shown = answer.content.decode()
    assert "Đã ghi vào sổ minh chứng" in shown and "Ngày hội số" in shown
    entry = Evidence.objects.get(kind="activity.held")
    kept = attachments.read(entry.attachments[0]["sha256"])
    assert kept and b"Exif" not in kept and b"May anh" not in kept


def test_task_of_another_unit_is_not_offered_nor_taken() -> None:
    plan()
    other = unit("Trường Tiểu học")
    for number in ("1.1", "1.4"):
        task(number).lead_units.set([other])
    own = task("1.4")
    own.supporting_units.add(unit())
    client, page = signed_in(contact()), reverse("unit-work")
    shown = client.get(page).content.decode()
    assert "Nhiệm vụ 1.4" in shown and "Nhiệm vụ 1.1" not in shown
    assert client.post(page, deed()).status_code == 422
    assert Evidence.objects.filter(kind="activity.held").count() == 0


def test_what_is_wrong_is_said_and_what_was_typed_stays() -> None:
    plan()
    client, page = signed_in(contact()), reverse("unit-work")
    answer = client.post(page, deed(day="2031-01-01"))
    shown = answer.content.decode()
    assert (answer.status_code, "Ngày này chưa tới" in shown, "Ngày hội số" in shown) == (
        422, True, True
    )  # fmt: skip


def test_account_without_a_unit_is_told_and_others_are_refused() -> None:
    plan()
    page = reverse("unit-work")
    shown = signed_in(account(Role.UNIT_CONTACT)).get(page).content.decode()
    assert "chưa gắn với cán bộ" in shown
    assert signed_in(account(Role.INSPECTOR)).get(page).status_code == 403


def test_contact_sees_what_waits_for_an_answer_and_what_the_plan_asks_of_the_unit() -> None:
    live = plan()
    front = unit("Ủy ban Mặt trận Tổ quốc Việt Nam xã")
    front.kind = UnitKind.FRONT
    front.save()
    Responsibility.objects.create(
        plan=live, position=9, unit_text="Ủy ban MTTQ và các tổ chức chính trị - xã hội",
        items=["Vận động hội viên tham gia."],
    )  # fmt: skip
    officer, now = account(Role.PLAN_OFFICER), clock.now()
    ask_units(
        title="Hội viên dùng VNeID", text="", measure="người", period_words="", tasks=[],
        due_on=now.date(), units=[front], by=officer, now=now, today=now.date(),
    )  # fmt: skip
    shown = signed_in(contact(front.name)).get(reverse("unit-work")).content.decode()
    assert "Số liệu: Hội viên dùng VNeID" in shown
    assert "Vận động hội viên tham gia." in shown
    elsewhere = signed_in(contact()).get(reverse("unit-work")).content.decode()
    assert "Hội viên dùng VNeID" not in elsewhere
    assert "Vận động hội viên" not in elsewhere
