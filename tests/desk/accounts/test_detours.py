"""One administrator, alone at the screens, tries to get into an account that signs."""

from __future__ import annotations

from datetime import date, datetime, timedelta

import pytest
from django.test import Client
from django.urls import reverse
from tests.desk.signin.world import enrolled
from tests.make import account

from lantoa.approval.authority import route_of
from lantoa.approval.matters import matters
from lantoa.approval.models import Delegation
from lantoa.approval.terms import Route
from lantoa.core import clock
from lantoa.desk.accounts.consent import forget_addresses, is_guarded, is_signed_in, may_agree
from lantoa.desk.accounts.resets import ask_reset
from lantoa.notices.models import Mail, Notice
from lantoa.registry.factors import has_factor
from lantoa.registry.models import Account, ResetRequest
from lantoa.registry.role_changes import held_rights
from lantoa.registry.terms import ResetAct, Role

RESET = "dat-lai-lop-hai"


@pytest.fixture
def now() -> datetime:
    """The screens read the clock; the accounts of a test are weeks old."""
    return clock.now()


def at_desk(role: Role = Role.ADMINISTRATOR) -> tuple[Client, Account]:
    client, who = Client(headers={"accept": "text/html"}), account(role)
    client.force_login(who)
    return client, who


def change(client: Client, of: Account, role: str, **more: str) -> None:
    sent = {"name": of.name, "role": role, "email": of.email, **more}
    assert client.post(reverse("account", args=[of.pk]), sent).status_code == 302


def act(client: Client, of: Account, slug: str = RESET) -> str:
    sent = {"why": "mất điện thoại"}
    return client.post(reverse("account-act", args=[of.pk, slug]), sent).content.decode()


def is_open(of: Account) -> bool:
    """Did somebody get in: is the second factor off, or the password another?"""
    fresh = Account.objects.get(pk=of.pk)
    return not has_factor(fresh) or fresh.password != of.password


def agree(client: Client) -> int:
    row = ResetRequest.objects.latest("pk")
    answer = client.post(reverse("decide-reset", args=[row.pk]), {"quyet-dinh": "dong-y"})
    row.refresh_from_db()
    return answer.status_code if row.agreed_by_id else 0


@pytest.mark.django_db
@pytest.mark.parametrize("role", [Role.LEADER, Role.HEAD, Role.ADMINISTRATOR])
@pytest.mark.parametrize("slug", [RESET, "cap-mat-khau"])
def test_demoting_resetting_and_restoring_opens_nothing(role: Role, slug: str) -> None:
    client, _ = at_desk()
    account(Role.LEADER)
    owner, _ = enrolled(role)
    change(client, owner, Role.EDITOR)
    act(client, owner, slug)
    assert not is_open(owner)
    assert ResetRequest.objects.get().account == owner
    change(client, owner, role)
    act(client, owner, slug)
    assert not is_open(owner)


@pytest.mark.django_db
def test_guard_of_a_demoted_account_ends_after_thirty_days(now: datetime) -> None:
    client, _ = at_desk()
    owner, _ = enrolled(Role.LEADER)
    change(client, owner, Role.EDITOR)
    owner.refresh_from_db()
    assert is_guarded(owner, now=now + timedelta(days=30))
    assert not is_guarded(owner, now=now + timedelta(days=31))


@pytest.mark.django_db
def test_taking_the_right_from_the_whole_role_opens_nothing() -> None:
    client, _ = at_desk()
    owner, _ = enrolled(Role.LEADER)
    switched_off, _ = enrolled(Role.LEADER, is_active=False)
    account(Role.LEADER)
    group = owner.groups.get()
    keys = held_rights(group) - {"approve", "approve-final", "accounts", "roles"}
    left = {"quyen": sorted(keys), "buoc": "luu"}
    client.post(reverse("role", args=[group.pk]), left)
    assert not Account.objects.get(pk=owner.pk).has_perm("approval.final_approval")
    for one in (owner, switched_off):
        act(client, one, RESET if one.is_active else "mo-lai")
        assert not is_open(one)
    told = Notice.objects.filter(to_account=owner, text__contains="đã đổi quyền của vai trò")
    assert told.count() == 1


@pytest.mark.django_db
def test_administrator_made_a_minute_ago_neither_agrees_nor_asks_for_the_old_one() -> None:
    client, first = at_desk()
    owner, _ = enrolled(Role.LEADER)
    account(Role.LEADER)
    made = {"username": "moi.toanh", "name": "Người mới", "role": Role.ADMINISTRATOR}
    client.post(reverse("account-add"), made)
    fresh = Account.objects.get(username="moi.toanh")
    other = Client()
    other.force_login(fresh)

    act(client, owner)
    assert agree(other) == 0

    ResetRequest.objects.all().delete()
    ask_reset(
        account=owner, act=ResetAct.FACTOR, why="mất máy", by=Account.objects.get(pk=fresh.pk),
        now=clock.now(),
    )  # fmt: skip
    assert agree(client) == 0
    assert first.has_perm("registry.change_account")
    assert not is_open(owner)


@pytest.mark.django_db
@pytest.mark.parametrize("role", [Role.ADMINISTRATOR, Role.LEADER])
def test_old_account_raised_a_minute_ago_does_not_agree(role: Role) -> None:
    client, _ = at_desk()
    owner, _ = enrolled(Role.LEADER)
    account(Role.LEADER)
    tool_client, tool = at_desk(Role.EDITOR)
    change(client, tool, role)
    tool_client.force_login(Account.objects.get(pk=tool.pk))
    act(client, owner)
    assert agree(tool_client) == 0


@pytest.mark.django_db
def test_right_given_to_the_role_of_an_old_account_does_not_make_it_agree() -> None:
    client, _ = at_desk()
    owner, _ = enrolled(Role.LEADER)
    account(Role.LEADER)
    tool_client, tool = at_desk(Role.EDITOR)
    group = tool.groups.get()
    keys = {*held_rights(group), "accounts", "roles"}
    client.post(reverse("role", args=[group.pk]), {"quyen": sorted(keys), "buoc": "luu"})
    act(client, owner)
    assert Account.objects.get(pk=tool.pk).has_perm("registry.change_account")
    assert agree(tool_client) == 0


@pytest.mark.django_db
def test_two_accounts_of_one_person_are_one_person(now: datetime) -> None:
    owner, asker = account(Role.LEADER), account(Role.ADMINISTRATOR, name="Lê Thị Hoa")
    row = ResetRequest(account=owner, act=ResetAct.FACTOR, asked_by=asker, asked_at=now)
    twin = account(Role.LEADER, name="Le Thi Hoa")
    other = account(Role.LEADER, name="Trần Văn Bình")
    assert [may_agree(row, one, now=now) for one in (twin, other)] == [False, True]
    Account.objects.filter(pk=other.pk).update(email="hoa@xa.example")
    Account.objects.filter(pk=asker.pk).update(previous_email="hoa@xa.example")
    asker.refresh_from_db()
    other.refresh_from_db()
    assert not may_agree(row, other, now=now)


@pytest.mark.django_db
def test_account_opened_again_a_minute_ago_does_not_agree(now: datetime) -> None:
    owner, asker = account(Role.LEADER), account(Role.ADMINISTRATOR)
    row = ResetRequest(account=owner, act=ResetAct.FACTOR, asked_by=asker, asked_at=now)
    back = account(Role.LEADER, active_since=now)
    assert not may_agree(row, back, now=now + timedelta(days=2, hours=23))
    assert may_agree(row, back, now=now + timedelta(days=3))


@pytest.mark.django_db
def test_first_week_leaders_agree_and_new_administrators_do_not(now: datetime) -> None:
    asker = account(Role.ADMINISTRATOR, date_joined=now)
    owner, leader, second = (
        account(role, date_joined=now) for role in (Role.LEADER, Role.LEADER, Role.ADMINISTRATOR)
    )
    row = ResetRequest(account=owner, act=ResetAct.FACTOR, asked_by=asker, asked_at=now)
    said = [may_agree(row, one, now=now) for one in (leader, owner, second)]
    assert said == [True, True, False]
    Account.objects.filter(pk=asker.pk).update(date_joined=now - timedelta(days=7))
    assert [may_agree(row, one, now=now) for one in (leader, owner)] == [False, True]


@pytest.mark.django_db
def test_commune_with_one_administrator_goes_on_with_a_leader_or_the_signed_in_owner() -> None:
    client, _ = at_desk()
    owner, _ = enrolled(Role.LEADER)
    assert "recover_account" in act(client, owner)
    own = Client()
    own.force_login(owner)
    own.get(reverse("today"))
    assert is_signed_in(owner, now=clock.now())
    act(client, owner)
    assert agree(own) == 302
    act(client, owner)
    assert is_open(owner)


@pytest.mark.django_db
def test_former_deputy_stays_guarded(now: datetime) -> None:
    leader, deputy = account(Role.LEADER), account(Role.EDITOR)
    today = clock.local(now).date()
    Delegation.objects.create(
        giver=leader, deputy=deputy, since=today - timedelta(days=9), until=today, given_at=now
    )
    assert is_guarded(deputy, now=now + timedelta(days=30))
    assert not is_guarded(deputy, now=now + timedelta(days=31))


@pytest.mark.django_db
def test_erased_account_is_never_opened_again() -> None:
    from lantoa.registry.privacy import forget_account

    client, _ = at_desk()
    owner = account(Role.LEADER, is_active=False)
    forget_account(account=owner, today=date(2026, 11, 23))
    assert "mo-lai" not in client.get(reverse("account", args=[owner.pk])).content.decode()
    act(client, owner, "mo-lai")
    owner.refresh_from_db()
    assert (owner.is_active, owner.guarded_until) == (False, date(2026, 12, 23))


@pytest.mark.django_db
def test_changed_address_does_not_hide_what_follows(
    monkeypatch: pytest.MonkeyPatch, now: datetime
) -> None:
    monkeypatch.setenv("LANTOA_MAIL_HOST", "may-thu.example")
    client, _ = at_desk()
    account(Role.LEADER)
    owner, _ = enrolled(Role.LEADER, email="thanh@xa.example")
    for address in ("la@noi.khac", ""):
        owner.refresh_from_db()
        change(client, owner, Role.LEADER, email=address)
    act(client, owner)
    asked = Mail.objects.filter(text__contains="đề nghị đặt lại lớp xác thực")
    assert set(asked.values_list("to", flat=True)) == {"thanh@xa.example"}
    assert forget_addresses(now=now + timedelta(days=29)) == 0
    assert forget_addresses(now=now + timedelta(days=31)) == 1


@pytest.mark.django_db
def test_leaders_hear_at_once_of_every_administrator_role_and_closing() -> None:
    client, _ = at_desk()
    leader, gone, editor = account(Role.LEADER), account(Role.LEADER), account(Role.EDITOR)
    made = {"username": "moi.toanh", "name": "Người mới", "role": Role.ADMINISTRATOR}
    client.post(reverse("account-add"), made)
    change(client, gone, Role.CLERK)
    change(client, editor, Role.CLERK)
    act(client, account(Role.HEAD, username="truong.phong"), "ngung")
    said = " ".join(Notice.objects.filter(to_account=leader).values_list("text", flat=True))
    named = ("«moi.toanh»", f"«{gone.username}»", f"«{editor.username}»", "«truong.phong»")
    assert [one for one in named if one not in said] == []
    own = Notice.objects.filter(to_account=gone, text__contains="từ Lãnh đạo duyệt sang Văn thư")
    assert own.count() == 1


@pytest.mark.django_db
def test_leaders_hear_of_approvers_opened_in_the_first_hour_and_of_other_steps() -> None:
    client, _ = at_desk()
    leader = account(Role.LEADER)
    sent = {"chon-head": "1", "ten-dang-nhap-head": "truong.moi", "ho-ten-head": "Trưởng Mới"}
    client.post(reverse("first-hour-accounts"), sent)
    assert "«truong.moi»" in Notice.objects.get(to_account=leader).text
    code = matters()[0].code
    other = next(one for one in Route.values if one != route_of(code))
    client.post(reverse("approval-routes"), {code: other})
    told = Notice.objects.filter(to_account=leader, text__contains="đã đổi quy định duyệt")
    assert told.count() == 1
