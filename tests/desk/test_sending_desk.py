"""Sending on the desk: a plan by its recipients, guidance as a file, a pack and its result."""

from __future__ import annotations

from datetime import date

import pytest
from django.test import Client
from django.urls import reverse
from tests import make

from lantoa.documents.readers import read_file
from lantoa.plan.models import Dispatch, Guidance, MonthlyPack, Recipient
from lantoa.registry.models import Officer, Roster
from lantoa.registry.terms import Role, UnitKind

pytestmark = pytest.mark.django_db


def test_a_plan_is_sent_by_its_recipients_and_a_unit_sees_its_own_part(client: Client) -> None:
    make.commune()
    plan, school = make.plan(), make.unit("Trường THCS Sông Lam", kind=UnitKind.SCHOOL)
    plan.number, plan.issued_on = "27/KH-UBND", date(2026, 4, 8)
    plan.save()
    Recipient.objects.create(plan=plan, text="Các trường học trên địa bàn")
    make.task("1.1").supporting_units.add(school)
    client.force_login(make.account(Role.CLERK))
    page = client.get(reverse("send-plan", args=[plan.code])).content.decode()
    assert f'name="n0" value="{school.pk}" checked' in page
    client.post(reverse("send-plan", args=[plan.code]), {"n0": [school.pk]})
    officer = Officer.objects.create(name="Thầy Hiệu")
    Roster.objects.create(unit=school, officer=officer, joined_on=date(2025, 1, 1))
    client.force_login(make.account(Role.UNIT_CONTACT, officer=officer))
    row = Dispatch.objects.get()
    own = client.get(reverse("received-one", args=[row.pk])).content.decode()
    assert ("Nhiệm vụ 1.1" in own, "Nhiệm vụ 1.4" in own) == (True, False)
    client.post(reverse("confirm-dispatch", args=[row.pk]))
    row.refresh_from_db()
    assert row.confirmed_at is not None


def test_guidance_is_a_word_file_that_reads_back(client: Client) -> None:
    make.commune()
    client.force_login(make.account(Role.PLAN_OFFICER))
    client.post(
        reverse("draft-guidance", args=[make.plan().code]),
        {"headline": "V/v hướng dẫn <b>thực hiện</b>", "text": "Đoạn một.\nĐoạn hai."},
    )
    row = Guidance.objects.get()
    content = client.get(reverse("guidance-file", args=[row.pk])).content
    text = read_file(content, "huong-dan.docx").text
    assert ("Đoạn hai." in text, "V/v hướng dẫn <b>thực hiện</b>" in text) == (True, True)


def test_a_pack_goes_out_and_its_result_comes_back(client: Client) -> None:
    make.commune()
    school = make.unit("Trường THCS Sông Lam", kind=UnitKind.SCHOOL)
    client.force_login(make.account(Role.PLAN_OFFICER))
    client.post(
        reverse("make-pack", args=[make.plan().code]),
        {"month": "2026-12", "title": "An toàn mạng", "script": "Chào các em",
         "question_1": "Một?", "question_2": "Hai?", "question_3": "Ba?"},
    )  # fmt: skip
    pack = MonthlyPack.objects.get()
    client.post(reverse("pack", args=[pack.pk]), {"units": [school.pk]})
    row = pack.dispatches.get()
    wrong = client.post(reverse("return-pack", args=[row.pk]), {"held_on": "", "attended_count": 0})
    assert wrong.status_code == 422
    client.post(
        reverse("return-pack", args=[row.pk]), {"held_on": "2026-11-02", "attended_count": "420"}
    )
    assert "420 người" in client.get(reverse("pack", args=[pack.pk])).content.decode()


def test_another_units_paper_is_closed(client: Client) -> None:
    make.commune()
    client.force_login(make.account(Role.PLAN_OFFICER))
    row = Dispatch.objects.create(plan=make.plan(), unit=make.unit(), sent_at=make.NOW,
                                  sent_by=make.account())  # fmt: skip
    client.force_login(make.account(Role.UNIT_CONTACT))
    assert client.get(reverse("received-one", args=[row.pk])).status_code == 403


def test_what_is_not_confirmed_stands_first_on_both_lists(client: Client) -> None:
    make.commune()
    officer, by = Officer.objects.create(name="Cô Thủy"), make.account(Role.PLAN_OFFICER)
    names = []
    for place, confirmed in enumerate((make.NOW, None)):
        unit = make.unit(f"Trường số {place}")
        Roster.objects.create(unit=unit, officer=officer, joined_on=date(2025, 1, 1))
        Dispatch.objects.create(plan=make.plan(), unit=unit, sent_by=by, sent_at=make.NOW,
                                confirmed_at=confirmed)  # fmt: skip
        names.insert(0, unit.name)
    for who, page in (
        (by, "dispatches"),
        (make.account(Role.UNIT_CONTACT, officer=officer), "received"),
    ):
        client.force_login(who)
        rows = client.get(reverse(page)).context["rows"]
        assert [row.unit.name for row in rows] == names
