"""Hoạt động on the desk: list, forms, one entry, correction."""

from __future__ import annotations

import io
from datetime import timedelta
from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.urls import reverse
from PIL import Image
from tests.make import NOW, account, audience, hamlet, plan, task, unit

from lantoa.channels.outreach.models import Briefing, Meeting, Training, Visit
from lantoa.channels.outreach.services import record_visits
from lantoa.core import clock
from lantoa.desk.outreach.files import FilesField
from lantoa.ledger.models import Evidence
from lantoa.ledger.terms import Proof
from lantoa.plan.models import CostLine
from lantoa.registry.models import Account, Officer, Roster
from lantoa.registry.terms import Role

pytestmark = pytest.mark.django_db
LIST = "/ban-lam-viec/hoat-dong/"
PNG = b"\x89PNG\r\n\x1a\n" + b"0" * 64


def signed_in(who: Account) -> Client:
    client = Client()
    client.force_login(who)
    return client


def contact() -> Account:
    return account(Role.UNIT_CONTACT)


def written(**fields: Any) -> dict[str, Any]:
    """What the form of a meeting sends."""
    return {
        "day": clock.today().isoformat(), "title": "Họp dân thôn Núi Tháp",
        "place": "Nhà văn hóa", "attendee_count": "52", "tasks": [task("1.4").pk],
        "proof": "unit", **fields,
    }  # fmt: skip


def visits(count: int, by: Account) -> None:
    for number in range(count):
        record_visits(
            visit=Visit(hamlet=hamlet(), household_count=number + 1, happened_at=NOW),
            tasks=[task()], proof=Proof.UNIT, by=by, now=NOW,
        )  # fmt: skip


def test_meeting_is_recorded_and_its_number_is_shown() -> None:
    client, group = signed_in(contact()), audience()
    answer = client.post(
        f"{LIST}ghi/hoi-nghi/", written(audiences=[group.pk], in_group_count="33"), follow=True
    )
    row = Meeting.objects.get()
    found = Evidence.objects.get(seq=row.evidence_seq)
    assert found.payload == {
        "title": "Họp dân thôn Núi Tháp",
        "place": "Nhà văn hóa",
        "attendees": 52,
        "in_group": 33,
    }
    assert answer.redirect_chain == [(reverse("outreach-entry", args=[row.evidence_seq]), 302)]
    assert f"Minh chứng số {row.evidence_seq}" in answer.content.decode()


def test_earlier_day_is_kept_and_marked() -> None:
    client = signed_in(contact())
    day = clock.today() - timedelta(days=30)
    client.post(f"{LIST}ghi/hoi-nghi/", written(day=day.isoformat(), at="19:30"))
    found = Evidence.objects.get()
    assert (found.payload["backfilled"], found.occurred) == (True, f"{day}T19:30:00+07:00")
    assert "nhập bổ sung" in client.get(LIST).content.decode()


def test_photo_is_kept_beside_the_entry_and_shown() -> None:
    client = signed_in(contact())
    photo = SimpleUploadedFile("anh.png", PNG, "image/png")
    client.post(f"{LIST}ghi/hoi-nghi/", written(proof="document", papers=[photo]))
    found = Evidence.objects.get()
    (file,) = found.attachments
    assert (file["mime"], file["size"], found.proof) == ("image/png", len(PNG), "document")
    answer = client.get(reverse("outreach-file", args=[found.seq, file["sha256"]]))
    assert (answer.content, answer["X-Content-Type-Options"]) == (PNG, "nosniff")
    assert answer["Content-Security-Policy"] == "sandbox; default-src 'none'"


@pytest.mark.parametrize(
    ("fields", "field", "words"),
    [
        ({"title": ""}, "title", "bắt buộc"),
        ({"tasks": []}, "tasks", "Chọn ít nhất một nhiệm vụ."),
        ({"day": "2999-01-01"}, "day", "Ngày này chưa tới"),
        ({"day": "hôm qua"}, "day", "ngày"),
        ({"attendee_count": "0"}, "attendee_count", "1"),
        ({"in_group_count": "53"}, "in_group_count", "nhiều hơn số người dự (52)"),
        ({"proof": "document"}, "papers", "kèm ít nhất một tệp"),
        ({"proof": "P4"}, "proof", "P4"),
    ],
)
def test_bad_input_is_told_beside_its_field_and_nothing_typed_is_lost(
    fields: dict[str, Any], field: str, words: str
) -> None:
    answer = signed_in(contact()).post(
        f"{LIST}ghi/hoi-nghi/", written(feedback_count="18", **fields)
    )
    form = answer.context["form"]
    assert list(form.errors) == [field]
    assert words in str(form.errors[field])
    assert answer.status_code == 422
    assert 'value="18"' in answer.content.decode()
    assert Evidence.objects.count() == 0


@pytest.mark.parametrize(
    ("name", "content", "words"),
    [
        ("anh.jpg", b"MZ not a picture at all", "không phải ảnh hay PDF"),
        ("lon.pdf", b"%PDF-" + b"0" * (20 * 1024 * 1024), "lớn hơn 20 MB"),
    ],
)
def test_file_of_another_kind_or_too_large_is_refused(
    name: str, content: bytes, words: str
) -> None:
    file = SimpleUploadedFile(name, content, "image/jpeg")
    answer = signed_in(contact()).post(f"{LIST}ghi/hoi-nghi/", written(papers=[file]))
    assert words in str(answer.context["form"].errors["papers"])
    assert Evidence.objects.count() == 0


def test_form_sent_twice_says_so_and_records_once() -> None:
    client = signed_in(contact())
    client.post(f"{LIST}ghi/hoi-nghi/", written())
    answer = client.post(f"{LIST}ghi/hoi-nghi/", written())
    assert answer.status_code == 422
    assert "đã ghi rồi" in answer.content.decode()
    assert Meeting.objects.count() == 1


def test_briefing_offers_the_rosters_and_keeps_who_confirmed() -> None:
    mai = Officer.objects.create(name="Trần Thị Mai")
    Roster.objects.create(unit=unit(), officer=mai, joined_on=clock.today())
    left = Officer.objects.create(name="Người đã chuyển")
    gone = clock.today() - timedelta(days=9)
    Roster.objects.create(unit=unit(), officer=left, joined_on=gone, left_on=gone)
    client = signed_in(contact())
    shown = client.get(f"{LIST}ghi/pho-bien/").content.decode()
    assert ("Trần Thị Mai" in shown, "Người đã chuyển" in shown) == (True, False)
    client.post(
        f"{LIST}ghi/pho-bien/",
        {"day": clock.today().isoformat(), "title": "Nghị quyết 57", "invited_count": "1",
         "officers": [mai.pk], "tasks": [task().pk], "proof": "unit"},
    )  # fmt: skip
    assert list(Briefing.objects.get().officers.all()) == [mai]


def test_plan_officer_records_training_visit_praise_and_money() -> None:
    client = signed_in(account(Role.PLAN_OFFICER))
    common = {"day": clock.today().isoformat(), "tasks": [task().pk], "proof": "unit"}
    held = written(covers_digital="on")
    visit = {**common, "hamlet": hamlet().pk, "household_count": "45"}
    praise = {**common, "whom": "Tổ Núi Tháp", "kind": "collective", "for_what": "Giúp dân",
              "is_given": "on", "decision_number": "67/QĐ-UBND", "proof": "document"}  # fmt: skip
    money = {**common, "text": "Thù lao", "source": "state", "planned": "9600000",
             "spent": "9120000", "document": "Phiếu chi 112"}  # fmt: skip
    sent = {"tap-huan": held, "tham-ho": visit, "khen-thuong": praise, "khoan-chi": money}
    codes = [client.post(f"{LIST}ghi/{slug}/", data).status_code for slug, data in sent.items()]
    assert codes == [302, 302, 302, 302]
    assert list(Evidence.objects.order_by("seq").values_list("kind", flat=True)) == [
        "training.held", "visits.made", "commendation.given", "cost.spent"
    ]  # fmt: skip
    assert (Training.objects.get().covers_digital, CostLine.objects.get().spent) == (True, 9120000)
    shown = client.get(LIST).content.decode()
    assert "Tổ Núi Tháp" in shown
    assert "đã chi 9.120.000 đồng" in shown


def test_inspector_reads_and_adds_nothing() -> None:
    client = signed_in(account(Role.INSPECTOR))
    assert client.get(LIST).status_code == 200
    assert client.get(f"{LIST}ghi/").status_code == 403
    assert client.post(f"{LIST}ghi/hoi-nghi/", written()).status_code == 403
    assert Evidence.objects.count() == 0


def test_unit_contact_may_record_a_meeting_but_no_money() -> None:
    client = signed_in(contact())
    assert client.get(f"{LIST}ghi/hoi-nghi/").status_code == 200
    assert client.get(f"{LIST}ghi/khoan-chi/").status_code == 403


def test_correction_keeps_the_entry_and_changes_the_figure() -> None:
    by = contact()
    client = signed_in(by)
    client.post(f"{LIST}ghi/hoi-nghi/", written())
    seq = Meeting.objects.get().evidence_seq
    page = reverse("outreach-correct", args=[seq])
    kept = {"title": "Họp dân thôn Núi Tháp", "place": "Nhà văn hóa", "attendee_count": "50"}
    assert "lý do" in str(client.post(page, kept).context["form"].errors["reason"])
    client.post(page, {**kept, "reason": "Đếm lại danh sách"})
    assert Evidence.objects.get(kind="evidence.corrected").payload["to_attendees"] == 50
    shown = client.get(LIST).content.decode()
    assert ("50 người dự" in shown, "52 người dự" in shown) == (True, False)
    assert signed_in(contact()).get(page).status_code == 403


def test_withdrawn_entry_leaves_the_list_with_its_reason_in_the_ledger() -> None:
    client = signed_in(contact())
    client.post(f"{LIST}ghi/hoi-nghi/", written())
    seq = Meeting.objects.get().evidence_seq
    kept = {"title": "Họp", "place": "x", "attendee_count": "1", "reason": "Nhập nhầm", "rut": "1"}
    client.post(reverse("outreach-correct", args=[seq]), kept)
    payload = Evidence.objects.get(kind="evidence.corrected").payload
    assert (payload["changed"], payload["reason"]) == ([], "Nhập nhầm")
    assert "Họp dân" not in client.get(LIST).content.decode()
    assert client.get(reverse("outreach-entry", args=[seq])).status_code == 404


def test_search_folds_and_filters_stand_in_the_address() -> None:
    client = signed_in(contact())
    client.post(f"{LIST}ghi/hoi-nghi/", written())
    client.post(f"{LIST}ghi/hoi-nghi/", written(title="Sinh hoạt chi bộ", tasks=[task("1.1").pk]))

    def found(query: str) -> list[str]:
        return [row.title for row in client.get(f"{LIST}?{query}").context["page"].object_list]

    assert found("q=hop+dan") == ["Họp dân thôn Núi Tháp"]
    assert found(f"nhiem_vu={task('1.1').pk}") == ["Sinh hoạt chi bộ"]
    assert found("loai=training.held") == []
    assert found("nhap=bo-sung") == []
    assert found("loai=khong-co") == ["Sinh hoạt chi bộ", "Họp dân thôn Núi Tháp"]


def test_empty_list_teaches() -> None:
    plan()
    shown = signed_in(contact()).get(LIST).content.decode()
    assert "Ghi việc đầu tiên" in shown


@pytest.mark.parametrize("count", [1, 3])
def test_list_takes_the_same_queries_for_one_and_for_three(
    count: int, django_assert_num_queries: Any
) -> None:
    by = contact()
    visits(count, by)
    client = signed_in(by)
    client.get(LIST)
    # Facts are in memory after the first: of the ledger only its head is asked.
    with django_assert_num_queries(16):
        client.get(LIST, headers={"X-Passive": "1"})


def test_photo_of_any_form_loses_the_place_and_others_keep_their_bytes() -> None:
    out, exif = io.BytesIO(), Image.Exif()
    exif.get_ifd(0x8825)[1] = "N"
    Image.new("RGB", (40, 30), "white").save(out, "JPEG", exif=exif)
    plain = io.BytesIO()
    Image.new("RGB", (40, 30), "white").save(plain, "PNG")
    files = [
        SimpleUploadedFile("a.jpg", out.getvalue()),
        SimpleUploadedFile("b.png", plain.getvalue()),
    ]
    (told, _), kept = FilesField().clean(files)
    with Image.open(io.BytesIO(told)) as found:
        assert (found.format, dict(found.getexif().get_ifd(0x8825))) == ("JPEG", {})
    assert kept == (plain.getvalue(), "image/png")
