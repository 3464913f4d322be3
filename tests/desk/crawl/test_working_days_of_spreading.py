"""The working day of each role, gone on: alerts and boards; at an office
screen and at a phone, after the walk."""

from __future__ import annotations

import re
from typing import Any

import pytest
from tests import browsing
from tests.desk.crawl.playing import BOTH
from tests.desk.crawl.serving import OFFICE, PHONE
from tests.threads import in_thread

from lantoa.approval.pins import set_pin
from lantoa.channels.boards.models import Posting
from lantoa.channels.boards.terms import PostingState
from lantoa.core import clock
from lantoa.newsroom.alerts.terms import AlertState
from lantoa.newsroom.models import Alert
from lantoa.registry.models import Account
from lantoa.registry.terms import Role

pytestmark = pytest.mark.slow
PIN = "294715"


@BOTH
def test_operator_warns_and_a_second_person_decides_by_phone(
    sitting: Any, scene: tuple[Any, str], size: dict[str, int]
) -> None:
    operator = sitting(Role.STATION_OPERATOR, size)
    page = operator.go("truyen-thanh/canh-bao/soan/")
    operator.press(re.compile(r"^Lũ, ngập lụt"))
    page.locator("[name=headline]").fill(f"Nước lên nhanh, cỡ {size['width']}")
    page.locator("textarea[name=description]").fill(
        "Nước sông Lam lên nhanh từ 17 giờ, nơi thấp ngập."
    )
    operator.press("Lưu, nghe thử trước")  # no place chosen: told, and what was typed stays
    operator.reads("Chọn cả xã, hoặc ít nhất một thôn.")
    assert page.locator("[name=headline]").input_value() == f"Nước lên nhanh, cỡ {size['width']}"
    page.locator("[name=everywhere]").check()
    operator.press("Lưu, nghe thử trước")
    operator.reads("Bản đang soạn")
    if size is PHONE:
        return
    waiting, leader = in_thread(_waiting_alert)
    operator.go(f"truyen-thanh/canh-bao/{waiting.pk}/")
    operator.press("Gửi đường dẫn duyệt tới điện thoại")
    if not page.locator(f"[name=approver][value='{leader.pk}']").is_checked():
        page.locator(f"[name=approver][value='{leader.pk}']").check()
    operator.press("Tạo đường dẫn")
    told = page.locator(".lt-message").first.inner_text()
    address = re.search(r"http\S+", told)
    assert address is not None, told
    _decide_by_phone(*scene, address[0])
    assert in_thread(lambda: Alert.objects.get(pk=waiting.pk).state) == AlertState.LIVE
    operator.go(f"truyen-thanh/canh-bao/{waiting.pk}/")
    operator.reads("bằng đường dẫn trên điện thoại")
    page.get_by_text("Hủy cảnh báo này").click()
    operator.press("Hủy: dừng loa và nói lời kết thúc")
    assert in_thread(lambda: Alert.objects.get(pk=waiting.pk).state) == AlertState.CANCELLED


def _waiting_alert() -> tuple[Alert, Account]:
    leader = Account.objects.filter(role=Role.LEADER).order_by("pk")[0]
    set_pin(account=leader, pin=PIN, again=PIN, now=clock.now())
    return Alert.objects.get(headline="Bão sắp đổ bộ"), leader


def _decide_by_phone(browser: Any, url: str, address: str) -> None:
    """A phone that nobody signed in on."""
    page = browsing.open_page(browser, url, viewport=PHONE, reduced_motion="reduce")
    page.goto(re.sub(r"^https?://[^/]+", url, address))
    browsing.follow(page, page.get_by_role("button", name="Mở nội dung cần duyệt").click)
    page.locator("[name=pin]").fill(PIN)
    assert browsing.is_as_wide_as_screen(page)
    browsing.follow(page, page.locator("[data-decision] button").first.click)
    page.context.close()


@BOTH
def test_operator_puts_up_a_text_and_takes_one_down(sitting: Any, size: dict[str, int]) -> None:
    operator = sitting(Role.STATION_OPERATOR, size)
    operator.go("kenh/bang-tin/")
    state, button = (
        (PostingState.DROPPED, "Đã đưa lên bảng") if size is OFFICE
        else (PostingState.POSTED, "Đã gỡ khỏi bảng")
    )  # fmt: skip
    posting = in_thread(Posting.objects.filter(state=state).order_by("pk").first)
    assert posting is not None
    operator.go(f"kenh/bang-tin/{posting.pk}/")
    if size is OFFICE:  # somebody left it: it is taken up again first
        operator.press("Đưa lại lên bảng này")
    operator.press(button)
    after = in_thread(lambda: Posting.objects.get(pk=posting.pk).state)
    assert after == (PostingState.POSTED if size is OFFICE else PostingState.REMOVED)
