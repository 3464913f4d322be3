"""Data requests on the desk: asked, answered on a phone and in a sheet, accepted, owed."""

from __future__ import annotations

import io
from datetime import date

import openpyxl
import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.urls import reverse
from tests import make

from lantoa.documents.sheets import Sheet, write_xlsx
from lantoa.plan.models import Contribution, DataRequest
from lantoa.plan.terms import ContributionState
from lantoa.registry.models import Officer, Roster
from lantoa.registry.terms import Role

pytestmark = pytest.mark.django_db
SCHOOL = "Trường THCS Sông Lam"


def asked(client: Client) -> DataRequest:
    make.commune()
    client.force_login(make.account(Role.PLAN_OFFICER))
    units = [make.unit(SCHOOL).pk, make.unit("Hội Nông dân").pk]
    client.post(
        reverse("ask-units"),
        {"title": "Số hộ có ti vi số", "measure": "hộ", "due_on": "2030-01-05", "units": units,
         "tasks": [make.task().pk]},
    )  # fmt: skip
    return DataRequest.objects.get()


def test_a_unit_answers_with_a_photo_and_the_officer_takes_it(client: Client) -> None:
    row = asked(client)
    one = row.contributions.get(unit__name=SCHOOL)
    officer = Officer.objects.create(name="Thầy Hiệu")
    Roster.objects.create(unit=one.unit, officer=officer, joined_on=date(2025, 1, 1))
    client.force_login(make.account(Role.UNIT_CONTACT, officer=officer))
    assert "Số hộ có ti vi số" in client.get(reverse("own-contributions")).content.decode()
    photo = SimpleUploadedFile("giay.png", b"\x89PNG\r\n\x1a\n" + bytes(40), "image/png")
    words = client.post(reverse("answer-request", args=[one.pk]), {"value": "hai trăm"})
    assert words.status_code == 422
    client.post(reverse("answer-request", args=[one.pk]), {"value": "1.250", "papers": photo})
    client.force_login(make.account(Role.PLAN_OFFICER))
    client.post(reverse("accept-contribution", args=[one.pk]), follow=True)
    one.refresh_from_db()
    assert (one.state, int(one.value or 0), len(one.attachments)) == ("accepted", 1250, 1)
    missing = client.get(reverse("missing-contributions")).content.decode()
    assert ("Hội Nông dân" in missing, SCHOOL in missing) == (True, False)


def test_a_sheet_goes_out_with_the_units_and_comes_back_with_numbers(client: Client) -> None:
    row = asked(client)
    book = openpyxl.load_workbook(
        io.BytesIO(client.get(reverse("data-request-sheet", args=[row.pk])).content)
    )
    assert [cell.value for cell in book.active["A"]] == ["Đơn vị", "Hội Nông dân", SCHOOL]
    back = write_xlsx([Sheet("Bảng", (
        ("Đơn vị", "Số liệu", "Ghi chú", "Văn bản kèm theo"), ("truong thcs song lam", 310, "", ""),
        ("Hội Nông dân", "nhiều", "", ""), ("Đội bóng", 5, "", ""),
    ))])  # fmt: skip
    page = client.post(
        reverse("answer-by-sheet", args=[row.pk]),
        {"file": SimpleUploadedFile("bang.xlsx", back)}, follow=True,
    ).content.decode()  # fmt: skip
    assert "Đã ghi số liệu của 1 đơn vị." in page
    assert "Đội bóng (không có trong yêu cầu)" in page
    states = dict(Contribution.objects.values_list("unit__name", "state"))
    assert states == {SCHOOL: ContributionState.ANSWERED, "Hội Nông dân": ContributionState.OWED}


def test_a_broken_sheet_is_refused_in_words(client: Client) -> None:
    row = asked(client)
    file = SimpleUploadedFile("bang.xlsx", b"khong phai bang")
    answer = client.post(reverse("answer-by-sheet", args=[row.pk]), {"file": file})
    assert answer.status_code == 422


def test_a_stranger_cannot_answer_for_a_unit(client: Client) -> None:
    one = asked(client).contributions.first()
    assert one is not None
    client.force_login(make.account(Role.UNIT_CONTACT))
    assert client.get(reverse("answer-request", args=[one.pk])).status_code == 403


@pytest.mark.parametrize(
    ("cell", "kept"),
    [(94.41, "94.4100"), ("94,41", "94.4100"), (20986, "20986.0000"), ("20.986", "20986.0000"),
     (1250.5, "1250.5000"), (20.986, None), ("nhiều", None)],
)  # fmt: skip
def test_a_number_of_a_sheet_is_taken_as_it_was_meant_or_left(
    client: Client, cell: float | str, kept: str | None
) -> None:
    row = asked(client)
    back = write_xlsx([Sheet("Bảng", (("Đơn vị", "Số liệu"), (SCHOOL, cell)))])
    page = client.post(
        reverse("answer-by-sheet", args=[row.pk]),
        {"file": SimpleUploadedFile("bang.xlsx", back)}, follow=True,
    ).content.decode()  # fmt: skip
    value = row.contributions.get(unit__name=SCHOOL).value
    assert (None if value is None else f"{value:f}") == kept
    assert ("Chưa ghi: " in page) == (kept is None)
