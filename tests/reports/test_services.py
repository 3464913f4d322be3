"""A report freezes what was counted, keeps people's words, and is issued once it is approved."""

from __future__ import annotations

from datetime import date

import pytest

from lantoa.approval.models import Request
from lantoa.approval.services import decide
from lantoa.approval.terms import Decision
from lantoa.core.errors import Refused
from lantoa.documents.readers import read_file
from lantoa.documents.writers import write_docx
from lantoa.indicators.queries import figures
from lantoa.ledger import attachments
from lantoa.ledger.models import Evidence, SentHead
from lantoa.plan.models import Plan
from lantoa.registry.models import Account, Commune
from lantoa.registry.terms import Role
from lantoa.reports.models import Report
from lantoa.reports.periods import period_of
from lantoa.reports.queries import changes, document_of, missing, snapshot_of, standing
from lantoa.reports.services import (
    decide_report,
    edit_section,
    issue_report,
    make_report,
    refresh_figures,
    submit,
    take_back,
)
from lantoa.reports.terms import TO_FILL, Period, ReportState
from tests import make
from tests.reports import world

pytestmark = pytest.mark.django_db
YEAR = period_of("2026-2", cutoffs=("05-31", "11-30"))
NOW = world.cut_off()


def _report(by: Account, period: Period = YEAR) -> Report:
    return make_report(period=period, plan=world.half_a_year(), by=by, now=NOW, today=NOW.date())


def _texts(report: Report) -> dict[str, str]:
    return {value.name: value.text for value in snapshot_of(report).values.values()}


def test_every_channel_is_counted_from_its_entries() -> None:
    texts = _texts(_report(make.account(Role.PLAN_OFFICER)))
    assert texts["số tin bài trên trang"] == "12"
    assert texts["số tin bài trên trang cả năm"] == "12"
    assert texts["số tin bài trên trang so cùng kỳ"] == "chưa có số liệu"
    assert texts["số lượt phát"] == "23"
    assert texts["số cụm loa đã phát"] == "2"
    assert texts["thời lượng có xác nhận"] == "từ 230 đến 240 phút"
    assert texts["số lượt người dự tập huấn"] == "38"
    assert texts["số lượt thăm hộ"] == "57"


def test_the_file_reads_back_with_the_figures_of_the_indicators() -> None:
    report = _report(make.account(Role.PLAN_OFFICER))
    words = " ".join(read_file(write_docx(document_of(report)), "bao-cao.docx").text.split())
    for figure in figures(report.plan, on=date(2026, 11, 30)):
        assert figure.in_words in words
    assert "Kính gửi: Sở Khoa học và Công nghệ." in words
    assert ("Kỳ báo cáo từ ngày 01/6/2026 đến ngày 30/11/2026 "
            "(số liệu chốt đến hết ngày 30/11/2026).") in words  # fmt: skip
    assert "kính báo cáo Sở Khoa học và Công nghệ./." in words
    assert "Đăng 12 tin bài (trong đó 2 mục nhập bổ sung)" in words
    assert "đạt từ 230 đến 240 phút" in words
    assert snapshot_of(report).chain_hash[:16] in words
    assert "| 5/2026 | 0 | 0 | 0 | 0 |" in words
    assert "| 8/2026 | 2 | 1 | 4 | 40 phút | 1 |" in words
    assert "| Cộng | 12 | 6 | 23 | 3 giờ 50 phút | 1 |" in words
    assert "{" not in words


def test_a_refresh_renews_figures_and_keeps_the_words_of_people() -> None:
    by = make.account(Role.PLAN_OFFICER)
    report = _report(by)
    edit_section(report=report, key="results", by=by, now=NOW,
                 text="Cả xã đăng {số tin bài trên trang} tin bài, ai cũng đọc được.")  # fmt: skip
    world.happened("website.published", date(2026, 11, 29), "article:99", title="Bài mới",
                   is_resolution57=True, url="/bai/99")  # fmt: skip
    refresh_figures(report=report, period=YEAR, by=by, now=NOW, today=NOW.date())
    words = " ".join(read_file(write_docx(document_of(report)), "bao-cao.docx").text.split())
    assert "Cả xã đăng 13 tin bài, ai cũng đọc được." in words
    assert ("số tin bài trên trang", "12", "13") in [(c.name, c.before, c.now)
                                                     for c in changes(report)]  # fmt: skip


def test_a_name_that_no_figure_carries_is_refused_and_the_words_stay() -> None:
    by = make.account(Role.PLAN_OFFICER)
    report = _report(by)
    before = report.parts.get(key="results").text
    with pytest.raises(Refused, match="Không có số liệu nào tên «số người nghe»"):
        edit_section(report=report, key="results", text="{số người nghe}", by=by, now=NOW)
    assert report.parts.get(key="results").text == before


def test_a_running_period_says_until_when_it_counted_and_waits_with_submission() -> None:
    by = make.account(Role.PLAN_OFFICER)
    today = date(2026, 11, 23)
    report = make_report(period=YEAR, plan=world.half_a_year(), by=by,
                         now=world.cut_off(today), today=today)  # fmt: skip
    words = " ".join(read_file(write_docx(document_of(report)), "a.docx").text.split())
    assert ("Kỳ báo cáo từ ngày 01/6/2026 đến ngày 30/11/2026 "
            "(số liệu tính đến hết ngày 23/11/2026).") in words  # fmt: skip
    _fill(report, by)
    assert missing(report, today=today) == ["Trình được từ 01/12/2026, sau ngày chốt số liệu"]
    with pytest.raises(Refused, match="Trình được từ 01/12/2026"):
        submit(report=report, by=by, now=NOW, today=today)


def _fill(report: Report, by: Account) -> None:
    for part in report.parts.all():
        edit_section(report=report, key=part.key, by=by, now=NOW,
                     text=part.text.replace(TO_FILL, "không có"))  # fmt: skip


def test_a_report_with_places_to_fill_is_not_submitted() -> None:
    by = make.account(Role.PLAN_OFFICER)
    report = _report(by)
    with pytest.raises(Refused, match="Phần I còn chỗ"):
        submit(report=report, by=by, now=NOW, today=NOW.date())
    assert report.state == ReportState.DRAFT


def test_an_approved_report_is_issued_with_its_file_in_the_ledger() -> None:
    by = make.account(Role.PLAN_OFFICER)
    report = _report(by)
    _fill(report, by)
    request = submit(report=report, by=by, now=NOW, today=NOW.date())
    with pytest.raises(Refused, match="chưa được duyệt"):
        issue_report(report=report, number=7, issued_on=date(2026, 12, 3), by=by, now=NOW)
    decide(request=request, decision=Decision.APPROVED, reason="", expected_hash=request.hash,
           seen=["docx"], by=make.account(Role.LEADER), now=NOW)  # fmt: skip
    assert standing(report) == ReportState.APPROVED
    issue_report(report=report, number=7, issued_on=date(2026, 12, 3), by=by, now=NOW)
    entry = Evidence.objects.get(kind="report.issued")
    assert entry.payload["number"] == "07/BC-UBND"
    file = attachments.read(entry.attachments[0]["sha256"])
    assert file is not None
    assert "Số: 07/BC-UBND" in read_file(file, "a.docx").text.replace("\xa0", " ")
    assert SentHead.objects.get().seq == entry.seq


def test_a_submitted_report_cannot_be_changed() -> None:
    by = make.account(Role.PLAN_OFFICER)
    report = _report(by)
    _fill(report, by)
    submit(report=report, by=by, now=NOW, today=NOW.date())
    with pytest.raises(Refused, match="đã trình"):
        edit_section(report=report, key="leading", text="Khác", by=by, now=NOW)


def test_a_reader_may_not_make_a_report() -> None:
    with pytest.raises(Refused, match="không có quyền"):
        _report(make.account(Role.INSPECTOR))


def _submitted(by: Account) -> tuple[Report, Request]:
    report = _report(by)
    _fill(report, by)
    return report, submit(report=report, by=by, now=NOW, today=NOW.date())


def _decide(report: Report, request: Request, decision: Decision = Decision.APPROVED) -> None:
    decide_report(report=report, decision=decision, reason="Xem lại", expected_hash=request.hash,
                  by=make.account(Role.LEADER), now=NOW)  # fmt: skip


def test_a_report_issued_by_two_presses_is_issued_once() -> None:
    by = make.account(Role.PLAN_OFFICER)
    report, request = _submitted(by)
    _decide(report, request)
    first, second = Report.objects.get(pk=report.pk), Report.objects.get(pk=report.pk)
    issue_report(report=first, number=7, issued_on=date(2026, 12, 3), by=by, now=NOW)
    with pytest.raises(Refused, match="đã phát hành với số 7"):
        issue_report(report=second, number=8, issued_on=date(2026, 12, 3), by=by, now=NOW)
    assert [entry.payload["number"] for entry in Evidence.objects.filter(kind="report.issued")] == [
        "07/BC-UBND"
    ]


def test_words_changed_behind_the_request_are_not_approved() -> None:
    by = make.account(Role.PLAN_OFFICER)
    report, request = _submitted(by)
    report.parts.filter(key="results").update(text="Lời khác")
    with pytest.raises(Refused, match="khác bản được trình"):
        _decide(report, request)
    assert Evidence.objects.filter(kind="approval.granted").count() == 0
    _decide(report, request, Decision.RETURNED)
    assert standing(Report.objects.get(pk=report.pk)) == ReportState.DRAFT


def test_a_page_opened_before_the_submission_changes_no_word() -> None:
    by = make.account(Role.PLAN_OFFICER)
    report = _report(by)
    _fill(report, by)
    opened = Report.objects.get(pk=report.pk)
    submit(report=report, by=by, now=NOW, today=NOW.date())
    with pytest.raises(Refused, match="đã trình"):
        edit_section(report=opened, key="leading", text="Khác", by=by, now=NOW)
    with pytest.raises(Refused, match="đã trình"):
        refresh_figures(report=opened, period=YEAR, by=by, now=NOW, today=NOW.date())
    with pytest.raises(Refused, match="đã trình"):
        submit(report=opened, by=by, now=NOW, today=NOW.date())


def test_a_report_issued_meanwhile_is_not_taken_back() -> None:
    by = make.account(Role.PLAN_OFFICER)
    report, request = _submitted(by)
    opened = Report.objects.get(pk=report.pk)
    _decide(report, request)
    issue_report(report=report, number=7, issued_on=date(2026, 12, 3), by=by, now=NOW)
    with pytest.raises(Refused, match="Chỉ rút được"):
        take_back(report=opened, by=by)
    assert Report.objects.get(pk=report.pk).state == ReportState.ISSUED


@pytest.mark.parametrize("what", ["addressee", "signer", "letterhead"])
def test_an_approval_holds_for_letterhead_signer_and_addressee(what: str) -> None:
    by = make.account(Role.PLAN_OFFICER)
    report, request = _submitted(by)
    _decide(report, request)
    assert standing(Report.objects.get(pk=report.pk)) == ReportState.APPROVED
    if what == "addressee":
        Report.objects.update(addressee="Sở Tài chính")
    elif what == "signer":
        Plan.objects.update(signer="Người khác")
    else:
        Commune.objects.update(name="xã Khác")
    assert standing(Report.objects.get(pk=report.pk)) == ReportState.SUBMITTED
    with pytest.raises(Refused, match="chưa được duyệt"):
        issue_report(report=report, number=7, issued_on=date(2026, 12, 3), by=by, now=NOW)


def test_a_word_file_that_is_not_the_approved_one_is_not_issued() -> None:
    by = make.account(Role.PLAN_OFFICER)
    report, request = _submitted(by)
    _decide(report, request)
    # As after an upgrade of the program whose Word files are written in another way.
    Request.objects.update(manifest={**request.manifest, "forms": {"docx": "0" * 64}})
    with pytest.raises(Refused, match="không còn đúng bản đã duyệt"):
        issue_report(report=report, number=7, issued_on=date(2026, 12, 3), by=by, now=NOW)
    assert Report.objects.get(pk=report.pk).number is None
    assert Evidence.objects.filter(kind="report.issued").count() == 0
