"""Steps 4 and 5: what people do by hand: a post copied out, a training entered late."""

from __future__ import annotations

import re
from datetime import date, timedelta

from tests import browsing
from tests.journeys.browser import Person
from tests.journeys.planning import LivePlan

from lantoa.core import clock

POSTED = "https://www.facebook.com/xa.minh.hoa/posts/57"
TRAINING = "Tập huấn dùng dịch vụ công trên điện thoại"
LATE, ISSUED = timedelta(days=20), timedelta(days=30)


def issue_plan(officer: Person, plan: LivePlan) -> str:
    """The clerk's number and a day of last month, which the document left blank: the number."""
    number = "157/KH-UBND"
    page = officer.go(f"ke-hoach/{plan.code}/ban-hanh/")
    page.get_by_label("Số, ký hiệu do văn thư cấp").fill(number)
    page.get_by_label("Ngày trên văn bản").fill((clock.today() - ISSUED).isoformat())
    officer.follow("Ghi ban hành")
    page.get_by_text(f"Đã ghi ban hành kế hoạch số {number}").wait_for()
    return number


def post_by_hand(editor: Person, title: str) -> None:
    """The text is copied out; a link of another network is refused, the right one is kept."""
    page = editor.go("kenh/")
    card = page.locator("article.lt-card").filter(has_text=title).filter(has_text="Facebook").first
    words = card.locator(".lt-post").inner_text()
    assert title in words and "/tin-bai/" in words
    editor.context.grant_permissions(["clipboard-read", "clipboard-write"])
    card.get_by_role("button", name="Chép lời đăng").click()
    card.get_by_role("button", name="Đã chép").wait_for()
    assert page.evaluate("navigator.clipboard.readText()") == words
    for link, answer in (("https://zalo.me/57", "chưa ghi gì"), (POSTED, "Đã ghi đường dẫn")):
        card = page.locator("article.lt-card").filter(has_text=title).filter(has_text="Facebook")
        card.locator("[name=url]").fill(link)
        browsing.follow(page, card.get_by_role("button", name="Ghi đường dẫn").click)
        page.get_by_text(answer).first.wait_for()


def enter_late_training(officer: Person, plan: LivePlan) -> int:
    """Held twenty days ago, entered today: the number of its entry in the ledger."""
    held_on = clock.today() - LATE
    page = officer.go("hoat-dong/")
    officer.follow("Ghi việc đã làm")
    officer.follow("Tập huấn, bồi dưỡng")
    page.locator("[name=day]").fill(held_on.isoformat())
    page.get_by_text("mục này sẽ mang dấu «nhập bổ sung»").wait_for()
    fields = {"title": TRAINING, "place": "Nhà văn hóa thôn Bến Đò", "attendee_count": "42",
              "in_group_count": "40", "minutes": "120", "feedback_count": "35"}  # fmt: skip
    for name, value in fields.items():
        page.locator(f"[name={name}]").fill(value)
    page.get_by_label("Người cao tuổi", exact=True).check()
    page.get_by_label(task_label(plan, "1.5")).first.check()
    page.get_by_label("Theo báo cáo của đơn vị").check()
    officer.follow("Ghi buổi tập huấn vào sổ minh chứng")
    assert re.search(r"/hoat-dong/\d+/$", page.url), page.url
    said = page.inner_text("main")
    assert "nhập bổ sung" in said and day_words(held_on) in said
    return int(page.url.rstrip("/").rsplit("/", 1)[1])


def task_label(plan: LivePlan, number: str) -> re.Pattern[str]:
    """Long words of a task are cut on the form."""
    return re.compile(re.escape(f"{number} {plan.tasks[number][:60]}"))


def day_words(day: date) -> str:
    """03/11/2026."""
    return f"{day:%d/%m/%Y}"
