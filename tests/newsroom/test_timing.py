"""An approved article goes live at its hour and comes down at its hour, each once."""

from __future__ import annotations

from datetime import datetime, timedelta

import pytest

from lantoa.core.errors import Refused
from lantoa.desk.today.troubles import timing_rows
from lantoa.newsroom.models import Article, Timing
from lantoa.newsroom.queries import standing_of
from lantoa.newsroom.services import (
    approve_article,
    return_article,
    save_draft,
    submit_article,
    withdraw_article,
)
from lantoa.newsroom.terms import ArticleState, TimedState
from lantoa.newsroom.timing.runs import run_due, troubled_timings
from lantoa.notices.models import Notice
from lantoa.registry.terms import Role
from tests.make import NOW, account, article

pytestmark = pytest.mark.django_db
HOUR = timedelta(hours=1)


def submitted(*, publish_at: datetime | None = None, expire_at: datetime | None = None) -> Article:
    made = article(for_loudspeaker=False)
    submit_article(
        article=made, by=made.created_by, now=NOW, publish_at=publish_at, expire_at=expire_at
    )
    return made


def approved(row: Article, *, now: datetime = NOW) -> None:
    from lantoa.approval.queries import open_request

    request = open_request(subject=row.code)
    assert request is not None
    approve_article(
        request=request, expected_hash=request.hash, seen=[], by=account(Role.LEADER), now=now
    )


def stands(row: Article) -> tuple[bool, str]:
    return Article.objects.get(pk=row.pk).live, Timing.objects.get(article=row).state


def test_it_waits_for_its_hour_and_runs_once_over_restarts_and_a_clock_set_back() -> None:
    row = submitted(publish_at=NOW + HOUR, expire_at=NOW + 3 * HOUR)
    approved(row)
    assert standing_of(row) == ArticleState.SCHEDULED
    assert run_due(now=NOW + HOUR - timedelta(seconds=1)) == 0
    assert stands(row) == (False, TimedState.SET)
    assert run_due(now=NOW + 2 * HOUR) == 1  # the program was off when the hour came
    assert stands(row) == (True, TimedState.LIVE)
    first = Article.objects.get(pk=row.pk).first_published_at
    assert [run_due(now=NOW + offset * HOUR) for offset in (2, 0, 2)] == [0, 0, 0]
    assert Article.objects.get(pk=row.pk).last_published_at == first
    assert run_due(now=NOW + 3 * HOUR) == 1
    assert stands(row) == (False, TimedState.OVER)
    assert run_due(now=NOW + 4 * HOUR) == 0


def test_what_is_approved_after_its_hour_goes_live_at_once() -> None:
    row = submitted(publish_at=NOW + HOUR)
    assert run_due(now=NOW + 2 * HOUR) == 0
    assert stands(row) == (False, TimedState.SET)
    approved(row, now=NOW + 2 * HOUR)
    assert stands(row) == (True, TimedState.LIVE)
    assert run_due(now=NOW + 2 * HOUR) == 0


def test_a_newer_draft_drops_the_hour_and_nothing_goes_out() -> None:
    row = submitted(publish_at=NOW + HOUR)
    approved(row)
    draft = Article.objects.get(pk=row.pk).newest
    draft.lead = "Từ ngày 02/12."
    save_draft(article=draft, by=row.created_by, now=NOW)
    assert stands(row) == (False, TimedState.FELL)
    assert (run_due(now=NOW + 2 * HOUR), stands(row)) == (0, (False, TimedState.FELL))


def test_one_that_fails_stops_no_other() -> None:
    broken, sound = submitted(publish_at=NOW + HOUR), submitted(publish_at=NOW + HOUR)
    approved(broken)
    approved(sound)
    Article.objects.filter(pk=broken.pk).update(latest_revision=None)
    run_due(now=NOW + HOUR)
    assert (stands(broken)[0], stands(sound)) == (False, (True, TimedState.LIVE))


def test_what_fails_at_its_hour_is_noted_once_and_tried_after_longer_and_longer_rests(
    caplog: pytest.LogCaptureFixture,
) -> None:
    row = submitted(publish_at=NOW + HOUR)
    approved(row)
    was = Article.objects.get(pk=row.pk).latest_revision_id
    Article.objects.filter(pk=row.pk).update(latest_revision=None, live_content="")
    for step in range(720):  # an hour of ticks
        run_due(now=NOW + HOUR + step * timedelta(seconds=5))
    kept = Timing.objects.get()
    assert (5 < kept.try_count < 15, bool(kept.problem)) == (True, True)
    assert len([one for one in caplog.records if one.name == "lantoa.newsroom"]) <= 1
    told = timing_rows(row.created_by)
    assert [(one.kind, one.button) for one in told] == [("Quá giờ", "Mở bài")]
    Article.objects.filter(pk=row.pk).update(latest_revision=was)
    assert run_due(now=NOW + 4 * HOUR) == 1
    assert (stands(row), troubled_timings().count()) == ((True, TimedState.LIVE), 0)


def test_hours_that_make_no_sense_are_refused_before_anything_is_submitted() -> None:
    with pytest.raises(Refused, match="phía trước"):
        submitted(publish_at=NOW - HOUR)
    with pytest.raises(Refused, match="Giờ gỡ phải sau giờ đăng"):
        submitted(publish_at=NOW + 2 * HOUR, expire_at=NOW + HOUR)
    assert Timing.objects.count() == 0


def test_the_writer_hears_that_it_came_down() -> None:
    row = submitted(expire_at=NOW + HOUR)
    approved(row)
    assert stands(row) == (True, TimedState.LIVE)
    run_due(now=NOW + HOUR)
    assert ["đã gỡ khỏi trang web" in one.text for one in Notice.objects.filter(
        to_account=row.created_by
    )] == [True]  # fmt: skip


def test_content_approved_once_and_submitted_anew_waits_for_the_new_decision() -> None:
    row, leader = submitted(), account(Role.LEADER)
    approved(row)
    withdraw_article(article=row, by=leader, now=NOW)
    request = submit_article(
        article=row, by=row.created_by, now=NOW + HOUR, publish_at=NOW + 2 * HOUR
    )
    assert (run_due(now=NOW + 2 * HOUR), stands(row)[0]) == (0, False)
    return_article(
        request=request, reason="Sai ngày.", expected_hash=request.hash, seen=[], by=leader,
        now=NOW + 2 * HOUR,
    )  # fmt: skip
    assert (run_due(now=NOW + 3 * HOUR), stands(row)[0]) == (0, False)


def test_what_is_taken_down_does_not_come_back_at_an_hour_set_before() -> None:
    row = submitted()
    approved(row)
    draft = Article.objects.get(pk=row.pk).newest
    draft.lead = "Từ ngày 02/12."
    save_draft(article=draft, by=row.created_by, now=NOW)
    submit_article(article=row, by=row.created_by, now=NOW, publish_at=NOW + HOUR)
    approved(row)
    withdraw_article(article=row, by=account(Role.LEADER), now=NOW)
    assert stands(row) == (False, TimedState.FELL)
    assert (run_due(now=NOW + 2 * HOUR), stands(row)[0]) == (0, False)


def test_a_late_approval_keeps_the_hour_of_coming_down_over_a_new_draft() -> None:
    row = submitted(publish_at=NOW + HOUR, expire_at=NOW + 3 * HOUR)
    approved(row, now=NOW + 2 * HOUR)
    draft = Article.objects.get(pk=row.pk).newest
    draft.lead = "Từ ngày 02/12."
    save_draft(article=draft, by=row.created_by, now=NOW + 2 * HOUR)
    run_due(now=NOW + 2 * HOUR)
    run_due(now=NOW + 3 * HOUR)
    assert stands(row) == (False, TimedState.OVER)


def test_submitting_a_new_draft_keeps_the_hour_at_which_the_old_one_comes_down() -> None:
    row = submitted(expire_at=NOW + 3 * HOUR)
    approved(row)
    draft = Article.objects.get(pk=row.pk).newest
    draft.lead = "Từ ngày 02/12, người dân nộp hồ sơ qua mạng."
    save_draft(article=draft, by=draft.created_by, now=NOW + HOUR)
    submit_article(article=draft, by=draft.created_by, now=NOW + HOUR)
    assert run_due(now=NOW + 3 * HOUR) == 1
    assert stands(row) == (False, TimedState.OVER)


def test_an_older_version_that_outlives_the_hour_of_the_new_one_is_named() -> None:
    row = submitted()
    approved(row)
    draft = Article.objects.get(pk=row.pk).newest
    draft.lead = "Từ ngày 02/12."
    save_draft(article=draft, by=row.created_by, now=NOW)
    submit_article(article=row, by=row.created_by, now=NOW, expire_at=NOW + HOUR)
    assert (run_due(now=NOW + HOUR), stands(row)) == (1, (True, TimedState.OVER))
    assert run_due(now=NOW + 2 * HOUR) == 0
    told = Notice.objects.get(to_account=row.created_by)
    assert "bản đang đăng vẫn ở trang web" in told.text


def with_newer_draft(row: Article, *, publish_at: datetime | None = None,
                     expire_at: datetime | None = None) -> None:  # fmt: skip
    draft = Article.objects.get(pk=row.pk).newest
    draft.lead = "Từ ngày 02/12, người dân nộp hồ sơ qua mạng."
    save_draft(article=draft, by=row.created_by, now=NOW)
    submit_article(
        article=row, by=row.created_by, now=NOW, publish_at=publish_at, expire_at=expire_at
    )


def lead_in_public(row: Article) -> str:
    found = Article.objects.get(pk=row.pk)
    return found.lead if found.live else ""


@pytest.mark.parametrize("later", [4 * HOUR, None])
def test_hours_of_a_new_version_touch_the_old_one_only_when_they_are_approved(
    later: timedelta | None,
) -> None:
    row = submitted(expire_at=NOW + 2 * HOUR)
    approved(row)
    with_newer_draft(row, expire_at=NOW + later if later else None)
    assert run_due(now=NOW + 2 * HOUR) == 1
    assert lead_in_public(row) == ""
    assert run_due(now=NOW + 2 * HOUR) == 0


def test_a_new_version_that_was_approved_brings_its_own_hour() -> None:
    row = submitted(expire_at=NOW + 2 * HOUR)
    approved(row)
    with_newer_draft(row, expire_at=NOW + 4 * HOUR)
    approved(row, now=NOW + HOUR)
    assert run_due(now=NOW + 3 * HOUR) == 0
    assert lead_in_public(row).startswith("Từ ngày 02/12")
    assert run_due(now=NOW + 4 * HOUR) == 1
    assert lead_in_public(row) == ""


@pytest.mark.parametrize("hours", [(2, 3), (3,)])
def test_the_old_version_comes_down_and_the_new_one_still_goes_live(hours: tuple[int, ...]) -> None:
    row = submitted(expire_at=NOW + 2 * HOUR)
    approved(row)
    with_newer_draft(row, publish_at=NOW + 3 * HOUR)
    approved(row)
    assert lead_in_public(row).startswith("Từ ngày 01/12")
    for hour in hours:
        run_due(now=NOW + hour * HOUR)
    assert lead_in_public(row).startswith("Từ ngày 02/12")
    assert run_due(now=NOW + 5 * HOUR) == 0


def test_the_same_content_sent_again_takes_the_hour_only_with_the_decision() -> None:
    row = submitted(expire_at=NOW + 2 * HOUR)
    approved(row)
    request = submit_article(article=row, by=row.created_by, now=NOW, expire_at=NOW + 9 * HOUR)
    return_article(
        request=request, reason="Sai giờ.", expected_hash=request.hash, seen=[],
        by=account(Role.LEADER), now=NOW,
    )  # fmt: skip
    assert run_due(now=NOW + 2 * HOUR) == 1
    assert lead_in_public(row) == ""


def test_the_writer_hears_when_the_server_was_off_through_all_its_hours() -> None:
    row = submitted(publish_at=NOW + HOUR, expire_at=NOW + 2 * HOUR)
    approved(row)
    assert (run_due(now=NOW + 5 * HOUR), stands(row)) == (1, (False, TimedState.OVER))
    assert "máy chủ không chạy" in Notice.objects.get(to_account=row.created_by).text
