"""Bảng tin on the desk: what needs a hand first, the text to copy, the tap."""

from __future__ import annotations

from datetime import timedelta

import pytest
from django.test import Client
from django.urls import reverse

from lantoa.channels.boards.models import Posting
from lantoa.channels.boards.services import withdraw_gone
from lantoa.channels.boards.terms import PostingState
from lantoa.core import clock
from lantoa.desk.today.queries import today_board
from lantoa.ledger.models import Evidence
from lantoa.newsroom.services import withdraw_article
from lantoa.registry.terms import Role
from tests.boards.test_postings import LATER, put_up, twice_on_a_board
from tests.boards.world import approved_text, boards, laid_ready
from tests.make import account

pytestmark = pytest.mark.django_db


def signed_in(role: Role) -> Client:
    client = Client()
    client.force_login(account(role))
    return client


def test_officer_copies_the_screens_and_taps() -> None:
    boards()
    approved_text()
    posting = laid_ready()[0]
    client = signed_in(Role.UNIT_CONTACT)
    listed = client.get(reverse("boards-desk")).content.decode()
    assert "Chờ đưa lên <small>(2)</small>" in listed and "Bảng chữ chợ" in listed
    page = client.get(reverse("board-posting", args=[posting.pk])).content.decode()
    assert "Nop ho so tai nha" in page and 'data-copy="man-hinh-1"' in page
    today = clock.now().date()
    answer = client.post(
        reverse("board-note", args=[posting.pk]),
        {"day": today.isoformat(), "until": (today + timedelta(days=7)).isoformat()},
    )
    assert answer.url == reverse("boards-desk")
    posting.refresh_from_db()
    assert posting.state == PostingState.POSTED
    assert Evidence.objects.get(kind="board.posted").proof == "statement"
    client.post(reverse("board-remove", args=[posting.pk]))
    posting.refresh_from_db()
    assert posting.state == PostingState.REMOVED


def test_paper_board_has_a_sheet_to_print() -> None:
    boards()
    approved_text()
    posting = laid_ready()[1]
    page = signed_in(Role.EDITOR).get(reverse("board-posting", args=[posting.pk]))
    assert "Mở bản in A4" in page.content.decode()


def test_wrong_day_stays_in_its_field_and_nothing_is_noted() -> None:
    boards()
    approved_text()
    posting = laid_ready()[0]
    day = (clock.now() + timedelta(days=2)).date().isoformat()
    answer = signed_in(Role.EDITOR).post(
        reverse("board-note", args=[posting.pk]), {"day": day, "until": day}
    )
    assert (answer.status_code, "Ngày này chưa tới" in answer.content.decode()) == (422, True)
    assert not Evidence.objects.filter(kind="board.posted").exists()


def test_filters_stand_in_the_address() -> None:
    led, paper = boards()
    approved_text()
    laid_ready()
    client = signed_in(Role.INSPECTOR)
    one = client.get(reverse("boards-desk"), {"bang": led.pk}).content.decode()
    assert ("Bảng chữ chợ, thôn" in one, "Bảng nhà văn hóa, thôn" in one) == (True, False)
    other = client.get(reverse("boards-desk"), {"thon": paper.hamlet.pk, "tinh_trang": "posted"})
    assert "không có lượt lên bảng nào" in other.content.decode().lower()
    assert Posting.objects.count() == 2


def test_correction_needs_a_reason() -> None:
    boards()
    approved_text()
    posting = laid_ready()[0]
    client = signed_in(Role.PLAN_OFFICER)
    day = clock.now().date().isoformat()
    client.post(reverse("board-note", args=[posting.pk]), {"day": day, "until": day})
    address = reverse("board-correct", args=[posting.pk])
    assert client.post(address, {"until": day, "reason": ""}).status_code == 422
    assert signed_in(Role.UNIT_CONTACT).get(address).status_code == 403
    client.post(address, {"reason": "ghi nhầm", "rut": "1"})
    posting.refresh_from_db()
    assert posting.state == PostingState.TO_POST


def test_dropping_has_a_way_back() -> None:
    boards()
    approved_text()
    posting = laid_ready()[0]
    client, page = signed_in(Role.EDITOR), reverse("board-posting", args=[posting.pk])
    dropped = client.post(reverse("board-drop", args=[posting.pk]), follow=True)
    assert dropped.redirect_chain[-1][0] == page
    assert "Đưa lại lên bảng này</button>" in dropped.content.decode()
    reader = signed_in(Role.INSPECTOR).get(page).content.decode()
    assert "Đưa lại lên bảng này" not in reader
    back = client.post(reverse("board-take-up", args=[posting.pk]), follow=True)
    assert "Chữ lại chờ đưa lên «Bảng chữ chợ»." in back.content.decode()
    posting.refresh_from_db()
    assert posting.state == PostingState.TO_POST


def test_time_before_is_shown_and_can_be_withdrawn() -> None:
    posting = twice_on_a_board()
    (past,) = posting.past.all()
    address = f"{reverse('board-correct', args=[posting.pk])}?lan={past.pk}"
    client = signed_in(Role.PLAN_OFFICER)
    page = client.get(reverse("board-posting", args=[posting.pk])).content.decode()
    assert "Những lần trước" in page and address.replace("&", "&amp;") in page
    asked = client.get(address).content.decode()
    assert f"Rút mục số {past.evidence_seq}" in asked and 'name="until"' not in asked
    assert client.get(address.replace(f"={past.pk}", "=0")).status_code == 404
    assert signed_in(Role.UNIT_CONTACT).get(address).status_code == 403
    client.post(address, {"reason": "ghi nhầm", "rut": "1"})
    past.refresh_from_db()
    assert past.withdrawn_at is not None
    posting.refresh_from_db()
    assert posting.state == PostingState.TO_POST


def test_what_has_to_come_down_stands_first_on_the_day_of_who_notes_it() -> None:
    boards()
    story = approved_text()
    put_up(laid_ready()[0])
    contact, leader = account(Role.UNIT_CONTACT), account(Role.LEADER)
    assert today_board(account=contact, now=LATER).waiting.total == 0
    over = today_board(account=contact, now=LATER + timedelta(days=60)).waiting.shown[0]
    assert (over.what, over.address) == ("1 tin trên bảng cần gỡ xuống", reverse("boards-desk"))
    assert "ở Bảng chữ chợ: hết hạn từ " in over.note
    withdraw_article(article=story, by=leader, now=LATER)
    withdraw_gone(now=LATER)
    gone = today_board(account=contact, now=LATER).waiting.shown[0]
    assert gone.note.endswith("ở Bảng chữ chợ: tin bài đã gỡ hoặc đã có bản mới.")
    assert today_board(account=leader, now=LATER).waiting.total == 0
