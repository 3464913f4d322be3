"""A plan given out: as a document that reads back the same, as sheets, as a calendar; copied on."""

from __future__ import annotations

from datetime import date, datetime, time
from pathlib import Path

import icalendar
import pytest
from dateutil.rrule import rrulestr
from tests import make

from lantoa.core.errors import Refused
from lantoa.documents.readers import read_file
from lantoa.documents.writers import write_docx, write_pdf
from lantoa.plan.giving.calendar import plan_calendar
from lantoa.plan.giving.document import plan_document
from lantoa.plan.giving.sheets import plan_sheets
from lantoa.plan.models import Plan, ReportDuty, Task
from lantoa.plan.reading import read_plan
from lantoa.plan.services import (
    add_day,
    change_cadence,
    close_task,
    confirm_plan,
    copy_forward,
    import_plan,
)
from lantoa.plan.terms import PlanState
from lantoa.registry.terms import Role

SAMPLE = Path(__file__).resolve().parents[2] / "samples" / "ke-hoach-song-lam.txt"
SAME = ("title", "number", "date", "place", "issuer", "signer", "on_behalf_of", "recipients")


def given(kind: str) -> dict[str, object]:
    reading = read_plan(SAMPLE.read_text("utf-8")).as_json()
    document = plan_document(reading, number="27/KH-UBND", issued_on=date(2026, 4, 8), year=2026)
    content = write_docx(document) if kind == "docx" else write_pdf(document)
    return read_plan(read_file(content, f"ke-hoach.{kind}").text).as_json()


@pytest.mark.parametrize("kind", ["docx", "pdf"])
def test_what_is_written_is_read_back_the_same(kind: str) -> None:
    before, after = read_plan(SAMPLE.read_text("utf-8")).as_json(), given(kind)
    assert [after[name] for name in SAME] == [before[name] for name in SAME]
    texts = [[task["text"].rstrip(".") for task in one["tasks"]] for one in (after, before)]
    assert texts[0] == texts[1]
    leads = [[task["lead"] for task in one["tasks"]] for one in (after, before)]
    assert leads[0] == leads[1]


def at_work() -> Plan:
    plan = import_plan(content=SAMPLE.read_bytes(), name="ke-hoach.txt", by=None, now=make.NOW)
    return confirm_plan(plan=plan, by=None, now=make.NOW, today=make.TODAY)


@pytest.mark.django_db
def test_sheets_hold_every_task_and_target() -> None:
    plan = at_work()
    tasks, targets, duties = plan_sheets(plan)
    assert (len(tasks.rows), len(targets.rows)) == (9, plan.targets.count() + 1)
    assert [row[0] for row in tasks.rows[1:3]] == ["1.1", "1.2"]
    assert duties.rows[1][:2] == ("10/06", "hằng năm")


@pytest.mark.django_db
def test_an_ordinary_calendar_reads_duties_and_days_that_recur() -> None:
    plan = at_work()
    calendar = icalendar.Calendar.from_ical(plan_calendar(plan, now=make.NOW, year=2026))
    events = {str(event["summary"]): event for event in calendar.walk("VEVENT")}
    report = events["Hạn báo cáo gửi Sở Khoa học và Công nghệ"]
    assert report["dtstart"].dt in (date(2026, 6, 10), date(2026, 12, 10))
    assert report["rrule"]["FREQ"] == ["YEARLY"]
    days = [event["dtstart"].dt for name, event in events.items() if "Chuyển đổi số" in name]
    assert days == [date(2026, 10, 10)]
    assert len({str(event["uid"]) for event in calendar.walk("VEVENT")}) == len(
        list(calendar.walk("VEVENT"))
    )


@pytest.mark.django_db
def test_alarms_ring_by_day_reports_of_one_day_stay_apart_and_all_ends_with_the_plan() -> None:
    plan = at_work()
    for to in ("Sở Khoa học và Công nghệ", "Đảng ủy"):
        ReportDuty.objects.create(plan=plan, before="*-30", every="month", to=to, position=9)
    calendar = icalendar.Calendar.from_ical(plan_calendar(plan, now=make.NOW, year=2026))
    events = list(calendar.walk("VEVENT"))
    assert len({str(event["uid"]) for event in events}) == len(events)
    rings = {
        datetime.combine(event["dtstart"].dt, time.min) + alarm["trigger"].dt
        for event in events
        for alarm in event.walk("VALARM")
    }
    assert {ring.hour for ring in rings} == {8}
    rules = [event["rrule"] for event in events if "rrule" in event]
    assert {rule["UNTIL"][0] for rule in rules} == {date(2030, 12, 31)}
    monthly = next(event for event in events if event.get("rrule", {}).get("FREQ") == ["MONTHLY"])
    midnight = datetime.combine(monthly["dtstart"].dt, time.min)
    days = rrulestr(monthly["rrule"].to_ical().decode(), dtstart=midnight)
    assert [day.strftime("%d/%m") for day in days[:4]] == ["30/01", "28/02", "30/03", "30/04"]


@pytest.mark.django_db
def test_copied_forward_go_the_days_and_cadences_that_officers_changed() -> None:
    plan, by = at_work(), make.account(Role.PLAN_OFFICER)
    add_day(plan=plan, month=3, day=26, name="Ngày thành lập Đoàn", by=by, now=make.NOW)
    task = plan.tasks.get(number="1.1")
    change_cadence(task=task, count=7, period="week", what="tin bài",
                   kinds=["website.published"], by=by)  # fmt: skip
    Task.objects.filter(plan=plan, number="1.2").update(number="1.1")
    close_task(task=plan.tasks.get(position=1), why="Đã giao cấp trên làm thay.", by=by,
               now=make.NOW)  # fmt: skip
    draft = copy_forward(plan=plan, to_year=2027, by=by, now=make.at(10))
    live = confirm_plan(plan=draft, by=by, now=make.at(11), today=make.TODAY)
    assert live.observances.filter(month=3, day=26, name="Ngày thành lập Đoàn").exists()
    assert live.tasks.get(number="1.1").cadence.count == 7
    assert not live.tasks.filter(number="1.2").exists()


@pytest.mark.django_db
def test_copied_forward_goes_the_unfinished_work_as_a_draft() -> None:
    plan, by = at_work(), make.account(Role.PLAN_OFFICER)
    done = plan.tasks.get(number="1.2")
    close_task(task=done, why="Đã giao cấp trên làm thay.", by=by, now=make.NOW)
    draft = copy_forward(plan=plan, to_year=2027, by=by, now=make.at(10))
    numbers = [task["number"] for task in draft.reading["tasks"]]
    assert (draft.state, draft.code, len(numbers)) == (PlanState.DRAFT, "KH-2027-1", 7)
    assert "1.2" not in numbers
    assert {target["period"] for target in draft.reading["objectives"]} == {"2027", "2030"}
    live = confirm_plan(plan=draft, by=by, now=make.at(11), today=make.TODAY)
    assert (live.number, live.tasks.get(number="1.1").cadence.count > 0) == ("", True)


@pytest.mark.django_db
def test_a_draft_or_a_past_year_is_not_copied() -> None:
    plan, by = at_work(), make.account(Role.PLAN_OFFICER)
    with pytest.raises(Refused, match="phải sau năm 2026"):
        copy_forward(plan=plan, to_year=2026, by=by, now=make.NOW)
    with pytest.raises(Refused, match="không có quyền"):
        copy_forward(plan=plan, to_year=2027, by=make.account(Role.INSPECTOR), now=make.NOW)
