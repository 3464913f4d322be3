"""Đường dẫn duyệt and mã PIN: their life in any order of events."""

from __future__ import annotations

from datetime import datetime, timedelta
from functools import partial
from itertools import count

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from tests.make import NOW, account, article, at

from lantoa.approval.links import (
    TRIES,
    deciding,
    link_of,
    link_state,
    links_of,
    make_link,
    open_link,
    revoke_link,
    token_of,
)
from lantoa.approval.models import Approval, ApprovalLink, ApprovalPin, Request
from lantoa.approval.pins import set_pin
from lantoa.approval.terms import LinkState
from lantoa.core.errors import Refused
from lantoa.newsroom.models import Article
from lantoa.newsroom.services import approve_article, save_draft, submit_article
from lantoa.notices.models import Notice
from lantoa.registry.models import Account
from lantoa.registry.terms import Role

pytestmark = pytest.mark.django_db
RIGHT, WRONG = "402917", "402918"
NEED = at(16, 45)
_names = count(1)


@pytest.fixture(autouse=True)
def quick_hash(settings) -> None:  # type: ignore[no-untyped-def]
    """The slow hash would make every try a third of a second."""
    settings.PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]


def leader(pin: str = RIGHT, **fields: object) -> Account:
    made = account(Role.LEADER, **fields)
    if pin:
        set_pin(account=made, pin=pin, again=pin, now=NOW)
    return made


def submitted(needed_by: datetime | None = NEED) -> Request:
    story = article(title=f"Bài {next(_names)}", for_loudspeaker=False)
    return submit_article(article=story, by=story.created_by, now=NOW, needed_by=needed_by)


def new_link(request: Request, approver: Account | None = None) -> ApprovalLink:
    return make_link(
        request=request, approver=approver or leader(), by=request.submitted_by, now=NOW
    )


def decide_by(link: ApprovalLink, pin: str = RIGHT, now: datetime = NOW) -> Approval:
    link = ApprovalLink.objects.get(pk=link.pk)
    with deciding(link=link, pin=pin, device="Android, Chrome", now=now) as by:
        return approve_article(
            request=link.request, expected_hash=link.hash, seen=[], by=by, now=now, via="link"
        )


def test_token_leads_to_its_link_and_no_other_does() -> None:
    link = new_link(submitted())
    token = token_of(link)
    assert link_of(token) == link
    assert link_of(token[:-1] + ("A" if token[-1] != "A" else "B")) is None
    assert link_of(f"{link.pk}_{link.nonce}") is None
    assert link_of("x" * 5000) is None
    assert link_of(f"{link.pk + 1}_{token.split('_', 1)[1]}") is None


def test_link_ends_at_the_hour_of_need_or_after_two_days() -> None:
    assert new_link(submitted()).expires_at == at(16, 45)
    assert new_link(submitted(None)).expires_at == NOW + timedelta(hours=48)
    assert new_link(submitted(at(8))).expires_at == NOW + timedelta(hours=48)


def test_same_link_is_answered_twice_and_a_new_one_after_revoking() -> None:
    request, approver = submitted(), leader()
    first = new_link(request, approver)
    assert new_link(request, approver) == first
    revoke_link(link=first, by=request.submitted_by, now=NOW)
    assert new_link(request, approver) != first
    assert links_of(request).count() == 2


def test_only_the_submitter_and_the_plan_officer_make_and_revoke() -> None:
    request, approver = submitted(), leader()
    with pytest.raises(Refused, match="Chỉ người trình"):
        make_link(request=request, approver=approver, by=account(), now=NOW)
    link = make_link(request=request, approver=approver, by=account(Role.PLAN_OFFICER), now=NOW)
    with pytest.raises(Refused, match="không có quyền thu hồi"):
        revoke_link(link=link, by=account(), now=NOW)


def test_no_link_for_authors_for_those_without_right_or_without_pin() -> None:
    request = submitted()
    with pytest.raises(Refused, match="Không ai tự duyệt"):
        make_link(request=request, approver=request.submitted_by, by=request.submitted_by, now=NOW)
    with pytest.raises(Refused, match="không có quyền duyệt"):
        new_link(request, account())
    with pytest.raises(Refused, match="chưa đặt mã PIN"):
        new_link(request, leader(pin=""))


def test_decision_by_link_is_recorded_as_such_and_uses_it_up() -> None:
    link = new_link(submitted())
    open_link(link=link, device="Android, Chrome", now=NOW)
    assert decide_by(link).via == "link"
    link.refresh_from_db()
    assert (link.used_with, link.used_at) == ("Android, Chrome", NOW)
    with pytest.raises(Refused, match="đã dùng xong"):
        decide_by(link)
    assert Approval.objects.count() == 1


def test_five_wrong_pins_lock_the_link_and_the_pin_and_tell_its_owner() -> None:
    request, approver = submitted(), leader()
    link = new_link(request, approver)
    for left in range(TRIES - 1, 0, -1):
        with pytest.raises(Refused, match=f"còn {left} lần"):
            decide_by(link, WRONG)
    with pytest.raises(Refused, match="đã khóa vì nhập sai"):
        decide_by(link, WRONG)
    with pytest.raises(Refused, match="đã khóa vì nhập sai"):
        decide_by(link)
    assert "Mã PIN tạm khóa đến 09:15" in Notice.objects.get(to_account=approver).text
    other = new_link(submitted(), approver)
    with pytest.raises(Refused, match="tạm khóa đến 09:15"):
        decide_by(other)
    assert decide_by(other, now=NOW + timedelta(minutes=15)).by == approver
    assert ApprovalPin.objects.get().wrong_count == 0


def test_lock_doubles_until_a_day() -> None:
    approver, now, locks = leader(), NOW, []
    for _ in range(9):
        link = make_link(
            request=submitted(None), approver=approver, by=account(Role.PLAN_OFFICER), now=now
        )
        for _ in range(TRIES):
            with pytest.raises(Refused):
                decide_by(link, WRONG, now)
        until = ApprovalPin.objects.get().locked_until
        assert until is not None
        locks.append(until - now)
        now = until
    assert [lock.total_seconds() / 60 for lock in locks] == [
        15, 30, 60, 120, 240, 480, 960, 1440, 1440
    ]  # fmt: skip


def test_account_disabled_after_the_link_was_made_decides_nothing() -> None:
    approver = leader()
    link = new_link(submitted(), approver)
    Account.objects.filter(pk=approver.pk).update(is_active=False)
    with pytest.raises(Refused, match="đã bị thu hồi"):
        decide_by(link)
    link = ApprovalLink.objects.get(pk=link.pk)
    assert (Approval.objects.count(), link.used_at) == (0, None)
    assert link_state(link, now=NOW) == LinkState.REVOKED


def test_changed_content_closes_the_link() -> None:
    request = submitted()
    link = new_link(request)
    story = Article.objects.get()
    draft = story.newest
    draft.lead = "Khác hẳn."
    save_draft(article=draft, by=story.created_by, now=NOW)
    link = ApprovalLink.objects.get(pk=link.pk)
    assert link_state(link, now=NOW) == LinkState.CLOSED
    with pytest.raises(Refused, match="đã được sửa, rút lại"):
        decide_by(link)


@pytest.mark.parametrize("pin", ["12345", "1234567", "12a456", "111111", "123456", "654321", ""])
def test_weak_pin_is_refused(pin: str) -> None:
    with pytest.raises(Refused):
        set_pin(account=leader(), pin=pin, again=pin, now=NOW)


def test_pin_is_kept_as_a_slow_peppered_hash_only(settings) -> None:  # type: ignore[no-untyped-def]
    from django.contrib.auth.hashers import check_password

    settings.PASSWORD_HASHERS = ["django.contrib.auth.hashers.PBKDF2PasswordHasher"]
    leader()
    kept = ApprovalPin.objects.get()
    assert kept.hash.startswith("pbkdf2_sha256$")
    assert not check_password(RIGHT, kept.hash)


STEPS = st.lists(
    st.sampled_from(["look", "open", "right", "wrong", "late", "change", "revoke"]), max_size=9
)


@settings(
    max_examples=25, deadline=None,
    suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow],
)  # fmt: skip
@given(steps=STEPS)
def test_any_order_of_events_decides_once_and_only_while_the_link_lives(steps: list[str]) -> None:
    """A small model beside the real thing: looking and opening never change what is possible."""
    link = new_link(submitted(None))
    now, dead, wrong, decided = NOW, False, 0, False
    for step in steps:
        link = ApprovalLink.objects.get(pk=link.pk)
        if step == "look":
            link_state(link_of(token_of(link)) or link, now=now)
        elif step == "open":
            _allowed(partial(open_link, link=link, device="", now=now), not dead)
        elif step == "right":
            decided |= _allowed(partial(decide_by, link, RIGHT, now), not dead)
            dead |= decided
        elif step == "wrong":
            _allowed(partial(decide_by, link, WRONG, now), False)
            wrong += not dead
            dead |= wrong >= TRIES
        elif step == "late":
            now += timedelta(hours=48)
            dead = True
        elif step == "change":
            Request.objects.filter(pk=link.request_id, state="open").update(state="withdrawn")
            dead = True
        else:
            revoke_link(link=link, by=link.made_by, now=now)
            dead = True
        assert Approval.objects.filter(request=link.request).count() == int(decided)


def _allowed(act, expected: bool) -> bool:  # type: ignore[no-untyped-def]
    try:
        act()
    except Refused:
        assert not expected
        return False
    assert expected
    return True
