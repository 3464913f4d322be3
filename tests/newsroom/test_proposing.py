"""Ideas by rule: each thing once, gone when its reason is, left alone once a person touched it."""

from __future__ import annotations

from datetime import date, timedelta
from io import BytesIO
from pathlib import Path
from typing import Any

import pytest
from PIL import Image

from lantoa.ledger import attachments
from lantoa.newsroom.checking.looking import musts_of
from lantoa.newsroom.ideas.proposing import keep_proposals
from lantoa.newsroom.ideas.taking import leave_idea, take_up_idea
from lantoa.newsroom.models import Idea, IdeaFile
from lantoa.newsroom.terms import IdeaSource, IdeaState
from lantoa.newsroom.week.planning import plan_idea
from lantoa.plan.models import (
    Cadence,
    CampaignKit,
    Contribution,
    DataRequest,
    Dispatch,
    MonthlyPack,
    SuperiorDocument,
)
from lantoa.plan.services import return_pack
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


def photo_with_place() -> bytes:
    exif = Image.Exif()
    exif[0x010E] = "nha ba Lan"
    out = BytesIO()
    Image.new("RGB", (80, 60), "#0B6E69").save(out, "JPEG", exif=exif)
    return out.getvalue()


def told_with(*papers: dict[str, object]) -> Contribution:
    """Figures of a unit that were accepted, with what came along."""
    officer = account(Role.PLAN_OFFICER)
    asked = DataRequest.objects.create(title="Số hộ có sóng", due_on=TODAY, measure="hộ",
                                       made_by=officer, made_at=NOW)  # fmt: skip
    return Contribution.objects.create(
        request=asked, unit=unit("Trường THCS"), state="accepted", value=412, settled_at=NOW,
        note="Các lớp thi.", attachments=list(papers),
    )  # fmt: skip


def test_photos_that_a_unit_sent_along_stand_in_its_idea_and_in_the_story() -> None:
    data = photo_with_place()
    told_with(
        attachments.keep(data, "image/jpeg"), attachments.keep(b"%PDF-1.7", "application/pdf"),
        attachments.keep(b"no photo", "image/jpeg"),
    )  # fmt: skip
    keep_proposals(now=NOW)
    idea = Idea.objects.get(source=IdeaSource.UNIT)
    (kept,) = idea.files.all()
    with kept.file.open("rb") as file:
        assert b"ba Lan" not in file.read() and b"ba Lan" in data
    draft = take_up_idea(idea=idea, by=account(), now=NOW).newest
    (shown,) = [block.value["image"] for block in draft.body if block.block_type == "picture"]
    assert (shown.source, shown.shows_people, shown.people_informed) == (
        "Trường THCS", True, False,
    )  # fmt: skip
    assert [one.code for one in musts_of(draft) if one.picture == shown.pk] == ["picture"] * 2


def test_photos_of_a_used_pack_stand_in_its_idea() -> None:
    officer = account(Role.PLAN_OFFICER)
    school = unit("Trường THCS")
    pack = MonthlyPack.objects.create(plan=plan(), month=TODAY, title="An toàn mạng",
                                      script="Chào", made_by=officer, made_at=NOW)  # fmt: skip
    row = Dispatch.objects.create(plan=pack.plan, pack=pack, unit=school, sent_by=officer,
                                  sent_at=NOW)  # fmt: skip
    photo = attachments.keep(photo_with_place(), "image/jpeg")
    return_pack(dispatch=row, held_on=TODAY, attended_count=412, note="Các lớp thi.",
                attachments=[photo], by=officer, now=NOW,
                today=TODAY)  # fmt: skip
    keep_proposals(now=NOW)
    assert Idea.objects.get(source=IdeaSource.UNIT).files.count() == 1


def test_photos_of_an_idea_that_no_rule_finds_any_more_leave_the_disk(
    django_capture_on_commit_callbacks: Any,
) -> None:
    told = told_with(attachments.keep(photo_with_place(), "image/jpeg"))
    keep_proposals(now=NOW)
    path = Path(IdeaFile.objects.get().file.path)
    assert path.exists()
    told.delete()
    with django_capture_on_commit_callbacks(execute=True):
        keep_proposals(now=NOW)
    assert (path.exists(), Idea.objects.count()) == (False, 0)
