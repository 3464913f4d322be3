"""Praise: candidates counted from the ledger, the file, the decision."""

from __future__ import annotations

from datetime import date

import pytest
from tests import make

from lantoa.core.errors import Refused
from lantoa.documents.terms import ListItems
from lantoa.ledger.queries import facts
from lantoa.ledger.services import record_evidence
from lantoa.plan.candidates import author_counts, candidates, kept_pace
from lantoa.plan.giving.praise import PraiseCase, praise_document
from lantoa.plan.models import Commendation
from lantoa.plan.royalties import Item
from lantoa.plan.services import decide_commendation, nominate, note_papers
from lantoa.plan.terms import Pace, Paper
from lantoa.registry.models import Account, DigitalTeam, Showcase
from lantoa.registry.terms import Role


def item(author: str, article: str, seq: int) -> Item:
    return Item(article, "Tin", "web", "news", author, make.TODAY, seq)


def test_authors_are_counted_by_article_not_by_form() -> None:
    items = [item("account:1", "article:1", 5), item("account:1", "article:1", 6),
             item("account:1", "article:2", 9), item("", "article:3", 7)]  # fmt: skip
    assert author_counts(items) == {"account:1": (2, (5, 6, 9))}


@pytest.mark.parametrize(
    ("paces", "kept"),
    [([], False), ([Pace.ON_PACE, Pace.AHEAD], True), ([Pace.AHEAD, Pace.BEHIND], False)],
)
def test_a_unit_keeps_the_pace_of_all_its_tasks(paces: list[Pace], kept: bool) -> None:
    assert kept_pace(paces) is kept


def test_the_draft_says_what_is_missing() -> None:
    case = PraiseCase("xã Sông Lam", "Sông Lam", "Phòng Văn hóa", "Kế hoạch số 5", "Tổ Bến Đò",
                      "tập thể", "Đến từng hộ", (), (), 2026)  # fmt: skip
    made = praise_document(case)
    assert (made.kind, made.issued.day) == ("Tờ trình", None)
    assert [block for block in made.blocks if isinstance(block, ListItems)] == [
        ListItems((("chưa có",),)), ListItems((("chưa có",),)),
    ]  # fmt: skip


def proposed(officer: Account, **fields: object) -> Commendation:
    given = {"tasks": [make.task()], "whom": "Nguyễn Thị Minh Họa", "kind": "person",
             "for_what": "Viết đều", **fields}  # fmt: skip
    return nominate(**given, by=officer, now=make.NOW, today=make.TODAY)  # type: ignore[arg-type]


@pytest.mark.django_db
def test_a_decision_turns_a_proposal_into_praise_and_keeps_the_name_aside() -> None:
    officer = make.account(Role.PLAN_OFFICER)
    row = note_papers(
        row=proposed(officer), papers={"meeting": " BB 2, 20/11 ", "record": " "}, by=officer
    )
    assert row.papers == {"meeting": "BB 2, 20/11"}
    row = decide_commendation(
        row=row, number="67/QĐ-UBND", decided_on=date(2026, 11, 23), by=officer, now=make.NOW,
        today=make.TODAY,
    )  # fmt: skip
    (fact,) = facts(kinds=["commendation.given"], subject=row.code)
    assert (fact.payload["decision"], fact.payload["whom_kind"]) == ("67/QĐ-UBND", "person")
    assert "Minh Họa" not in str(fact.payload)
    with pytest.raises(Refused, match="đã có quyết định"):
        decide_commendation(
            row=row, number="68", decided_on=make.TODAY, by=officer, now=make.NOW,
            today=make.TODAY,
        )  # fmt: skip


@pytest.mark.django_db
def test_an_entry_that_is_not_there_is_refused() -> None:
    with pytest.raises(Refused, match="không có mục 999"):
        proposed(make.account(Role.PLAN_OFFICER), evidence=[999])
    assert Commendation.objects.count() == 0


@pytest.mark.django_db
def test_candidates_are_teams_and_examples_with_their_entries() -> None:
    hamlet = make.hamlet()
    DigitalTeam.objects.create(hamlet=hamlet, member_count=5)
    Showcase.objects.create(name="Chợ không tiền mặt", summary="")
    entry = record_evidence(
        kind="visits.made", occurred_at=make.NOW, now=make.NOW, by=make.account().code,
        subjects=[make.task().code, hamlet.code], payload={"households": 30}, proof="unit",
    )  # fmt: skip
    found = [(each.name, each.why, each.seqs) for each in candidates(make.plan(), today=make.TODAY)]
    assert found == [
        (f"Tổ công nghệ số cộng đồng {hamlet}", "1 đợt thăm hộ, 30 lượt hộ trong năm",
         (entry.seq,)),
        ("Chợ không tiền mặt", "sổ minh chứng chưa có mục nào", ()),
    ]  # fmt: skip


@pytest.mark.django_db
def test_two_officers_who_bring_papers_at_once_lose_none() -> None:
    officer = make.account(Role.PLAN_OFFICER)
    row = proposed(officer)
    first, second = list(Paper.values)[:2]
    stale = Commendation.objects.get(pk=row.pk)
    for seen, paper in ((row, first), (stale, second)):
        note_papers(row=seen, papers={}, files={paper: {"name": "a.pdf"}}, by=officer)
    assert set(Commendation.objects.get(pk=row.pk).files) == {first, second}
