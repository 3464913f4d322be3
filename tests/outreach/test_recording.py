"""What people did face to face becomes a row and an entry, word for word."""

from __future__ import annotations

from datetime import date, datetime, timedelta
from typing import Any

import pytest

from lantoa.channels.outreach.models import Activity, Briefing, Meeting, Training, Visit
from lantoa.channels.outreach.services import (
    correct_deed,
    record_activity,
    record_briefing,
    record_meeting,
    record_survey_result,
    record_training,
    record_visits,
    withdraw_deed,
)
from lantoa.core.errors import Refused
from lantoa.ledger import attachments
from lantoa.ledger.models import Evidence
from lantoa.ledger.queries import facts
from lantoa.ledger.terms import Proof
from lantoa.registry.models import Communicator, Officer, Roster
from lantoa.registry.services import record_communicator, record_project
from lantoa.registry.terms import Role
from tests.make import NOW, TODAY, account, audience, hamlet, task, unit

pytestmark = pytest.mark.django_db
LATE = NOW - timedelta(days=8)
HELD = {"title": "Dùng điện thoại an toàn", "place": "Nhà văn hóa", "attendee_count": 38}


def contact() -> Any:
    return account(Role.UNIT_CONTACT)


def officer(name: str = "Trần Thị Mai", *, since: date = date(2025, 1, 1)) -> Officer:
    made = Officer.objects.create(name=name)
    Roster.objects.create(unit=unit(), officer=made, joined_on=since)
    return made


def entry(seq: int | None) -> Evidence:
    return Evidence.objects.get(seq=seq)


def train(by: Any = None, **fields: Any) -> Training:
    training = Training(**{**HELD, "happened_at": NOW, **fields})
    return record_training(
        training=training, tasks=[task("1.4")], audiences=[audience()], proof=Proof.UNIT,
        by=by or contact(), now=NOW,
    )  # fmt: skip


def test_training_writes_its_figures_and_who_was_certified() -> None:
    mai, by = officer(), contact()
    member = Communicator.objects.create(name="Lương Thị Bưởi", joined_on=TODAY)
    row = record_training(
        training=Training(
            **HELD, happened_at=NOW, in_group_count=36, minutes=90, feedback_count=22,
            covers_digital=True,
        ),
        tasks=[task("1.4")], audiences=[audience()], officers=[mai], communicators=[member],
        proof=Proof.UNIT, by=by, now=NOW,
    )  # fmt: skip
    found = entry(row.evidence_seq)
    assert (found.kind, found.payload) == (
        "training.held",
        {
            "title": "Dùng điện thoại an toàn", "place": "Nhà văn hóa", "attendees": 38,
            "in_group": 36, "minutes": 90, "feedback": 22, "covers_digital": True,
            "covers_science": False, "is_certified": True,
        },
    )  # fmt: skip
    assert found.subjects == sorted(
        ["task:KH-2026-1/1.4", "audience:nguoi-cao-tuoi", mai.code, member.code]
    )
    assert (found.proof, found.by, found.occurred_at) == ("unit", by.code, NOW)


def test_figure_that_nobody_gave_is_left_out_and_never_zero() -> None:
    assert entry(train().evidence_seq).payload == {
        "title": "Dùng điện thoại an toàn", "place": "Nhà văn hóa", "attendees": 38,
        "covers_digital": False, "covers_science": False, "is_certified": False,
    }  # fmt: skip


def test_meeting_and_activity_name_hamlet_and_yearly_day() -> None:
    place = hamlet()
    meeting = record_meeting(
        meeting=Meeting(**HELD, happened_at=NOW, hamlet=place), tasks=[task()],
        proof=Proof.STATEMENT, by=contact(), now=NOW,
    )  # fmt: skip
    activity = record_activity(
        activity=Activity(**HELD, happened_at=NOW, observance="10-10"), tasks=[task()],
        audiences=[audience()], proof=Proof.UNIT, by=contact(), now=NOW,
    )  # fmt: skip
    assert entry(meeting.evidence_seq).subjects == sorted([place.code, "task:KH-2026-1/1.1"])
    assert entry(activity.evidence_seq).payload["observance"] == "10-10"
    assert entry(activity.evidence_seq).kind == "activity.held"


def test_visits_of_long_ago_keep_both_days_and_say_so() -> None:
    row = record_visits(
        visit=Visit(hamlet=hamlet(), household_count=64, happened_at=LATE), tasks=[task()],
        proof=Proof.UNIT, by=contact(), now=NOW,
    )  # fmt: skip
    found = entry(row.evidence_seq)
    assert found.payload == {"households": 64, "backfilled": True}
    assert (found.occurred_at, found.recorded_at) == (LATE, NOW)
    assert (row.happened_at, row.entered_at) == (LATE, NOW)


@pytest.mark.parametrize(("days", "late"), [(7, False), (8, True)])
def test_entry_is_late_from_the_eighth_day(days: int, late: bool) -> None:
    row = train(happened_at=NOW - timedelta(days=days))
    assert bool(entry(row.evidence_seq).payload.get("backfilled")) == late


def test_briefing_names_who_confirmed_and_the_material() -> None:
    mai, khang = officer(), officer("Võ Minh Khang")
    row = record_briefing(
        briefing=Briefing(title="Nghị quyết 57", invited_count=5, happened_at=NOW),
        officers=[mai, khang], tasks=[task()], material=(b"%PDF-1.7", "application/pdf"),
        proof=Proof.DOCUMENT, by=contact(), now=NOW,
    )  # fmt: skip
    found = entry(row.evidence_seq)
    sha256 = found.attachments[0]["sha256"]
    assert found.payload == {
        "title": "Nghị quyết 57",
        "invited": 5,
        "confirmed": 2,
        "material_sha256": sha256,
    }
    assert found.subjects == sorted([mai.code, khang.code, "task:KH-2026-1/1.1"])
    assert attachments.read(sha256) == b"%PDF-1.7"


def test_briefing_refuses_who_was_on_no_roster_that_day() -> None:
    later = officer(since=TODAY)
    with pytest.raises(Refused, match="Trần Thị Mai"):
        record_briefing(
            briefing=Briefing(title="Nghị quyết 57", invited_count=5, happened_at=LATE),
            officers=[later], tasks=[task()], proof=Proof.UNIT, by=contact(), now=NOW,
        )  # fmt: skip
    assert (Briefing.objects.count(), Evidence.objects.count()) == (0, 0)


@pytest.mark.parametrize(
    ("fields", "words"),
    [
        ({"attendee_count": 0}, "từ 1 trở lên"),
        ({"in_group_count": 39}, "thuộc nhóm nhiều hơn"),
        ({"feedback_count": 39}, "phiếu ý kiến nhiều hơn"),
        ({"minutes": 10**6}, "60 ngày"),
        ({"title": " "}, "nội dung và nơi"),
        ({"happened_at": NOW + timedelta(minutes=1)}, "chưa diễn ra"),
    ],
)
def test_impossible_figures_are_refused_and_nothing_is_kept(
    fields: dict[str, Any], words: str
) -> None:
    with pytest.raises(Refused, match=words):
        train(**fields)
    assert (Training.objects.count(), Evidence.objects.count()) == (0, 0)


def test_document_without_a_file_is_no_proof() -> None:
    with pytest.raises(Refused, match="kèm ít nhất một tệp"):
        record_meeting(
            meeting=Meeting(**HELD, happened_at=NOW), tasks=[task()], proof=Proof.DOCUMENT,
            by=contact(), now=NOW,
        )  # fmt: skip


def test_more_households_than_the_hamlet_has_are_refused() -> None:
    with pytest.raises(Refused, match="có 120 hộ"):
        record_visits(
            visit=Visit(hamlet=hamlet(), household_count=121, happened_at=NOW), tasks=[task()],
            proof=Proof.UNIT, by=contact(), now=NOW,
        )  # fmt: skip


@pytest.mark.parametrize("role", [Role.INSPECTOR, Role.LEADER, Role.STATION_OPERATOR])
def test_role_without_the_right_records_nothing(role: Role) -> None:
    with pytest.raises(Refused, match="không có quyền"):
        train(by=account(role))
    assert Evidence.objects.count() == 0


def test_correction_is_a_counter_entry_and_figures_follow_it() -> None:
    by = contact()
    row = train(by)
    correct_deed(row=row, changes={"attendee_count": 35}, reason="Đếm lại", by=by, now=NOW)
    counter = Evidence.objects.get(kind="evidence.corrected")
    assert counter.payload["of"] == row.evidence_seq
    assert (counter.payload["changed"], counter.payload["to_attendees"]) == (["attendees"], 35)
    assert counter.payload["reason"] == "Đếm lại"
    assert entry(row.evidence_seq).payload["attendees"] == 38
    assert [fact.payload["attendees"] for fact in facts(kinds=["training.held"])] == [35]
    assert Training.objects.get().attendee_count == 35


def test_withdrawn_training_is_no_longer_counted_and_may_be_entered_anew() -> None:
    by = contact()
    row = train(by)
    withdraw_deed(row=row, reason="Nhập nhầm nhiệm vụ", by=by, now=NOW)
    assert facts(kinds=["training.held"]) == []
    assert train(by).evidence_seq == 3


def test_stranger_corrects_nothing_and_the_plan_officer_may() -> None:
    row = train()
    change = {"attendee_count": 35}
    with pytest.raises(Refused, match="người đã nhập"):
        correct_deed(row=row, changes=change, reason="Đếm lại", by=contact(), now=NOW)
    plan_officer = account(Role.PLAN_OFFICER)
    correct_deed(row=row, changes=change, reason="Đếm lại", by=plan_officer, now=NOW)
    assert Training.objects.get().attendee_count == 35


@pytest.mark.parametrize(
    ("changes", "reason", "words"),
    [
        ({"attendee_count": 35}, " ", "lý do"),
        ({"attendee_count": 38}, "Đếm lại", "Chưa có gì khác"),
        ({"in_group_count": 99}, "Đếm lại", "thuộc nhóm nhiều hơn"),
        ({"title": None}, "Đếm lại", "xóa trắng"),
    ],
)
def test_senseless_correction_is_refused(changes: dict[str, Any], reason: str, words: str) -> None:
    by = contact()
    row = train(by)
    with pytest.raises(Refused, match=words):
        correct_deed(row=row, changes=changes, reason=reason, by=by, now=NOW)
    assert Evidence.objects.count() == 1


def test_communicator_enters_the_ledger_once_and_without_a_name() -> None:
    by = account(Role.PLAN_OFFICER)
    joined_on = TODAY - timedelta(days=30)
    member = Communicator(name="Lương Thị Bưởi", hamlet=hamlet(), joined_on=joined_on)
    record_communicator(communicator=member, by=by, now=NOW)
    member.name = "Lương Thị Bưởi (Cồn Soi)"
    record_communicator(communicator=member, by=by, now=NOW)
    found = Evidence.objects.get()
    assert (found.kind, found.payload, found.subjects) == (
        "communicator.joined", {"backfilled": True}, sorted([member.code, hamlet().code])
    )  # fmt: skip
    assert found.occurred_at == datetime.combine(joined_on, datetime.min.time(), NOW.tzinfo)


def test_project_enters_the_ledger_with_what_it_is_counted_by() -> None:
    from lantoa.registry.models import ScienceProject

    project = ScienceProject(name="Đo độ mặn", number="08/QĐ-UBND", starts_on=TODAY)
    record_project(project=project, by=account(Role.PLAN_OFFICER), now=NOW)
    found = Evidence.objects.get()
    assert (found.kind, found.payload, found.subjects, found.proof) == (
        "project.registered", {"state_funded": True, "secret": False}, [project.code], "document"
    )  # fmt: skip


def test_survey_is_estimated_from_its_sheet_which_is_kept() -> None:
    sheet = ("w,loa\n" + "1,co\n" * 85 + "1,khong\n" * 15).encode()
    by = contact()
    row = record_survey_result(
        title="Khảo sát hộ gia đình", content=sheet, design="weight=w", outcome="loa", value="co",
        target=0.8, tasks=[task()], happened_at=NOW, by=by, now=NOW,
    )  # fmt: skip
    found = entry(row.evidence_seq)
    assert found.payload == {
        "title": "Khảo sát hộ gia đình", "n": 100, "estimate_bp": 8500, "low_bp": 7642,
        "high_bp": 9138, "verdict": "inconclusive",
    }  # fmt: skip
    assert attachments.read(found.attachments[0]["sha256"]) == sheet
    with pytest.raises(Refused, match="không sửa tay"):
        correct_deed(row=row, changes={"estimate_bp": 9900}, reason="Đẹp hơn", by=by, now=NOW)
