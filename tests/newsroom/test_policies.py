"""Policy sheets: which apply, which lapsed and why, who is told."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from django.test import Client

from lantoa.newsroom.models import Article
from lantoa.newsroom.policies import applying_policies, lapse_of, tell_owners
from lantoa.newsroom.terms import Genre
from lantoa.notices.models import Notice
from lantoa.plan.models import SuperiorDocument
from lantoa.plan.services import end_document, keep_document
from lantoa.registry.terms import Role
from tests.make import NOW, TODAY, account, approved_article

pytestmark = pytest.mark.django_db
SHEET = {
    "who": "Hộ nghèo", "what": "Một nửa chi phí.", "conditions": "Có hóa đơn.", "how": "Viết đơn.",
    "where": "Bàn số 2.", "contact": "Phòng Kinh tế", "starts_on": "2026-01-01",
    "basis": "Nghị quyết số 15/2026/NQ-HĐND ngày 10/7/2026",
}  # fmt: skip


def sheet(**changed: str) -> Article:
    return approved_article(
        genre=Genre.POLICY, sheet={**SHEET, **changed}, with_sound=False, title="Hỗ trợ nhãn hiệu"
    )


def test_a_sheet_applies_on_its_last_day_and_not_on_the_next() -> None:
    row = sheet(ends_on=TODAY.isoformat())
    assert applying_policies(today=TODAY) == [row]
    assert applying_policies(today=TODAY + timedelta(days=1)) == []
    assert applying_policies(today=date(2025, 12, 31)) == []


def test_the_public_list_is_by_who_benefits(client: Client) -> None:
    sheet()
    page = client.get("/chinh-sach/").content.decode()
    assert ("Hỗ trợ nhãn hiệu" in page, "Người cao tuổi" in page) == (True, True)
    assert 'href="/chinh-sach/#nguoi-cao-tuoi"' in client.get("/").content.decode()


def test_a_replaced_basis_ends_the_sheet_and_marks_its_page(client: Client) -> None:
    clerk = account(Role.CLERK)
    old, new = (
        keep_document(
            document=SuperiorDocument(kind="Nghị quyết", number=number), by=clerk, now=NOW
        )
        for number in ("15/2026/NQ-HĐND", "2/2027/NQ-HĐND")
    )
    row = sheet()
    assert lapse_of(row, today=TODAY) is None
    end_document(document=old, ended_on=TODAY, replaced_by=new, by=clerk)
    lapse = lapse_of(row, today=TODAY)
    assert lapse is not None and lapse.why == (
        "Nghị quyết 15/2026/NQ-HĐND đã bị thay thế bởi Nghị quyết 2/2027/NQ-HĐND từ ngày 23/11/2026"
    )
    page = client.get(f"/tin-bai/{row.pk}-{row.slug}/").content.decode()
    assert ("Hết hiệu lực từ ngày" in page, applying_policies(today=TODAY)) == (True, [])


def test_the_writer_is_told_once_before_and_once_after() -> None:
    row = sheet(ends_on=(TODAY + timedelta(days=20)).isoformat())
    sheet(ends_on=(TODAY + timedelta(days=200)).isoformat())
    days = [0, 1, 20, 21, 22]
    told = [
        tell_owners(now=NOW + timedelta(days=one), today=TODAY + timedelta(days=one))
        for one in days
    ]
    assert told == [1, 0, 0, 1, 0]
    texts = list(Notice.objects.order_by("sent_on").values_list("to_account", "text"))
    assert [who for who, _ in texts] == [row.created_by_id] * 2
    assert ["sẽ hết hiệu lực" in texts[0][1], "đã hết hiệu lực" in texts[1][1]] == [True, True]
