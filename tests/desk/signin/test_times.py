"""The times that a session lives by, and the screen lock."""

from __future__ import annotations

import pytest
from tests.desk.signin.world import DESK, PASSWORD, go_back, sign_in, whole

from lantoa.registry.models import Account
from lantoa.registry.terms import Role

pytestmark = pytest.mark.django_db
LOCK = f"{DESK}khoa-man-hinh/"


@pytest.mark.parametrize(
    ("role", "minutes", "locks"),
    [(Role.EDITOR, 14, False), (Role.EDITOR, 16, True), (Role.ADMINISTRATOR, 4, False),
     (Role.ADMINISTRATOR, 6, True)],
)  # fmt: skip
def test_screen_locks_after_a_while_of_nobody(role: Role, minutes: int, locks: bool) -> None:
    client, _ = whole(role)
    go_back(client, minutes=minutes)
    answer = client.get(f"{DESK}tin-bai/")
    assert (answer.status_code == 302) is locks
    if locks:
        assert answer.headers["Location"] == f"{LOCK}?next=%2Fban-lam-viec%2Ftin-bai%2F"
        assert client.get(answer.headers["Location"]).status_code == 200


def test_password_unlocks_and_leads_back_under_another_key() -> None:
    client, _ = whole()
    go_back(client, minutes=20)
    key = client.session.session_key
    wrong = client.post(LOCK, {"password": "sai", "next": f"{DESK}tin-bai/"})
    assert (wrong.status_code, client.get(DESK).status_code) == (422, 302)
    right = client.post(LOCK, {"password": PASSWORD, "next": f"{DESK}tin-bai/"})
    assert right.headers["Location"] == f"{DESK}tin-bai/"
    assert client.get(DESK).status_code == 200
    assert client.session.session_key != key


def test_script_unlocks_and_stays_on_its_page() -> None:
    client, _ = whole()
    go_back(client, minutes=20)
    as_script = {"accept": "application/json"}
    wrong = client.post(LOCK, {"password": "sai"}, headers=as_script)
    assert (wrong.status_code, "điều đã gõ vẫn còn" in wrong.json()["sentence"]) == (422, True)
    right = client.post(LOCK, {"password": PASSWORD}, headers=as_script)
    assert (right.status_code, right.json()) == (200, {"sentence": ""})


def test_five_wrong_passwords_at_the_lock_end_the_session() -> None:
    client, who = whole()
    go_back(client, minutes=20)
    for _ in range(5):
        client.post(LOCK, {"password": "sai"})
    assert client.get(DESK).headers["Location"].startswith(f"{DESK}dang-nhap/")
    assert sign_in(who)[1].status_code == 429
    assert "tài khoản tạm khóa đến" in client.get(f"{DESK}dang-nhap/").content.decode()


def test_the_light_keeps_no_session_alive_but_a_person_does() -> None:
    client, _ = whole()
    go_back(client, minutes=10)
    before = client.session["lt_seen"]
    client.get(f"{DESK}den-phat/", headers={"hx-request": "true"})
    client.get(f"{DESK}tin-bai/", headers={"x-passive": "1"})
    assert client.session["lt_seen"] == before
    assert client.get(f"{DESK}con-day/").status_code == 200
    assert client.session["lt_seen"] > before


@pytest.mark.parametrize(
    "headers", [{"hx-request": "true"}, {"x-autosave": "1"}, {"accept": "application/json"}]
)
def test_scripts_of_a_locked_screen_are_told_so(headers: dict[str, str]) -> None:
    client, _ = whole()
    go_back(client, minutes=20)
    answer = client.get(f"{DESK}den-phat/", headers=headers)
    assert (answer.status_code, answer.json()) == (423, {"standing": "locked"})


def test_form_sent_while_locked_does_nothing_and_waits_in_the_page() -> None:
    client, who = whole()
    go_back(client, minutes=20)
    answer = client.post(
        f"{DESK}tai-khoan-cua-toi/", {"name": "Tên <b>mới</b>"}, headers={"accept": "text/html"}
    )
    page = answer.content.decode()
    assert answer.status_code == 423
    assert f'<form id="kept" method="post" action="{DESK}tai-khoan-cua-toi/">' in page
    assert "Tên &lt;b&gt;mới&lt;/b&gt;</textarea>" in page
    assert Account.objects.get(pk=who.pk).name == who.name


def test_session_is_over_after_eight_hours_however_busy() -> None:
    client, _ = whole()
    go_back(client, hours=7.9)
    held = client.session
    held["lt_seen"] = held["lt_began"] + 7.9 * 3600
    held.save()
    assert client.get(DESK).status_code == 200
    go_back(client, hours=0.2)
    answer = client.get(f"{DESK}tin-bai/")
    assert answer.headers["Location"] == f"{DESK}dang-nhap/?next=%2Fban-lam-viec%2Ftin-bai%2F"
    assert "_auth_user_id" not in client.session


def test_button_locks_at_once() -> None:
    client, _ = whole()
    assert client.post(f"{LOCK}ngay/").headers["Location"] == LOCK
    assert client.get(DESK).headers["Location"].startswith(LOCK)
