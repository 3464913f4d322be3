"""The kit of a yearly day comes 30 days ahead, once for a day and year, and is carried out."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from django.db import IntegrityError, transaction
from tests import make

from lantoa.core.errors import Refused
from lantoa.plan.campaigns import (
    coming_kit_days,
    day_of,
    is_day_named,
    kit_lines,
    kits_at_hand,
    next_day_of,
    open_kit_items,
    past_kits,
)
from lantoa.plan.jobs import prepare_kits
from lantoa.plan.kit_words import Occasion, about, for_hamlet, steps, texts
from lantoa.plan.models import Cadence, CampaignKit, KitItem, Observance, Plan
from lantoa.plan.services import (
    add_day,
    add_kit_item,
    change_kit_item,
    change_text,
    describe_kit,
    drop_day,
    drop_kit_item,
    prepare_kit,
    tick_kit_item,
)
from lantoa.plan.terms import KitTextKind, PlanState
from lantoa.registry.models import Account, Officer, Roster
from lantoa.registry.terms import Role
from lantoa.vietnamese.speech import explain

database = pytest.mark.django_db
DAY = date(2026, 12, 20)
BAD_DAYS = [(12, 20, "Trùng"), (2, 30, "Không có"), (13, 1, "Không có"), (12, 1, "  ")]
NAMED = {
    "Ngày Khoa học, Công nghệ và Đổi mới sáng tạo Việt Nam": date(2027, 5, 18),
    "Ngày Đổi mới sáng tạo quốc gia": date(2027, 10, 1),
    "Ngày Chuyển đổi số quốc gia": date(2027, 10, 10),
    "Ngày hội đọc sách": date(2027, 3, 7),
}


def observance(month: int = 12, day: int = 20, of: Plan | None = None) -> Observance:
    return Observance.objects.create(
        plan=of or make.plan(), month=month, day=day, name=f"Ngày thử {day}/{month}"
    )


def turn(day: date) -> None:
    prepare_kits(make.at(3, day=day))


def days_with_a_kit() -> list[date]:
    return list(CampaignKit.objects.values_list("held_on", flat=True))


def kit() -> CampaignKit:
    make.commune()
    observance()
    turn(make.TODAY)
    return CampaignKit.objects.get()


def contact(of: str) -> Account:
    officer = Officer.objects.create(name="Người của đơn vị")
    Roster.objects.create(unit=make.unit(of), officer=officer, joined_on=date(2025, 1, 1))
    return make.account(Role.UNIT_CONTACT, officer=officer)


@pytest.mark.parametrize(("left", "there"), [(31, False), (30, True), (1, True), (0, True)])
@database
def test_a_kit_appears_from_thirty_days_before_its_day(left: int, there: bool) -> None:
    observance()
    turn(DAY - timedelta(days=left))
    assert days_with_a_kit() == ([DAY] if there else [])


@database
def test_the_tick_turned_again_makes_nothing_twice_and_next_year_anew() -> None:
    observance()
    for day in (DAY - timedelta(days=30), DAY, DAY - timedelta(days=30), DAY + timedelta(days=1)):
        turn(day)
        turn(day)
    assert days_with_a_kit() == [DAY]
    items = KitItem.objects.count()
    turn(date(2027, 12, 1))
    assert days_with_a_kit() == [DAY, date(2027, 12, 20)]
    assert KitItem.objects.count() == 2 * items


@database
def test_a_clock_that_jumps_over_the_day_makes_no_kit_of_the_past() -> None:
    observance()
    turn(DAY - timedelta(days=60))
    turn(DAY + timedelta(days=2))
    assert days_with_a_kit() == []


@database
def test_the_database_holds_one_kit_a_day() -> None:
    made = kit()
    with pytest.raises(IntegrityError), transaction.atomic():
        CampaignKit.objects.create(
            plan=made.plan, held_on=made.held_on, name="Lần hai", made_at=make.NOW
        )


@database
def test_a_day_of_two_plans_has_one_kit_and_draft_plans_have_none() -> None:
    observance()
    observance(of=make.plan("KH-2026-2"))
    observance(5, 18, of=make.plan("KH-2027-1", state=PlanState.DRAFT))
    assert [one.held_on for one in coming_kit_days(today=make.TODAY)] == [DAY]
    turn(make.TODAY)
    assert days_with_a_kit() == [DAY]


def test_the_29th_of_february_is_kept_on_the_28th_in_other_years() -> None:
    assert [day_of(2, 29, year) for year in (2027, 2028)] == [date(2027, 2, 28), date(2028, 2, 29)]
    row = Observance(month=2, day=29, name="Ngày nhuận")
    assert next_day_of(row, today=date(2027, 3, 1)) == date(2028, 2, 29)
    assert next_day_of(row, today=date(2027, 2, 28)) == date(2027, 2, 28)


@database
def test_a_kit_holds_steps_with_units_texts_and_the_tasks_of_its_day() -> None:
    make.commune()
    speaks, row = make.task("1.4"), make.task("1.1")
    speaks.lead_units.set([make.unit("Đài xã")])
    Cadence.objects.create(
        task=speaks, count=3, period="week", what="bản tin", kinds=["broadcast.played"]
    )
    row.text = "Hưởng ứng Ngày thử (20/12) và ngày 18/5 hằng năm"
    row.save()
    made = kit()
    assert list(made.tasks.all()) == [row]
    by_air = made.items.get(text__startswith="Phát lời hưởng ứng")
    assert (by_air.unit, by_air.due_on) == (make.unit("Đài xã"), date(2026, 12, 10))
    assert made.items.get(text__startswith="Tổ chức hoạt động").unit == make.unit()
    assert {text.kind for text in made.texts.all()} == set(KitTextKind)


@database
def test_a_day_without_a_task_of_its_own_takes_the_yearly_one() -> None:
    yearly = make.task("1.4")
    Cadence.objects.create(
        task=yearly, count=3, period="year", what="hoạt động", kinds=["activity.held"]
    )
    assert list(kit().tasks.all()) == [yearly]


@pytest.mark.parametrize(("name", "held_on"), NAMED.items())
@pytest.mark.parametrize(("commune", "word"), [("xã Sông Lam", "thôn"),
                                               ("phường Bến Nghé", "tổ dân phố")])  # fmt: skip
def test_texts_are_filled_and_read_aloud_without_a_doubt(
    name: str, held_on: date, commune: str, word: str
) -> None:
    occasion = Occasion(name, held_on, commune, word)
    said = [for_hamlet(text, "Bến Đò", word) for text in texts(occasion).values()]
    said += [about(occasion), *(step.text for step in steps(occasion, today=make.TODAY))]
    lines = [line for text in said for line in text.splitlines()]
    unsure = [(token.text, line) for line in lines for token in explain(line, {})
              if not token.sure and token.reading]  # fmt: skip
    assert unsure == []
    assert [line for line in lines if "$" in line or "[" in line] == []
    if commune.startswith("phường"):
        assert [x for x in lines if "xã " in x.replace("mạng xã hội", "")] == []


def test_a_text_names_its_hamlet_or_speaks_to_all() -> None:
    occasion = Occasion("Ngày thử", DAY, "xã Sông Lam", "thôn")
    text = texts(occasion)[KitTextKind.MEETING]
    assert for_hamlet(text, "Bến Đò", "thôn").startswith("Kính mời bà con thôn Bến Đò dự buổi họp")
    assert for_hamlet(text, "", "thôn").startswith("Kính mời bà con thôn ta dự buổi họp")


def test_the_program_claims_nothing_of_a_day_that_it_does_not_know() -> None:
    assert about(Occasion("Ngày hội đọc sách", date(2027, 3, 7), "xã Sông Lam", "thôn")) == ""


def test_steps_prepared_late_are_due_today_at_the_earliest() -> None:
    occasion = Occasion("Ngày thử", DAY, "xã Sông Lam", "thôn")
    late = steps(occasion, today=DAY - timedelta(days=5))
    assert [step.days_before for step in late] == [5] * 7 + [3, 0, -2, -5]


@database
def test_early_is_by_who_keeps_kits_and_stays_one() -> None:
    row = observance(10, 10)
    with pytest.raises(Refused):
        prepare_kit(observance=row, by=make.account(), now=make.NOW, today=make.TODAY)
    officer = make.account(Role.PLAN_OFFICER)
    first = prepare_kit(observance=row, by=officer, now=make.NOW, today=make.TODAY)
    again = prepare_kit(observance=row, by=officer, now=make.NOW, today=make.TODAY)
    turn(date(2027, 9, 20))
    assert (first, days_with_a_kit(), first.made_by) == (again, [date(2027, 10, 10)], officer)


@database
def test_a_local_day_is_added_gets_its_kit_and_may_be_dropped_again() -> None:
    officer, plan = make.account(Role.PLAN_OFFICER), make.plan()
    row = add_day(plan=plan, month=12, day=12, name=" Ngày hội  đọc sách ", by=officer,
                  now=make.NOW)  # fmt: skip
    turn(make.TODAY)
    made = CampaignKit.objects.get()
    assert (made.name, made.held_on) == ("Ngày hội đọc sách", date(2026, 12, 12))
    assert is_day_named(made) is True
    drop_day(observance=row, by=officer)
    made.refresh_from_db()
    assert (is_day_named(made), made.items.count() > 5) == (False, True)


@pytest.mark.parametrize(("month", "day", "name"), BAD_DAYS)
@database
def test_a_day_that_is_none_or_there_already_is_not_added(month: int, day: int, name: str) -> None:
    observance()
    with pytest.raises(Refused):
        add_day(plan=make.plan(), month=month, day=day, name=name,
                by=make.account(Role.PLAN_OFFICER), now=make.NOW)  # fmt: skip
    assert Observance.objects.count() == 1


@database
def test_a_day_of_the_document_is_not_dropped_by_hand() -> None:
    row = observance()
    with pytest.raises(Refused):
        drop_day(observance=row, by=make.account(Role.PLAN_OFFICER))
    assert Observance.objects.get() == row


@database
def test_who_ticked_first_stays_and_the_kit_is_done_with_its_list() -> None:
    made, officer = kit(), make.account(Role.PLAN_OFFICER)
    other = make.account(Role.PLAN_OFFICER)
    for item in made.items.all():
        tick_kit_item(item=item, done=True, by=officer, now=make.NOW, today=make.TODAY)
    item = made.items.all()[0]
    tick_kit_item(item=item, done=True, by=other, now=make.at(10), today=make.TODAY)
    item.refresh_from_db()
    assert (item.done_by, item.done_at) == (officer, make.NOW)
    assert kit_lines([made], today=make.TODAY)[0].is_done is True
    tick_kit_item(item=item, done=False, by=other, now=make.at(11), today=make.TODAY)
    line = kit_lines([made], today=DAY)[0]
    assert (line.is_done, line.total - line.done, line.late) == (False, 1, 1)


@database
def test_a_unit_ticks_its_own_and_no_other() -> None:
    made, school = kit(), contact("Trường THCS Sông Lam")
    own = add_kit_item(kit=made, text="Buổi tìm hiểu khoa học",
                       unit=make.unit("Trường THCS Sông Lam"), days_before=12,
                       by=make.account(Role.PLAN_OFFICER))  # fmt: skip
    units = [make.unit("Trường THCS Sông Lam")]
    assert open_kit_items(units, today=make.TODAY) == [own]
    tick_kit_item(item=own, done=True, by=school, now=make.NOW, today=make.TODAY)
    with pytest.raises(Refused):
        tick_kit_item(item=made.items.exclude(pk=own.pk)[0], done=True, by=school, now=make.NOW,
                      today=make.TODAY)  # fmt: skip
    assert open_kit_items(units, today=make.TODAY) == []
    assert made.items.filter(done_at__isnull=False).count() == 1


@database
def test_a_unit_sees_what_is_near_or_late_and_not_what_is_far_or_long_over() -> None:
    made, here = kit(), [make.unit("Đài xã")]
    made.items.update(unit=None)
    item = made.items.get(days_before=0)
    KitItem.objects.filter(pk=item.pk).update(unit=here[0])
    days = [DAY + timedelta(days=left) for left in (-31, -30, 14, 15)]
    assert [len(open_kit_items(here, today=day)) for day in days] == [0, 1, 1, 0]


@database
def test_items_and_texts_change_only_by_who_keeps_kits() -> None:
    made, officer, editor = kit(), make.account(Role.PLAN_OFFICER), make.account()
    item = made.items.all()[0]
    change_kit_item(item=item, text="Việc khác", unit=None, days_before=-3, by=officer)
    change_text(kit=made, kind="zalo", text="Lời mới", by=officer)
    describe_kit(kit=made, name="Tên mới", about="", tasks=[make.task()], by=officer)
    item.refresh_from_db()
    made.refresh_from_db()
    assert (item.text, item.due_on, made.name) == ("Việc khác", date(2026, 12, 23), "Tên mới")
    assert made.texts.get(kind="zalo").text == "Lời mới"
    drop_kit_item(item=item, by=officer)
    for refused in (
        lambda: change_kit_item(item=item, text="x", unit=None, days_before=0, by=editor),
        lambda: change_text(kit=made, kind="zalo", text="x", by=editor),
        lambda: drop_kit_item(item=made.items.all()[0], by=editor),
        lambda: add_kit_item(kit=made, text=" ", unit=None, days_before=0, by=officer),
        lambda: change_text(kit=made, kind="zalo", text=" ", by=officer),
        lambda: describe_kit(kit=made, name=" ", about="", tasks=[], by=officer),
    ):
        with pytest.raises(Refused):
            refused()
    assert made.texts.get(kind="zalo").text == "Lời mới"


@database
def test_a_past_kit_leaves_sight_and_stays() -> None:
    made = kit()
    assert (kits_at_hand(today=DAY), list(past_kits(today=DAY))) == ([made], [])
    after = DAY + timedelta(days=14)
    assert (kits_at_hand(today=after), list(past_kits(today=after))) == ([made], [made])
    assert kits_at_hand(today=after + timedelta(days=1)) == []
