"""Who signs or keeps accounts is let in again by two people; the last administrator stays."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime, timedelta
from threading import Barrier, Thread

import pytest
from django.db import connection
from django.test import Client
from django.urls import reverse
from tests.desk.signin.world import enrolled, whole
from tests.make import NOW, account, approved_article

from lantoa.approval.models import Approval
from lantoa.core import clock
from lantoa.core.errors import Refused
from lantoa.desk.accounts.consent import is_guarded, who_may_agree
from lantoa.desk.accounts.resets import (
    agree_reset,
    ask_reset,
    forget_old_resets,
    open_reset,
    open_resets,
    refuse_reset,
)
from lantoa.desk.accounts.services import (
    change_account,
    disable_account,
    enable_account,
    give_new_password,
    reset_second_factor,
)
from lantoa.desk.audit.models import AuditEntry
from lantoa.notices.models import Mail, Notice
from lantoa.registry.factors import has_factor
from lantoa.registry.models import Account, ResetRequest
from lantoa.registry.role_changes import keepers
from lantoa.registry.roles import make_roles
from lantoa.registry.terms import ResetAct, Role

FACTOR = ResetAct.FACTOR


def people() -> tuple[Account, Account, Account]:
    """An administrator, a second one, and a leader with both factors."""
    leader, _ = enrolled(Role.LEADER, email="thanh@xa.example")
    return account(Role.ADMINISTRATOR), account(Role.ADMINISTRATOR), leader


def asked(of: Account, by: Account, now: datetime = NOW) -> ResetRequest:
    return ask_reset(account=of, act=FACTOR, why="mất điện thoại", by=by, now=now)


@pytest.mark.django_db
def test_accounts_that_sign_or_keep_others_are_guarded() -> None:
    guarded = {role for role in Role if is_guarded(account(role), now=NOW)}
    assert guarded == {Role.ADMINISTRATOR, Role.LEADER, Role.HEAD}


@pytest.mark.django_db
@pytest.mark.parametrize("act", [give_new_password, reset_second_factor])
def test_one_administrator_alone_opens_no_account_that_signs(act: Callable[..., object]) -> None:
    first, _, leader = people()
    with pytest.raises(Refused, match="người thứ hai"):
        act(account=leader, by=first, now=NOW)
    asked(leader, first)
    with pytest.raises(Refused, match="người thứ hai"):
        act(account=leader, by=first, now=NOW)
    assert has_factor(leader)
    assert Account.objects.get(pk=leader.pk).password == leader.password


@pytest.mark.django_db
def test_neither_taking_the_role_for_a_moment_nor_switching_off_opens_another_way() -> None:
    first, _, leader = people()
    disable_account(account=leader, by=first, now=NOW)
    with pytest.raises(Refused, match="người thứ hai"):
        enable_account(account=leader, by=first, now=NOW)

    approved_article(with_sound=False)
    decided = Approval.objects.get().by
    change_account(account=decided, name=decided.name, role=Role.EDITOR, officer=None, by=first,
                   now=NOW)  # fmt: skip
    assert is_guarded(Account.objects.get(pk=decided.pk), now=NOW + timedelta(days=60))


@pytest.mark.django_db
@pytest.mark.parametrize("who", ["second", "owner", "other leader"])
def test_second_person_agrees_and_it_is_used_once(who: str) -> None:
    first, second, leader = people()
    agrees = {"second": second, "owner": leader, "other leader": account(Role.LEADER)}[who]
    agree_reset(row=asked(leader, first), by=agrees, now=NOW)
    reset_second_factor(account=leader, by=first, now=NOW)
    assert not has_factor(leader)
    with pytest.raises(Refused):
        reset_second_factor(account=leader, by=first, now=NOW)
    assert ResetRequest.objects.get().end == "used"


@pytest.mark.django_db
def test_who_asks_does_not_agree_and_strangers_do_not() -> None:
    first, _, leader = people()
    row = asked(leader, first)
    for stranger in (first, account(Role.EDITOR), account(Role.HEAD)):
        with pytest.raises(Refused):
            agree_reset(row=row, by=stranger, now=NOW)
        assert open_resets(stranger, now=NOW) == []
    assert open_resets(leader, now=NOW) == [row]


@pytest.mark.django_db
def test_request_and_consent_lapse() -> None:
    first, second, leader = people()
    row = asked(leader, first)
    late = NOW + timedelta(hours=72)
    with pytest.raises(Refused, match="quá hạn"):
        agree_reset(row=row, by=second, now=late)
    again = asked(leader, first, late)
    assert again.pk != row.pk
    agree_reset(row=again, by=second, now=late)
    over = late + timedelta(hours=24)
    assert open_reset(leader, FACTOR, now=over) is None
    with pytest.raises(Refused, match="người thứ hai"):
        reset_second_factor(account=leader, by=first, now=over)
    assert forget_old_resets(now=over + timedelta(days=400), months=12) == 2


@pytest.mark.django_db
def test_owner_refuses_and_everybody_who_answers_for_accounts_hears_of_it() -> None:
    first, second, leader = people()
    refuse_reset(row=asked(leader, first), by=leader, now=NOW)
    told = set(
        Notice.objects.filter(text__contains="đã từ chối").values_list("to_account", flat=True)
    )
    assert told == {first.pk, second.pk}
    assert open_reset(leader, FACTOR, now=NOW) is None


@pytest.mark.django_db
def test_owner_hears_by_notice_and_by_mail_at_once(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("LANTOA_MAIL_HOST", "may-thu.example")
    first, _, leader = people()
    asked(leader, first)
    assert "mất điện thoại" in Notice.objects.get(to_account=leader).text
    assert [mail.to for mail in Mail.objects.all()] == ["thanh@xa.example"]
    change_account(account=leader, name=leader.name, role=Role.LEADER, officer=None, by=first,
                   now=NOW, email="khac@xa.example")  # fmt: skip
    letters = Mail.objects.filter(text__contains="đổi thư điện tử").values_list("to", flat=True)
    assert set(letters) == {"thanh@xa.example", "khac@xa.example"}


@pytest.mark.django_db
def test_leaders_hear_of_an_account_that_signs_from_now_on() -> None:
    first, _, leader = people()
    editor = account(Role.EDITOR)
    change_account(account=editor, name=editor.name, role=Role.LEADER, officer=None, by=first,
                   now=NOW)  # fmt: skip
    told = Notice.objects.get(to_account=leader).text
    assert "từ Biên tập viên sang Lãnh đạo duyệt (duyệt hoặc quản trị được)" in told


@pytest.mark.django_db
def test_without_a_second_person_the_way_leads_to_the_machine() -> None:
    leader, _ = enrolled(Role.LEADER)
    only = account(Role.ADMINISTRATOR)
    assert who_may_agree(leader, only, now=NOW) == [leader]
    with pytest.raises(Refused, match="recover_account"):
        asked(leader, only)


@pytest.mark.django_db
def test_the_pages_ask_consent_then_act() -> None:
    first, second, leader = people()
    client, other = Client(), Client()
    client.force_login(first)
    address = reverse("account-act", args=[leader.pk, "dat-lai-lop-hai"])
    assert "cần một người thứ hai đồng ý" in client.get(address).content.decode()
    assert client.post(address, {"why": "  "}).status_code == 422
    client.post(address, {"why": "mất điện thoại"})
    assert "Đang chờ đồng ý" in client.get(address).content.decode()
    other.force_login(second)
    page = other.get(reverse("reset-requests")).content.decode()
    assert "mất điện thoại" in page and leader.name in page
    agree_reset(row=ResetRequest.objects.get(), by=second, now=ResetRequest.objects.get().asked_at)
    assert "dùng được một lần" in client.get(address).content.decode()
    client.post(address)
    assert not has_factor(leader)


@pytest.mark.django_db
def test_agreeing_asks_for_the_password_again_and_is_written_down() -> None:
    client, _ = whole(Role.ADMINISTRATOR)
    leader, _ = enrolled(Role.LEADER)
    row = asked(leader, account(Role.ADMINISTRATOR), clock.now())
    address = reverse("decide-reset", args=[row.pk])
    held = client.session
    held["lt_proved"] -= 11 * 60
    held.save()
    assert "/khoa-man-hinh/" in client.post(address, {"quyet-dinh": "dong-y"}).headers["Location"]
    fresh, _ = whole(Role.LEADER)
    assert fresh.post(address, {"quyet-dinh": "tu-choi"}).status_code == 302
    row.refresh_from_db()
    assert row.end == "refused"
    entry = AuditEntry.objects.filter(action="decide-reset").latest("seq")
    assert (entry.subject, entry.words.startswith("Từ chối")) == (leader.code, True)


@pytest.mark.django_db(transaction=True)
def test_two_administrators_who_switch_each_other_off_at_once_leave_one() -> None:
    make_roles()
    one, other = account(Role.ADMINISTRATOR), account(Role.ADMINISTRATOR)
    gate, refused = Barrier(2), []

    def switch_off(whom: Account, by: Account) -> None:
        try:
            gate.wait()
            disable_account(account=whom, by=by, now=NOW)
        except Refused as refusal:
            refused.append(str(refusal))
        finally:
            connection.close()

    both = [Thread(target=switch_off, args=pair) for pair in ((one, other), (other, one))]
    for thread in both:
        thread.start()
    for thread in both:
        thread.join()
    assert keepers().count() == 1
    assert len(refused) == 1
