"""Tài khoản của tôi."""

from __future__ import annotations

import pytest
from django.test import Client
from tests.desk.signin.world import DESK, PASSWORD, code_of, sign_in, whole
from tests.make import account

from lantoa.core.errors import Refused
from lantoa.registry.factors import has_factor, remove_passkey
from lantoa.registry.models import Account, Authenticator, Passkey
from lantoa.registry.terms import Role

pytestmark = pytest.mark.django_db
MINE = f"{DESK}tai-khoan-cua-toi/"


def passkey(who: Account, number: int) -> Passkey:
    return Passkey.objects.create(
        user=who, name="Chrome trên Windows", confirmed=True, credential_id=bytes([number]),
        public_key=b"", aaguid="",
    )  # fmt: skip


def test_name_is_changed_and_an_empty_one_is_not() -> None:
    client, who = whole()
    assert client.post(MINE, {"name": " "}).status_code == 422
    assert client.post(MINE, {"name": " Trần   Thị Mai "}).status_code == 302
    assert Account.objects.get(pk=who.pk).name == "Trần Thị Mai"


def test_where_one_is_signed_in_is_shown_and_ended() -> None:
    client, who = whole()
    other, _ = sign_in(who)
    other.post(f"{DESK}xac-thuc/", {"code": code_of(Authenticator.objects.get(), steps=1)})
    stranger, _ = whole()
    assert "Đang đăng nhập ở 2 nơi" in client.get(MINE).content.decode()
    client.post(f"{MINE}dang-xuat-noi-khac/")
    assert "Đang đăng nhập ở 1 nơi" in client.get(MINE).content.decode()
    assert other.get(DESK).headers["Location"].startswith(f"{DESK}dang-nhap/")
    assert stranger.get(DESK).status_code == 200


def test_last_factor_stays() -> None:
    who = account()
    first, second = passkey(who, 1), passkey(who, 2)
    remove_passkey(account=who, passkey_id=first.pk)
    with pytest.raises(Refused):
        remove_passkey(account=who, passkey_id=second.pk)
    assert has_factor(who)


def test_passkey_of_somebody_else_is_not_taken_off() -> None:
    theirs = passkey(account(), 1)
    client, _ = whole()
    assert client.post(f"{DESK}khoa-truy-cap/{theirs.pk}/bo/").status_code == 422
    assert Passkey.objects.count() == 1


def test_cms_account_page_leads_to_ours() -> None:
    client = Client()
    client.force_login(account(Role.EDITOR))
    assert client.get(f"{DESK}account/").headers["Location"] == MINE


@pytest.mark.parametrize("host", ["127.0.0.1", "192.168.1.20", "[::1]", "xa.example"])
def test_where_passkeys_cannot_work_the_page_says_so(host: str, settings: object) -> None:
    settings.ALLOWED_HOSTS = [host, "testserver"]  # type: ignore[attr-defined]
    client, _ = whole()
    client.defaults["HTTP_HOST"] = f"{host}:8000"
    page = client.get(f"{DESK}lop-xac-thuc/").content.decode()
    assert ("nên dùng ứng dụng tạo mã" in page, "data-passkey" in page) == (True, False)
    assert client.post(f"{DESK}khoa-truy-cap/them/").status_code == 422


@pytest.mark.parametrize(
    "path", ["lop-xac-thuc/", "lop-xac-thuc/ung-dung/", "lop-xac-thuc/ma-du-phong/"]
)
def test_changing_what_one_signs_in_with_asks_for_the_password_again(path: str) -> None:
    client, _ = whole()
    held = client.session
    held["lt_proved"] -= 11 * 60
    held.save()
    led = client.get(DESK + path).headers["Location"]
    assert led.startswith(f"{DESK}khoa-man-hinh/?next=")
    assert "Gõ lại mật khẩu" in client.get(led).content.decode()
    client.post(led, {"password": PASSWORD})
    assert client.get(DESK + path).status_code == 200


def test_old_proof_adds_and_drops_no_passkey() -> None:
    client, who = whole()
    theirs = passkey(who, 1)
    client.defaults["HTTP_HOST"] = "localhost"
    held = client.session
    held["lt_proved"] -= 11 * 60
    held.save()
    assert client.post(f"{DESK}khoa-truy-cap/them/").status_code == 422
    assert client.post(f"{DESK}khoa-truy-cap/{theirs.pk}/bo/").status_code == 302
    assert Passkey.objects.count() == 1
