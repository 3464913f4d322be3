"""One administrator, alone, makes an approver: who decides with it, and from when."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from django.test import Client
from django.urls import reverse
from tests.desk.accounts.test_detours import at_desk, change
from tests.make import NOW, account, article

from lantoa.approval.authority import authority_of, waiting_words
from lantoa.approval.models import Approval, Delegation, Request
from lantoa.core import clock
from lantoa.newsroom.services import submit_article
from lantoa.notices.models import Notice
from lantoa.registry.guarding import REFUSED
from lantoa.registry.models import Account, ResetRequest
from lantoa.registry.role_changes import held_rights
from lantoa.registry.terms import ResetAct, ResetEnd, Role

pytestmark = pytest.mark.django_db
NAME = "lanh.dao.moi"


def seat(who: Account) -> Client:
    """At the desk, the one-time password changed and the second factor settled long ago."""
    Account.objects.filter(pk=who.pk).update(one_time_until=None, second_factor_skipped=True)
    client = Client(headers={"accept": "text/html"})
    client.force_login(Account.objects.get(pk=who.pk))
    return client


def make_approver(client: Client, role: Role = Role.LEADER, name: str = NAME) -> Account:
    sent = {"username": name, "name": f"Người {name}", "role": role}
    assert client.post(reverse("account-add"), sent).status_code == 200
    return Account.objects.get(username=name)


def decides(who: Account) -> bool:
    """Does a fresh article get approved by this person, by HTTP?"""
    story = article(for_loudspeaker=False)
    request = submit_article(article=story, by=story.created_by, now=NOW)
    seat(who).post(reverse("approve", args=[request.pk]), {"hash": request.hash})
    return Approval.objects.filter(request=request, by=who).exists()


def answer(client: Client, word: str = "dong-y") -> int:
    row = ResetRequest.objects.latest("pk")
    sent = {"quyet-dinh": word}
    return client.post(reverse("decide-reset", args=[row.pk]), sent).status_code


def after_days(who: Account, days: int) -> str:
    fresh = Account.objects.get(pk=who.pk)
    return waiting_words(fresh, today=clock.today() + timedelta(days=days))


@pytest.mark.parametrize("role", [Role.LEADER, Role.HEAD])
def test_made_by_one_administrator_decides_nothing_for_three_days(role: Role) -> None:
    at_desk(Role.LEADER)
    admin, _ = at_desk()
    made = make_approver(admin, role)
    assert not decides(made)
    assert [after_days(made, days) == "" for days in (0, 2, 3)] == [False, False, True]
    shown = seat(made).get(reverse("today")).content.decode()
    assert "Quyền duyệt của tài khoản này có từ ngày" in shown
    page = admin.get(reverse("account", args=[made.pk])).content.decode()
    assert "Quyền duyệt của tài khoản này có từ ngày" in page


def test_raised_editor_waits_as_well() -> None:
    at_desk(Role.LEADER)
    admin, _ = at_desk()
    editor = account(Role.EDITOR)
    change(admin, editor, Role.LEADER)
    assert not decides(editor)


def test_another_approver_confirms_and_it_decides_at_once() -> None:
    leader, who = at_desk(Role.LEADER)
    admin, _ = at_desk()
    made = make_approver(admin)
    told = Notice.objects.filter(to_account=who, text__contains="chờ một người duyệt khác xác nhận")
    assert told.count() == 1
    shown = leader.get(reverse("reset-requests")).content.decode()
    assert f"Xác nhận quyền duyệt: Người {NAME}" in shown
    assert answer(leader) == 302
    row = ResetRequest.objects.get()
    assert (row.act, row.end, row.agreed_by) == (ResetAct.SIGN, ResetEnd.USED, who)
    assert decides(made)


def test_neither_the_administrators_nor_the_new_one_nor_a_twin_confirm() -> None:
    at_desk(Role.LEADER)
    admin, keeper = at_desk()
    made = make_approver(admin)
    twin = account(Role.HEAD, name=keeper.name)
    for one in (admin, at_desk()[0], seat(made), seat(twin)):
        assert answer(one) == 422
    second = make_approver(admin, Role.HEAD, "truong.phong.moi")
    first = ResetRequest.objects.filter(account=made).get()
    sent = {"quyet-dinh": "dong-y"}
    refused = seat(second).post(reverse("decide-reset", args=[first.pk]), sent)
    assert refused.status_code == 422
    assert not decides(made)


def test_refused_one_waits_until_an_approver_confirms_whatever_the_role() -> None:
    leader, _ = at_desk(Role.LEADER)
    admin, _ = at_desk()
    made = make_approver(admin)
    assert answer(leader, "tu-choi") == 302
    assert "từ chối xác nhận" in after_days(made, 300)
    change(admin, made, Role.EDITOR)
    change(admin, made, Role.LEADER)
    made.refresh_from_db()
    assert (made.signs_from, decides(made)) == (REFUSED, False)
    again = reverse("account-act", args=[made.pk, "xac-nhan-duyet"])
    assert "Một mình người quản trị không lập được người duyệt" in admin.get(again).content.decode()
    admin.post(again, {"why": "có quyết định phân công"})
    assert answer(leader) == 302
    assert decides(made)


def test_administrator_does_not_confirm_at_the_account_page() -> None:
    at_desk(Role.LEADER)
    admin, _ = at_desk()
    made = make_approver(admin)
    for _ in range(2):
        admin.post(reverse("account-act", args=[made.pk, "xac-nhan-duyet"]), {"why": "gấp"})
    assert ResetRequest.objects.filter(act=ResetAct.SIGN).count() == 1
    assert not decides(made)


def test_first_approvers_of_a_commune_need_nobody() -> None:
    admin, _ = at_desk()
    sent = {
        "chon-leader": "1", "ten-dang-nhap-leader": "lanh.dao", "ho-ten-leader": "Lê Quang Thành",
        "chon-head": "1", "ten-dang-nhap-head": "truong", "ho-ten-head": "Vũ Thị Nga",
    }  # fmt: skip
    admin.post(reverse("first-hour-accounts"), sent)
    leader, head = (Account.objects.get(username=name) for name in ("lanh.dao", "truong"))
    assert (decides(leader), after_days(head, 0)) == (True, "")
    assert not ResetRequest.objects.exists()
    # one of them was there: the next one waits, made in whatever way
    sent = {"chon-head": "1", "ten-dang-nhap-head": "hai", "ho-ten-head": "Trưởng Hai"}
    admin.post(reverse("first-hour-accounts"), sent)
    assert not decides(Account.objects.get(username="hai"))


def test_closing_every_approver_first_opens_nothing() -> None:
    _, leader = at_desk(Role.LEADER)
    admin, _ = at_desk()
    admin.post(reverse("account-act", args=[leader.pk, "ngung"]))
    assert not decides(make_approver(admin))
    _, other = at_desk(Role.LEADER)
    change(admin, other, Role.CLERK)
    assert not decides(make_approver(admin, name="nguoi.thu.hai"))


def test_right_given_to_a_whole_role_waits_as_well() -> None:
    at_desk(Role.LEADER)
    admin, _ = at_desk()
    editor = account(Role.EDITOR)
    group = editor.groups.get()
    keys = {*held_rights(group), "approve", "approve-final"}
    admin.post(reverse("role", args=[group.pk]), {"quyen": sorted(keys), "buoc": "luu"})
    assert Account.objects.get(pk=editor.pk).has_perm("approval.final_approval")
    assert ResetRequest.objects.get().account == editor
    assert not decides(editor)


def test_role_that_loses_the_right_for_a_moment_keeps_its_approvers() -> None:
    _, leader = at_desk(Role.LEADER)
    at_desk(Role.HEAD)
    admin, _ = at_desk()
    group = leader.groups.get()
    keys = held_rights(group)
    for left in (keys - {"approve", "approve-final"}, keys):
        admin.post(reverse("role", args=[group.pk]), {"quyen": sorted(left), "buoc": "luu"})
    assert decides(leader)


def test_approver_who_changes_between_roles_that_decide_goes_on() -> None:
    at_desk(Role.LEADER)
    admin, _ = at_desk()
    head = account(Role.HEAD)
    change(admin, head, Role.LEADER)
    assert decides(head)


def test_former_approver_waits_once_the_guard_is_over() -> None:
    at_desk(Role.LEADER)
    admin, _ = at_desk()
    back = account(Role.LEADER)
    change(admin, back, Role.EDITOR)
    change(admin, back, Role.LEADER)
    assert decides(back)
    change(admin, back, Role.EDITOR)
    Account.objects.filter(pk=back.pk).update(guarded_until=clock.today() - timedelta(days=1))
    change(admin, Account.objects.get(pk=back.pk), Role.LEADER)
    back.refresh_from_db()
    assert back.signs_from == clock.today() + timedelta(days=3)


def test_nothing_is_handed_over_before_it_may_decide() -> None:
    at_desk(Role.LEADER)
    admin, _ = at_desk()
    made, deputy = make_approver(admin), account(Role.HEAD)
    today, until = clock.today(), clock.today() + timedelta(days=5)
    sent = {"deputy": str(deputy.pk), "since": today.isoformat(), "until": until.isoformat(),
            "basis": "đi họp"}  # fmt: skip
    refused = seat(made).post(reverse("delegations"), sent).content.decode()
    assert "Chưa ghi ủy quyền." in refused
    assert not Delegation.objects.exists()
    Delegation.objects.create(
        giver=made, deputy=deputy, since=today, until=until, given_at=clock.now()
    )
    story = article(for_loudspeaker=False)
    request = submit_article(article=story, by=story.created_by, now=NOW)
    Request.objects.filter(pk=request.pk).update(route="leader")
    request.refresh_from_db()
    said = [
        authority_of(request=request, by=deputy, today=day).on_behalf_of
        for day in (today, date.max, today + timedelta(days=4))
    ]
    assert said == [None, None, made]
