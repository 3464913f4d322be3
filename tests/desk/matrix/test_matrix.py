"""Every view and action of the desk, asked as every role and as nobody."""

from __future__ import annotations

from collections import Counter

import pytest
from django.test import Client
from tests.desk.matrix import world
from tests.desk.matrix.reading import (
    ANSWERED,
    DENIED,
    LOGIN,
    TABLE,
    WRONG_METHOD,
    client_of,
    desk_patterns,
    missing_lines,
    rows,
    verdict,
)
from tests.make import account

from lantoa.registry.models import Account
from lantoa.registry.roles import make_roles
from lantoa.registry.terms import Role

pytestmark = pytest.mark.django_db
METHODS = ("GET", "POST")


def test_every_view_stands_in_the_table() -> None:
    lacking = missing_lines({row.name for row in rows()})
    assert lacking == [], (
        f"Add these lines to {TABLE.name} (apart by tabs; check the roles, name real arguments):\n"
        + "\n".join(lacking)
    )


def test_table_names_no_view_that_is_gone() -> None:
    known = {item.name for item in desk_patterns()}
    assert [row.name for row in rows() if row.name not in known] == []
    assert [name for name, count in Counter(row.name for row in rows()).items() if count > 1] == []


def wrong_answers(who: Account | None) -> list[str]:
    """What the table promises for this person and the desk does not keep."""
    things, client, role = world.build(), client_of(who), Role(who.role) if who else None
    wrong = []
    for row in rows():
        address = row.address(things)
        for method in METHODS:
            got = verdict(client, method, address)
            if row.allows(method, role):
                right = got.startswith(ANSWERED) and not got.endswith("500")
            else:
                right = got == (DENIED if who else LOGIN)
            if row.is_door(method):
                right = got == LOGIN
            if not row.is_method(method):
                right = got in (WRONG_METHOD, DENIED, LOGIN)
            if not right:
                wrong.append(f"{method} {row.name} ({address}): {got}")
    return wrong


@pytest.mark.parametrize("role", Role)
def test_role_opens_what_is_its_own_and_nothing_else(role: Role) -> None:
    assert wrong_answers(account(role)) == []


def test_nobody_gets_past_the_door() -> None:
    make_roles()
    assert wrong_answers(None) == []


def test_post_without_the_token_is_refused_everywhere() -> None:
    things, careless = world.build(), Client(enforce_csrf_checks=True)
    careless.force_login(account(Role.PLAN_OFFICER))
    answers = {
        row.name: careless.post(row.address(things)).status_code
        for row in rows()
        if row.is_method("POST")
    }
    assert {name: code for name, code in answers.items() if code != 403} == {}
