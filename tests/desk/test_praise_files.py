"""Papers of a commendation as files: taken by what they are, opened by who may, saved with all."""

from __future__ import annotations

import io
from pathlib import Path

import pytest
from django.conf import settings
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from PIL import Image
from tests import make

from lantoa.core.errors import Refused
from lantoa.ledger import attachments
from lantoa.operation.backup.contents import files_of
from lantoa.plan.models import Commendation
from lantoa.plan.services import decide_commendation, nominate, note_papers
from lantoa.registry.terms import Role

pytestmark = pytest.mark.django_db
PDF = b"%PDF-1.7\n%%EOF"


def proposal() -> Commendation:
    return nominate(
        tasks=[make.task()], whom="Tổ Bến Đò", kind="collective", for_what="Đến từng hộ",
        by=make.account(Role.PLAN_OFFICER), now=make.NOW, today=make.TODAY,
    )  # fmt: skip


def client_of(role: Role = Role.PLAN_OFFICER) -> Client:
    client = Client()
    client.force_login(make.account(role))
    return client


def home(row: Commendation, end: str = "") -> str:
    return f"/ban-lam-viec/khen-thuong/{row.pk}/{end}"


def photo() -> bytes:
    out, exif = io.BytesIO(), Image.Exif()
    exif.get_ifd(0x8825)[1] = "N"
    Image.new("RGB", (40, 30), "white").save(out, "JPEG", exif=exif)
    return out.getvalue()


def test_paper_is_kept_with_its_number_opened_replaced_and_taken_out() -> None:
    row, client = proposal(), client_of()
    client.post(home(row, "ho-so/"), {
        "meeting": "BB 2 ngày 01/11/2026", "meeting-tep": SimpleUploadedFile("bb.pdf", PDF),
        "record-tep": SimpleUploadedFile("anh.jpg", photo()),
    })  # fmt: skip
    row.refresh_from_db()
    assert row.papers == {"meeting": "BB 2 ngày 01/11/2026", "record": "có tệp kèm theo"}
    answer = client_of(Role.LEADER).get(home(row, "giay-to/meeting/"))
    assert (answer.content, answer["Content-Type"]) == (PDF, "application/pdf")
    page = client.get(home(row)).content.decode()
    assert "Mở tệp: biên bản họp xét" in page and "Bỏ tệp này" in page
    client.post(home(row, "ho-so/"), {"meeting": "BB 2", "record": "BC 5", "bo-tep": ["record"]})
    row.refresh_from_db()
    assert (sorted(row.files), row.papers) == (["meeting"], {"meeting": "BB 2", "record": "BC 5"})
    assert client.get(home(row, "giay-to/record/")).status_code == 404


def test_photo_loses_its_place_and_every_file_is_in_the_backup() -> None:
    row = proposal()
    client_of().post(home(row, "ho-so/"), {"record-tep": SimpleUploadedFile("a.jpg", photo())})
    row.refresh_from_db()
    kept = attachments.path_of(row.files["record"]["sha256"])
    assert b"Exif" not in kept.read_bytes()
    # A backup takes the files of the commune's folder, the media in it (tests move only those).
    names = [path.name for path in files_of(Path(settings.MEDIA_ROOT).parent)]
    assert row.files["record"]["sha256"] in names


def test_file_that_is_no_paper_is_refused_and_nothing_is_kept() -> None:
    row = proposal()
    answer = client_of().post(home(row, "ho-so/"), {
        "meeting": "BB 2", "meeting-tep": SimpleUploadedFile("a.exe", b"MZ program"),
    })  # fmt: skip
    row.refresh_from_db()
    assert (answer.status_code, row.papers, row.files) == (422, {}, {})
    assert "không phải PDF, ảnh hay Word" in answer.content.decode()


@pytest.mark.parametrize("role", [Role.EDITOR, Role.CLERK, Role.UNIT_CONTACT])
def test_who_may_not_see_praise_opens_no_paper(role: Role) -> None:
    row = proposal()
    file = {**attachments.keep(PDF, "application/pdf"), "name": "bb.pdf"}
    note_papers(row=row, papers={}, files={"meeting": file}, by=make.account(Role.PLAN_OFFICER))
    assert client_of(role).get(home(row, "giay-to/meeting/")).status_code == 403


def test_given_praise_keeps_its_papers_as_they_are() -> None:
    row, by = proposal(), make.account(Role.PLAN_OFFICER)
    file = {**attachments.keep(PDF, "application/pdf"), "name": "bb.pdf"}
    row = note_papers(row=row, papers={}, files={"meeting": file, "strange": file}, by=by)
    assert sorted(row.files) == ["meeting"]
    row = decide_commendation(row=row, number="67/QĐ-UBND", decided_on=make.TODAY, by=by,
                              now=make.NOW, today=make.TODAY)  # fmt: skip
    with pytest.raises(Refused, match="không sửa nữa"):
        note_papers(row=row, papers={}, dropped=["meeting"], by=by)
    page = client_of().get(home(row)).content.decode()
    assert "Mở tệp: biên bản họp xét" in page and "Bỏ tệp này" not in page
