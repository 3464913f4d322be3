"""The pages in a real browser: a passkey made and used, an authenticator, the lock over a page,
and no accessibility fault on any of them at both sizes."""

from __future__ import annotations

import os
import shutil
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from axes.models import AccessAttempt
from django.contrib.sessions.models import Session
from tests.desk.signin.world import NEW, PASSWORD, code_of, enrolled, person
from tests.make import commune
from tests.threads import in_thread

from lantoa.registry.models import Account, Authenticator, Passkey
from lantoa.registry.passwords import give_one_time_password
from lantoa.registry.terms import Role

CHROMIUM = shutil.which("chromium") or ""
AXE = (
    Path(os.environ.get("LANTOA_AXE") or Path(__file__).parents[2] / "node_modules")
    / "axe-core" / "axe.min.js"
)  # fmt: skip
SIZES = ((1366, 768), (360, 740))
RULES = {"runOnly": ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "best-practice"]}
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
    if not CHROMIUM:
        missing("chromium")
    from playwright.sync_api import sync_playwright

    with sync_playwright() as player:
        opened = player.chromium.launch(executable_path=CHROMIUM, args=["--no-sandbox"])
        yield opened
        opened.close()


def missing(what: str) -> None:
    if os.environ.get("LANTOA_CI") == "1":
        pytest.fail(f"{what} is not here")
    pytest.skip(f"{what} is not here")


def open_page(browser: Any, url: str, *, size: tuple[int, int] = SIZES[0]) -> Any:
    context = browser.new_context(
        viewport={"width": size[0], "height": size[1]}, base_url=url, locale="vi-VN"
    )
    context.set_default_timeout(20_000)
    page = context.new_page()
    page.complaints = []
    page.on("pageerror", lambda error: page.complaints.append(str(error)))
    return page


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
    page.press("[name=password]", "Enter")
    page.wait_for_load_state()


def faults(page: Any) -> list[str]:
    """What axe finds, and what reaches out of the screen."""
    if not AXE.is_file():
        missing("axe-core")
    page.evaluate(AXE.read_text("utf-8"))
    found = page.evaluate("rules => axe.run(document, rules)", RULES)["violations"]
    wide = page.evaluate("document.documentElement.scrollWidth") > page.viewport_size["width"]
    return [one["id"] for one in found] + (["too wide"] if wide else []) + page.complaints


@TEST_DB
def test_passkey_is_made_and_then_signs_in_without_a_password(
    live_server: Any, people: dict[str, Account], browser: Any
) -> None:
    page = open_page(browser, live_server.url)
    with_authenticator(page)
    type_in(page, "moi.vao", PASSWORD)
    page.get_by_role("button", name="Tạo khóa truy cập").click()
    page.wait_for_url("**/ma-du-phong/**")
    page.get_by_role("button", name="Tạo mười mã").click()
    assert page.locator(".codes li").count() == 10
    page.get_by_role("link", name="đi tiếp").click()
    page.wait_for_url("**/ban-lam-viec/")
    assert in_thread(lambda: Passkey.objects.get().user_id) == people["new"].pk

    page.context.clear_cookies()
    page.goto("/ban-lam-viec/dang-nhap/?next=/ban-lam-viec/tin-bai/")
    page.get_by_role("button", name="Đăng nhập bằng khóa truy cập").click()
    page.wait_for_url("**/ban-lam-viec/tin-bai/")

    page.context.clear_cookies()
    type_in(page, "moi.vao", PASSWORD)
    page.wait_for_url("**/xac-thuc/**")
    page.get_by_role("button", name="Dùng khóa truy cập").click()
    page.wait_for_url("**/ban-lam-viec/")
    assert page.complaints == []


@TEST_DB
def test_passkey_of_nobody_is_told_in_words(
    live_server: Any, people: dict[str, Account], browser: Any
) -> None:
    page = open_page(browser, live_server.url)
    with_authenticator(page)
    type_in(page, "moi.vao", PASSWORD)
    page.get_by_role("button", name="Tạo khóa truy cập").click()
    page.wait_for_url("**/ma-du-phong/**")
    in_thread(lambda: Passkey.objects.all().delete())
    page.context.clear_cookies()
    page.goto("/ban-lam-viec/dang-nhap/")
    page.get_by_role("button", name="Đăng nhập bằng khóa truy cập").click()
    page.get_by_text("Khóa truy cập này chưa dùng được").wait_for()


@TEST_DB
def test_lock_over_a_page_keeps_what_is_typed(
    live_server: Any, people: dict[str, Account], browser: Any
) -> None:
    page = open_page(browser, live_server.url)
    type_in(page, "moi.vao", PASSWORD)
    page.goto("/ban-lam-viec/lop-xac-thuc/ung-dung/")
    page.fill("[name=code]", in_thread(lambda: code_of(Authenticator.objects.get(confirmed=False))))
    page.press("[name=code]", "Enter")
    page.wait_for_url("**/ma-du-phong/**")
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
    page.get_by_role("button", name="Lưu họ và tên").click()
    page.get_by_text("Đã lưu họ và tên").wait_for()
    assert page.complaints == []


@TEST_DB
@pytest.mark.parametrize("size", SIZES)
def test_pages_have_no_accessibility_fault(
    live_server: Any, people: dict[str, Account], browser: Any, size: tuple[int, int]
) -> None:
    page = open_page(browser, live_server.url, size=size)
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
    page.press("[name=again]", "Enter")
    page.wait_for_url("**/lop-xac-thuc/**")
    look("enrol")
    page.goto("/ban-lam-viec/lop-xac-thuc/ung-dung/")
    look("authenticator")

    page.context.clear_cookies()
    type_in(page, "quan.tri", PASSWORD)
    look("verify")
    page.fill("[name=code]", in_thread(lambda: code_of(people["admin"].device)))
    page.press("[name=code]", "Enter")
    page.wait_for_url("**/ban-lam-viec/")
    system = f"he-thong/tai-khoan/{people['new'].pk}/"
    for path in ("tai-khoan-cua-toi/", "doi-mat-khau/", "lop-xac-thuc/", "he-thong/tai-khoan/",
                 "lop-xac-thuc/ma-du-phong/", "he-thong/tai-khoan/them/", system, f"{system}ngung/",
                 f"{system}cap-mat-khau/"):  # fmt: skip
        page.goto(f"/ban-lam-viec/{path}")
        look(path)
    page.get_by_role("button", name="Cấp mật khẩu dùng một lần").click()
    page.locator("#one-time").wait_for()
    look("one-time password")
    page.goto("/ban-lam-viec/lop-xac-thuc/ma-du-phong/")
    page.get_by_role("button", name="Tạo mười mã").click()
    page.locator(".codes").wait_for()
    look("codes")
    page.goto("/ban-lam-viec/tai-khoan-cua-toi/")
    page.get_by_role("button", name="Khóa màn hình").click()
    page.wait_for_url("**/khoa-man-hinh/")
    look("lock")
    page.get_by_role("button", name="Đăng xuất").click()
    for _ in range(5):
        type_in(page, "khong.co.ai", "sai mất rồi nhé")
    look("locked out")
    assert found == {}
    assert in_thread(lambda: (AccessAttempt.objects.count(), Session.objects.count() > 0))[0] == 1
