"""A plan goes to the units that its recipients mean; guidance and packs go the same way."""

from __future__ import annotations

from datetime import date

import pytest
from tests import make

from lantoa.core.errors import Refused
from lantoa.ledger.models import Evidence
from lantoa.notices.models import Notice
from lantoa.plan.models import Dispatch, MonthlyPack
from lantoa.plan.recipients import matched, units_meant
from lantoa.plan.services import (
    confirm_dispatch,
    draft_guidance,
    make_pack,
    return_pack,
    send_guidance,
    send_pack,
    send_plan,
)
from lantoa.plan.units import KnownUnit
from lantoa.registry.models import Account, Officer, Roster, Unit
from lantoa.registry.terms import Role, UnitKind

UNITS = [
    (KnownUnit(1, "Phòng Văn hóa - Xã hội", ("Phòng VH-XH",)), UnitKind.OFFICE),
    (KnownUnit(2, "Trường THCS Sông Lam"), UnitKind.SCHOOL),
    (KnownUnit(3, "Trường Tiểu học Bến Đò"), UnitKind.SCHOOL),
    (KnownUnit(4, "Hội Nông dân"), UnitKind.FRONT),
    (KnownUnit(5, "Trung tâm Dịch vụ tổng hợp"), UnitKind.CENTRE),
]


@pytest.mark.parametrize(
    ("line", "meant"),
    [
        ("Phòng VH-XH (để t/h)", (1,)),
        ("Các trường học trên địa bàn", (2, 3)),
        ("UB MTTQ và các tổ chức chính trị - xã hội", (4,)),
        ("Các cơ quan, đơn vị, trường học trên địa bàn xã", (1, 2, 3, 5)),
        ("Sở Khoa học và Công nghệ (b/c)", ()),
        ("Thường trực Đảng ủy", ()),
        ("Lưu: VT, VHXH", ()),
    ],
)
def test_a_line_means_units_of_the_commune(line: str, meant: tuple[int, ...]) -> None:
    assert units_meant(line, UNITS) == meant


def test_a_unit_stands_under_the_first_line_that_means_it() -> None:
    found = matched(["Trường THCS Sông Lam", "Các trường học trên địa bàn"], UNITS)
    assert [pks for _, pks in found] == [(2,), (3,)]


def contact(of: Unit) -> Account:
    officer = Officer.objects.create(name="Cán bộ đầu mối")
    Roster.objects.create(unit=of, officer=officer, joined_on=date(2025, 1, 1))
    return make.account(Role.UNIT_CONTACT, officer=officer)


def sent_pack() -> tuple[MonthlyPack, Dispatch]:
    by = make.account(Role.PLAN_OFFICER)
    pack = make_pack(plan=make.plan(), month=make.TODAY, title="An toàn mạng", script="Chào các em",
                     questions=["Một?", "Hai?", "Ba?"], by=by, now=make.NOW)  # fmt: skip
    send_pack(pack=pack, units=[make.unit("Trường THCS Sông Lam")], by=by, now=make.NOW,
              today=make.TODAY)  # fmt: skip
    return pack, pack.dispatches.get()


@pytest.mark.django_db
def test_a_plan_without_number_is_not_sent_and_a_numbered_one_once() -> None:
    plan, by, school = make.plan(), make.account(Role.PLAN_OFFICER), make.unit("Trường THCS")
    given = {"plan": plan, "units": {"Các trường học": [school]}, "by": by, "now": make.NOW,
             "today": make.TODAY}  # fmt: skip
    with pytest.raises(Refused, match="chưa có số"):
        send_plan(**given)
    plan.number, plan.issued_on = "27/KH-UBND", date(2026, 4, 8)
    plan.save()
    assert (send_plan(**given), send_plan(**given)) == (1, 0)
    entry = Evidence.objects.get(kind="document.sent")
    assert (entry.payload["units"], Dispatch.objects.get().recipient_text) == (1, "Các trường học")
    assert "Kế hoạch 27/KH-UBND ngày 08/4/2026" in Notice.objects.get(to_unit=school).text


@pytest.mark.django_db
def test_guidance_goes_under_the_clerks_number() -> None:
    by, units = make.account(Role.CLERK), [make.unit("Trường THCS"), make.unit("Hội Nông dân")]
    row = draft_guidance(plan=make.plan(), headline="V/v hướng dẫn", text="Làm theo kế hoạch.",
                         by=by, now=make.NOW)  # fmt: skip
    with pytest.raises(Refused, match="số và ngày"):
        send_guidance(guidance=row, number=" ", issued_on=make.TODAY, units=units, by=by,
                      now=make.NOW, today=make.TODAY)  # fmt: skip
    assert send_guidance(guidance=row, number="12/UBND-VHXH", issued_on=make.TODAY, units=units,
                         by=by, now=make.NOW, today=make.TODAY) == 2  # fmt: skip


@pytest.mark.django_db
def test_a_unit_confirms_for_itself_and_strangers_do_not() -> None:
    _, row = sent_pack()
    with pytest.raises(Refused, match="đơn vị khác"):
        confirm_dispatch(dispatch=row, by=make.account(Role.UNIT_CONTACT), now=make.at(10),
                         today=make.TODAY)  # fmt: skip
    person = contact(row.unit)
    for _ in range(2):
        row = confirm_dispatch(dispatch=row, by=person, now=make.at(10), today=make.TODAY)
    assert (row.confirmed_by, row.confirmed_at) == (person, make.at(10))
    assert Evidence.objects.filter(kind="document.received").count() == 1


@pytest.mark.django_db
def test_what_a_school_did_with_the_pack_is_evidence_once() -> None:
    _, row = sent_pack()
    person = contact(row.unit)
    given = {"dispatch": row, "held_on": make.TODAY, "attended_count": 420, "note": "",
             "attachments": [], "by": person, "now": make.at(11), "today": make.TODAY}  # fmt: skip
    with pytest.raises(Refused, match="số người dự"):
        return_pack(**{**given, "attended_count": 0})
    return_pack(**given)
    entry = Evidence.objects.get(kind="pack.used")
    assert (entry.payload["attended"], entry.proof) == (420, "unit")
    with pytest.raises(Refused, match="đã ghi từ trước"):
        return_pack(**given)


@pytest.mark.django_db
def test_a_pack_needs_three_questions_and_one_theme_a_month() -> None:
    sent_pack()
    by = make.account(Role.PLAN_OFFICER)
    given = {"plan": make.plan(), "month": make.TODAY, "title": "An toàn mạng", "script": "x",
             "questions": ["1", "2", "3"], "by": by, "now": make.NOW}  # fmt: skip
    with pytest.raises(Refused, match="cùng chủ đề"):
        make_pack(**given)
    with pytest.raises(Refused, match="đủ 3 câu hỏi"):
        make_pack(**{**given, "title": "Khác", "questions": ["1", " ", "3"]})


@pytest.mark.django_db
def test_guidance_that_units_have_keeps_its_number() -> None:
    by = make.account(Role.CLERK)
    first, second = make.unit("Trường THCS"), make.unit("Hội Nông dân")
    row = draft_guidance(plan=make.plan(), headline="V/v hướng dẫn", text="Làm theo kế hoạch.",
                         by=by, now=make.NOW)  # fmt: skip
    given = {"guidance": row, "issued_on": make.TODAY, "by": by, "now": make.NOW,
             "today": make.TODAY}  # fmt: skip
    send_guidance(**given, number="12/UBND-VHXH", units=[first])
    with pytest.raises(Refused, match="đã gửi với số 12/UBND-VHXH"):
        send_guidance(**given, number="13/UBND-VHXH", units=[second])
    row.refresh_from_db()
    assert row.number == "12/UBND-VHXH"
    assert send_guidance(**given, number="12/UBND-VHXH", units=[second]) == 1


@pytest.mark.django_db
def test_guidance_sent_to_nobody_gets_no_number() -> None:
    by = make.account(Role.CLERK)
    row = draft_guidance(plan=make.plan(), headline="V/v hướng dẫn", text="Làm theo kế hoạch.",
                         by=by, now=make.NOW)  # fmt: skip
    with pytest.raises(Refused, match="Chưa chọn đơn vị"):
        send_guidance(guidance=row, number="12/UBND-VHXH", issued_on=make.TODAY, units=[], by=by,
                      now=make.NOW, today=make.TODAY)  # fmt: skip
    row.refresh_from_db()
    assert (row.number, row.issued_on) == ("", None)
