"""Screens of higher documents: the list, a pasted line, an entry, the places that cite it."""

from __future__ import annotations

import io
import re
import zipfile
from datetime import date
from io import BytesIO

import openpyxl
import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from PIL import Image
from tests.make import NOW, account, approved_article, article, plan

from lantoa.desk.search.keeping import refresh
from lantoa.ledger import attachments
from lantoa.plan.models import LegalBasis, SuperiorDocument
from lantoa.plan.services import draft_guidance, end_document, keep_document
from lantoa.registry.models import Account
from lantoa.registry.terms import Role

pytestmark = pytest.mark.django_db
LIST = "/ban-lam-viec/danh-muc/van-ban-cap-tren/"
LINE = "Quyết định số 1169/QĐ-TTg ngày 21/6/2026 của Thủ tướng Chính phủ phê duyệt Đề án"
PDF = b"%PDF-1.7\n%%EOF"


def client_of(who: Account | Role = Role.CLERK) -> Client:
    client = Client()
    client.force_login(who if isinstance(who, Account) else account(who))
    return client


def entry(number: str = "1169/QĐ-TTg", **fields: object) -> SuperiorDocument:
    given = {"kind": "Quyết định", "number": number, **fields}
    return keep_document(document=SuperiorDocument(**given), by=account(Role.CLERK), now=NOW)


def replaced() -> SuperiorDocument:
    new = entry("25/QĐ-TTg", issued_on=date(2026, 10, 1))
    return end_document(document=entry(), ended_on=date(2026, 10, 1), replaced_by=new,
                        by=account(Role.CLERK))  # fmt: skip


def post(client: Client, address: str, **data: object) -> str:
    answer = client.post(address, data, follow=True)
    return str(answer.status_code) + answer.content.decode()


def test_pasted_line_is_read_then_written() -> None:
    client = client_of()
    read = client.get(f"{LIST}dan/", {"dong": LINE}).content.decode()
    assert "Đọc được 1 văn bản" in read and "ngày 21/06/2026, Thủ tướng Chính phủ" in read
    key = "Quyết định số 1169/QĐ-TTg ngày 21/06/2026 của Thủ tướng Chính phủ"
    said = post(client, f"{LIST}dan/", dong=LINE, chon=[key])
    row = SuperiorDocument.objects.get()
    assert "Đã ghi vào danh mục" in said and row.summary == "phê duyệt Đề án"
    assert "đã có trong danh mục" in client.get(f"{LIST}dan/", {"dong": LINE}).content.decode()


def test_line_without_a_document_says_so_and_writes_nothing() -> None:
    answer = client_of().post(f"{LIST}dan/", {"dong": "Chào buổi sáng", "chon": ["x"]})
    assert answer.status_code == 422
    assert "Chưa thấy số, ký hiệu văn bản nào" in answer.content.decode()
    assert SuperiorDocument.objects.count() == 0


def test_entry_is_written_by_hand_with_its_file() -> None:
    client = client_of(Role.PLAN_OFFICER)
    post(client, f"{LIST}them/", kind="Nghị quyết", number="57 - NQ/TW", issued_on="2024-12-22",
         issuer="Bộ Chính trị", summary="Về đột phá",
         file=SimpleUploadedFile("nq57.pdf", PDF))  # fmt: skip
    row = SuperiorDocument.objects.get()
    assert (row.number, row.paper["name"], row.paper["mime"]) == (
        "57-NQ/TW", "nq57.pdf", "application/pdf"
    )  # fmt: skip
    answer = client_of(Role.EDITOR).get(f"{LIST}xem/{row.pk}/tep/")
    assert (answer.content, answer["Content-Type"]) == (PDF, "application/pdf")
    assert answer["Content-Disposition"] == 'inline; filename="nghi-quyet-57-nq-tw.pdf"'


def photo_with_place() -> bytes:
    out, exif = io.BytesIO(), Image.Exif()
    exif.get_ifd(0x8825)[1] = "N"
    Image.new("RGB", (40, 30), "white").save(out, "JPEG", exif=exif)
    return out.getvalue()


def word(*names: str) -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as box:
        for name in names:
            box.writestr(name, "x")
    return out.getvalue()


@pytest.mark.parametrize(
    ("content", "said"),
    [
        (b"MZ\x90\x00 program", "không phải PDF, ảnh hay Word"),
        (word("hello.txt"), "không phải PDF, ảnh hay Word"),
        (word("word/document.xml", "word/vbaProject.bin"), "có chứa lệnh chạy"),
        (b"\xff\xd8\xff cut", "không phải ảnh JPEG"),
        (b"%PDF-" + b"0" * (20 * 1024 * 1024), "lớn hơn 20 MB"),
    ],
)
def test_file_that_is_no_paper_is_refused_beside_its_field(content: bytes, said: str) -> None:
    answer = client_of().post(f"{LIST}them/", {
        "kind": "Chỉ thị", "number": "1/CT-TTg", "file": SimpleUploadedFile("a.docx", content),
    })  # fmt: skip
    assert (answer.status_code, SuperiorDocument.objects.count()) == (422, 0)
    assert said in answer.content.decode()


def test_photo_loses_its_place_and_word_is_taken() -> None:
    client = client_of()
    for number, content in (("1", photo_with_place()), ("2", word("word/document.xml"))):
        post(client, f"{LIST}them/", kind="Chỉ thị", number=f"{number}/CT-TTg",
             file=SimpleUploadedFile("a.bin", content))  # fmt: skip
    photo, text = SuperiorDocument.objects.order_by("number")
    kept = attachments.read(photo.paper["sha256"])
    assert kept is not None and b"Exif" not in kept
    assert text.paper["mime"].endswith("wordprocessingml.document")
    assert client.get(f"{LIST}xem/{text.pk}/tep/")["Content-Disposition"].startswith("attachment")


def test_list_is_searched_without_marks_filtered_exported_and_printed() -> None:
    replaced()
    entry("57-NQ/TW", kind="Nghị quyết", issuer="Bộ Chính trị")
    client = client_of(Role.UNIT_CONTACT)

    def shown(query: str) -> list[str]:
        return [line.cells[0] for line in client.get(f"{LIST}?{query}").context["listing"].lines]

    assert shown("q=bo+chinh+tri") == ["Nghị quyết 57-NQ/TW"]
    assert shown("hieu-luc=replaced") == ["Quyết định 1169/QĐ-TTg"]
    assert shown("tep=co") == []
    book = openpyxl.load_workbook(BytesIO(client.get(f"{LIST}xuat/xlsx/").content))
    assert [row[1] for row in book.active.iter_rows(values_only=True)][:2] == [
        "Văn bản", "Quyết định 25/QĐ-TTg",
    ]  # fmt: skip
    assert "đã bị thay thế bởi" in client.get(f"{LIST}xuat/in/").content.decode()
    assert "Thêm văn bản" not in client.get(LIST).content.decode()


def test_marking_as_replaced_writes_the_new_document_and_lists_who_cites() -> None:
    row = entry()
    story = approved_article(title="Theo Quyết định 1169/QĐ-TTg", with_sound=False)
    draft = article(lead="Căn cứ 1169/QĐ-TTg.", title="Bản đang viết")
    article(title="Chuyện số 1169")
    guidance = draft_guidance(plan=plan(), headline="V/v hướng dẫn", by=account(Role.CLERK),
                              now=NOW, text="Theo Quyết định số 1169/QĐ-TTg.")  # fmt: skip
    LegalBasis.objects.create(plan=plan(), kind="Quyết định", number="1169/QĐ-TTg")
    client = client_of()
    new = "Quyết định số 25/QĐ-TTg ngày 01/10/2026 của Thủ tướng Chính phủ"
    said = post(client, f"{LIST}xem/{row.pk}/hieu-luc/", ended_on="2026-10-01", by_words=new)
    assert "đã bị thay thế bởi Quyết định 25/QĐ-TTg ngày 01/10/2026" in said
    for words in (story.title, guidance.headline, "Văn bản căn cứ"):
        assert words in said
    assert draft.title not in said  # a clerk reads no drafts
    assert "Chuyện số 1169" not in said
    assert said.count("đang đăng") == 1 and said.count("bản nháp") == 0


def test_marking_asks_for_one_document_and_refuses_a_circle() -> None:
    row = replaced()
    client = client_of()
    end = f"{LIST}xem/{row.replaced_by_id}/hieu-luc/"
    assert "Cần đúng một văn bản" in post(client, end, ended_on="2026-10-02", by_words="không rõ")
    said = post(client, end, ended_on="2026-10-02", by_words="Quyết định 1169/QĐ-TTg")
    assert said.startswith("422") and "lại bị chính" in said
    post(client, f"{LIST}xem/{row.pk}/bo-ghi-nhan/")
    row.refresh_from_db()
    assert row.ended_on is None


def test_draft_article_plan_and_guidance_show_the_warning_and_offer_the_unknown() -> None:
    replaced()
    draft = article(title="Bài", lead="Theo Quyết định 1169/QĐ-TTg và Chỉ thị 9/CT-TTg.")
    made = plan()
    LegalBasis.objects.create(plan=made, kind="Quyết định", number="1169/QĐ-TTg")
    words = draft_guidance(plan=made, headline="V/v hướng dẫn", by=account(Role.CLERK), now=NOW,
                           text="Theo 1169/QĐ-TTg.")  # fmt: skip
    warning = "Quyết định 1169/QĐ-TTg đã bị thay thế bởi Quyết định 25/QĐ-TTg"
    editor = client_of(Role.EDITOR).get(f"/ban-lam-viec/tin-bai/{draft.pk}/").content.decode()
    assert warning in editor and "chưa có trong danh mục văn bản cấp trên" in editor
    assert "Ghi vào danh mục văn bản" not in editor
    officer = client_of(Role.PLAN_OFFICER)
    assert warning in officer.get(f"/ban-lam-viec/ke-hoach/{made.code}/").content.decode()
    page = officer.get(f"/ban-lam-viec/gui-van-ban/huong-dan/{words.pk}/").content.decode()
    assert warning in page


def test_reading_screen_offers_to_register_what_is_unknown() -> None:
    draft = plan("KH-2", state="draft", text=LINE, reading={})
    page = client_of(Role.PLAN_OFFICER).get(f"/ban-lam-viec/ke-hoach/{draft.code}/doc/")
    assert 'aria-label="Ghi vào danh mục văn bản: ' in page.content.decode()


def test_search_finds_a_document_by_number_and_by_folded_words() -> None:
    entry("57-NQ/TW", kind="Nghị quyết", issuer="Bộ Chính trị")
    refresh(NOW)
    client = client_of(Role.EDITOR)
    for words in ("57-NQ/TW", "nghi quyet 57", "bo chinh tri"):
        page = client.get("/ban-lam-viec/tim/", {"q": words}).content.decode()
        assert "Nghị quyết 57-NQ/TW" in re.sub(r"<[^>]+>", "", page)
