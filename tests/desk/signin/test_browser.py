"""The pages in a real browser: a passkey made and used, an authenticator, the lock over a page,
and no accessibility fault on any of them at both sizes."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any
from urllib.parse import urlsplit

import pytest
from axes.models import AccessAttempt
from django.contrib.sessions.models import Session
from tests.browsing import follow, is_as_wide_as_screen, open_browser, open_page, violations
from tests.desk.signin.world import NEW, PASSWORD, code_of, enrolled, person
from tests.make import commune
from tests.threads import in_thread

from lantoa.registry.models import Account, Authenticator, Passkey
from lantoa.registry.passwords import give_one_time_password
from lantoa.registry.terms import Role

SIZES = ((1366, 768), (360, 740))
TEST_DB = pytest.mark.django_db(transaction=True)


@pytest.fixture
def people() -> dict[str, Account]:
    """Made before the browser: its driver runs a loop in which the database refuses to work."""
    from datetime import datetime

    from lantoa.core.clock import ZONE

    commune()
    new = person(username="moi.vao")
    fresh = person(username="mot.lan")
    fresh.first_password = give_one_time_password(account=fresh, now=datetime.now(ZONE))
    admin, device = enrolled(Role.ADMINISTRATOR, username="quan.tri")
    admin.device = device
    return {"new": new, "fresh": fresh, "admin": admin}


@pytest.fixture
def browser() -> Iterator[Any]:
    with open_browser() as opened:
        yield opened


def open_at(browser: Any, url: str, *, size: tuple[int, int] = SIZES[0]) -> Any:
    return open_page(browser, url, viewport={"width": size[0], "height": size[1]})


def with_authenticator(page: Any) -> None:
    """A phone with a finger on it, inside the machine."""
    tools = page.context.new_cdp_session(page)
    tools.send("WebAuthn.enable")
    options = {
        "protocol": "ctap2", "transport": "internal", "hasResidentKey": True,
        "hasUserVerification": True, "isUserVerified": True, "automaticPresenceSimulation": True,
    }  # fmt: skip
    tools.send("WebAuthn.addVirtualAuthenticator", {"options": options})


def type_in(page: Any, name: str, password: str) -> None:
    page.goto("/ban-lam-viec/dang-nhap/")
    page.fill("[name=username]", name)
    page.fill("[name=password]", password)
    enter(page, "[name=password]")


def enter(page: Any, field: str) -> None:
    """The key that sends the form; the next screen is whole."""
    follow(page, lambda: page.press(field, "Enter"))


def press(page: Any, name: str) -> None:
    """A button or link by its words; the next screen is whole."""
    named = page.get_by_role("button", name=name).or_(page.get_by_role("link", name=name))
    follow(page, named.first.click)


def is_at(page: Any, path: str) -> bool:
    return urlsplit(page.url).path.endswith(path)


def faults(page: Any) -> list[str]:
    """What axe finds, and what reaches out of the screen."""
    found = [one["id"] for one in violations(page)]
    return found + ([] if is_as_wide_as_screen(page) else ["too wide"]) + page.complaints


@TEST_DB
def test_passkey_is_made_and_then_signs_in_without_a_password(
    live_server: Any, people: dict[str, Account], browser: Any
) -> None:
    page = open_at(browser, live_server.url)
    with_authenticator(page)
    type_in(page, "moi.vao", PASSWORD)
    press(page, "Tạo khóa truy cập")
    assert is_at(page, "/ma-du-phong/")
    press(page, "Tạo mười mã")
    assert page.locator(".codes li").count() == 10
    press(page, "đi tiếp")
    assert is_at(page, "/ban-lam-viec/")
    assert in_thread(lambda: Passkey.objects.get().user_id) == people["new"].pk

    page.context.clear_cookies()
    page.goto("/ban-lam-viec/dang-nhap/?next=/ban-lam-viec/tin-bai/")
    press(page, "Đăng nhập bằng khóa truy cập")
    assert is_at(page, "/ban-lam-viec/tin-bai/")

    page.context.clear_cookies()
    type_in(page, "moi.vao", PASSWORD)
    assert is_at(page, "/xac-thuc/")
    press(page, "Dùng khóa truy cập")
    assert is_at(page, "/ban-lam-viec/")
    assert page.complaints == []


@TEST_DB
def test_passkey_of_nobody_is_told_in_words(
    live_server: Any, people: dict[str, Account], browser: Any
) -> None:
    page = open_at(browser, live_server.url)
    with_authenticator(page)
    type_in(page, "moi.vao", PASSWORD)
    press(page, "Tạo khóa truy cập")
    assert is_at(page, "/ma-du-phong/")
    in_thread(lambda: Passkey.objects.all().delete())
    page.context.clear_cookies()
    page.goto("/ban-lam-viec/dang-nhap/")
    page.get_by_role("button", name="Đăng nhập bằng khóa truy cập").click()
    page.get_by_text("Khóa truy cập này chưa dùng được").wait_for()


@TEST_DB
def test_lock_over_a_page_keeps_what_is_typed(
    live_server: Any, people: dict[str, Account], browser: Any
) -> None:
    page = open_at(browser, live_server.url)
    type_in(page, "moi.vao", PASSWORD)
    page.goto("/ban-lam-viec/lop-xac-thuc/ung-dung/")
    page.fill(
        "[name=code]",
        in_thread(lambda: code_of(Authenticator.objects.get(confirmed=False), steps=1)),
    )
    enter(page, "[name=code]")
    assert is_at(page, "/ma-du-phong/")
    page.goto("/ban-lam-viec/tai-khoan-cua-toi/")
    page.fill("[name=name]", "Trần Thị Mai, tên đang gõ dở")
    key = next(c["value"] for c in page.context.cookies() if c["name"] == "sessionid")

    def leave_for_an_hour() -> None:
        from django.contrib.sessions.backends.db import SessionStore

        held = SessionStore(key)
        held["lt_seen"] -= 3600
        held.save()

    in_thread(leave_for_an_hour)
    page.evaluate("document.dispatchEvent(new Event('visibilitychange'))")
    page.get_by_role("heading", name="Màn hình đã khóa").wait_for()
    assert faults(page) == []
    page.fill("#lt-lock-password", "sai mất rồi")
    page.press("#lt-lock-password", "Enter")
    page.get_by_text("Màn hình vẫn khóa").wait_for()
    page.keyboard.press("Escape")
    assert page.locator("#lt-lock").is_visible()
    page.fill("#lt-lock-password", PASSWORD)
    page.press("#lt-lock-password", "Enter")
    page.locator("#lt-lock").wait_for(state="hidden")
    assert page.input_value("[name=name]") == "Trần Thị Mai, tên đang gõ dở"
    press(page, "Lưu họ và tên")
    page.get_by_text("Đã lưu họ và tên").wait_for()
    assert page.complaints == []


@TEST_DB
@pytest.mark.parametrize("size", SIZES)
def test_pages_have_no_accessibility_fault(
    live_server: Any, people: dict[str, Account], browser: Any, size: tuple[int, int]
) -> None:
    page = open_at(browser, live_server.url, size=size)
    found: dict[str, list[str]] = {}

    def look(name: str) -> None:
        if wrong := faults(page):
            found[name] = wrong

    page.goto("/ban-lam-viec/dang-nhap/")
    look("sign-in")
    type_in(page, "mot.lan", people["fresh"].first_password)
    look("change-password")
    for name, value in (("password", people["fresh"].first_password), ("new", NEW), ("again", NEW)):
        page.fill(f"[name={name}]", value)
    enter(page, "[name=again]")
    assert is_at(page, "/lop-xac-thuc/")
    look("enrol")
    page.goto("/ban-lam-viec/lop-xac-thuc/ung-dung/")
    look("authenticator")

    page.context.clear_cookies()
    type_in(page, "quan.tri", PASSWORD)
    look("verify")
    page.fill("[name=code]", in_thread(lambda: code_of(people["admin"].device, steps=1)))
    enter(page, "[name=code]")
    assert is_at(page, "/ban-lam-viec/")
    system = f"he-thong/tai-khoan/{people['new'].pk}/"
    for path in ("tai-khoan-cua-toi/", "doi-mat-khau/", "lop-xac-thuc/", "he-thong/tai-khoan/",
                 "lop-xac-thuc/ma-du-phong/", "he-thong/tai-khoan/them/", system, f"{system}ngung/",
                 f"{system}cap-mat-khau/"):  # fmt: skip
        page.goto(f"/ban-lam-viec/{path}")
        look(path)
    press(page, "Cấp mật khẩu dùng một lần")
    page.locator("#one-time").wait_for()
    look("one-time password")
    page.goto("/ban-lam-viec/lop-xac-thuc/ma-du-phong/")
    press(page, "Tạo mười mã")
    page.locator(".codes").wait_for()
    look("codes")
    page.goto("/ban-lam-viec/tai-khoan-cua-toi/")
    press(page, "Khóa màn hình")
    assert is_at(page, "/khoa-man-hinh/")
    look("lock")
    press(page, "Đăng xuất")
    for _ in range(5):
        type_in(page, "khong.co.ai", "sai mất rồi nhé")
    look("locked out")
    assert found == {}
    assert in_thread(lambda: (AccessAttempt.objects.count(), Session.objects.count() > 0))[0] == 1
