"""Giờ đầu tiên at the screens."""

from __future__ import annotations

from typing import Any

import pytest
from django.test import Client
from tests.make import account, commune, unit

from lantoa.core import clock
from lantoa.desk.first_hour.steps import STEPS, steps_for
from lantoa.registry.beginning import draw_first_code
from lantoa.registry.models import Account, Commune, Unit
from lantoa.registry.roles import make_roles
from lantoa.registry.terms import Role

pytestmark = pytest.mark.django_db
DESK = "/ban-lam-viec/"
WIZARD = f"{DESK}gio-dau-tien/"
PASSWORD = "mưa rơi trên mái đình"


def signed_in(role: Role) -> Client:
    client = Client()
    client.force_login(account(role))
    return client


def first_form(code: str, **more: str) -> dict[str, str]:
    return {"code": code, "name": "Trần Văn Quản", "username": "quantri", "password": PASSWORD,
            "again": PASSWORD, "next": WIZARD, **more}  # fmt: skip


def test_empty_program_leads_to_the_first_visit_and_never_again() -> None:
    make_roles()
    client = Client()
    assert client.get(DESK, follow=True).redirect_chain[-1][0].startswith(f"{DESK}lan-dau/")
    code = draw_first_code(now=clock.now())
    answer = client.post(f"{DESK}lan-dau/", first_form(code))
    assert (answer.status_code, answer["Location"]) == (302, WIZARD)
    assert Account.objects.get().role == Role.ADMINISTRATOR
    again = Client().post(f"{DESK}lan-dau/", first_form(code, username="khac"))
    assert (again.status_code, Account.objects.count()) == (410, 1)
    assert Client().get(f"{DESK}dang-nhap/").status_code == 200


@pytest.mark.parametrize(
    ("changed", "field"),
    [
        ({"password": "ngan", "again": "ngan"}, "password"),
        ({"again": "khác nhau hoàn toàn"}, "again"),
        ({"username": "Quản Trị"}, "username"),
        ({"name": "x" * 121}, "name"),
        ({"email": "khong-phai-thu"}, "email"),
    ],
)
def test_what_is_wrong_stands_beside_its_field_and_costs_no_try(
    changed: dict[str, str], field: str
) -> None:
    make_roles()
    code = draw_first_code(now=clock.now())
    answer = Client().post(f"{DESK}lan-dau/", first_form(code, **changed))
    assert (answer.status_code, field in answer.context["form"].errors) == (422, True)
    assert Account.objects.count() == 0
    assert PASSWORD not in answer.content.decode()


def test_commune_is_searched_chosen_and_described() -> None:
    client = signed_in(Role.ADMINISTRATOR)
    page = client.get(f"{WIZARD}xa/?q=dong+kinh+ha+tinh").content.decode()
    assert "Xã Đông Kinh" in page and "18586" in page
    assert "Không có xã nào khớp" in client.get(f"{WIZARD}xa/?q=khong-co-xa-nay").content.decode()
    assert client.post(f"{WIZARD}xa/", {"ma": "99999"}).status_code == 422
    client.post(f"{WIZARD}xa/", {"ma": "18586"})
    assert str(Commune.objects.get()) == "xã Đông Kinh"
    sent = {"resident_count": "20986", "email": "khong-phai"}
    assert client.post(f"{WIZARD}xa/", sent).status_code == 422
    assert client.post(f"{WIZARD}xa/", {**sent, "email": ""}).status_code == 302
    assert Commune.objects.get().resident_count == 20986


def test_units_and_accounts_by_their_forms() -> None:
    client = signed_in(Role.ADMINISTRATOR)
    assert client.get(f"{WIZARD}don-vi/").status_code == 422
    commune()
    assert "Công an xã" in client.get(f"{WIZARD}don-vi/").content.decode()
    rows = {"chon-0": "1", "ten-0": "Văn phòng  HĐND và UBND", "ten-1": "Bỏ qua", "chon-2": "1"}
    client.post(f"{WIZARD}don-vi/", rows)
    assert list(Unit.objects.values_list("name", flat=True)) == ["Văn phòng HĐND và UBND"]
    too_long = {"chon-0": "1", "ten-0": "a" * 300}
    assert client.post(f"{WIZARD}don-vi/", too_long).status_code == 422
    wrong = {"chon-leader": "1", "ho-ten-leader": "Lê Quang Thành", "ten-dang-nhap-leader": "Lê"}
    answer = client.post(f"{WIZARD}tai-khoan/", wrong)
    assert (answer.status_code, "chữ thường không dấu" in answer.content.decode()) == (422, True)
    shown = client.post(f"{WIZARD}tai-khoan/", {**wrong, "ten-dang-nhap-leader": "lanhdao"})
    assert "no-store" in shown["Cache-Control"]
    (who, password), = shown.context["made"]  # fmt: skip
    assert password in shown.content.decode() and who.check_password(password)
    assert client.post(f"{WIZARD}tai-khoan/", {}).status_code == 422


def test_steps_are_read_from_what_is_there() -> None:
    admin = account(Role.ADMINISTRATOR)
    assert [step.is_done for step in steps_for(admin)] == [False] * len(STEPS)
    commune(), unit()
    for role in (Role.LEADER, Role.PLAN_OFFICER, Role.EDITOR, Role.STATION_OPERATOR):
        account(role)
    done = {step.code for step in steps_for(admin) if step.is_done}
    assert done == {"commune", "units", "accounts"}


def test_steps_cost_one_query(django_assert_num_queries: Any) -> None:
    commune()
    admin = account(Role.ADMINISTRATOR)
    admin.has_perm("registry.add_unit")
    with django_assert_num_queries(1):
        steps_for(admin)


def test_checklist_stands_on_today_until_it_is_hidden() -> None:
    officer = signed_in(Role.PLAN_OFFICER)
    assert "Giờ đầu tiên" in officer.get(DESK).content.decode()
    assert officer.post(f"{WIZARD}an/").status_code == 422
    commune()
    assert "còn 11 trên 12 bước" in officer.get(DESK).content.decode()
    assert "Giờ đầu tiên" not in signed_in(Role.EDITOR).get(DESK).content.decode()
    assert officer.post(f"{WIZARD}an/").status_code == 302
    assert "lt-first" not in officer.get(DESK).content.decode()
    assert officer.get(WIZARD).status_code == 200


@pytest.mark.parametrize("path", ["", "xa/", "don-vi/", "tai-khoan/"])
def test_others_do_not_open_the_first_hour(path: str) -> None:
    commune()
    assert signed_in(Role.EDITOR).get(f"{WIZARD}{path}").status_code == 403
