"""The working day of each role in a real browser, at an office screen and at a phone: what each
does most, in the order in which one hands to the next. It runs after the walk, whose world it
changes. More of it is in `test_working_days_of_spreading`.
"""

from __future__ import annotations

import re
from datetime import timedelta
from io import BytesIO
from pathlib import Path
from typing import Any

import pytest
from openpyxl import load_workbook
from tests import browsing
from tests.desk.crawl.playing import BOTH
from tests.desk.crawl.serving import OFFICE, PHONE
from tests.desk.crawl.walking import DESK
from tests.threads import in_thread

from lantoa.core import clock
from lantoa.plan.models import Contribution, Dispatch, Obstacle
from lantoa.plan.terms import ContributionState
from lantoa.registry.models import Account
from lantoa.registry.terms import Role

pytestmark = pytest.mark.slow
FRONT = "Ủy ban Mặt trận Tổ quốc Việt Nam xã"
# The first that waits behind the alert, which comes before everything else.
STORY = re.compile(r"^Xem và duyệt: (?!.*Bão sắp đổ bộ)")


@BOTH
def test_editor_mends_what_was_returned(sitting: Any, size: dict[str, int]) -> None:
    editor = sitting(Role.EDITOR, size)
    page = editor.go()
    editor.press(re.compile(r"^Sửa bài"))
    editor.reads("Trả lại")
    lead = page.locator("[name=lead]")
    words = f"{lead.input_value()} Mời bà con đọc ở trang của xã, cỡ {size['width']}."
    lead.fill(words)
    browsing.until_saved(page, words)
    editor.reads("Đã tự lưu")
    page.reload()
    assert lead.input_value() == words
    editor.go("tin-bai/")
    editor.go("kenh/")


@BOTH
def test_head_takes_the_first_step(sitting: Any, size: dict[str, int]) -> None:
    head = sitting(Role.HEAD, size)
    page = head.go("duyet/")
    if size is PHONE:  # approved at the office screen just now: only to be read
        head.reads("Đã quyết định gần đây")
        return
    head.press(STORY)
    head.reads("Xem từng dạng")
    head.follow(page.locator("[data-decision] button").first)
    head.reads("bước một")


@BOTH
def test_leader_approves_and_decides(sitting: Any, size: dict[str, int]) -> None:
    leader = sitting(Role.LEADER, size)
    page = leader.go()
    if size is PHONE:
        leader.press("In kế hoạch trên một trang A4")
        return
    leader.go("duyet/")
    leader.press(STORY)
    leader.follow(page.locator("[data-decision] button").first)
    assert f"{DESK}duyet/" in page.url
    obstacle = in_thread(lambda: Obstacle.objects.get(decided_at=None))
    leader.go(f"vuong-mac/{obstacle.pk}/")
    page.locator("[name=decision]").fill("Mời cô giáo nói tiếng Thái đi cùng Tổ công nghệ số.")
    page.locator("[name=unit]").select_option(label=FRONT)
    page.locator("[name=due_on]").fill((clock.today() + timedelta(days=9)).isoformat())
    leader.press("Ghi quyết định và báo cho đơn vị")
    decided = in_thread(lambda: Obstacle.objects.select_related("decided_by").get(pk=obstacle.pk))
    assert decided.decided_by is not None and decided.decided_by.role == Role.LEADER


@BOTH
def test_contact_answers_and_records(sitting: Any, size: dict[str, int]) -> None:
    contact = sitting(Role.UNIT_CONTACT, size)
    page = contact.go()
    contact.go("viec-cua-don-vi/")
    contact.reads("Trách nhiệm trong kế hoạch")
    if size is OFFICE:
        contact.press(re.compile(r"^Xác nhận đã nhận"))
        contact.press(f"Xác nhận {FRONT} đã nhận")
        contact.reads("đã xác nhận lúc")
        left = Dispatch.objects.filter(unit__name=FRONT, confirmed_at=None)
        assert in_thread(left.exists) is False
        return
    contact.press(re.compile(r"^Số liệu: "))
    page.locator("[name=value]").fill("1.25o")
    contact.press("Gửi số liệu")
    contact.reads("Số liệu ghi bằng chữ số")
    assert page.locator("[name=value]").input_value() == "1.25o"  # what was typed stays
    page.locator("[name=value]").fill("1.250")
    contact.press("Gửi số liệu")
    contact.reads("Sửa số liệu")
    contact.go("danh-muc/don-vi-minh/")


@BOTH
def test_plan_officer_takes_figures_and_reports(sitting: Any, size: dict[str, int]) -> None:
    officer = sitting(Role.PLAN_OFFICER, size)
    page = officer.go()
    for path in ("ke-hoach/", "don-doc/", "chi-tieu/", "kinh-phi/", "gui-van-ban/"):
        officer.go(path)
    rows = Contribution.objects.filter(unit__name=FRONT).order_by("pk")
    row = in_thread(rows.last)
    officer.go(f"yeu-cau-so-lieu/{row.request_id}/")
    if size is PHONE:
        return
    if row.state == ContributionState.OWED:
        officer.press(f"Ghi thay {FRONT}")
        page.locator("[name=value]").fill("1.250")
        officer.press("Gửi số liệu")
        officer.go(f"yeu-cau-so-lieu/{row.request_id}/")
    officer.press(f"Nhận vào sổ minh chứng số liệu của {FRONT}")
    accepted = Contribution.objects.filter(pk=row.pk, state=ContributionState.ACCEPTED)
    assert in_thread(accepted.exists) is True
    officer.go("bao-cao/")
    officer.follow(page.locator("main a[href*='/bao-cao/']").filter(has_text="Kế hoạch").first)
    officer.reads("Sổ minh chứng")


@BOTH
def test_operator_sees_what_sounds(sitting: Any, size: dict[str, int]) -> None:
    operator = sitting(Role.STATION_OPERATOR, size)
    operator.go()
    for path in ("", "chuong-trinh/", "da-phat/", "cum-loa/", "khung-gio/"):
        operator.go(f"truyen-thanh/{path}")


@BOTH
def test_clerk_finds_what_waits_for_a_number(sitting: Any, size: dict[str, int]) -> None:
    clerk = sitting(Role.CLERK, size)
    for path in ("", "bao-cao/", "gui-van-ban/", "ke-hoach/danh-sach/"):
        clerk.go(path)


@BOTH
def test_inspector_reads_a_period_and_takes_it_along(sitting: Any, size: dict[str, int]) -> None:
    inspector = sitting(Role.INSPECTOR, size)
    page = inspector.go("he-thong/ho-so-kiem-tra/")
    page.locator("#tu").fill((clock.today() - timedelta(days=60)).isoformat())
    inspector.press("Xem")
    with page.expect_download() as sheet:
        page.get_by_role("link", name="Xuất một tệp Excel").click()
    book = load_workbook(BytesIO(Path(sheet.value.path()).read_bytes()), read_only=True)
    assert len(book.sheetnames) > 3
    inspector.press("Bản in")
    inspector.go("chi-tieu/so-minh-chung/")
    refused = page.request.post(f"{DESK}bao-cao/lap/", form={}, fail_on_status_code=False)
    assert refused.status == 403


@BOTH
def test_administrator_helps_somebody_in_again(sitting: Any, size: dict[str, int]) -> None:
    admin = sitting(Role.ADMINISTRATOR, size)
    page = admin.go("he-thong/tai-khoan/")
    page.locator("#q").fill("ngo van tin" if size is PHONE else "tran thi mai")
    admin.press("Tìm, lọc")
    admin.go("he-thong/nhat-ky/")
    admin.go("he-thong/vai-tro/")
    clerk = in_thread(lambda: Account.objects.get(role=Role.CLERK))
    admin.go(f"he-thong/tai-khoan/{clerk.pk}/")
    admin.follow(page.locator(".lt-acts a").first)
