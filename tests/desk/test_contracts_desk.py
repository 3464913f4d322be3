"""Screens of contracts: written, listed, ticked, closed, on Hôm nay."""

from __future__ import annotations

from datetime import timedelta

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from tests.make import NOW, account, task

from lantoa.core import clock
from lantoa.plan.models import Contract, CostLine
from lantoa.plan.services import keep_contract, record_cost
from lantoa.registry.terms import Role

pytestmark = pytest.mark.django_db
LIST = "/ban-lam-viec/danh-muc/hop-dong/"
ONE = "/ban-lam-viec/kinh-phi/hop-dong/"
PDF = b"%PDF-1.7\n%%EOF"


def client_of(role: Role = Role.PLAN_OFFICER) -> Client:
    client = Client()
    client.force_login(account(role))
    return client


def contract(name: str = "SIM cho bộ thu", days: int = 30, **fields: object) -> Contract:
    today = clock.today()
    given = {"kind": "sim", "name": name, "party": "Viễn thông tỉnh",
             "starts_on": today - timedelta(days=300), "ends_on": today + timedelta(days=days),
             **fields}  # fmt: skip
    return keep_contract(contract=Contract(**given), by=account(Role.PLAN_OFFICER), now=NOW)


def cost() -> CostLine:
    day = clock.today() - timedelta(days=1)
    return record_cost(
        tasks=[task()], text="Mua SIM năm 2026", source="state", planned=0, spent=2_400_000,
        happened_on=day, by=account(Role.PLAN_OFFICER), now=clock.now(), today=clock.today(),
    )  # fmt: skip


def test_contract_is_written_with_its_paper_and_cost_line_and_shown() -> None:
    line, client = cost(), client_of()
    assert "Mua SIM năm 2026, 2.400.000" in client.get(f"{LIST}them/").content.decode()
    client.post(f"{LIST}them/", {
        "kind": "sim", "name": "SIM cho bộ thu", "party": "Viễn thông tỉnh", "number": "12/HĐ",
        "starts_on": "2026-01-01", "ends_on": "2026-12-31", "amount": "2400000",
        "cost_line": line.pk, "file": SimpleUploadedFile("hd.pdf", PDF),
    })  # fmt: skip
    row = Contract.objects.get()
    page = client_of(Role.LEADER).get(f"{ONE}{row.pk}/").content.decode()
    for words in ("12/HĐ", "2.400.000", "Mua SIM năm 2026", "Mở tệp", "01/01/2026 đến 31/12/2026"):
        assert words in page
    assert "Đánh dấu giấy tờ" not in page
    assert client.get(f"{ONE}{row.pk}/tep/").content == PDF


def test_end_before_start_stands_beside_its_field() -> None:
    answer = client_of().post(f"{LIST}them/", {
        "kind": "sim", "name": "a", "party": "b", "starts_on": "2026-02-01",
        "ends_on": "2026-01-01",
    })  # fmt: skip
    assert (answer.status_code, Contract.objects.count()) == (422, 0)
    assert "Ngày hết hạn trước ngày bắt đầu." in answer.content.decode()


def test_list_is_filtered_by_end_and_papers_exported_and_printed() -> None:
    contract("Sắp hết", 10)
    contract("Đã hết", -3)
    contract("Còn lâu", 300)
    client = client_of(Role.INSPECTOR)

    def shown(query: str) -> list[str]:
        return [line.cells[0] for line in client.get(f"{LIST}?{query}").context["listing"].lines]

    assert shown("han=sap-het") == ["Sắp hết"]
    assert shown("han=da-het") == ["Đã hết"]
    assert shown("han=con-han") == ["Sắp hết", "Còn lâu"]
    assert shown("han=thoi") == shown("giay-to=du") == []
    assert shown("q=vien+thong") == ["Đã hết", "Sắp hết", "Còn lâu"]
    for form in ("xlsx", "csv", "in"):
        assert client.get(f"{LIST}xuat/{form}/").status_code == 200


def test_papers_are_ticked_and_contract_is_closed_and_reopened() -> None:
    row, client = contract(), client_of()
    said = client.post(f"{ONE}{row.pk}/giay-to/", {"giay-to": ["invoice"]}, follow=True)
    assert "có 1 trên 6 giấy tờ" in said.content.decode()
    late = client.post(f"{ONE}{row.pk}/thanh-ly/", {"closed_on": "2099-01-01"})
    assert late.status_code == 422 and "đến hôm nay" in late.content.decode()
    client.post(f"{ONE}{row.pk}/thanh-ly/", {"closed_on": clock.today().isoformat()})
    row.refresh_from_db()
    assert row.closed_on == clock.today()
    client.post(f"{ONE}{row.pk}/thanh-ly/", {"mo-lai": "1"})
    row.refresh_from_db()
    assert row.closed_on is None


def test_what_runs_out_stands_on_today_of_the_plan_officer_alone() -> None:
    contract("Tên miền xã", 10)
    contract("Còn lâu", 300)
    page = client_of().get("/ban-lam-viec/").content.decode()
    assert "Tên miền xã" in page and "còn 10 ngày" in page and "Còn lâu" not in page
    assert "Tên miền xã" not in client_of(Role.EDITOR).get("/ban-lam-viec/").content.decode()
