"""A later version of a plan: who confirmed the earlier one, what changes for each, nothing lost."""

from __future__ import annotations

from datetime import date
from pathlib import Path
from typing import Any

import pytest
from django.test import Client
from tests import make

from lantoa.core.errors import Refused
from lantoa.ledger.models import Evidence
from lantoa.notices.models import Notice
from lantoa.plan.dispatching import changes_of, receipts
from lantoa.plan.models import Dispatch, Plan
from lantoa.plan.services import (
    confirm_dispatch,
    confirm_plan,
    import_plan,
    mark_revision,
    revise_plan,
    send_plan,
    send_version,
)
from lantoa.registry.models import Account, Officer, Roster, Unit
from lantoa.registry.terms import Role

pytestmark = pytest.mark.django_db
SAMPLE = Path(__file__).resolve().parents[2] / "samples" / "ke-hoach-song-lam.txt"


def officer() -> Account:
    return make.account(Role.PLAN_OFFICER)


def contact(unit: Unit) -> Account:
    person = Officer.objects.create(name="Cán bộ đầu mối")
    Roster.objects.create(unit=unit, officer=person, joined_on=date(2025, 1, 1))
    return make.account(Role.UNIT_CONTACT, officer=person)


def sent_plan() -> tuple[Plan, Unit, Unit]:
    """A plan at two units: the first leads task 1.1 and confirmed, the second did not."""
    plan = import_plan(content=SAMPLE.read_bytes(), name="ke-hoach.txt", by=None, now=make.NOW)
    plan = confirm_plan(plan=plan, by=None, now=make.NOW, today=make.TODAY)
    lead = plan.tasks.get(number="1.1").lead_units.first()
    assert lead is not None
    club = make.unit("Câu lạc bộ Bến Đò")
    send_plan(plan=plan, units={"Như trên": [lead, club]}, by=officer(), now=make.NOW,
              today=make.TODAY)  # fmt: skip
    row = Dispatch.objects.get(unit=lead)
    confirm_dispatch(dispatch=row, by=contact(lead), now=make.at(10), today=make.TODAY)
    return plan, lead, club


def revised(plan: Plan) -> Plan:
    """Task 1.1 says something more; the number is another."""
    text = SAMPLE.read_text("utf-8").replace("27/KH-UBND", "35/KH-UBND")
    start = text.index("\n1.1. ") + len("\n1.1. ")
    text = f"{text[:start]}Trong năm nay, {text[start:]}"
    draft = import_plan(content=text.encode(), name="ban-moi.txt", by=None, now=make.at(11))
    draft = mark_revision(draft=draft, of=plan, by=officer())
    return revise_plan(draft=draft, by=officer(), now=make.at(12), today=make.TODAY).plan


def words(plan: Plan) -> dict[str, str]:
    return {one.unit.name: one.words for one in receipts(plan)}


def test_confirmations_are_carried_until_the_new_version_is_confirmed() -> None:
    plan, lead, club = sent_plan()
    plan = revised(plan)
    assert words(plan) == {
        lead.name: "đã xác nhận bản trước, chờ xác nhận bản mới",
        club.name: "chưa xác nhận bản trước",
    }
    given = {"plan": plan, "units": [lead, club], "by": officer(), "now": make.at(13),
             "today": make.TODAY}  # fmt: skip
    assert send_version(**given) == 2
    assert words(plan) == {
        lead.name: "đã xác nhận bản trước, chờ xác nhận bản mới",
        club.name: "đã gửi bản mới, chưa xác nhận",
    }
    new = Dispatch.objects.get(unit=lead, version=2)
    confirm_dispatch(dispatch=new, by=officer(), now=make.at(14), today=make.TODAY)
    assert words(plan)[lead.name] == "đã xác nhận bản mới"
    with pytest.raises(Refused, match="đã được gửi bản mới"):
        send_version(**given)


def test_nothing_of_the_earlier_dispatch_changes() -> None:
    plan, lead, _ = sent_plan()
    before = Dispatch.objects.filter(version=1).order_by("pk").values()
    kept = list(before)
    plan = revised(plan)
    send_version(plan=plan, units=[lead], by=officer(), now=make.at(13), today=make.TODAY)
    assert list(before.all()) == kept
    assert Dispatch.objects.get(unit=lead, version=2).recipient_text == "Như trên"
    assert Evidence.objects.filter(kind="document.sent").count() == 2


def test_each_unit_is_told_what_changes_for_it(django_assert_num_queries: Any) -> None:
    plan, lead, club = sent_plan()
    plan = revised(plan)
    for units in ([lead, club], [club]):
        with django_assert_num_queries(2):
            found = changes_of(plan, [(unit, 1) for unit in units])
    assert [each.words for each in found] == ["nhiệm vụ của đơn vị không đổi"]
    (own,) = changes_of(plan, [(lead, 1)])
    assert own.words == "đổi 1 nhiệm vụ của đơn vị"
    send_version(plan=plan, units=[lead, club], by=officer(), now=make.at(13), today=make.TODAY)
    told = Notice.objects.filter(to_unit=lead).latest("pk").text
    assert "35/KH-UBND" in told and "đổi 1 nhiệm vụ của đơn vị" in told


def test_new_version_needs_its_number_and_a_right() -> None:
    plan, lead, _ = sent_plan()
    plan = revised(plan)
    given = {"plan": plan, "units": [lead], "now": make.at(13), "today": make.TODAY}
    with pytest.raises(Refused, match="không có quyền"):
        send_version(**given, by=make.account(Role.EDITOR))
    plan.issued_on = None
    with pytest.raises(Refused, match="chưa có số"):
        send_version(**given, by=officer())


def test_screens_show_who_waits_send_in_one_click_and_show_the_unit_its_changes() -> None:
    plan, lead, _ = sent_plan()
    plan = revised(plan)
    client = Client()
    client.force_login(officer())
    assert "2 đơn vị chờ xác nhận bản mới" in client.get(
        "/ban-lam-viec/gui-van-ban/"
    ).content.decode()  # fmt: skip
    address = f"/ban-lam-viec/gui-van-ban/{plan.code}/ban-moi/"
    page = client.get(address).content.decode()
    assert "đã xác nhận bản trước, chờ xác nhận bản mới" in page
    assert "Gửi bản mới tới 2 đơn vị" in page and "Đổi 1 nhiệm vụ của đơn vị" in page
    said = client.post(address, {"don-vi": [lead.pk, "x"]}, follow=True).content.decode()
    assert "Đã gửi bản mới tới 1 đơn vị" in said
    new = Dispatch.objects.get(unit=lead, version=2)
    unit = Client()
    unit.force_login(Account.objects.get(officer__rosters__unit=lead))
    page = unit.get(f"/ban-lam-viec/van-ban-den/{new.pk}/").content.decode()
    assert "Thay đổi so với bản đã nhận" in page and "<ins>Trong năm nay" in page
    old = unit.get(f"/ban-lam-viec/van-ban-den/{earlier_pk(new)}/").content.decode()
    assert "Kế hoạch đã có bản 2 thay bản này" in old and "Mở bản mới" in old
    assert "đã có bản mới" not in unit.get("/ban-lam-viec/van-ban-den/").content.decode()


def earlier_pk(row: Dispatch) -> int:
    return int(Dispatch.objects.get(unit=row.unit, version=1).pk)


def test_send_page_offers_units_again_for_the_new_version() -> None:
    plan, lead, _ = sent_plan()
    plan = revised(plan)
    assert send_plan(plan=plan, units={"Như trên": [lead]}, by=officer(), now=make.at(13),
                     today=make.TODAY) == 1  # fmt: skip
    assert sorted(Dispatch.objects.filter(unit=lead).values_list("version", flat=True)) == [1, 2]
