"""Nhập từ Excel at the screens."""

from __future__ import annotations

from io import BytesIO

import openpyxl
import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from tests.make import account
from tests.registry.sheets import xlsx

from lantoa.registry.models import Hamlet, SheetImport
from lantoa.registry.terms import Role

pytestmark = pytest.mark.django_db
HOME = "/ban-lam-viec/danh-muc/nhap/"
ROWS = [["Cột lạ", "Thứ hai", "Thứ ba"], ["Núi Tháp", 244, 910], ["<b>Đồng</b>", 12, 40]]


def signed_in(role: Role = Role.PLAN_OFFICER) -> Client:
    client = Client()
    client.force_login(account(role))
    return client


def sent(client: Client, content: bytes, slug: str = "thon", name: str = "ds.xlsx"):  # type: ignore[no-untyped-def]
    return client.post(f"{HOME}{slug}/", {"file": SimpleUploadedFile(name, content)})


def test_columns_are_put_right_by_hand_then_kept_then_undone() -> None:
    client = signed_in()
    address = sent(client, xlsx(ROWS))["Location"]
    assert "Không thấy dòng tiêu đề" in client.get(address).content.decode()
    chosen = {"trang": "0", "tieu-de": "1", "cot-name": "0", "cot-household_count": "1",
              "cot-resident_count": "2"}  # fmt: skip
    assert client.post(address, chosen).status_code == 302
    shown = client.get(address)
    page = shown.content.decode()
    assert "Nhập 2 dòng vào" in page and "&lt;b&gt;Đồng&lt;/b&gt;" in page
    assert Hamlet.objects.count() == 0
    answer = client.post(f"{address}nhap/", {"shown": "khac"})
    assert (answer.status_code, Hamlet.objects.count()) == (422, 0)
    client.post(f"{address}nhap/", {"shown": shown.context["fingerprint"]})
    assert Hamlet.objects.count() == 2
    again = client.post(f"{address}nhap/", {"shown": shown.context["fingerprint"]})
    assert (again.status_code, Hamlet.objects.count()) == (422, 2)
    assert "Hoàn tác lượt nhập này" in client.get(address).content.decode()
    client.post(f"{address}hoan-tac/")
    assert Hamlet.objects.count() == 0
    assert "Đã hoàn tác" in client.get(HOME).content.decode()


def test_bad_file_is_said_beside_the_field_and_nothing_is_kept() -> None:
    client = signed_in()
    answer = sent(client, b"%PDF-1.7", name="ds.pdf")
    assert (answer.status_code, SheetImport.objects.count()) == (422, 0)
    assert "không phải bảng tính" in answer.content.decode()
    assert client.post(f"{HOME}thon/").status_code == 422


def test_another_persons_draft_is_closed() -> None:
    address = sent(signed_in(), xlsx(ROWS))["Location"]
    other = signed_in()
    assert other.get(address).status_code == 403
    assert other.post(f"{address}nhap/", {"shown": ""}).status_code == 404
    assert signed_in(Role.INSPECTOR).get(HOME).status_code == 403


def test_every_kind_has_its_screen_and_templates() -> None:
    client = signed_in()
    for slug in ("don-vi", "can-bo", "thon", "cum-loa", "to-cong-nghe-so", "tuyen-truyen-vien"):
        assert client.get(f"{HOME}{slug}/").status_code == 200
        for what in ("mau", "hien-co"):
            book = openpyxl.load_workbook(BytesIO(client.get(f"{HOME}{slug}/{what}.xlsx").content))
            assert book.active["A1"].value == "STT"
    assert client.get(f"{HOME}tai-khoan/").status_code == 404
