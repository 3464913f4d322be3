"""Vai trò và quyền: changed without code, kept at the next start, with an administrator left."""

from __future__ import annotations

from collections import Counter

import pytest
from django.contrib.auth.models import Group
from django.test import Client
from django.urls import reverse
from tests.make import NOW, account

from lantoa.core.errors import Refused
from lantoa.desk.audit.models import AuditEntry
from lantoa.registry import role_changes
from lantoa.registry.models import Account, OwnRole
from lantoa.registry.rights import ALWAYS, RIGHTS
from lantoa.registry.roles import PERMISSIONS, give_role, known_permissions, make_roles
from lantoa.registry.terms import Role

pytestmark = pytest.mark.django_db


def group(role: Role) -> Group:
    make_roles()
    return Group.objects.get(name=role.label)


def signed_in(who: Account) -> Client:
    client = Client()
    client.force_login(who)
    return client


def may(who: Account, code: str) -> bool:
    return Account.objects.get(pk=who.pk).has_perm(code)


def test_every_permission_of_a_role_stands_in_exactly_one_right() -> None:
    counted = Counter(code for right in RIGHTS.values() for code in right.codes)
    make_roles()
    given = {code for codes in PERMISSIONS.values() for code in codes} & set(known_permissions())
    lacking = sorted(given - set(counted) - {ALWAYS})
    assert lacking == [], f"Add these permissions to a right in registry/rights.py: {lacking}"
    assert [code for code, count in counted.items() if count > 1] == []


def test_every_right_is_of_permissions_that_exist() -> None:
    make_roles()
    known = known_permissions()
    assert {code for right in RIGHTS.values() for code in right.codes} - set(known) == set()


def test_ready_roles_hold_whole_rights() -> None:
    for role, codes in PERMISSIONS.items():
        held = role_changes.held_rights(group(role))
        covered = {code for key in held for code in RIGHTS[key].codes}
        known = set(known_permissions())
        assert (role, (set(codes) & known) - covered - {ALWAYS}) == (role, set())


def test_what_was_taken_stays_taken_at_the_next_start_and_what_was_given_stays() -> None:
    chief, editor = account(Role.ADMINISTRATOR), account(Role.EDITOR)
    its = group(Role.EDITOR)
    keys = (role_changes.held_rights(its) - {"posts", "assets"}) | {"report-see"}
    role_changes.change_rights(group=its, keys=keys, by=chief, now=NOW)
    make_roles()
    assert not may(editor, "social.change_post")
    assert not may(editor, "wagtailimages.add_image")
    assert may(editor, "reports.view_report")
    role_changes.restore_defaults(group=its, by=chief, now=NOW)
    assert may(editor, "social.change_post")
    assert not may(editor, "reports.view_report")
    assert role_changes.held_rights(its) == role_changes.usual_rights(its)


@pytest.mark.parametrize("key", ["roles", "accounts"])
def test_last_administrator_keeps_the_keys(key: str) -> None:
    chief = account(Role.ADMINISTRATOR)
    its = group(Role.ADMINISTRATOR)
    with pytest.raises(Refused, match="không còn ai"):
        role_changes.change_rights(
            group=its, keys=role_changes.held_rights(its) - {key}, by=chief, now=NOW
        )
    assert key in role_changes.held_rights(its)


def test_account_that_is_not_in_use_is_no_administrator() -> None:
    chief, gone = account(Role.ADMINISTRATOR), account(Role.LEADER, is_active=False)
    leaders = group(Role.LEADER)
    keys = role_changes.held_rights(leaders) | {"roles", "accounts"}
    role_changes.change_rights(group=leaders, keys=keys, by=chief, now=NOW)
    its = group(Role.ADMINISTRATOR)
    with pytest.raises(Refused):
        role_changes.change_rights(group=its, keys=set(), by=chief, now=NOW)
    gone.is_active = True
    gone.save()
    role_changes.change_rights(group=its, keys=set(), by=chief, now=NOW)
    assert not may(chief, "auth.change_group")


def test_own_role_is_copied_given_and_removed_when_nobody_holds_it() -> None:
    chief, person = account(Role.ADMINISTRATOR), account(Role.CLERK)
    own = role_changes.copy_role(
        group=group(Role.EDITOR), name=" Cộng  tác viên ", by=chief, now=NOW
    )
    assert (own.group.name, own.base) == ("Cộng tác viên", Role.EDITOR)
    give_role(account=person, role=Role.EDITOR, own_role=own, now=NOW)
    assert (person.role_name, may(person, "newsroom.add_article")) == ("Cộng tác viên", True)
    with pytest.raises(Refused, match="đang có 1 tài khoản"):
        role_changes.remove_own_role(own=own, by=chief)
    give_role(account=person, role=Role.CLERK, now=NOW)
    role_changes.remove_own_role(own=own, by=chief)
    assert OwnRole.objects.count() == 0


@pytest.mark.parametrize("name", ["", "  ", "Biên tập viên", "x" * 61])
def test_name_of_a_role_that_cannot_be_is_refused(name: str) -> None:
    with pytest.raises(Refused):
        role_changes.copy_role(
            group=group(Role.EDITOR), name=name, by=account(Role.ADMINISTRATOR), now=NOW
        )


def test_screen_shows_what_changes_before_it_saves() -> None:
    client = signed_in(account(Role.ADMINISTRATOR))
    editor = account(Role.EDITOR, name="Trần Thị Mai")
    its = group(Role.EDITOR)
    address = reverse("role", args=[its.pk])
    keys = sorted(role_changes.held_rights(its) - {"posts"} | {"approve"})
    shown = client.post(address, {"quyen": keys}).content.decode()
    assert "Lưu: thêm 1 quyền, bỏ 1 quyền" in shown
    assert "quyết định điều gì được đăng và phát" in shown
    assert "Trần Thị Mai" in shown
    assert not may(editor, "approval.add_approval")
    client.post(address, {"quyen": keys, "buoc": "luu"})
    assert may(editor, "approval.add_approval")
    newest = AuditEntry.objects.all()[0]
    assert newest.action == "role"
    assert "bỏ «Ghi bài đăng và kênh mạng xã hội»" in newest.words


def test_screen_speaks_no_english_of_django() -> None:
    shown = (
        signed_in(account(Role.ADMINISTRATOR))
        .get(reverse("role", args=[group(Role.PLAN_OFFICER).pk]))
        .content.decode()
    )
    assert "Can add" not in shown
    assert "Can view" not in shown


def test_own_role_is_chosen_for_an_account() -> None:
    chief, person = account(Role.ADMINISTRATOR), account(Role.CLERK, name="Mai Thị Loan")
    own = role_changes.copy_role(group=group(Role.EDITOR), name="Cộng tác viên", by=chief, now=NOW)
    client, address = signed_in(chief), reverse("account", args=[person.pk])
    client.post(address, {"name": "Mai Thị Loan", "role": f"own:{own.pk}", "officer": ""})
    person.refresh_from_db()
    assert (person.role_name, list(person.groups.all())) == ("Cộng tác viên", [own.group])
    assert "Cộng tác viên" in client.get(reverse("accounts")).content.decode()
    for wrong in ("own:999", "own:x", "chief"):
        answer = client.post(address, {"name": "Mai", "role": wrong, "officer": ""})
        assert answer.status_code == 422


def test_administrator_by_name_without_the_keys_is_no_keeper() -> None:
    chief, other = account(Role.ADMINISTRATOR), account(Role.CLERK)
    own = role_changes.copy_role(group=group(Role.ADMINISTRATOR), name="Phụ tá", by=chief, now=NOW)
    role_changes.change_rights(group=own.group, keys={"plan-see"}, by=chief, now=NOW)
    give_role(account=other, role=Role.ADMINISTRATOR, own_role=own, now=NOW)
    assert list(role_changes.keepers()) == [chief]


@pytest.mark.parametrize("key", ["approve-final", "article-write"])
def test_nobody_gives_their_own_role_more_than_its_default(key: str) -> None:
    chief, its = account(Role.ADMINISTRATOR), group(Role.ADMINISTRATOR)
    held = role_changes.held_rights(its)
    address = reverse("role", args=[its.pk])
    answer = signed_in(chief).post(address, {"quyen": sorted(held | {key}), "buoc": "luu"})
    assert (answer.status_code, "tự thêm quyền" in answer.content.decode()) == (422, True)
    assert role_changes.held_rights(its) == held
    role_changes.change_rights(group=its, keys=held - {"custody"}, by=chief, now=NOW)
    role_changes.restore_defaults(group=its, by=chief, now=NOW)
    assert role_changes.held_rights(its) == held
