"""Thời lượng phát trước kế hoạch: the grid, a table that fills it in, what it does to A4."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from tests import make
from tests.registry.sheets import xlsx

from lantoa.channels.station.services.airtime_before import (
    MonthBefore,
    months_entered,
    record_months,
)
from lantoa.core.errors import Refused
from lantoa.ledger.queries import facts
from lantoa.registry.terms import Role

pytestmark = pytest.mark.django_db
PAGE = "/ban-lam-viec/truyen-thanh/thoi-luong-truoc/"
WORDS = {"source": "Sổ phát thanh 2025", "proof": "logbook"}


@pytest.fixture(autouse=True)
def plan_of_april() -> None:
    make.plan(issued_on=date(2026, 4, 8))


def client_of(role: Role = Role.STATION_OPERATOR) -> Client:
    client = Client()
    client.force_login(make.account(role))
    return client


def grid(minutes: int = 100, clusters: int = 3, months: int = 12) -> dict[str, Any]:
    names = [f"{2025 + (3 + n) // 12}_{(3 + n) % 12 + 1:02}" for n in range(months)]
    return WORDS | {f"phut_{n}": minutes for n in names} | {f"cum_{n}": clusters for n in names}


def told() -> dict[str, int]:
    return {f"{month:%m/%Y}": row.total for month, row in months_entered().items()}


def test_twelve_months_make_the_baseline_summed_over_clusters() -> None:
    client = client_of()
    assert "Còn thiếu 12 tháng" in client.get(PAGE).content.decode()
    answer = client.post(PAGE, grid(), follow=True)
    page = answer.content.decode()
    assert "Đã ghi 12 tháng vào sổ minh chứng." in page
    assert "<strong>300 phút/tháng</strong>" in page
    entry = facts(kinds=("airtime.before",))[0]
    assert (entry.proof, entry.is_backfilled, entry.payload["month"]) == (
        "logbook", True, "2025-04",
    )  # fmt: skip


def test_month_already_entered_is_corrected_with_a_reason_only() -> None:
    client = client_of()
    client.post(PAGE, grid(months=1))
    assert "Chưa có tháng nào khác" in client.post(PAGE, grid(months=1)).content.decode()
    answer = client.post(PAGE, grid(minutes=90, months=1))
    assert (answer.status_code, told()) == (422, {"04/2025": 300})
    assert "cần có lý do" in answer.content.decode()
    client.post(PAGE, grid(minutes=90, months=1) | {"reason": "cộng nhầm trang 3"})
    assert told() == {"04/2025": 270}
    out = f"{PAGE}2025-04/rut/"
    assert "(90 phút × 3 cụm loa)" in client.get(out).content.decode()
    client.post(out, {"reason": "sổ của xã khác"})
    assert told() == {}


def test_half_a_month_and_a_table_are_told_in_words() -> None:
    client = client_of()
    answer = client.post(PAGE, WORDS | {"phut_2025_04": 100})
    assert (answer.status_code, "Cần cả hai số." in answer.content.decode()) == (422, True)
    rows = [["Tháng", "Số phút phát", "Số cụm loa"], ["4/2025", "1.200", 5], ["Cộng", 1200, None]]
    read = upload(client, xlsx(rows))
    assert "Đã đọc 1 tháng từ tệp, chưa ghi gì." in read
    assert 'value="1200"' in read
    assert "không phải tháng dạng 12/2025" in upload(client, xlsx([rows[0], ["quý 1", 3, 4]]))
    assert "hai dòng trong tệp" in upload(client, xlsx([*rows, rows[1]]))
    assert "không có cột" in upload(client, xlsx([["Tên", "Số hộ"], ["A", 3]]))
    assert "không ghi số cụm loa" in upload(client, xlsx([rows[0][:2], ["4/2025", 30]]))
    assert told() == {}


def upload(client: Client, content: bytes) -> str:
    file = SimpleUploadedFile("so.xlsx", content)
    return client.post(f"{PAGE}tep/", {"table": file}).content.decode()


@pytest.mark.parametrize(
    ("month", "figures", "words"),
    [
        (date(2026, 11, 1), (100, 3), "chưa hết"),
        (date(2025, 4, 1), (0, 3), "số phút từ 1"),
        (date(2025, 4, 1), (100, 9999), "số cụm loa từ 1"),
    ],
)
def test_month_that_cannot_be_is_refused(month: date, figures: tuple[int, int], words: str) -> None:
    with pytest.raises(Refused, match=words):
        record_months(
            months={month: MonthBefore(*figures)}, source="Sổ", proof="logbook",
            by=make.account(Role.STATION_OPERATOR), now=make.NOW,
        )  # fmt: skip
    assert told() == {}
