"""The screens of Kế hoạch."""

from __future__ import annotations

import re
import unicodedata
from pathlib import Path
from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from tests import make

from lantoa.plan.models import Plan
from lantoa.plan.services import confirm_plan, import_plan
from lantoa.registry.models import Account
from lantoa.registry.terms import Role

SAMPLE = Path(__file__).resolve().parents[2] / "samples" / "ke-hoach-song-lam.txt"
DESK = "/ban-lam-viec/ke-hoach/"

pytestmark = pytest.mark.django_db


def signed_in(role: Role = Role.PLAN_OFFICER) -> tuple[Client, Account]:
    client, account = Client(), make.account(role)
    client.force_login(account)
    return client, account


def draft() -> Plan:
    return import_plan(content=SAMPLE.read_bytes(), name="ke-hoach.txt", by=None, now=make.NOW)


def live() -> Plan:
    return confirm_plan(plan=draft(), by=None, now=make.NOW, today=make.TODAY)


def uploaded(client: Client, content: bytes, name: str = "ke-hoach.txt") -> Any:
    return client.post(f"{DESK}dua-vao/", {"file": SimpleUploadedFile(name, content)})


def words(response: Any) -> str:
    """The text of a page, blanks collapsed."""
    return re.sub(r"\s+", " ", re.sub(r"<[^>]+>", " ", response.content.decode()))


def test_an_officer_uploads_and_sees_fields_beside_their_lines() -> None:
    client, account = signed_in()
    response = uploaded(client, SAMPLE.read_bytes())
    assert response.url == f"{DESK}KH-2026-1/doc/"
    assert Plan.objects.get().imported_by == account
    page = words(client.get(response.url))
    assert "Nhiệm vụ 1.4" in page and "dòng 103" in page
    assert "2 chỗ còn ngờ" in page and "Tới chỗ ngờ 1 trên 2" in page


@pytest.mark.parametrize(
    ("content", "sentence"),
    [
        (b" ", "chưa lưu gì"),
        (b"\xff\xd8\xff\xe0" + bytes(99), "ảnh chụp"),
        (b" " * (21 * 1024 * 1024), "quá mức 20 MB"),
    ],
)
def test_a_wrong_file_is_told_beside_the_drop_zone(content: bytes, sentence: str) -> None:
    response = uploaded(signed_in()[0], content)
    assert (response.status_code, Plan.objects.count()) == (422, 0)
    assert sentence in words(response)


def test_the_same_file_again_leads_to_the_draft() -> None:
    client, _ = signed_in()
    draft()
    response = uploaded(client, SAMPLE.read_bytes())
    assert response.url == f"{DESK}KH-2026-1/doc/"
    assert Plan.objects.count() == 1


def test_doubts_hold_the_confirmation_back() -> None:
    client, _ = signed_in()
    draft()
    response = client.post(f"{DESK}KH-2026-1/thuc-hien/")
    assert (response.status_code, Plan.objects.get().state) == (422, "draft")
    assert "Còn 2 chỗ ngờ" in words(response)


def test_settled_doubts_turn_the_button_and_the_plan_goes_live() -> None:
    client, _ = signed_in()
    plan = draft()
    for name in (
        "Trung tâm Dịch vụ tổng hợp",
        "Phòng Văn hóa - Xã hội",
    ):
        response = client.post(
            f"{DESK}{plan.code}/doc/don-vi/",
            {"name": name, "choice": "new"},
            HTTP_HX_REQUEST="true",
        )
    assert "Đưa 8 nhiệm vụ, 10 chỉ tiêu vào thực hiện" in words(response)
    assert client.post(f"{DESK}{plan.code}/thuc-hien/").url == f"{DESK}{plan.code}/"
    plan.refresh_from_db()
    assert (plan.state, plan.tasks.count()) == ("live", 8)


def test_a_field_is_corrected_in_place() -> None:
    client, _ = signed_in()
    draft()
    address = f"{DESK}KH-2026-1/doc/truong/"
    form = client.get(address, {"o": "/signer"}, HTTP_HX_REQUEST="true")
    assert "Lê Đình Hòa" in form.content.decode()
    response = client.post(
        address, {"o": "/signer", "value": "Trần Thị Mai"}, HTTP_HX_REQUEST="true"
    )
    assert "Đã sửa so với văn bản." in words(response)
    assert Plan.objects.get().reading["signer"] == "Trần Thị Mai"


def test_a_value_that_cannot_be_is_told_in_place() -> None:
    client, _ = signed_in()
    draft()
    response = client.post(
        f"{DESK}KH-2026-1/doc/truong/", {"o": "/date", "value": "hôm qua"}, HTTP_HX_REQUEST="true"
    )
    assert (response.status_code, "Không có ngày này" in words(response)) == (422, True)


def test_the_board_shows_tasks_and_targets() -> None:
    live()
    page = words(signed_in(Role.EDITOR)[0].get(DESK))
    assert "8 nhiệm vụ" in page and "10 chỉ tiêu" in page
    assert "0 trên 3, kỳ đến" in page


def test_a_task_page_lists_its_evidence() -> None:
    live()
    page = words(signed_in(Role.EDITOR)[0].get(f"{DESK}KH-2026-1/nhiem-vu/1.4/"))
    assert "Ban hành kế hoạch" in page and "08/4/2026" in page
    assert "Đổi tần suất" not in page


def test_an_officer_changes_a_cadence() -> None:
    plan = live()
    client, _ = signed_in()
    client.post(
        f"{DESK}KH-2026-1/nhiem-vu/1.4/tan-suat/",
        {"count": "5", "period": "month", "what": "bản tin", "kinds": ["broadcast.played"]},
    )
    assert str(plan.tasks.get(number="1.4").cadence) == "5 bản tin mỗi tháng"


def test_the_document_comes_back_byte_for_byte() -> None:
    live()
    response = signed_in(Role.EDITOR)[0].get(f"{DESK}KH-2026-1/van-ban-goc/")
    assert b"".join(response.streaming_content) == SAMPLE.read_bytes()  # type: ignore[attr-defined]


def test_one_page_is_printed() -> None:
    live()
    assert "8 nhiệm vụ" in words(signed_in(Role.LEADER)[0].get(f"{DESK}KH-2026-1/in/"))


@pytest.mark.parametrize("path", ["dua-vao/", "KH-2026-1/doc/", "KH-2026-1/ban-hanh/"])
def test_an_editor_does_not_open_what_changes_a_plan(path: str) -> None:
    draft()
    assert signed_in(Role.EDITOR)[0].get(f"{DESK}{path}").status_code == 403


def test_before_the_first_plan_the_list_teaches() -> None:
    client, _ = signed_in()
    assert "Chưa có kế hoạch nào" in words(client.get(DESK, follow=True))


def _in_windows_1258(text: str) -> bytes:
    """Vowels with hat or horn as one byte, the tone behind them as another."""
    apart = unicodedata.normalize("NFD", text)
    whole = re.sub(
        "(\\w[\u0302\u0306\u031b]?)([\u0300\u0301\u0303\u0309\u0323])([\u0302\u0306\u031b]?)",
        lambda found: unicodedata.normalize("NFC", found[1] + found[3]) + "|" + found[2], apart,
    )  # fmt: skip
    return unicodedata.normalize("NFC", whole).replace("|", "").encode("cp1258")


def test_an_old_encoding_is_told_and_settled() -> None:
    client, _ = signed_in()
    uploaded(client, _in_windows_1258(SAMPLE.read_text(encoding="utf-8")))
    sentence = "Tệp dùng bảng mã cũ Windows-1258, đã chuyển sang Unicode; xin đối chiếu."
    address = f"{DESK}KH-2026-1/doc/"
    page = client.get(address).content.decode()
    assert sentence in page and "3 chỗ còn ngờ" in words(client.get(address))
    place = page.index(sentence)
    found = re.search(r'name="key" value="([^"]+)"', page[place:])
    assert found
    client.post(f"{address}cho-ngo/", {"key": found[1]})
    assert sentence not in client.get(address).content.decode()


def test_a_figure_with_a_comma_opens_as_it_is_typed() -> None:
    client, _ = signed_in()
    draft()
    address = f"{DESK}KH-2026-1/doc/truong/"
    client.post(address, {"o": "/objectives/8/value", "value": "85,5"})
    form = client.get(address, {"o": "/objectives/8/value"}, HTTP_HX_REQUEST="true")
    assert "85,5" in form.content.decode() and "85.5" not in form.content.decode()
