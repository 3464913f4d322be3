"""The first hour: code of the terminal, commune, units, accounts."""

from __future__ import annotations

from datetime import timedelta

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from lantoa.core.errors import Refused
from lantoa.ledger.services import record_evidence
from lantoa.registry.beginning import (
    CLOSED_FOR,
    MOST_WRONG,
    NewAccount,
    NewUnit,
    choose_commune,
    draw_first_code,
    make_units,
    open_accounts,
    open_first_account,
    usual_units,
)
from lantoa.registry.models import Account, Commune, FirstCode, Officer, Unit
from lantoa.registry.official import official_commune, official_communes, search_communes
from lantoa.registry.passwords import must_change_password
from lantoa.registry.roles import make_roles
from lantoa.registry.terms import Role, UnitKind
from lantoa.vietnamese import fold
from tests.make import NOW, account, unit

PASSWORD = "mưa rơi trên mái đình"


def opened(code: str, *, now=NOW, username: str = "quantri") -> Account:  # type: ignore[no-untyped-def]
    return open_first_account(
        code=code, username=username, name="Trần Văn Quản", email="", password=PASSWORD, now=now
    )


@pytest.mark.django_db
def test_first_code_opens_one_administrator_and_is_used_up() -> None:
    make_roles()
    code = draw_first_code(now=NOW)
    assert code.replace("-", "") not in FirstCode.objects.get().code_hash
    made = opened(code.lower())
    assert (made.role, made.check_password(PASSWORD)) == (Role.ADMINISTRATOR, True)
    assert made.has_perm("registry.add_account") and not made.is_superuser
    with pytest.raises(Refused):
        opened(code, username="khac")
    with pytest.raises(Refused, match="đã có tài khoản"):
        draw_first_code(now=NOW)
    assert Account.objects.count() == 1


@pytest.mark.django_db
def test_wrong_codes_close_the_door_for_a_while_even_to_the_right_one() -> None:
    make_roles()
    code = draw_first_code(now=NOW)
    for _ in range(MOST_WRONG):
        with pytest.raises(Refused, match="chưa đúng"):
            opened("AAAA-AAAA-AAAA")
    with pytest.raises(Refused, match="tạm đóng"):
        opened(code)
    assert opened(code, now=NOW + CLOSED_FOR).username == "quantri"


@pytest.mark.django_db
def test_code_of_yesterday_and_one_that_was_drawn_anew_open_nothing() -> None:
    old = draw_first_code(now=NOW)
    with pytest.raises(Refused, match="hết hạn"):
        opened(old, now=NOW + timedelta(hours=24))
    draw_first_code(now=NOW)
    with pytest.raises(Refused, match="chưa đúng"):
        opened(old)
    assert Account.objects.count() == 0


def test_official_list_has_every_commune_of_the_country() -> None:
    every = [one for _, one in official_communes()]
    assert (len(every), len({one.code for one in every})) == (3321, 3321)
    assert len({one.official_province for one in every}) == 34


@pytest.mark.parametrize(
    "words",
    ["dong kinh ha tinh", "Đông Kinh, Hà Tĩnh", "xã đông kinh hà tĩnh", "HA TINH dong kinh"],
)
def test_commune_is_found_with_and_without_marks(words: str) -> None:
    first = search_communes(words)[0]
    assert (first.name, first.province, first.code) == ("xã Đông Kinh", "tỉnh Hà Tĩnh", "18586")


@settings(max_examples=60, deadline=None)
@given(st.integers(0, 3320))
def test_every_commune_is_found_by_its_own_words(place: int) -> None:
    one = official_communes()[place][1]
    for words in (f"{one.name} {one.province}", fold(f"{one.name} {one.province}")):
        assert one in search_communes(words)
    assert official_commune(one.code) == one


@pytest.mark.django_db
def test_commune_is_changed_until_the_ledger_bears_its_work() -> None:
    by = account(Role.ADMINISTRATOR)
    first, second = (
        search_communes("dong kinh ha tinh")[0],
        search_communes("dong kinh lang son")[0],
    )
    choose_commune(chosen=first, by=by)
    assert choose_commune(chosen=second, by=by).name == "phường Đông Kinh"
    choose_commune(chosen=first, by=by)
    record_evidence(
        kind="training.held", occurred_at=NOW, now=NOW, by=by.code, subjects=[], payload={},
        proof="unit",
    )  # fmt: skip
    with pytest.raises(Refused, match="không đổi sang xã khác"):
        choose_commune(chosen=second, by=by)
    assert Commune.objects.get().gso_code == "18586"
    with pytest.raises(Refused, match="không có quyền"):
        choose_commune(chosen=first, by=account(Role.PLAN_OFFICER))


@pytest.mark.django_db
def test_units_are_proposed_in_the_words_of_the_commune_and_made_once() -> None:
    ward = Commune(name="phường Đông Kinh")
    names = [one.name for one, _ in usual_units(ward)]
    assert "Công an phường" in names and "Phòng Kinh tế, Hạ tầng và Đô thị" in names
    unit("Công an phường")
    by = account(Role.PLAN_OFFICER)
    made = make_units(units=[one for one, tick in usual_units(ward) if tick], by=by)
    assert len(made) == sum(tick for _, tick in usual_units(ward)) - 1
    assert make_units(units=[NewUnit("công an PHƯỜNG", UnitKind.OFFICE)], by=by) == []
    with pytest.raises(Refused):
        make_units(units=[NewUnit("Phòng Lạ", UnitKind.OFFICE)], by=account(Role.EDITOR))
    assert not Unit.objects.filter(name="Phòng Lạ").exists()


@pytest.mark.django_db
def test_accounts_are_opened_all_or_none_with_one_time_passwords() -> None:
    by = account(Role.ADMINISTRATOR)
    mai = Officer.objects.create(name="Trần Thị Mai")
    wanted = [NewAccount(Role.LEADER, "Lê Quang Thành", "lanhdao"),
              NewAccount(Role.EDITOR, "Trần Thị Mai", "bientap")]  # fmt: skip
    made = open_accounts(accounts=wanted, by=by, now=NOW)
    assert [(who.role, who.check_password(word)) for who, word in made] == [
        (Role.LEADER, True), (Role.EDITOR, True)
    ]  # fmt: skip
    assert made[1][0].officer == mai
    assert must_change_password(made[0][0], now=NOW)
    before = Account.objects.count()
    with pytest.raises(Refused, match="đã có người dùng"):
        open_accounts(
            accounts=[NewAccount(Role.HEAD, "A B", "moi"),
                      NewAccount(Role.LEADER, "C D", "LANHDAO")], by=by, now=NOW,
        )  # fmt: skip
    assert Account.objects.count() == before
    with pytest.raises(Refused, match="không có quyền"):
        open_accounts(accounts=wanted, by=account(Role.PLAN_OFFICER), now=NOW)
