"""`lantoa report make --period 2026-2 -o OUT.docx [--pdf OUT.pdf] [--entries OUT.xlsx]`."""

from __future__ import annotations

import argparse
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING

from lantoa.core.errors import Refused

if TYPE_CHECKING:
    from lantoa.plan.models import Plan
    from lantoa.reports.models import Report
    from lantoa.reports.terms import Period

HELP = "Lập báo cáo chính thức; mọi số liệu đếm từ sổ minh chứng."


def add_arguments(parser: argparse.ArgumentParser) -> None:
    actions = parser.add_subparsers(dest="action", required=True, metavar="VIỆC")
    make = actions.add_parser("make", help="lập một báo cáo ra tệp Word, PDF")
    make.add_argument("--period", default="", metavar="KỲ", help="2026-1 hoặc 2026-2")
    make.add_argument("--ad-hoc", action="store_true", help="báo cáo đột xuất, cần --from và --to")
    make.add_argument("--from", dest="since", default="", metavar="NGÀY", help="dạng 2026-06-01")
    make.add_argument("--to", dest="until", default="", metavar="NGÀY", help="dạng 2026-11-30")
    make.add_argument("--plan", default="", metavar="MÃ", help="mã kế hoạch; trống: tự chọn")
    make.add_argument("-o", "--out", required=True, metavar="TỆP.docx")
    make.add_argument("--pdf", default="", metavar="TỆP.pdf")
    make.add_argument("--entries", default="", metavar="TỆP.xlsx", help="bảng minh chứng")


def run(arguments: argparse.Namespace) -> int:
    from lantoa.cli.django import start_django

    start_django()
    from lantoa.core import clock
    from lantoa.documents.sheets import write_xlsx
    from lantoa.documents.writers import write_docx, write_pdf
    from lantoa.reports.queries import document, workbook
    from lantoa.reports.taking import take_snapshot

    period = period_of_arguments(arguments)
    report = draft_of(plan_of(arguments.plan, period), period)
    shot = take_snapshot(report.plan, period, now=clock.now(), today=clock.today())
    made = document(report, shot)
    files = {arguments.out: write_docx(made)}
    if arguments.pdf:
        files[arguments.pdf] = write_pdf(made)
    if arguments.entries:
        files[arguments.entries] = write_xlsx(workbook(shot))
    write(files)
    print(f"{report.title}: {', '.join(files)}.")
    return 0


def period_of_arguments(arguments: argparse.Namespace) -> Period:
    """The period that was asked for. Raises Refused."""
    from lantoa.reports.periods import ad_hoc_period, cutoffs, period_of

    if arguments.ad_hoc:
        return ad_hoc_period(_day(arguments.since), _day(arguments.until))
    return period_of(arguments.period, cutoffs=cutoffs())


def plan_of(code: str, period: Period) -> Plan:
    """The plan that was named, else the live one with the most evidence in the period."""
    from lantoa.indicators.queries import live_plans
    from lantoa.reports.queries import busiest_plan

    named = [plan for plan in live_plans() if plan.code == code]
    chosen = named[0] if named else (None if code else busiest_plan(period))
    if chosen is None:
        raise Refused(
            f"Không có kế hoạch «{code}» đang thực hiện. Chưa lập báo cáo. Xem lại mã kế hoạch."
            if code
            else "Chưa có kế hoạch nào đang thực hiện. Chưa lập báo cáo. Đưa kế hoạch vào trước."
        )
    return chosen


def draft_of(plan: Plan, period: Period) -> Report:
    """The report of the desk with its words; else one that is not stored."""
    from lantoa.core import clock
    from lantoa.reports.models import Report
    from lantoa.reports.queries import addressee_of, title_of

    if period.since > clock.today():
        raise Refused("Kỳ báo cáo này chưa bắt đầu. Chưa lập báo cáo. Chọn kỳ khác.")
    found = Report.objects.filter(plan=plan, period=period.code).exclude(period="").first()
    return found or Report(
        plan=plan, period=period.code, since=period.since, cutoff_on=period.cutoff_on,
        title=title_of(plan, period), addressee=addressee_of(plan), due_on=period.before,
    )  # fmt: skip


def write(files: dict[str, bytes]) -> None:
    """Writes all files. Raises Refused where one cannot be written."""
    for name, content in files.items():
        try:
            Path(name).write_bytes(content)
        except OSError as error:
            raise Refused(
                f"Không ghi được tệp «{name}». Dữ liệu giữ nguyên. Kiểm tra thư mục và quyền ghi."
            ) from error


def _day(text: str) -> date:
    try:
        return date.fromisoformat(text)
    except ValueError as error:
        raise Refused(
            "Báo cáo đột xuất cần --from và --to dạng 2026-06-01. Chưa lập báo cáo."
        ) from error
