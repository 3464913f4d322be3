"""Nothing goes out without an approval of exactly its content."""

from __future__ import annotations

from datetime import timedelta

import pytest

from lantoa.approval.models import Request
from lantoa.approval.terms import RequestState
from lantoa.core.errors import Refused
from lantoa.newsroom.models import Article
from lantoa.newsroom.queries import approved_sound, missing_for_submission
from lantoa.newsroom.services import (
    approve_article,
    return_article,
    save_draft,
    submit_article,
    withdraw_article,
)
from lantoa.registry.terms import Role
from tests.make import NOW, account, approved_article, article, sound

pytestmark = pytest.mark.django_db


def test_approved_article_is_live_with_its_sound() -> None:
    made = approved_article()
    assert made.live
    assert approved_sound(made) == made.renditions.get()


def test_superuser_cannot_publish_past_the_gate() -> None:
    made = article()
    chief = account(Role.ADMINISTRATOR)
    chief.is_superuser = True
    chief.save()
    with pytest.raises(Refused, match="chưa được lãnh đạo duyệt"):
        made.publish(made.get_latest_revision(), user=chief)
    assert not Article.objects.get().live


def test_superuser_cannot_approve_their_own() -> None:
    chief = account(Role.LEADER)
    chief.is_superuser = True
    chief.save()
    made = article(by=chief, for_loudspeaker=False)
    request = submit_article(article=made, by=account(), now=NOW)
    with pytest.raises(Refused, match="tự duyệt"):
        approve_article(request=request, expected_hash=request.hash, seen=[], by=chief, now=NOW)


def test_draft_changed_after_submission_is_not_approved() -> None:
    made = article(for_loudspeaker=False)
    request = submit_article(article=made, by=made.created_by, now=NOW)
    draft = made.newest
    draft.lead = "Nội dung khác."
    save_draft(article=draft, by=made.created_by, now=NOW)
    with pytest.raises(Refused, match="đã đổi"):
        approve_article(
            request=request, expected_hash=request.hash, seen=[], by=account(Role.LEADER), now=NOW
        )
    assert not Article.objects.get().live


def test_submission_without_sound_says_what_is_missing() -> None:
    made = article()
    with pytest.raises(Refused, match="làm âm thanh"):
        submit_article(article=made, by=made.created_by, now=NOW)


def test_a_title_of_signs_alone_is_not_submitted() -> None:
    draft = article(title="🎉🇻🇳", for_loudspeaker=False)
    assert missing_for_submission(draft.newest) == ["ghi tiêu đề bằng chữ"]
    with pytest.raises(Refused, match="ghi tiêu đề bằng chữ"):
        submit_article(article=draft, by=draft.created_by, now=NOW)
    assert missing_for_submission(article(title="🎉 Hội", for_loudspeaker=False).newest) == []


def test_sound_goes_stale_when_the_article_changes() -> None:
    made = article()
    sound(made)
    draft = made.newest
    draft.lead = "Lời mới."
    save_draft(article=draft, by=made.created_by, now=NOW)
    with pytest.raises(Refused, match="làm âm thanh"):
        submit_article(article=made, by=made.created_by, now=NOW)


def test_return_needs_a_reason() -> None:
    made = article(for_loudspeaker=False)
    request = submit_article(article=made, by=made.created_by, now=NOW)
    with pytest.raises(Refused, match="lý do"):
        return_article(
            request=request, reason=" ", expected_hash=request.hash, seen=[],
            by=account(Role.LEADER), now=NOW,
        )  # fmt: skip


def test_live_article_stays_while_a_new_draft_waits() -> None:
    made = approved_article()
    draft = made.newest
    draft.title = "Tiêu đề mới"
    save_draft(article=draft, by=made.created_by, now=NOW + timedelta(hours=1))
    assert Article.objects.get().title == "Nộp hồ sơ tại nhà"


def test_a_screen_opened_before_the_approval_cannot_change_what_went_live() -> None:
    made = article(for_loudspeaker=False)
    opened = Article.objects.get().newest
    request = submit_article(article=made, by=made.created_by, now=NOW)
    approve_article(
        request=request, expected_hash=request.hash, seen=[], by=account(Role.LEADER), now=NOW
    )
    opened.lead = "Lời chưa ai duyệt."
    save_draft(article=opened, by=made.created_by, now=NOW)
    row = Article.objects.get()
    assert row.live_content == row.content == row.live_revision.as_object().content
    assert row.newest.lead == "Lời chưa ai duyệt."


def test_return_of_something_else_than_an_article_is_refused() -> None:
    made = article(for_loudspeaker=False)
    request = submit_article(article=made, by=made.created_by, now=NOW)
    Request.objects.update(subject="report:1")
    request.refresh_from_db()
    with pytest.raises(Refused, match="không còn"):
        return_article(
            request=request, reason="Sửa", expected_hash=request.hash, seen=[],
            by=account(Role.LEADER), now=NOW,
        )  # fmt: skip
    assert Request.objects.get().state == RequestState.OPEN


def test_withdrawal_remembers_who_until_the_article_is_live_again() -> None:
    made, leader = approved_article(with_sound=False), account(Role.LEADER)
    withdraw_article(article=made, by=leader, now=NOW)
    row = Article.objects.get()
    assert (row.live, row.live_content, row.withdrawn_by) == (False, "", leader)
    request = submit_article(article=made, by=made.created_by, now=NOW)
    approve_article(request=request, expected_hash=request.hash, seen=[], by=leader, now=NOW)
    row = Article.objects.get()
    assert (row.live, row.withdrawn_by) == (True, None)
