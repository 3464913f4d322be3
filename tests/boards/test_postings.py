"""Approved text on boards: laid ready, put up, overdue, taken down, corrected."""

from __future__ import annotations

from datetime import datetime, timedelta
from typing import Any

import pytest

from lantoa.channels.base.services import open_deliveries, withdraw_lapsed
from lantoa.channels.base.terms import DeliveryState
from lantoa.channels.boards import services
from lantoa.channels.boards.models import Posting
from lantoa.channels.boards.queries import (
    file_for,
    hanging_postings,
    postings_to_remove,
    screens_of,
)
from lantoa.channels.boards.terms import PostingState
from lantoa.core.errors import Refused
from lantoa.ledger.models import Evidence
from lantoa.ledger.queries import facts
from lantoa.newsroom.models import Article
from lantoa.newsroom.products.approval import approve_product, submit_product
from lantoa.newsroom.products.making import ask_for_product, make
from lantoa.newsroom.services import save_draft, withdraw_article
from lantoa.newsroom.terms import Form, Genre
from lantoa.registry.models import Board
from lantoa.registry.terms import Role
from lantoa.vietnamese import date_short
from tests.boards.world import APPROVED_AT, POLICY, approve, approved_text, boards, laid_ready
from tests.make import NOW, TODAY, account, approved_article

pytestmark = pytest.mark.django_db
LATER = NOW + timedelta(hours=2)
UNTIL = TODAY + timedelta(days=14)


def put_up(posting: Posting, **changed: Any) -> Posting:
    told: dict[str, Any] = {
        "posting": posting, "happened_at": LATER, "hangs_until": UNTIL,
        "by": account(Role.UNIT_CONTACT), "now": LATER,
    }  # fmt: skip
    return services.note_posted(**{**told, **changed})


def test_text_lies_ready_for_every_board_in_its_own_shape() -> None:
    led, paper = boards()
    Board.objects.create(name="Bảng đã tháo", hamlet=paper.hamlet, is_active=False)
    approved_text()
    on_led, on_paper = laid_ready()
    assert [(one.board, one.state) for one in (on_led, on_paper)] == [
        (led, PostingState.TO_POST), (paper, PostingState.TO_POST),
    ]  # fmt: skip
    screens = screens_of(file_for(on_led.product, led))
    lines = [line for screen in screens for line in screen.lines]
    assert lines[0] == "Nop ho so tai nha"
    assert max(len(line) for line in lines) <= 24 and all(line.isascii() for line in lines)
    assert {len(screen.lines) <= 2 for screen in screens} == {True}
    printed = file_for(on_paper.product, paper)
    assert printed and printed.mime == "application/pdf"
    assert laid_ready() == [on_led, on_paper]  # once


def test_article_without_approved_board_text_goes_to_no_board() -> None:
    boards()
    approved_article(with_sound=False)
    assert laid_ready() == []


def test_text_that_is_approved_later_is_laid_ready_then() -> None:
    boards()
    story = approved_article(with_sound=False)
    assert laid_ready() == []
    row = ask_for_product(
        article=story, form=Form.BOARD, options={"loi": "Nộp hồ sơ tại nhà."},
        by=story.created_by, now=LATER,
    )  # fmt: skip
    make(row.pk)
    row.refresh_from_db()
    own = submit_product(product=row, by=story.created_by, now=LATER)
    assert open_deliveries(now=LATER) == 0
    approve_product(
        request=own, expected_hash=own.hash, seen=["board"], by=account(Role.LEADER), now=LATER
    )
    assert len(laid_ready(LATER)) == 2
    assert open_deliveries(now=LATER) == 0


def test_putting_up_is_an_entry_with_its_photo() -> None:
    _, paper = boards()
    story = approved_text()
    posting = laid_ready()[1]
    row = put_up(posting, attachments=[(b"\xff\xd8\xff photo", "image/jpeg")])
    entry = Evidence.objects.get(seq=row.evidence_seq)
    assert (entry.kind, entry.proof, len(entry.attachments)) == ("board.posted", "document", 1)
    assert {story.code, paper.code, paper.hamlet.code} <= set(entry.subjects)
    assert (entry.payload["place"], entry.payload["until"], entry.payload["electronic"]) == (
        "Bảng nhà văn hóa, thôn Cồn Soi", UNTIL.isoformat(), False,
    )  # fmt: skip
    row.delivery.refresh_from_db()
    assert row.delivery.state == DeliveryState.DELIVERED
    with pytest.raises(Refused, match="Không có gì thay đổi"):
        put_up(posting)


@pytest.mark.parametrize(
    ("changed", "words"),
    [
        ({"happened_at": LATER + timedelta(days=1)}, "chưa làm"),
        ({"happened_at": NOW - timedelta(days=2)}, "được duyệt ngày"),
        ({"hangs_until": TODAY - timedelta(days=1)}, "Ngày hết hạn"),
        ({"hangs_until": TODAY + timedelta(days=400)}, "không quá một năm"),
    ],
)
def test_days_that_cannot_be_are_refused(changed: dict[str, Any], words: str) -> None:
    boards()
    approved_text()
    with pytest.raises(Refused, match=words):
        put_up(laid_ready()[0], **changed)
    assert not Evidence.objects.filter(kind="board.posted").exists()


def test_who_only_reads_notes_nothing() -> None:
    boards()
    approved_text()
    with pytest.raises(Refused, match="không được giao"):
        put_up(laid_ready()[0], by=account(Role.INSPECTOR))


def test_board_whose_shape_changed_waits_for_a_new_text() -> None:
    led, _ = boards()
    approved_text()
    posting = laid_ready()[0]
    Board.objects.filter(pk=led.pk).update(columns=40)
    with pytest.raises(Refused, match="chưa có khổ của bảng này"):
        put_up(posting)


def test_what_hangs_past_its_day_has_to_come_down() -> None:
    boards()
    approved_text()
    row = put_up(laid_ready()[0])
    assert (hanging_postings(today=UNTIL).get(), postings_to_remove(today=UNTIL).count()) == (
        row, 0,
    )  # fmt: skip
    after = UNTIL + timedelta(days=1)
    assert (hanging_postings(today=after).count(), postings_to_remove(today=after).get()) == (
        0, row,
    )  # fmt: skip
    taken = services.note_removed(
        posting=row, happened_at=LATER + timedelta(days=15), by=account(Role.UNIT_CONTACT),
        now=LATER + timedelta(days=15),
    )  # fmt: skip
    assert (taken.state, postings_to_remove(today=after).count()) == (PostingState.REMOVED, 0)
    assert Evidence.objects.get(kind="board.removed").payload["days"] == 16


def test_withdrawn_article_asks_for_what_hangs_and_drops_what_waits() -> None:
    boards()
    story = approved_text()
    up, waiting = laid_ready()
    put_up(up)
    withdraw_article(article=story, by=account(Role.LEADER), now=LATER)
    services.withdraw_gone(now=LATER)
    up.refresh_from_db()
    waiting.refresh_from_db()
    assert (up.state, waiting.state) == (PostingState.TO_REMOVE, PostingState.DROPPED)
    with pytest.raises(Refused):
        put_up(waiting)
    approve(Article.objects.get(), LATER)
    services.keep_standing(now=LATER)
    up.refresh_from_db()
    assert up.state == PostingState.POSTED


def test_new_version_takes_the_place_of_the_old_one() -> None:
    boards()
    story = approved_text()
    put_up(laid_ready()[0])
    draft = story.newest
    draft.lead = "Từ ngày 05/12, người dân nộp hồ sơ qua mạng."
    save_draft(article=draft, by=story.created_by, now=LATER)
    row = ask_for_product(
        article=story, form=Form.BOARD, options={}, by=story.created_by, now=LATER
    )  # fmt: skip
    make(row.pk)
    approve(Article.objects.get(), LATER)
    old, dropped, new, _ = laid_ready(LATER)
    assert (old.state, dropped.state) == (PostingState.TO_REMOVE, PostingState.DROPPED)
    put_up(new)
    old.refresh_from_db()
    assert (old.state, old.removed_at) == (PostingState.REMOVED, LATER)


def test_new_version_without_a_text_for_boards_lets_the_old_one_come_down() -> None:
    boards()
    story = approved_text()
    up, waiting = laid_ready()
    put_up(up)
    draft = story.newest
    draft.lead = "Từ ngày 05/12, người dân nộp hồ sơ qua mạng."
    save_draft(article=draft, by=story.created_by, now=LATER)
    approve(Article.objects.get(), LATER)
    assert len(laid_ready(LATER)) == 2
    turned_to(LATER)
    assert told(up, waiting) == [
        (PostingState.TO_REMOVE, "tin bài đã có bản mới"),
        (PostingState.DROPPED, "tin bài đã có bản mới"),
    ]  # fmt: skip


def test_policy_that_lapsed_comes_down_and_is_not_put_up() -> None:
    boards()
    approved_text(genre=Genre.POLICY, sheet=POLICY)
    up, waiting = laid_ready()
    put_up(up)
    turned_to(LATER)
    assert told(up, waiting) == [(PostingState.POSTED, ""), (PostingState.TO_POST, "")]
    withdraw_lapsed(now=LATER + timedelta(days=1))
    for _ in range(2):
        turned_to(LATER + timedelta(days=1))
    why = f"phiếu chính sách hết hiệu lực: áp dụng đến hết ngày {date_short(TODAY)}"
    assert told(up, waiting) == [(PostingState.TO_REMOVE, why), (PostingState.DROPPED, why)]


def turned_to(now: datetime) -> None:
    """What the tick does."""
    services.withdraw_gone(now=now)
    services.keep_standing(now=now)


def told(*postings: Posting) -> list[tuple[str, str]]:
    for posting in postings:
        posting.refresh_from_db()
    return [(posting.state, posting.why) for posting in postings]


def test_correction_names_another_day_and_withdrawal_lets_it_wait_again() -> None:
    boards()
    approved_text()
    row = put_up(laid_ready()[0])
    by = account(Role.PLAN_OFFICER)
    with pytest.raises(Refused, match="Chỉ người đã ghi"):
        services.correct_posting(
            posting=row, hangs_until=UNTIL, reason="nhầm", by=account(Role.UNIT_CONTACT), now=LATER
        )
    sooner = UNTIL - timedelta(days=3)
    services.correct_posting(posting=row, hangs_until=sooner, reason="nhầm", by=by, now=LATER)
    row.refresh_from_db()
    (fact,) = facts(kinds=("board.posted",))
    assert (row.hangs_until, fact.payload["until"]) == (sooner, sooner.isoformat())
    services.withdraw_entry(posting=row, reason="ghi nhầm bảng", by=by, now=LATER)
    row.refresh_from_db()
    assert (row.state, row.evidence_seq) == (PostingState.TO_POST, None)
    assert list(facts(kinds=("board.posted",))) == []
    put_up(row)


def test_dropped_text_comes_no_more() -> None:
    boards()
    approved_text()
    posting = laid_ready()[0]
    services.drop_posting(posting=posting, by=account(Role.EDITOR), now=LATER)
    assert [one.state for one in laid_ready(LATER)] == [
        PostingState.DROPPED, PostingState.TO_POST,
    ]  # fmt: skip
    assert APPROVED_AT < LATER


def test_dropped_text_is_taken_up_again_while_it_is_current() -> None:
    boards()
    story = approved_text()
    posting, by = laid_ready()[0], account(Role.EDITOR)
    with pytest.raises(Refused, match="không ở mục"):
        services.take_up_posting(posting=posting, by=by, now=LATER)
    services.drop_posting(posting=posting, by=by, now=LATER)
    with pytest.raises(Refused, match="không được giao"):
        services.take_up_posting(posting=posting, by=account(Role.INSPECTOR), now=LATER)
    services.take_up_posting(posting=posting, by=by, now=LATER)
    posting.refresh_from_db()
    assert (posting.state, posting.why, posting.delivery.state) == (
        PostingState.TO_POST, "", DeliveryState.SENDING,
    )  # fmt: skip
    put_up(posting)
    other = laid_ready(LATER)[1]
    services.drop_posting(posting=other, by=by, now=LATER)
    withdraw_article(article=story, by=account(Role.LEADER), now=LATER)
    with pytest.raises(Refused, match="bản chữ mới nhất"):
        services.take_up_posting(posting=other, by=by, now=LATER)


def twice_on_a_board() -> Posting:
    """Put up, taken down with its article, approved once more: it waits again."""
    boards()
    story = approved_text()
    row = put_up(laid_ready()[0])
    withdraw_article(article=story, by=account(Role.LEADER), now=LATER)
    turned_to(LATER)
    services.note_removed(posting=row, happened_at=LATER, by=account(Role.EDITOR), now=LATER)
    approve(Article.objects.get(), LATER)
    again = laid_ready(LATER)[0]
    assert (again.pk, again.state) == (row.pk, PostingState.TO_POST)
    return again


def test_time_before_keeps_its_entry_when_a_text_is_put_up_again() -> None:
    again = twice_on_a_board()
    (past,) = again.past.all()
    first = Evidence.objects.get(kind="board.posted")
    assert (past.evidence_seq, past.posted_at, past.removed_at) == (first.seq, LATER, LATER)
    put_up(again)
    by = account(Role.PLAN_OFFICER)
    with pytest.raises(Refused, match="Chỉ người đã ghi"):
        services.withdraw_past(past=past, reason="x", by=account(Role.UNIT_CONTACT), now=LATER)
    with pytest.raises(Refused, match="cần có lý do"):
        services.withdraw_past(past=past, reason=" ", by=by, now=LATER)
    assert len(list(facts(kinds=("board.posted",)))) == 2
    services.withdraw_past(past=past, reason="ghi nhầm bảng", by=by, now=LATER)
    again.refresh_from_db()
    (fact,) = facts(kinds=("board.posted",))
    assert (fact.seq, again.state) == (again.evidence_seq, PostingState.POSTED)
    with pytest.raises(Refused, match="đã rút"):
        services.withdraw_past(past=past, reason="lần nữa", by=by, now=LATER)
