"""`lantoa alert check`, as a script meets it."""

from pathlib import Path

import pytest
from tests.cap.sample import ALERT

from lantoa.cli.main import main


def _check(tmp_path: Path, text: str) -> int:
    file = tmp_path / "canh-bao.xml"
    file.write_text(text, encoding="utf-8")
    return main(["alert", "check", str(file)])


def test_valid_alert_says_so(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert _check(tmp_path, ALERT) == 0
    assert capsys.readouterr().out == "hợp lệ\n"


def test_each_finding_is_one_line(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    wrong = ALERT.replace("songlam-2026-0007", "hai\ndòng").replace("<status>Exercise", "<status>X")
    assert _check(tmp_path, wrong) == 1
    lines = capsys.readouterr().out.splitlines()
    assert [line.split(":")[0] for line in lines] == ["Dòng 3", "Dòng 7"]


def test_other_file_is_refused_with_an_empty_stdout(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert _check(tmp_path, "đây không phải XML") == 2
    shown = capsys.readouterr()
    assert shown.out == ""
    assert shown.err.startswith("Tệp không phải XML đúng cú pháp")


def test_missing_file_is_refused(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["alert", "check", "không-có.xml"]) == 2
    assert "Không mở được tệp" in capsys.readouterr().err
