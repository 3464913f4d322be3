"""Danh mục: lists with search, one form for adding and changing."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest
from django.test import Client
from tests.make import account, cluster, hamlet, unit

from lantoa.desk.audit.models import AuditEntry
from lantoa.desk.registry.lists import CATALOGUES
from lantoa.ledger.models import Evidence
from lantoa.registry.models import Account, Communicator, Hamlet, Officer, Roster, Unit
from lantoa.registry.terms import Role

pytestmark = pytest.mark.django_db
HOME = "/ban-lam-viec/danh-muc/"


def signed_in(who: Account) -> Client:
    client = Client()
    client.force_login(who)
    return client


def officer() -> Account:
    return account(Role.PLAN_OFFICER)


def test_every_catalogue_opens_and_an_empty_one_teaches() -> None:
    client = signed_in(officer())
    for catalogue in CATALOGUES:
        shown = client.get(f"{HOME}{catalogue.slug}/")
        assert shown.status_code == 200
        assert catalogue.teach[:30] in shown.content.decode().replace("&amp;", "&")
        assert client.get(f"{HOME}{catalogue.slug}/them/").status_code == 200


def test_unit_is_added_changed_and_found_without_marks() -> None:
    client = signed_in(officer())
    sent = {"name": "Đoàn Thanh niên xã", "kind": "front", "is_active": "on",
            "other_names": "Đoàn TN\n\nĐoàn TNCS "}  # fmt: skip
    assert client.post(f"{HOME}don-vi/them/", sent).status_code == 302
    made = Unit.objects.get()
    assert made.aliases == ["Đoàn TN", "Đoàn TNCS"]
    client.post(f"{HOME}don-vi/{made.pk}/", {**sent, "short_name": "Đoàn xã"})
    assert Unit.objects.get().short_name == "Đoàn xã"
    assert "Đoàn Thanh niên xã" in client.get(f"{HOME}don-vi/?q=doan+thanh").content.decode()
    assert "Không có mục nào khớp" in client.get(f"{HOME}don-vi/?q=truong").content.decode()


@pytest.mark.parametrize(
    ("slug", "sent", "field"),
    [
        ("don-vi", {"name": "", "kind": "front"}, "name"),
        ("thon", {"name": "Bến Đò", "household_count": "9", "resident_count": "1",
                  "position": "0"}, "name"),
        ("thon", {"name": "Núi", "household_count": "0", "resident_count": "1",
                  "position": "0"}, "household_count"),
        ("tuyen-truyen-vien", {"name": "Mai", "joined_on": "2026-01-01"}, "unit"),
        ("tuyen-truyen-vien", {"name": "Mai", "joined_on": "hôm qua"}, "joined_on"),
    ],
)  # fmt: skip
def test_bad_input_is_told_beside_its_field(slug: str, sent: dict[str, str], field: str) -> None:
    hamlet()
    answer = signed_in(officer()).post(f"{HOME}{slug}/them/", sent)
    assert (answer.status_code, field in answer.context["form"].errors) == (422, True)
    assert "Điều đã gõ vẫn còn" in answer.content.decode()


def test_roster_that_ends_before_it_begins_is_refused() -> None:
    mai = Officer.objects.create(name="Trần Thị Mai")
    sent = {
        "officer": mai.pk,
        "unit": unit().pk,
        "joined_on": "2026-05-01",
        "left_on": "2026-04-01",
    }
    answer = signed_in(officer()).post(f"{HOME}danh-sach-can-bo/them/", sent)
    assert list(answer.context["form"].errors) == ["left_on"]
    assert Roster.objects.count() == 0


def test_communicator_and_project_enter_the_ledger() -> None:
    client = signed_in(officer())
    client.post(
        f"{HOME}tuyen-truyen-vien/them/",
        {"name": "Lương Thị Bưởi", "hamlet": hamlet().pk, "joined_on": "2026-01-05"},
    )
    client.post(
        f"{HOME}nhiem-vu-khcn/them/",
        {"name": "Đo độ mặn", "is_state_funded": "on", "starts_on": "2026-01-05"},
    )
    assert list(Evidence.objects.order_by("seq").values_list("kind", flat=True)) == [
        "communicator.joined", "project.registered"
    ]  # fmt: skip
    assert Communicator.objects.get().joined_on == date(2026, 1, 5)


def test_hamlet_gets_its_address_once() -> None:
    client = signed_in(officer())
    sent = {"name": "Núi Tháp", "household_count": "244", "resident_count": "910", "position": "1"}
    client.post(f"{HOME}thon/them/", sent)
    made = Hamlet.objects.get()
    client.post(f"{HOME}thon/{made.pk}/", {**sent, "name": "Núi Tháp Mới"})
    assert list(Hamlet.objects.values_list("name", "slug")) == [("Núi Tháp Mới", "nui-thap")]


def test_editor_keeps_spoken_words_and_sees_no_units() -> None:
    client = signed_in(account(Role.EDITOR))
    assert client.post(
        f"{HOME}tu-dien-doc/them/", {"tu": "Zalo", "doc": "da lô"}
    ).status_code == 302  # fmt: skip
    assert client.get(f"{HOME}don-vi/").status_code == 403
    assert client.get(f"{HOME}don-vi/them/").status_code == 403


def test_unit_contact_opens_no_catalogue_but_that_of_higher_documents() -> None:
    client = signed_in(account(Role.UNIT_CONTACT))
    shown = [one.slug for one, _ in client.get(HOME).context["catalogues"]]
    assert [client.get(f"{HOME}{one.slug}/").status_code for one in CATALOGUES] == [
        200 if one.slug in shown else 403 for one in CATALOGUES
    ]
    assert len(shown) == 1


@pytest.mark.parametrize("count", [1, 3])
def test_list_of_clusters_takes_the_same_queries_for_one_and_for_three(
    count: int, django_assert_num_queries: Any
) -> None:
    for number in range(count):
        cluster(f"Cụm {number}")
    client = signed_in(officer())
    client.get(f"{HOME}cum-loa/")
    with django_assert_num_queries(12):
        client.get(f"{HOME}cum-loa/", headers={"X-Passive": "1"})


def test_row_says_who_changed_what() -> None:
    who = officer()
    client = signed_in(who)
    sent = {"name": "Đoàn Thanh niên xã", "kind": "front", "is_active": "on"}
    client.post(f"{HOME}don-vi/them/", sent)
    made = Unit.objects.get()
    client.post(f"{HOME}don-vi/{made.pk}/", {**sent, "email": "doan@songlam.example"})
    acts = client.get(f"{HOME}don-vi/{made.pk}/").context["history"]
    assert [(name, act.words.partition(": ")[0]) for act, name in acts] == [
        (who.name, "Đoàn Thanh niên xã")
    ] * 2
    assert "thư điện tử" in acts[0][0].words.lower()


def test_audit_names_no_person_of_the_lists() -> None:
    client = signed_in(officer())
    sent = {"name": "Đặng Hồng Nhung", "title": "Công chức"}
    client.post(f"{HOME}can-bo/them/", sent)
    made = Officer.objects.get(name="Đặng Hồng Nhung")
    client.post(f"{HOME}can-bo/{made.pk}/", {**sent, "title": "Phó Trưởng phòng"})
    acts = client.get(f"{HOME}can-bo/{made.pk}/").context["history"]
    assert ["Nhung" in act.words for act, _ in acts] == [False, False]
    assert "chức vụ" in acts[0][0].words.lower()
    client.post(f"{HOME}can-bo/{made.pk}/xoa/")
    newest = AuditEntry.objects.all()[0]
    assert (newest.subject, newest.words) == (f"can-bo:{made.pk}", "xóa")
