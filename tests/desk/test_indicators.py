"""Chỉ tiêu and the ledger on the desk."""

from __future__ import annotations

from datetime import date, datetime

import pytest
from django.test import Client
from django.urls import reverse
from tests import make
from tests.reports import world

from lantoa.core.clock import ZONE
from lantoa.ledger import attachments
from lantoa.ledger.models import Evidence
from lantoa.ledger.services import correct_evidence, record_evidence
from lantoa.plan.models import Cadence, Target
from lantoa.plan.services import close_plan
from lantoa.registry.terms import Role

pytestmark = pytest.mark.django_db


@pytest.fixture
def client() -> Client:
    signed_in = Client()
    signed_in.force_login(
        make.account(Role.INSPECTOR), backend="django.contrib.auth.backends.ModelBackend"
    )
    return signed_in


def test_the_board_shows_ten_targets_and_no_field_to_type_in(client: Client) -> None:
    plan = world.half_a_year()
    Target.objects.create(plan=plan, position=99, period="2030", year=2030, text="Trồng cây xanh")
    page = client.get(reverse("indicator-board")).content.decode()
    main = page[page.index('class="lt-main"') :].split('id="lt-lock"')[0]
    assert main.count('class="lt-code"') == 11
    assert "Chưa có cách đếm" in main
    assert "<input" not in main


def test_an_indicator_lists_what_was_backfilled_apart(client: Client) -> None:
    plan = world.half_a_year()
    page = client.get(reverse("indicator", args=[plan.code, "A2"]) + "?ngay=2026-11-23")
    words = page.content.decode()
    assert "12 tin bài" in words
    assert "10 mục trong sổ minh chứng" in words
    assert "2 mục nhập bổ sung" in words
    assert client.get(reverse("indicator", args=[plan.code, "Z9"])).status_code == 404


def test_pages_of_an_ended_plan_count_to_the_day_it_ended(client: Client) -> None:
    plan = world.half_a_year()
    figure = reverse("indicator", args=[plan.code, "A2"])
    task = reverse("plan-task", args=[plan.code, "1.1"])
    Cadence.objects.create(task=make.task("1.1"), count=2, period="month", what="tin bài",
                           kinds=["website.published"])  # fmt: skip
    assert "12 tin bài" in client.get(f"{figure}?ngay=2026-11-23").content.decode()
    ended = datetime(2026, 10, 31, 16, tzinfo=ZONE)
    close_plan(plan=plan, why="Đã có kế hoạch mới thay thế.", now=ended, today=ended.date(),
               by=make.account(Role.PLAN_OFFICER))  # fmt: skip
    said = "Kế hoạch đã kết thúc ngày 31/10/2026; số liệu ở đây tính đến hết ngày ấy."
    for address in (figure, f"{figure}?ngay=2026-11-23"):
        words = client.get(address).content.decode()
        assert "10 tin bài" in words and said in words
    assert "8 tin bài" in client.get(f"{figure}?ngay=2026-09-30").content.decode()
    page = client.get(task)
    assert said in page.content.decode()
    assert page.context["line"].this_period == "2 trên 2, kỳ đến 31/10"


def test_the_ledger_is_searched_without_marks_and_tells_what_is_new(client: Client) -> None:
    world.half_a_year()
    first = client.get(reverse("ledger"), {"tim": "dung dien thoai"})
    assert [row.title for row in first.context["rows"]] == ["Dùng điện thoại"]
    world.happened("post.published", date(2026, 11, 23), "article:7", title="Bài mới",
                   network="zalo", url="https://vi-du.example/2")  # fmt: skip
    assert "1 minh chứng mới" in client.get(reverse("ledger")).content.decode()


def test_an_entry_about_an_article_bears_the_title_of_the_article(client: Client) -> None:
    story = make.article(title="Nộp hồ sơ tại nhà")
    world.happened("article.submitted", date(2026, 11, 23), story.code, content="0" * 64)
    found = client.get(reverse("ledger"), {"tim": "nop ho so"})
    assert [(row.title, row.kind) for row in found.context["rows"]] == [
        ("Nộp hồ sơ tại nhà", "Gửi duyệt tin bài"),
    ]


def test_the_ledger_lies_under_its_place_in_the_menu() -> None:
    assert reverse("ledger").startswith(reverse("indicator-board"))
    assert reverse("ledger-entry", args=[1]).startswith(reverse("indicator-board"))


def test_an_entry_shows_its_hash_and_opens_its_file_and_no_other(client: Client) -> None:
    kept = attachments.keep(b"<script>alert(1)</script>", "text/html")
    other = attachments.keep(b"khong phai cua muc nay", "text/plain")
    entry = record_evidence(
        kind="training.held", occurred_at=make.NOW, now=make.NOW, by="account:1",
        subjects=["task:KH-2026-1/1.1"], payload={"title": "Lớp học"}, proof="document",
        attachments=[kept],
    )  # fmt: skip
    words = client.get(reverse("ledger-entry", args=[entry.seq])).content.decode()
    assert entry.hash in words
    assert "Nội dung khớp mã băm" in words
    file = client.get(reverse("ledger-attachment", args=[entry.seq, kept["sha256"]]))
    assert file.content == b"<script>alert(1)</script>"
    assert file["Content-Type"] == "application/octet-stream"
    assert file["Content-Disposition"].startswith("attachment")
    assert (
        client.get(reverse("ledger-attachment", args=[entry.seq, other["sha256"]])).status_code
        == 404
    )


def test_a_withdrawn_entry_stays_and_says_so(client: Client) -> None:
    world.half_a_year()
    entry = Evidence.objects.filter(kind="visits.made").get()
    correct_evidence(of=entry, reason="Ghi trùng", changes={}, by="account:1", now=make.NOW)
    words = client.get(reverse("ledger-entry", args=[entry.seq])).content.decode()
    assert "đã được điều chỉnh để không còn tính" in words
    assert "Ghi trùng" in words


def test_nobody_reads_the_ledger_without_signing_in() -> None:
    assert Client().get(reverse("ledger")).status_code == 302
