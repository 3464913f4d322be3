"""Figures asked of units: answered in their own numbers, accepted as evidence, or returned."""

from __future__ import annotations

from datetime import date, timedelta
from decimal import Decimal

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from tests import make

from lantoa.core.errors import Refused
from lantoa.ledger.models import Evidence
from lantoa.notices.models import Notice
from lantoa.plan.contributions import missing_contributions, request_row
from lantoa.plan.models import Contribution, DataRequest
from lantoa.plan.services import (
    accept_contribution,
    answer_request,
    ask_units,
    return_contribution,
)
from lantoa.plan.services.reminding import remind_all
from lantoa.plan.services.requests import read_value
from lantoa.registry.models import Account, Officer, Roster, Unit
from lantoa.registry.terms import Role
from lantoa.vietnamese import decimal

SCHOOL, CENTRE = "Trường THCS Sông Lam", "Trung tâm Dịch vụ tổng hợp"


def contact(of: Unit) -> Account:
    officer = Officer.objects.create(name="Cán bộ đầu mối")
    Roster.objects.create(unit=of, officer=officer, joined_on=date(2025, 1, 1))
    return make.account(Role.UNIT_CONTACT, officer=officer)


def asked(*names: str, days: int = 7) -> DataRequest:
    return ask_units(
        title="Số hộ có ti vi số", text="", measure="hộ", period_words="năm 2026",
        due_on=make.TODAY + timedelta(days=days), tasks=[make.task("1.4")],
        units=[make.unit(name) for name in names], by=make.account(Role.PLAN_OFFICER),
        now=make.NOW, today=make.TODAY,
    )  # fmt: skip


def answered(row: Contribution, value: str = "1.250") -> Contribution:
    return answer_request(contribution=row, value=value, note="", document="12/BC-THCS",
                          by=contact(row.unit), now=make.at(10), today=make.TODAY)  # fmt: skip


@pytest.mark.parametrize(
    ("text", "value"),
    [("20.986", "20986"), ("94,41", "94.41"), ("94,41%", "94.41"), ("0", "0"), ("-3,5", "-3.5"),
     (" 1.000.000 ", "1000000")],
)  # fmt: skip
def test_numbers_are_read_as_they_are_written_here(text: str, value: str) -> None:
    assert read_value(text) == Decimal(value)


@pytest.mark.parametrize("text", ["", "khoảng 20", "94.4", "1,2,3", "12e5", "20 986", "9" * 14])
def test_what_is_no_such_number_is_refused(text: str) -> None:
    with pytest.raises(Refused):
        read_value(text)


@settings(max_examples=80, deadline=None)
@given(st.decimals(-(10**12), 10**12, places=4))
def test_what_is_printed_is_read_back(value: Decimal) -> None:
    assert read_value(decimal(value, places=4)) == value


@pytest.mark.django_db
def test_an_accepted_answer_is_evidence_by_report_of_the_unit() -> None:
    row = answered(asked(SCHOOL).contributions.get())
    accept_contribution(contribution=row, by=make.account(Role.PLAN_OFFICER), now=make.at(11))
    entry = Evidence.objects.get(kind="contribution.accepted")
    told = {key: entry.payload[key] for key in ("value", "measure", "period", "document", "unit")}
    assert told == {
        "value": "1250.0000", "measure": "hộ", "period": "năm 2026", "document": "12/BC-THCS",
        "unit": SCHOOL,
    }  # fmt: skip
    assert (entry.proof, row.unit.code in entry.subjects) == ("unit", True)


@pytest.mark.django_db
def test_a_total_is_given_only_when_every_unit_was_accepted() -> None:
    request, officer = asked(SCHOOL, CENTRE), make.account(Role.PLAN_OFFICER)
    first, second = request.contributions.order_by("unit__name")
    accept_contribution(contribution=answered(first), by=officer, now=make.at(11))
    assert request_row(request).total is None
    accept_contribution(contribution=answered(second, "750"), by=officer, now=make.at(12))
    assert request_row(DataRequest.objects.get()).total == Decimal(2000)


@pytest.mark.django_db
def test_a_returned_answer_is_owed_again_and_its_writer_is_told_why() -> None:
    row = answered(asked(SCHOOL).contributions.get())
    officer = make.account(Role.PLAN_OFFICER)
    with pytest.raises(Refused, match="có lý do"):
        return_contribution(contribution=row, reason=" ", by=officer, now=make.at(11),
                            today=make.TODAY)  # fmt: skip
    return_contribution(contribution=row, reason="Thiếu thôn Bến Đò.", by=officer,
                        now=make.at(11), today=make.TODAY)  # fmt: skip
    told = Notice.objects.get(to_account=row.answered_by)
    assert told.text == "Số liệu «Số hộ có ti vi số» bị trả lại: Thiếu thôn Bến Đò."
    assert [one.pk for one in missing_contributions()] == [row.pk]


@pytest.mark.django_db
def test_other_units_and_accepted_answers_are_refused() -> None:
    row = asked(SCHOOL).contributions.get()
    with pytest.raises(Refused, match="không thuộc"):
        answer_request(contribution=row, value="1", note="", document="",
                       by=contact(make.unit(CENTRE)), now=make.NOW, today=make.TODAY)  # fmt: skip
    accept_contribution(
        contribution=answered(row), by=make.account(Role.PLAN_OFFICER), now=make.at(11)
    )
    with pytest.raises(Refused, match="đã được nhận"):
        answered(row, "2")


@pytest.mark.django_db
def test_an_answer_takes_what_asked_for_it_off_the_first_screen() -> None:
    request = asked(SCHOOL, CENTRE)
    row = request.contributions.get(unit__name=SCHOOL)
    answered(row)
    waiting = Notice.objects.filter(subject=request.code, read_at=None)
    assert [notice.to_unit.name for notice in waiting if notice.to_unit] == [CENTRE]


@pytest.mark.django_db
def test_who_owes_is_reminded_before_the_day() -> None:
    row = asked(SCHOOL, days=20)
    assert Notice.objects.filter(subject=row.code).count() == 1
    later = make.TODAY + timedelta(days=13)
    remind_all(now=make.at(9, day=later), today=later)
    assert [one.text for one in Notice.objects.filter(subject=row.code, sent_on=later)] == [
        "Số liệu «Số hộ có ti vi số»: hạn 13/12/2026, còn 7 ngày."
    ]
