"""What the newsroom adds to a campaign kit: real drafts, made on one click, once."""

from __future__ import annotations

from datetime import timedelta

import pytest

from lantoa.core.errors import Refused
from lantoa.ledger.services import record_evidence
from lantoa.newsroom.models import Article
from lantoa.newsroom.plain import script_text
from lantoa.newsroom.services import approve_article, save_draft, submit_article
from lantoa.newsroom.terms import Genre
from lantoa.notices.models import Notice
from lantoa.plan.campaigns import draft_lines
from lantoa.plan.models import CampaignKit, Observance
from lantoa.plan.services import change_text, make_kit_draft, prepare_due_kits
from lantoa.registry.models import Account
from lantoa.registry.terms import Role
from tests import make

pytestmark = pytest.mark.django_db
NAME = "Ngày Chuyển đổi số"


def kit() -> CampaignKit:
    make.commune()
    row = make.task("1.4")
    row.text = "Hưởng ứng các ngày (20/12)"
    row.save()
    Observance.objects.create(plan=make.plan(), month=12, day=20, name=NAME)
    prepare_due_kits(now=make.NOW, today=make.TODAY)
    return CampaignKit.objects.get()


def make_one(of: CampaignKit, maker: str, by: Account) -> Article:
    draft = make_kit_draft(kit=of, maker=maker, by=by, now=make.NOW)
    return Article.objects.get(pk=int(draft.subject.partition(":")[2]))


def states(of: CampaignKit) -> dict[str, str]:
    return {line.maker.code: line.state for line in draft_lines(of)}


def test_a_kit_makes_no_draft_by_itself() -> None:
    assert states(kit()) == {"story": "chưa có", "script": "chưa có", "board": "chưa có"}
    assert Article.objects.count() == 0


def test_each_click_makes_a_draft_of_its_genre_linked_to_the_days_task() -> None:
    made, editor = kit(), make.account()
    drafts = [make_one(made, maker, editor) for maker in ("story", "script", "board")]
    assert [draft.genre for draft in drafts] == [Genre.STORY, Genre.SCRIPT, Genre.NOTICE]
    assert [draft.for_loudspeaker for draft in drafts] == [False, True, False]
    assert [[task.number for task in draft.newest.tasks.all()] for draft in drafts] == [["1.4"]] * 3
    assert [draft.live for draft in drafts] == [False] * 3
    assert states(made) == dict.fromkeys(("story", "script", "board"), "bản nháp")


def test_a_second_click_answers_the_same_draft() -> None:
    made, editor = kit(), make.account()
    first = make_one(made, "script", editor)
    assert make_one(made, "script", make.account(Role.PLAN_OFFICER)) == first
    assert Article.objects.count() == 1


def test_the_script_says_what_the_kit_was_changed_to_say() -> None:
    made, officer = kit(), make.account(Role.PLAN_OFFICER)
    change_text(kit=made, kind="radio", text="Kính thưa bà con!\nLời của xã.", by=officer)
    draft = make_one(made, "script", officer)
    assert "Lời của xã." in script_text(draft.newest)
    board = make_one(made, "board", officer)
    assert str(board.newest.body[0].value) == (f"<p>Nhiệt liệt hưởng ứng {NAME}</p>")


def test_words_of_a_kit_cannot_bring_markup_into_an_article() -> None:
    made, officer = kit(), make.account(Role.PLAN_OFFICER)
    change_text(kit=made, kind="slogan", text="<script>alert(1)</script>", by=officer)
    draft = make_one(made, "board", officer)
    assert str(draft.newest.body[0].value) == "<p>&lt;script&gt;alert(1)&lt;/script&gt;</p>"


def test_editors_hear_of_a_draft_that_the_plan_officer_made() -> None:
    made, editor = kit(), make.account()
    draft = make_one(made, "story", make.account(Role.PLAN_OFFICER))
    make_one(made, "board", editor)
    told = Notice.objects.get()
    assert (told.to_account, told.subject) == (editor, draft.code)


def test_who_neither_writes_nor_keeps_kits_makes_nothing() -> None:
    made = kit()
    for role in (Role.LEADER, Role.UNIT_CONTACT, Role.INSPECTOR):
        with pytest.raises(Refused):
            make_kit_draft(kit=made, maker="story", by=make.account(role), now=make.NOW)
    with pytest.raises(Refused):
        make_kit_draft(kit=made, maker="poster", by=make.account(), now=make.NOW)
    assert (Article.objects.count(), made.drafts.count()) == (0, 0)


def test_a_draft_is_followed_to_the_air() -> None:
    made, editor = kit(), make.account()
    article = make_one(made, "script", editor)
    draft = article.newest
    draft.audiences, draft.has_no_secret = [make.audience()], True
    save_draft(article=draft, by=editor, now=make.NOW)
    article.refresh_from_db()
    make.sound(article)
    request = submit_article(article=article, by=editor, now=make.NOW)
    assert states(made)["script"] == "chờ duyệt"
    approve_article(request=request, expected_hash=request.hash, seen=[],
                    by=make.account(Role.LEADER), now=make.NOW + timedelta(minutes=1))  # fmt: skip
    assert states(made)["script"] == "đã duyệt, đã đăng"
    record_evidence(
        kind="broadcast.played", occurred_at=make.NOW, now=make.NOW, by="system",
        subjects=[article.code], payload={}, proof="machine",
    )  # fmt: skip
    assert states(made)["script"] == "đã phát"


def test_a_draft_that_is_no_more_is_named_and_may_be_made_anew() -> None:
    made, editor = kit(), make.account()
    article = make_one(made, "story", editor)
    article.delete()
    assert states(made)["story"] == "không còn"
    again = make_one(made, "story", editor)
    assert (states(made)["story"], made.drafts.get().subject) == ("bản nháp", again.code)
