"""Ideas by rule: each thing once, gone when its reason is, left alone once a person touched it."""

from __future__ import annotations

from datetime import date, timedelta

import pytest

from lantoa.newsroom.ideas.proposing import keep_proposals
from lantoa.newsroom.ideas.taking import leave_idea, take_up_idea
from lantoa.newsroom.models import Idea
from lantoa.newsroom.terms import IdeaSource, IdeaState
from lantoa.newsroom.week.planning import plan_idea
from lantoa.plan.models import Cadence, CampaignKit, Dispatch, MonthlyPack, SuperiorDocument
from lantoa.registry.models import ScienceProject, Showcase
from lantoa.registry.terms import Role
from tests import make
from tests.make import NOW, TODAY, account, article, plan, task, unit

pytestmark = pytest.mark.django_db


def project(**fields: object) -> ScienceProject:
    return ScienceProject.objects.create(
        name="Nước mắm Cồn Soi", starts_on=date(2026, 1, 1), result="Ủ nhanh hơn.",
        contact="Trạm khuyến nông", lead_unit=unit(), **fields,
    )  # fmt: skip


def proposed() -> list[tuple[str, str]]:
    return sorted(Idea.objects.filter(is_proposal=True).values_list("source", "headline"))


def test_rules_see_days_projects_examples_units_documents_and_debts() -> None:
    made = plan()
    officer = account(Role.PLAN_OFFICER)
    project()
    project(secrecy_document="01/QĐ", number="2")
    Showcase.objects.create(name="Chợ Bến Đò", summary="Trả tiền bằng mã QR.", unit=unit())
    kit = CampaignKit.objects.create(plan=made, held_on=date(2026, 12, 20), made_at=NOW,
                                     name="Ngày Chuyển đổi số", about="Ngày chung.")  # fmt: skip
    kit.tasks.add(task("1.4"))
    pack = MonthlyPack.objects.create(plan=made, month=TODAY, title="An toàn mạng", script="Chào",
                                      made_by=officer, made_at=NOW)  # fmt: skip
    Dispatch.objects.create(plan=made, pack=pack, unit=unit("Trường THCS"), sent_by=officer,
                            sent_at=NOW, held_on=TODAY, attended_count=412, note="Các lớp thi.",
                            confirmed_by=officer, confirmed_at=NOW)  # fmt: skip
    SuperiorDocument.objects.create(
        kind="Quyết định", number="12/QĐ-UBND", issued_on=TODAY - timedelta(days=10),
        issuer="UBND tỉnh", summary="Về mạng di động thôn bản", made_at=NOW,
    )  # fmt: skip
    Cadence.objects.create(task=task("1.1"), count=3, period="week", what="bản tin",
                           kinds=["broadcast.played"])  # fmt: skip
    type(made).objects.update(issued_on=date(2026, 11, 1))
    for _ in range(2):
        keep_proposals(now=NOW + timedelta(days=5))
    assert proposed() == [
        ("day", "Hưởng ứng Ngày Chuyển đổi số ngày 20/12/2026"),
        ("plan", "Bản tin cho nhiệm vụ 1.1"),
        ("project", "Nước mắm Cồn Soi"),
        ("showcase", "Chợ Bến Đò"),
        ("superior", "Quyết định 12/QĐ-UBND ngày 13/11/2026: Về mạng di động thôn bản"),
        ("unit", "Trường THCS: An toàn mạng"),
    ]
    assert [one.number for one in Idea.objects.get(source="day").tasks.all()] == ["1.4"]


def test_a_proposal_goes_with_its_reason() -> None:
    row = project()
    keep_proposals(now=NOW)
    assert Idea.objects.get().source == IdeaSource.PROJECT
    article(project=row)
    keep_proposals(now=NOW)
    assert not Idea.objects.exists()


def test_what_a_person_left_took_up_or_planned_is_not_proposed_again() -> None:
    editor = account()
    for name in ("a", "b", "c"):
        Showcase.objects.create(name=name, summary=name)
    keep_proposals(now=NOW)
    left, taken, planned = Idea.objects.order_by("headline")
    leave_idea(idea=left, why="Đã có bài", by=editor, now=NOW)
    take_up_idea(idea=taken, by=editor, now=NOW)
    plan_idea(idea=planned, day=TODAY, by=editor, now=NOW, today=TODAY)
    Showcase.objects.filter(name="c").delete()
    keep_proposals(now=NOW)
    assert list(Idea.objects.order_by("headline").values_list("state", flat=True)) == [
        IdeaState.LEFT, IdeaState.TAKEN, IdeaState.NEW,
    ]  # fmt: skip


def test_a_taken_up_project_is_named_in_its_draft() -> None:
    row = project()
    keep_proposals(now=NOW)
    made = take_up_idea(idea=Idea.objects.get(), by=make.account(), now=NOW)
    assert (made.project, made.source) == (row, unit().name)
