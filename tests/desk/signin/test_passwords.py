"""What a password must be."""

from __future__ import annotations

import pytest
from django.contrib.auth.password_validation import validate_password
from django.core.exceptions import ValidationError
from tests.desk.signin.world import DESK, NEW, PASSWORD, enrolled, person, sign_in, whole
from tests.make import NOW

from lantoa.registry.models import Account
from lantoa.registry.passwords import is_usual, keep_password

pytestmark = pytest.mark.django_db


def faults(password: str, who: Account | None = None) -> list[str]:
    try:
        validate_password(password, who)
    except ValidationError as error:
        return error.messages
    return []


def test_fourteen_signs_without_and_eight_with_a_second_factor() -> None:
    alone, beside = person(), enrolled()[0]
    assert faults("đò sớm nay về", alone) == [
        "Mật khẩu cần ít nhất 14 ký tự, mật khẩu này có 13. "
        "Một câu ngắn dễ nhớ, có dấu cách, là được."
    ]
    assert faults("đò sớm nay về", beside) == []
    assert len(faults("đò sang", beside)) == 1
    assert faults("đò sớm nay về bến") == []


@pytest.mark.parametrize(
    "password",
    ["Matkhau@123456", "12345678901234", "aaaaaaaaaaaaaaa", "UBND xã 2026!!!!", "Quản trị 20262026",
     "đài truyền thanh 1"],
)  # fmt: skip
def test_what_offices_choose_is_refused(password: str) -> None:
    assert is_usual(password)
    assert "Mật khẩu này quá phổ biến, dễ bị đoán. Chọn một câu khác." in faults(password)


def test_common_english_password_is_refused_beside_a_second_factor() -> None:
    assert faults("password1", enrolled()[0]) == [
        "Mật khẩu này quá phổ biến, dễ bị đoán. Chọn một câu khác."
    ]


def test_own_name_is_refused() -> None:
    who = person(name="Nguyễn Thị Minh Khai")
    assert faults("Nguyễn Thị Minh Khai", who) == [
        "Mật khẩu này gần giống tên hoặc tên đăng nhập. Chọn một câu khác."
    ]


def test_present_and_last_password_are_refused_an_older_one_is_not() -> None:
    who = person()
    keep_password(account=who, password=NEW, now=NOW)
    assert [len(faults(known, who)) for known in (NEW, PASSWORD)] == [1, 1]
    keep_password(account=who, password="gió lên trên bến sông", now=NOW)
    assert faults(PASSWORD, who) == []


def test_changing_it_keeps_this_session_and_ends_the_others() -> None:
    client, who = whole()
    other, _ = sign_in(who)
    sent = {"password": PASSWORD, "new": NEW, "again": NEW}
    assert client.post(f"{DESK}doi-mat-khau/", sent).status_code == 302
    assert client.get(f"{DESK}tai-khoan-cua-toi/").status_code == 200
    assert other.get(DESK).headers["Location"].startswith(f"{DESK}dang-nhap/")


@pytest.mark.parametrize(
    "sent",
    [{"password": "sai rồi", "new": NEW, "again": NEW},
     {"password": PASSWORD, "new": NEW, "again": "khác hẳn câu kia đấy"},
     {"password": PASSWORD, "new": "ngắn", "again": "ngắn"},
     {"password": PASSWORD, "new": PASSWORD, "again": PASSWORD},
     {"password": PASSWORD}],
)  # fmt: skip
def test_wrong_change_changes_nothing(sent: dict[str, str]) -> None:
    client, who = whole()
    assert client.post(f"{DESK}doi-mat-khau/", sent).status_code == 422
    assert Account.objects.get(pk=who.pk).check_password(PASSWORD)


def test_guessing_the_present_password_locks_like_a_sign_in() -> None:
    client, who = whole()
    sent = {"password": "đoán mò mật khẩu", "new": NEW, "again": NEW}
    pages = [client.post(f"{DESK}doi-mat-khau/", sent).content.decode() for _ in range(5)]
    assert ["tạm khóa đến" in page for page in pages] == [False] * 4 + [True]
    client.post(f"{DESK}doi-mat-khau/", {**sent, "password": PASSWORD})
    assert Account.objects.get(pk=who.pk).check_password(PASSWORD)
