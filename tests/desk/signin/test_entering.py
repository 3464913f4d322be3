"""Signing in: password, lock-out, second factor, the pages in between."""

from __future__ import annotations

from datetime import timedelta

import pytest
from axes.models import AccessAttempt, AccessFailureLog
from django.test import Client
from django.utils import timezone
from tests.desk.signin.world import (
    DESK,
    NEW,
    PASSWORD,
    code_of,
    enrolled,
    person,
    sign_in,
    whole,
)
from tests.make import NOW

from lantoa.registry.factors import print_codes
from lantoa.registry.models import Account, Authenticator
from lantoa.registry.passwords import give_one_time_password
from lantoa.registry.terms import Role

pytestmark = pytest.mark.django_db


def test_password_alone_leads_to_setting_up_the_second_factor() -> None:
    client, answer = sign_in(person(), next=f"{DESK}ke-hoach/")
    assert answer.headers["Location"] == f"{DESK}ke-hoach/"
    led = client.get(f"{DESK}ke-hoach/")
    assert led.headers["Location"] == f"{DESK}lop-xac-thuc/?next=%2Fban-lam-viec%2Fke-hoach%2F"
    assert client.get(led.headers["Location"]).status_code == 200


def test_skipping_the_second_factor_works_in_a_demo_commune_only() -> None:
    who = person()
    assert who.second_factor_skipped
    client, _ = sign_in(who)
    assert client.get(DESK).headers["Location"].startswith(f"{DESK}lop-xac-thuc/")


def test_authenticator_is_set_up_by_its_first_code_and_opens_the_desk() -> None:
    client, _ = sign_in(person())
    page = client.get(f"{DESK}lop-xac-thuc/ung-dung/")
    device = Authenticator.objects.get()
    assert device.secret_text in page.content.decode()
    assert "<svg" in page.content.decode()
    wrong = client.post(f"{DESK}lop-xac-thuc/ung-dung/", {"code": "000000"})
    assert (wrong.status_code, Authenticator.objects.get().confirmed) == (422, False)
    Authenticator.objects.update(throttling_failure_count=0)
    done = client.post(f"{DESK}lop-xac-thuc/ung-dung/", {"code": code_of(device)})
    assert done.headers["Location"] == f"{DESK}lop-xac-thuc/ma-du-phong/?next=%2Fban-lam-viec%2F"
    assert client.get(DESK).status_code == 200


def test_second_sign_in_asks_for_the_code_and_never_turns_in_circles() -> None:
    who, device = enrolled()
    client, _ = sign_in(who)
    led = client.get(DESK)
    assert led.headers["Location"] == f"{DESK}xac-thuc/?next=%2Fban-lam-viec%2F"
    assert client.get(led.headers["Location"]).status_code == 200
    assert client.get(f"{DESK}dang-nhap/").headers["Location"] == DESK
    assert client.get(f"{DESK}lop-xac-thuc/").headers["Location"].startswith(f"{DESK}xac-thuc/")
    key = client.session.session_key
    done = client.post(f"{DESK}xac-thuc/", {"code": code_of(device)})
    assert (done.status_code, done.headers["Location"]) == (302, DESK)
    assert client.session.session_key != key
    assert client.get(DESK).status_code == 200


def test_code_that_was_used_is_not_taken_again() -> None:
    who, device = enrolled()
    code = code_of(device)
    for expected in (302, 422):
        client, _ = sign_in(who)
        assert client.post(f"{DESK}xac-thuc/", {"code": code}).status_code == expected


def test_wrong_codes_are_slowed_and_then_even_the_right_one_waits() -> None:
    who, device = enrolled()
    client, _ = sign_in(who)
    Authenticator.objects.update(
        throttling_failure_count=9, throttling_failure_timestamp=timezone.now()
    )
    answer = client.post(f"{DESK}xac-thuc/", {"code": code_of(device)})
    assert (answer.status_code, "Chờ đến" in answer.content.decode()) == (422, True)


def test_printed_code_opens_once() -> None:
    who, _ = enrolled()
    codes = print_codes(account=who)
    assert len(set(codes)) == 10
    for expected in (302, 422):
        client, _ = sign_in(who)
        assert client.post(f"{DESK}xac-thuc/", {"code": codes[0].lower()}).status_code == expected


def test_new_printed_codes_void_the_old_and_are_shown_once() -> None:
    client, who = whole()
    old = print_codes(account=who)
    page = client.post(f"{DESK}lop-xac-thuc/ma-du-phong/").content.decode()
    assert page.count("<li>") == 10
    assert old[0] not in page
    assert "<li>" not in client.get(f"{DESK}lop-xac-thuc/ma-du-phong/").content.decode()
    other, _ = sign_in(who)
    assert other.post(f"{DESK}xac-thuc/", {"code": old[0]}).status_code == 422


def test_a_name_longer_than_any_is_told_alike_and_leaves_no_trace() -> None:
    answer = Client().post(f"{DESK}dang-nhap/", {"username": "đ" * 3000, "password": "x"})
    assert answer.status_code == 422
    assert "Tên đăng nhập hoặc mật khẩu chưa đúng" in answer.content.decode()
    assert not AccessAttempt.objects.exists()


def test_wrong_password_and_unknown_name_are_told_alike() -> None:
    who = person()
    _, wrong = sign_in(who, "không đúng chút nào")
    _, unknown = sign_in(Account(username="chưa-ai-có"), "không đúng chút nào")
    off = person()
    Account.objects.filter(pk=off.pk).update(is_active=False)
    _, inactive = sign_in(off)
    said = "Tên đăng nhập hoặc mật khẩu chưa đúng."
    assert [said in one.content.decode() for one in (wrong, unknown, inactive)] == [True] * 3
    assert [one.status_code for one in (wrong, unknown, inactive)] == [422] * 3


@pytest.mark.parametrize("is_known", [True, False])
def test_five_wrong_passwords_lock_the_name_and_say_until_when(is_known: bool) -> None:
    who = person() if is_known else Account(username="nguoi.la")
    for _ in range(4):
        _, answer = sign_in(who, "sai mật khẩu rồi nhé")
        assert answer.status_code == 422
    _, fifth = sign_in(who, "sai mật khẩu rồi nhé")
    _, sixth = sign_in(who)
    assert (fifth.status_code, sixth.status_code) == (429, 429)
    until = AccessAttempt.objects.get().attempt_time + timedelta(minutes=30)
    assert f"Tạm khóa đến {timezone.localtime(until):%H:%M}" in sixth.content.decode()


def test_lock_of_one_name_leaves_others_of_the_same_office_in() -> None:
    who, other = person(), person()
    for _ in range(5):
        sign_in(who, "sai mật khẩu rồi nhé")
    assert sign_in(other)[1].status_code == 302


def test_lock_ends_after_half_an_hour() -> None:
    who = person()
    for _ in range(5):
        sign_in(who, "sai mật khẩu rồi nhé")
    AccessAttempt.objects.update(attempt_time=timezone.now() - timedelta(minutes=31))
    assert sign_in(who)[1].status_code == 302


def test_address_with_many_failures_waits_seconds_and_is_not_locked() -> None:
    who = person()
    for number in range(20):
        AccessFailureLog.objects.create(
            username=f"thử{number}", ip_address="127.0.0.1", user_agent="", http_accept="",
            path_info="",
        )  # fmt: skip
    _, answer = sign_in(who)
    assert (answer.status_code, "giây rồi thử lại" in answer.content.decode()) == (429, True)
    AccessFailureLog.objects.update(attempt_time=timezone.now() - timedelta(seconds=31))
    assert sign_in(who)[1].status_code == 302


def test_one_time_password_is_changed_before_anything_else() -> None:
    who = person()
    password = give_one_time_password(account=who, now=timezone.now())
    client, _ = sign_in(who, password)
    led = client.get(DESK)
    assert led.headers["Location"].startswith(f"{DESK}doi-mat-khau/")
    page = client.get(led.headers["Location"]).content.decode()
    assert "mật khẩu dùng một lần" in page
    client.post(f"{DESK}doi-mat-khau/", {"password": password, "new": NEW, "again": NEW})
    assert client.get(DESK).headers["Location"].startswith(f"{DESK}lop-xac-thuc/")
    assert Account.objects.get(pk=who.pk).one_time_until is None


def test_one_time_password_dies_after_three_days() -> None:
    who = person()
    password = give_one_time_password(account=who, now=NOW - timedelta(days=400))
    _, answer = sign_in(who, password)
    assert (answer.status_code, "đã hết hạn" in answer.content.decode()) == (422, True)


@pytest.mark.parametrize(
    ("role", "days", "leads"),
    [(Role.ADMINISTRATOR, 70, True), (Role.ADMINISTRATOR, 50, False), (Role.EDITOR, 70, False)],
)
def test_password_of_an_administrator_lasts_two_months(role: Role, days: int, leads: bool) -> None:
    client, who = whole(role)
    Account.objects.filter(pk=who.pk).update(
        password_changed_at=timezone.now() - timedelta(days=days)
    )
    answer = client.get(DESK)
    assert (answer.status_code == 302) is leads


@pytest.mark.parametrize("address", ["https://xa-khac.example/", "//xa-khac.example", "khong-co"])
def test_sign_in_leads_to_no_other_site(address: str) -> None:
    assert sign_in(person(), next=address)[1].headers["Location"] == DESK


def test_every_half_signed_in_session_is_nobody_outside_the_desk(client: Client) -> None:
    half, _ = sign_in(enrolled()[0])
    assert half.get("/").wsgi_request.user.is_authenticated is False
    assert whole()[0].get("/").wsgi_request.user.is_authenticated is True


def test_old_address_of_the_sign_in_page_keeps_where_one_wanted_to_go(client: Client) -> None:
    answer = client.get(f"{DESK}login/?next=/ban-lam-viec/tin-bai/")
    assert answer.headers["Location"] == f"{DESK}dang-nhap/?next=/ban-lam-viec/tin-bai/"
    assert PASSWORD not in answer.content.decode()


def test_sign_out_is_a_post() -> None:
    client, _ = whole()
    assert client.get(f"{DESK}logout/").status_code == 405
    assert client.get(DESK).status_code == 200
    client.post(f"{DESK}logout/")
    assert client.get(DESK).status_code == 302


def test_form_from_nowhere_is_refused_in_plain_words() -> None:
    client = Client(enforce_csrf_checks=True)
    answer = client.post(f"{DESK}dang-nhap/", {"username": "a", "password": "b"})
    assert (answer.status_code, "Chưa có gì thay đổi" in answer.content.decode()) == (403, True)


def test_address_of_many_failures_hears_only_names_that_were_there() -> None:
    at_home, stranger = person(), person()
    sign_in(at_home)  # was there before
    moment = timezone.now()
    AccessFailureLog.objects.bulk_create(
        AccessFailureLog(username=f"x{n}", ip_address="127.0.0.1", attempt_time=moment)
        for n in range(100)
    )
    AccessFailureLog.objects.update(attempt_time=moment - timedelta(hours=2))
    answer = sign_in(stranger)[1]
    assert (answer.status_code, "quá nhiều lần đăng nhập sai" in answer.content.decode()) == (
        429,
        True,
    )
    assert sign_in(at_home)[1].status_code == 302
    AccessFailureLog.objects.update(attempt_time=moment - timedelta(hours=25))
    assert sign_in(stranger)[1].status_code == 302
