"""Dữ liệu cá nhân: the inventory, one person's data, the register of requests."""

from __future__ import annotations

import json
from datetime import date, timedelta

import pytest
from django.db import models
from django.test import Client
from django.urls import reverse
from tests.make import NOW, TODAY, account, unit

from lantoa.core import clock
from lantoa.core.errors import Refused
from lantoa.desk.models import AuditEntry
from lantoa.desk.privacy.holdings import chosen_holdings, forget, found_holdings
from lantoa.desk.privacy.inventory import PERSONAL, looks_personal
from lantoa.documents.sheets import read_xlsx
from lantoa.ledger.models import Annex
from lantoa.ledger.services import record_evidence
from lantoa.ledger.stores import LiveStore
from lantoa.ledger.verifying import verify
from lantoa.newsroom.ideas.taking import Story, take_story
from lantoa.newsroom.models import Idea
from lantoa.registry.models import Account, Communicator, Officer, PrivacyRequest, Roster
from lantoa.registry.privacy import (
    close_request,
    extend_request,
    forget_departed,
    forget_requests,
    record_request,
)
from lantoa.registry.terms import PrivacyKind, Role
from lantoa.registry.working_days import after_working_days

pytestmark = pytest.mark.django_db
NAME = "Đặng Thị Hồng Nhung"


def signed_in(who: Account) -> Client:
    client = Client()
    client.force_login(who)
    return client


def officer(left_on: date | None = None, name: str = NAME) -> Officer:
    made = Officer.objects.create(name=name, title="Chuyên viên")
    joined = date(2015, 1, 1)
    Roster.objects.create(unit=unit(), officer=made, joined_on=joined, left_on=left_on)
    return made


def annexed() -> int:
    evidence = record_evidence(
        kind="commendation.given", occurred_at=NOW, now=NOW, by="account:1", subjects=["x:1"],
        payload={}, proof="document", personal={"whom": NAME},
    )  # fmt: skip
    return int(evidence.seq)


def codes(rows: list) -> set[str]:  # type: ignore[type-arg]
    return {row.code for row in rows}


@pytest.mark.parametrize(
    ("field", "expected"),
    [
        (models.CharField("điện thoại", max_length=20, name="so"), True),
        (models.CharField("x", max_length=20, name="recovery_phone"), True),
        (models.EmailField("x", name="x"), True),
        (models.ImageField("x", name="x"), True),
        (models.GenericIPAddressField("x", name="x"), True),
        (models.TextField("x", name="x"), True),
        (models.CharField("số, ký hiệu", max_length=20, name="number"), False),
        (models.IntegerField("số hộ", name="household_count"), False),
    ],
)
def test_what_may_name_a_person_is_seen(field: models.Field, expected: bool) -> None:  # type: ignore[type-arg]
    assert looks_personal(field) is expected


def test_every_line_of_the_inventory_has_its_end() -> None:
    assert [
        line.model for line in PERSONAL if not (line.ends and line.ground and line.purpose)
    ] == []


def test_person_is_found_with_and_without_marks_everywhere() -> None:
    gone = officer(left_on=TODAY - timedelta(days=30))
    seq = annexed()
    story = Story(client_id="a" * 32, headline="Chuyện", text="Kể")
    take_story(story=story, by=account(name=NAME), now=NOW)
    found = codes(found_holdings("dang hong NHUNG", today=TODAY))
    assert {gone.code, f"annex:{seq}", Idea.objects.get().code} <= found
    assert found_holdings("", today=TODAY) == []


def test_what_the_commune_must_keep_stays_and_the_rest_goes() -> None:
    by = account(Role.ADMINISTRATOR)
    serving, gone = officer(), officer(left_on=TODAY - timedelta(days=1))
    seq = annexed()
    rows = chosen_holdings([serving.code, gone.code, f"annex:{seq}"], today=TODAY)
    assert codes(forget(rows, by=by, today=TODAY)) == {gone.code, f"annex:{seq}"}
    serving.refresh_from_db()
    gone.refresh_from_db()
    assert (serving.name, gone.name) == (NAME, f"Đã xóa tên (cán bộ {gone.pk})")
    assert (Officer.objects.count(), Roster.objects.count()) == (2, 2)
    assert Annex.objects.count() == 0
    assert verify(LiveStore()).findings == ()


def test_closed_account_loses_name_address_and_keys() -> None:
    row = account(Role.LEADER, name=NAME, email="nhung@xa.example", password="mot-mat-khau-dai")
    by = account(Role.ADMINISTRATOR)
    assert forget(chosen_holdings([row.code], today=TODAY), by=by, today=TODAY) == []
    Account.objects.filter(pk=row.pk).update(is_active=False)
    forget(chosen_holdings([row.code], today=TODAY), by=by, today=TODAY)
    row.refresh_from_db()
    assert (row.name, row.email, row.has_usable_password(), row.groups.count()) == (
        f"Đã xóa tên (tài khoản {row.pk})", "", False, 0
    )  # fmt: skip


def test_only_who_handles_personal_data_takes_it_away() -> None:
    gone = officer(left_on=TODAY - timedelta(days=1))
    with pytest.raises(Refused):
        forget(chosen_holdings([gone.code], today=TODAY), by=account(), today=TODAY)
    assert signed_in(account()).get(reverse("privacy-person")).status_code == 403
    assert signed_in(account(Role.INSPECTOR)).get(reverse("privacy")).status_code == 200
    assert signed_in(account(Role.INSPECTOR)).get(reverse("privacy-person")).status_code == 403


def test_export_holds_all_that_is_held_and_enters_the_audit() -> None:
    gone = officer(left_on=TODAY - timedelta(days=1))
    client = signed_in(account(Role.ADMINISTRATOR))
    answer = client.post(reverse("privacy-export"), {"code": [gone.code], "as": "json"})
    told = json.loads(answer.content)
    assert (told[0]["họ tên"], told[0]["chức vụ"]) == (NAME, "Chuyên viên")
    answer = client.post(reverse("privacy-export"), {"code": [gone.code], "as": "xlsx"})
    sheet = read_xlsx(answer.content)[0]
    assert ("Cán bộ, công chức", "họ tên", NAME, gone.code) in sheet.rows
    entry = AuditEntry.objects.filter(action="privacy-export").first()
    assert entry and gone.code in entry.words


def test_erasing_asks_first_and_says_what_stays() -> None:
    serving = officer()
    gone = officer(left_on=clock.today() - timedelta(days=1))
    client = signed_in(account(Role.ADMINISTRATOR))
    chosen = {"code": [serving.code, gone.code]}
    shown = client.post(reverse("privacy-erase"), chosen).content.decode()
    assert "Xóa tên ở 1 mục" in shown and "đang trong danh sách cán bộ" in shown
    gone.refresh_from_db()
    assert gone.name == NAME
    client.post(reverse("privacy-erase"), {**chosen, "sure": "1"})
    gone.refresh_from_db()
    assert gone.name.startswith("Đã xóa tên")
    assert client.post(reverse("privacy-erase"), {"code": ["officer:999"]}).status_code == 422


def test_names_go_five_years_after_leaving_and_not_before() -> None:
    old = officer(left_on=date(2021, 11, 1))
    recent = officer(left_on=date(2021, 12, 1), name="Người khác")
    Communicator.objects.create(
        name=NAME, unit=unit(), joined_on=date(2015, 1, 1), left_on=date(2020, 1, 1)
    )
    assert forget_departed(today=TODAY) == 2
    assert forget_departed(today=TODAY) == 0
    old.refresh_from_db()
    recent.refresh_from_db()
    assert (old.name.startswith("Đã xóa tên"), recent.name) == (True, "Người khác")
    assert Communicator.objects.get().name.startswith("Đã xóa tên")


def test_clocks_of_requests() -> None:
    by = account(Role.ADMINISTRATOR)
    days = {PrivacyKind.COPY: 10, PrivacyKind.CORRECT: 10, PrivacyKind.RESTRICT: 15,
            PrivacyKind.ERASE: 20}  # fmt: skip
    friday = date(2026, 11, 13)
    for kind, owed in days.items():
        row = record_request(
            person=NAME, contact="", kind=kind, text="", received_on=friday, by=by, today=TODAY
        )
        assert (row.due_on - friday).days == owed
        assert row.acknowledge_by == date(2026, 11, 17)
    extend_request(request=row, by=by)
    row.refresh_from_db()
    assert (row.due_on - friday).days == 40
    with pytest.raises(Refused, match="gia hạn một lần"):
        extend_request(request=row, by=by)
    with pytest.raises(Refused, match="Chưa ghi kết quả"):
        close_request(request=row, result=" ", by=by, today=TODAY)
    close_request(request=row, result="Đã xóa.", by=by, today=TODAY)
    assert forget_requests(today=TODAY + timedelta(days=731)) == 1
    assert PrivacyRequest.objects.filter(person=NAME).count() == 3


def test_holidays_are_no_working_days() -> None:
    assert after_working_days(date(2026, 4, 29), 2) == date(2026, 5, 5)


def test_request_is_recorded_and_answered_on_the_screen() -> None:
    client = signed_in(account(Role.ADMINISTRATOR))
    page = reverse("privacy-requests")
    fields = {"person": NAME, "kind": "erase", "received_on": clock.today().isoformat()}
    assert NAME in client.post(page, fields, follow=True).content.decode()
    row = PrivacyRequest.objects.get()
    act = reverse("privacy-request", args=[row.pk])
    client.post(act, {"act": "acknowledge"})
    client.post(act, {"act": "close", "result": "Đã xóa hai mục."})
    row.refresh_from_db()
    assert (row.acknowledged_on, row.closed_on) == (clock.today(), clock.today())
    assert client.post(act, {"act": "bậy"}).status_code == 422
    assert client.post(page, {**fields, "kind": "bậy"}).status_code == 422
    told = AuditEntry.objects.filter(outcome="done").values_list("words", flat=True)
    assert {"Ghi yêu cầu.", "Đã báo nhận.", "Đã trả lời."} <= set(told)
    assert [words for words in told if NAME in words] == []
