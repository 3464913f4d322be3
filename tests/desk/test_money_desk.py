"""Money and royalties on the desk: entered, counted, given out."""

from __future__ import annotations

import io
import re

import openpyxl
import pytest
from django.test import Client
from django.urls import reverse
from tests import make

from lantoa.ledger.services import record_evidence
from lantoa.plan.services import record_cost
from lantoa.registry.models import Account
from lantoa.registry.terms import Role

pytestmark = pytest.mark.django_db


def signed_in(client: Client) -> Account:
    make.commune()
    officer = make.account(Role.PLAN_OFFICER)
    client.force_login(officer)
    return officer


def words(answer: bytes) -> str:
    return re.sub(r"\s+", " ", re.sub(r"<[^>]+>", " ", answer.decode()))


def test_money_set_aside_and_spent_stands_by_task_and_source(client: Client) -> None:
    officer, task = signed_in(client), make.task("1.4")
    code = task.plan.code
    record_cost(
        tasks=[task], text="Thuê làm clip", source="socialised", planned=0, spent=3_000_000,
        happened_on=make.TODAY, by=officer, now=make.NOW, today=make.TODAY,
    )  # fmt: skip
    client.post(
        reverse("set-budget", args=[code]),
        {"task": task.pk, "source": "socialised", "year": 2026, "amount": 5_000_000},
    )
    page = words(client.get(reverse("money", args=[code]), {"nam": "2026"}).content)
    assert "Dự toán 5.000.000 Đã chi 3.000.000 Còn 2.000.000" in page
    assert "Khoản chi chưa có chứng từ Thuê làm clip" in page
    paper = words(client.get(reverse("money-printed", args=[code]), {"nam": "2026"}).content)
    assert "xã hội hóa 5.000.000 3.000.000 2.000.000" in paper
    book = openpyxl.load_workbook(
        io.BytesIO(client.get(reverse("money-sheet", args=[code]), {"nam": "2026"}).content)
    )
    row = next(row for row in book.worksheets[0].iter_rows(values_only=True) if row[0] == "1.4")
    assert row[2:5] == ("chưa rõ",) * 3
    assert row[8:11] == (5_000_000, 3_000_000, 2_000_000)


def test_a_year_without_money_says_what_to_do(client: Client) -> None:
    signed_in(client)
    page = client.get(reverse("money", args=[make.plan().code]), {"nam": "2031"}).content.decode()
    assert "Chưa có dự toán và khoản chi nào của năm 2031." in page


def test_royalties_name_what_has_no_rate_then_pay_it(client: Client) -> None:
    author = signed_in(client)
    payloads = {
        "article.submitted": {},
        "website.published": {"title": "Nộp hồ sơ", "genre": "news"},
    }
    for kind, payload in payloads.items():
        record_evidence(
            kind=kind, occurred_at=make.NOW, now=make.NOW, by=author.code,
            subjects=["article:1"], payload=payload, proof="system",
        )  # fmt: skip
    month = {"thang": "2026-11"}
    assert "chưa ghi định mức nào" in client.get(reverse("royalties"), month).content.decode()
    client.post(
        reverse("royalty-rates"),
        {"genre": "news", "form": "web", "amount": 60_000, "starts_on": "2026-01-01",
         "basis": "Quy chế 5/QĐ-UBND"},
    )  # fmt: skip
    page = words(client.get(reverse("royalties"), month).content)
    assert f"{author.name} 1 mục, 60.000 đồng" in page
    paper = words(client.get(reverse("royalties-printed"), month).content)
    assert "Ký nhận" in paper
    assert "Thủ trưởng đơn vị" in paper
    book = openpyxl.load_workbook(io.BytesIO(client.get(reverse("royalties-sheet"), month).content))
    assert [cell.value for cell in book.worksheets[1][2]][:4] == [author.name, 1, 0, 60_000]


def test_a_rate_without_basis_is_refused_on_the_form(client: Client) -> None:
    signed_in(client)
    answer = client.post(reverse("royalty-rates"), {"genre": "news", "form": "web", "amount": 1})
    assert answer.status_code == 422
