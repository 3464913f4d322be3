"""The register of higher documents: what enters it, which entry a text means, what is over."""

from __future__ import annotations

from datetime import date

import pytest
from django.db import IntegrityError, transaction
from django.db.models.signals import post_init
from tests.make import NOW, TODAY, account, plan

from lantoa.core.errors import Refused
from lantoa.plan.mentions import documents_in
from lantoa.plan.models import Guidance, LegalBasis, SuperiorDocument
from lantoa.plan.services import (
    draft_guidance,
    end_document,
    keep_document,
    register_bases,
    register_line,
    restore_document,
)
from lantoa.plan.superior import bases_of, cited_in, guidances_citing, plans_citing, warnings_in
from lantoa.plan.terms import Standing
from lantoa.registry.terms import Role

pytestmark = pytest.mark.django_db


def entry(number: str = "1169/QĐ-TTg", **fields: object) -> SuperiorDocument:
    given = {"kind": "Quyết định", "number": number, **fields}
    officer = account(Role.CLERK)
    return keep_document(document=SuperiorDocument(**given), by=officer, now=NOW)


def replaced(row: SuperiorDocument, by_number: str = "25/QĐ-TTg") -> SuperiorDocument:
    new = entry(by_number, issued_on=date(2026, 10, 1))
    return end_document(document=row, ended_on=date(2026, 10, 1), replaced_by=new,
                        by=account(Role.PLAN_OFFICER))  # fmt: skip


def test_two_who_paste_the_same_document_at_once_get_the_one_entry() -> None:
    line = "Căn cứ Quyết định số 1169/QĐ-TTg ngày 22/12/2024 của Thủ tướng Chính phủ"
    (named,) = documents_in(line)

    def other_is_first(sender: object, instance: SuperiorDocument, **_: object) -> None:
        post_init.disconnect(other_is_first, sender=SuperiorDocument)
        SuperiorDocument.objects.bulk_create([SuperiorDocument(
            key=named.key, kind="Quyết định", number=named.number, issued_on=named.issued_on,
            summary="của người kia", made_at=NOW,
        )])  # fmt: skip

    officer = account(Role.CLERK)
    post_init.connect(other_is_first, sender=SuperiorDocument)
    try:
        (row,) = register_line(line=line, keys=[named.line], by=officer, now=NOW, today=TODAY)
    finally:
        post_init.disconnect(other_is_first, sender=SuperiorDocument)
    assert SuperiorDocument.objects.get() == row
    assert (row.summary, row.issued_on) == ("của người kia", date(2024, 12, 22))


def test_bases_of_a_plan_enter_the_register_once() -> None:
    made = plan()
    for number, via in (("57-NQ/TW", ""), ("12-KH/TU", "57-NQ/TW")):
        LegalBasis.objects.create(plan=made, kind="Nghị quyết", number=number, cited_via=via)
    assert register_bases(plan=made, by=None, now=NOW) == 2
    assert register_bases(plan=made, by=None, now=NOW) == 0
    assert list(SuperiorDocument.objects.order_by("pk").values_list("number", "cited_via")) == [
        ("57-NQ/TW", ""), ("12-KH/TU", "57-NQ/TW"),
    ]  # fmt: skip


def test_what_a_plan_knows_fills_what_the_entry_lacked() -> None:
    row, made = entry("57-NQ/TW"), plan()
    LegalBasis.objects.create(
        plan=made, kind="Nghị quyết", number="57-NQ/TW", issuer="Bộ Chính trị",
        issued_on=date(2024, 12, 22),
    )  # fmt: skip
    register_bases(plan=made, by=None, now=NOW)
    row.refresh_from_db()
    assert (row.issuer, row.issued_on) == ("Bộ Chính trị", date(2024, 12, 22))


def test_pasted_line_enters_with_day_body_and_subject() -> None:
    line = "Quyết định số 1169/QĐ-TTg ngày 21/6/2026 của Thủ tướng Chính phủ phê duyệt Đề án; abc"
    key = "Quyết định số 1169/QĐ-TTg ngày 21/06/2026 của Thủ tướng Chính phủ"
    (row,) = register_line(line=line, keys=[key], by=account(Role.CLERK), now=NOW, today=TODAY)
    assert (row.in_full, row.issuer, row.summary) == (
        "Quyết định 1169/QĐ-TTg ngày 21/6/2026", "Thủ tướng Chính phủ", "phê duyệt Đề án",
    )  # fmt: skip


def test_same_document_twice_is_refused_and_another_day_is_not() -> None:
    entry("12/CT-UBND", issued_on=date(2026, 3, 1))
    with pytest.raises(Refused, match="Danh mục đã có"):
        entry("12/CT-UBND", issued_on=date(2026, 3, 1))
    entry("12/CT-UBND", issued_on=date(2025, 3, 1))
    entry("13/CT-UBND")
    with pytest.raises(Refused, match="Danh mục đã có"):
        entry("13 / CT – UBND")


def test_editor_reads_and_does_not_write() -> None:
    with pytest.raises(Refused, match="không có quyền"):
        keep_document(document=SuperiorDocument(kind="Chỉ thị", number="1/CT-TTg"),
                      by=account(Role.EDITOR), now=NOW)  # fmt: skip


def test_text_finds_its_entry_by_number_and_day() -> None:
    old = entry("12/CT-UBND", issued_on=date(2025, 3, 1))
    new = entry("12/CT-UBND", issued_on=date(2026, 3, 1))
    dated, bare = "Chỉ thị số 12/CT-UBND ngày 01/3/2026", "Chỉ thị 12/CT-UBND"
    assert [one.entry for one in cited_in(dated, today=TODAY)] == [new]
    (unsure,) = cited_in(bare, today=TODAY)
    assert (unsure.entry, unsure.others) == (None, 2)
    old.delete()
    assert [one.entry for one in cited_in(bare, today=TODAY)] == [new]
    other_day = cited_in("Chỉ thị số 12/CT-UBND ngày 09/9/2024", today=TODAY)
    assert [(one.entry, one.others) for one in other_day] == [(None, 0)]


def test_unknown_law_without_number_is_not_named_as_missing() -> None:
    text = "Theo Luật Giao thông đường bộ."
    assert cited_in(text, today=TODAY) == []
    law = entry("", kind="Luật Giao thông đường bộ")
    assert [one.entry for one in cited_in(text, today=TODAY)] == [law]


def test_replaced_document_warns_from_its_day_and_names_what_took_its_place() -> None:
    row = replaced(entry())
    words = "Quyết định 1169/QĐ-TTg đã bị thay thế bởi Quyết định 25/QĐ-TTg ngày 01/10/2026"
    assert warnings_in("theo 1169/QĐ-TTg", today=TODAY) == [f"{words} từ ngày 01/10/2026"]
    assert row.warning(date(2026, 9, 30)) == (
        "Quyết định 1169/QĐ-TTg sẽ bị thay thế bởi Quyết định 25/QĐ-TTg ngày 01/10/2026 "
        "từ ngày 01/10/2026"
    )
    assert (row.is_over(date(2026, 9, 30)), row.is_over(TODAY)) == (False, True)
    restore_document(document=row, by=account(Role.CLERK))
    assert warnings_in("theo 1169/QĐ-TTg", today=TODAY) == []


def test_ended_document_says_why() -> None:
    row = end_document(document=entry(), ended_on=TODAY, why="Bãi bỏ theo Nghị quyết 5/NQ-CP",
                       by=account(Role.CLERK))  # fmt: skip
    assert row.standing == Standing.ENDED
    assert row.warning(TODAY) == (
        "Quyết định 1169/QĐ-TTg đã hết hiệu lực từ ngày 23/11/2026 (Bãi bỏ theo Nghị quyết 5/NQ-CP)"
    )


def test_two_documents_do_not_replace_each_other() -> None:
    row = replaced(entry())
    assert row.replaced_by is not None
    with pytest.raises(Refused, match="lại bị chính"):
        end_document(document=row.replaced_by, ended_on=TODAY, replaced_by=row,
                     by=account(Role.CLERK))  # fmt: skip
    with pytest.raises(Refused, match="sau ngày đã chọn"):
        end_document(document=row.replaced_by, ended_on=date(2026, 1, 1), by=account(Role.CLERK))


def test_database_holds_the_standing_whole() -> None:
    row = entry()
    with pytest.raises(IntegrityError), transaction.atomic():
        SuperiorDocument.objects.filter(pk=row.pk).update(standing=Standing.REPLACED)


def test_places_that_cite_are_found() -> None:
    row, made = replaced(entry(issued_on=date(2026, 6, 21))), plan()
    LegalBasis.objects.create(plan=made, kind="Quyết định", number="1169/QĐ-TTg")
    guidance = draft_guidance(plan=made, headline="V/v hướng dẫn", by=account(Role.CLERK), now=NOW,
                              text="Căn cứ Quyết định số 1169/QĐ-TTg.")  # fmt: skip
    assert plans_citing(row) == [made]
    assert guidances_citing(row, today=TODAY) == [guidance] == list(Guidance.objects.all())
    (basis,) = bases_of(made, today=TODAY)
    assert basis.warning.startswith("Quyết định 1169/QĐ-TTg đã bị thay thế")
