"""Steps 5 and 6: figures that are counted, and the report that prints them."""

from __future__ import annotations

import json
import re
import zipfile
from datetime import date
from pathlib import Path
from typing import Any

from tests import browsing
from tests.journeys.browser import Person
from tests.journeys.planning import LivePlan
from tests.journeys.running import RunningDemo

from lantoa.core import clock
from lantoa.documents.readers import read_file
from lantoa.reports.periods import running_code

MARK = "SỐ LIỆU MINH HỌA"
Figures = dict[str, dict[str, Any]]


def figures(demo: RunningDemo, plan: LivePlan) -> Figures:
    """`lantoa indicators --json` of one plan, by code."""
    rows = json.loads(demo.lantoa("indicators", "--json"))
    return {row["code"]: row for row in rows if row["plan"] == plan.code}


def cutoffs_around(today: date) -> tuple[str, str]:
    """Cut-off days, month and day, such that the period whose report is owed next holds today and
    the month before it, in which the journey's plan was issued and its training was held."""
    first, second = "05-31", "11-30"
    if (6, 1) <= (today.month, today.day) <= (6, 10):
        first = "06-20"
    elif (6, 11) <= (today.month, today.day) <= (7, 15):
        first = "05-01"
    elif (12, 1) <= (today.month, today.day) <= (12, 10):
        second = "12-20"
    elif (today.month, today.day) >= (12, 11) or (today.month, today.day) <= (1, 15):
        second = "11-01"
    return first, second


def period_of_today() -> str:
    """The period whose report is owed next."""
    today = clock.today()
    return running_code(today, cutoffs=cutoffs_around(today))


def make_report(demo: RunningDemo, plan: LivePlan, folder: Path) -> tuple[Path, Path]:
    """`lantoa report make`: the .docx and the PDF."""
    word, pdf = folder / "bao-cao.docx", folder / "bao-cao.pdf"
    demo.lantoa(
        "report", "make", "--period", period_of_today(), "--plan", plan.code,
        "-o", str(word), "--pdf", str(pdf),
    )  # fmt: skip
    return word, pdf


def report_from_desk(officer: Person, plan: LivePlan, folder: Path) -> Path:
    """One button, then the .docx: where it lies now."""
    page = officer.go("bao-cao/")
    form = page.locator("form[action$='/bao-cao/lap/']").filter(
        has=page.locator(f"[name=plan][value='{plan.code}']")
    )
    browsing.follow(page, form.get_by_role("button", name="Lập báo cáo").first.click)
    assert re.search(r"/bao-cao/\d+/$", page.url), page.url
    assert MARK in page.inner_text("article")
    with page.expect_download() as download:
        page.get_by_role("link", name=".docx", exact=True).click()
    path = folder / "tu-ban-lam-viec.docx"
    download.value.save_as(path)
    return path


def read_report(word: Path, expected: Figures) -> str:
    """The text of a .docx whose every figure of a target is the counted one."""
    with zipfile.ZipFile(word) as parts:
        headers = [parts.read(name).decode() for name in parts.namelist() if "/header" in name]
    assert headers and all(MARK in header for header in headers)
    text = read_file(word).text.replace("\N{NO-BREAK SPACE}", " ")
    results = {row[0]: row[3] for row in table_rows(text) if row[0] in expected}
    assert sorted(results) == sorted(expected)
    for code, figure in expected.items():
        if figure["value"] is not None:
            counted = [figure[name] for name in ("numerator", "denominator")]
            told = numbers(results[code])
            assert told[: len(counted) - counted.count(None)] == [
                count for count in counted if count is not None
            ], (code, results[code], figure)
    return text


def table_rows(text: str) -> list[list[str]]:
    """The rows of all tables, as cells."""
    lines = [line for line in text.splitlines() if line.startswith("|")]
    return [line.strip("| ").split(" | ") for line in lines]


def row_with(text: str, *cells: str) -> list[str]:
    """The one row that holds all these cells."""
    found = [row for row in table_rows(text) if set(cells) <= set(row)]
    assert len(found) == 1, (cells, found)
    return found[0]


def numbers(words: str) -> list[int]:
    """Whole numbers as they are printed: 20.986."""
    return [int(found.replace(".", "")) for found in re.findall(r"\d+(?:\.\d{3})*", words)]
