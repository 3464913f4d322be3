"""The read side writes one kind of entry only."""

from __future__ import annotations

import re
from pathlib import Path

import lantoa


def test_reports_record_report_issued_and_indicators_nothing() -> None:
    package = Path(lantoa.__file__).parent
    kinds = set()
    for file in (package / "reports").rglob("*.py"):
        text = file.read_text("utf-8")
        for call in re.findall(r"record_evidence\((.*?)\)", text, flags=re.DOTALL):
            kinds |= set(re.findall(r'kind="([a-z.]+)"', call))
    assert kinds == {"report.issued"}
    for file in (package / "indicators").rglob("*.py"):
        assert "ledger.services" not in file.read_text("utf-8")
