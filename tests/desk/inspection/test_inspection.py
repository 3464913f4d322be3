"""Hồ sơ kiểm tra: everything of a period, changed by nobody."""

from __future__ import annotations

from datetime import date, timedelta
from io import BytesIO

import openpyxl
import pytest
from django.test import Client
from django.urls import reverse
from tests.make import NOW, TODAY, account, approved_article, unit

from lantoa.approval.models import Approval
from lantoa.desk.audit.models import AuditEntry
from lantoa.desk.inspection.gathering import Period, approved_text, parts_of
from lantoa.newsroom.models import Article, Idea
from lantoa.newsroom.services import save_draft
from lantoa.registry.models import Officer, Roster
from lantoa.registry.terms import Role

pytestmark = pytest.mark.django_db
DAYS = f"?tu={TODAY.isoformat()}&den={TODAY.isoformat()}"


def inspector() -> Client:
    client = Client()
    client.force_login(account(Role.INSPECTOR))
    return client


def counts(period: Period) -> dict[str, int]:
    return {part.code: len(part.lines) for part in parts_of(period, with_text=False)}


def test_article_is_shown_as_it_was_approved_whatever_came_after() -> None:
    made = approved_article(now=NOW, with_sound=False)
    draft = Article.objects.get(pk=made.pk).newest
    draft.title = "Tiêu đề viết sau"
    save_draft(article=draft, by=made.created_by, now=NOW + timedelta(days=1))
    text = approved_text(Approval.objects.get())
    assert "Nộp hồ sơ tại nhà" in text
    assert "Tiêu đề viết sau" not in text
    shown = inspector().get(reverse("inspection-printed") + DAYS).content.decode()
    assert "8 Tổ công nghệ số cộng đồng" in shown


def test_period_holds_its_days_and_no_others() -> None:
    approved_article(now=NOW, with_sound=False)
    today, yesterday = Period(TODAY, TODAY), Period(*[TODAY - timedelta(days=1)] * 2)
    assert (counts(today)["tin-bai"], counts(today)["quyet-dinh"]) == (1, 1)
    assert counts(today)["minh-chung"] == 2  # submitted, granted
    assert counts(yesterday) == dict.fromkeys(counts(yesterday), 0)


def test_one_workbook_holds_every_part() -> None:
    approved_article(now=NOW, with_sound=False)
    answer = inspector().get(reverse("inspection-export") + DAYS)
    book = openpyxl.load_workbook(BytesIO(answer.content))
    assert book.sheetnames[0] == "Tin bài đã duyệt"
    assert len(book.sheetnames) == 7
    assert book["Tin bài đã duyệt"]["B2"].value == "Nộp hồ sơ tại nhà"


@pytest.mark.parametrize("query", ["", "?tu=x&den=y", "?tu=2026-11-30&den=2026-11-01",
                                   "?tu=1999-01-01&den=2026-11-30", "?tu=2001-01-01"])  # fmt: skip
def test_days_that_cannot_be_break_nothing(query: str) -> None:
    client = inspector()
    for name in ("inspection", "inspection-printed"):
        assert client.get(reverse(name) + query).status_code == 200


def test_opening_is_written_down_and_nothing_can_be_posted() -> None:
    client = inspector()
    assert client.get(reverse("inspection-part", args=["minh-chung"]) + DAYS).status_code == 200
    assert client.get(reverse("inspection-part", args=["khong-co"])).status_code == 404
    actions = list(AuditEntry.objects.order_by("seq").values_list("action", flat=True))
    assert actions[-2:] == ["inspection-part", "inspection-part"]
    for name in ("inspection", "inspection-printed", "inspection-export"):
        assert client.post(reverse(name)).status_code == 405


def test_inspector_sends_no_story_and_answers_for_no_unit() -> None:
    mine = Officer.objects.create(name="Lý Thanh Tùng")
    Roster.objects.create(unit=unit("Công an xã"), officer=mine, joined_on=date(2020, 1, 1))
    client = Client()
    client.force_login(account(Role.INSPECTOR, officer=mine))
    sent = {"client_id": "a" * 32, "headline": "Chuyện", "text": "Kể"}
    assert client.get(reverse("send-story")).status_code == 403
    assert client.post(reverse("send-story"), sent).status_code == 403
    for name in ("confirm-dispatch", "return-pack", "answer-request", "tick-campaign-item"):
        assert (name, client.post(reverse(name, args=[1])).status_code) == (name, 403)
    assert Idea.objects.count() == 0
