"""Báo cáo on the desk: one button makes it, figures open, words are edited, files come out."""

from __future__ import annotations

import pytest
from django.test import Client
from django.urls import reverse
from tests import make
from tests.reports import world

from lantoa.documents.readers import read_file
from lantoa.registry.models import Account
from lantoa.registry.terms import Role
from lantoa.reports.models import Report
from lantoa.reports.periods import period_of
from lantoa.reports.queries import standing
from lantoa.reports.services import make_report, submit
from lantoa.reports.terms import TO_FILL

pytestmark = pytest.mark.django_db
YEAR = period_of("2026-2", cutoffs=("05-31", "11-30"))
NOW = world.cut_off()


def _signed_in(role: Role = Role.PLAN_OFFICER) -> tuple[Client, Account]:
    account, client = make.account(role), Client()
    client.force_login(account, backend="django.contrib.auth.backends.ModelBackend")
    return client, account


def _made(by: Account) -> Report:
    return make_report(period=YEAR, plan=world.half_a_year(), by=by, now=NOW, today=NOW.date())


def test_one_button_makes_the_report_once() -> None:
    client, _ = _signed_in()
    plan = world.half_a_year()
    for _ in range(2):
        answer = client.post(reverse("make-report"), {"plan": plan.code, "period": "2026-1"})
        assert answer.status_code == 302
    assert Report.objects.count() == 1
    assert "Lập báo cáo" in client.get(reverse("reports")).content.decode()


def test_the_page_shows_figures_as_buttons_and_the_popover_says_where_they_come_from() -> None:
    client, account = _signed_in()
    report = _made(account)
    page = client.get(reverse("report", args=[report.pk])).content.decode()
    assert page.count('class="lt-run"') >= 20
    assert "từ 230 đến 240 phút" in page
    pop = client.get(reverse("report-figure", args=[report.pk]) + "?ma=air.bounds")
    words = pop.content.decode()
    assert "1 lượt đã ra lệnh, chưa có xác nhận của bộ thu" in words
    assert "Bảng phương pháp tính A4, bản 2" in words
    assert "Tải cả 23 mục" in words
    assert client.get(reverse("report-figure", args=[report.pk]) + "?ma=x").status_code == 404


def test_words_are_saved_by_htmx_and_a_wrong_name_is_told() -> None:
    client, account = _signed_in()
    report = _made(account)
    address = reverse("report-part", args=[report.pk, "proposals"])
    wrong = client.post(address, {"text": "{số người nghe}"}, headers={"HX-Request": "true"})
    assert wrong.status_code == 422
    assert "Không có số liệu nào tên" in wrong.content.decode()
    assert client.post(address, {"text": "Không có đề xuất."}).status_code == 204
    assert report.parts.get(key="proposals").text == "Không có đề xuất."


def test_the_files_are_the_report_itself() -> None:
    client, account = _signed_in()
    report = _made(account)
    for kind in ("docx", "pdf"):
        file = client.get(reverse("report-file", args=[report.pk, kind])).content
        words = " ".join(read_file(file, f"a.{kind}").text.split())
        assert "từ 230 đến 240 phút" in words
    assert client.get(reverse("report-file", args=[report.pk, "xlsx"])).content[:2] == b"PK"
    assert client.get(reverse("report-file", args=[report.pk, "exe"])).status_code == 404


def test_an_inspector_reads_and_changes_nothing() -> None:
    _, officer = _signed_in()
    report = _made(officer)
    client, _ = _signed_in(Role.INSPECTOR)
    assert client.get(reverse("report", args=[report.pk])).status_code == 200
    for name in ("refresh-report", "submit-report", "report-seen", "issue-report"):
        assert client.post(reverse(name, args=[report.pk])).status_code == 403
    assert client.post(reverse("make-report")).status_code == 403


def test_a_unit_contact_sees_no_report() -> None:
    client, _ = _signed_in(Role.UNIT_CONTACT)
    assert client.get(reverse("reports")).status_code == 403


def test_a_leader_returns_with_a_reason_or_approves_what_the_page_showed() -> None:
    _, officer = _signed_in()
    report = _made(officer)
    for part in report.parts.all():
        part.text = part.text.replace(TO_FILL, "không có")
        part.save()
    request = submit(report=report, by=officer, now=NOW, today=NOW.date())
    client, _ = _signed_in(Role.LEADER)
    assert "báo cáo gửi cấp trên" in client.get(reverse("approvals")).content.decode()
    opened = client.get(reverse("approval", args=[request.pk]), follow=True).content.decode()
    assert "Duyệt báo cáo này" in opened
    address = reverse("decide-report", args=[report.pk])
    bare = client.post(address, {"decision": "returned", "hash": request.hash})
    assert bare.status_code == 422
    client.post(address, {"decision": "returned", "hash": request.hash, "reason": "Sai phần IV"})
    report.refresh_from_db()
    assert report.state == "draft"
    request = submit(report=report, by=officer, now=NOW, today=NOW.date())
    client.post(address, {"decision": "approved", "hash": request.hash})
    assert standing(report) == "approved"


def test_a_part_that_is_none_is_not_found() -> None:
    client, account = _signed_in()
    address = reverse("report-part", args=[_made(account).pk, "khong-co"])
    assert client.get(address).status_code == 404
    assert client.post(address, {"text": "x"}).status_code == 404
