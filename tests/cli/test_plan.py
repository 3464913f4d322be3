"""`lantoa plan read`: JSON or numbered lines, and refusals with an empty stdout."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from lantoa.cli import main

PLAN = Path(__file__).resolve().parents[2] / "samples" / "ke-hoach-song-lam.txt"


def test_plan_read_prints_the_plan_as_json(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["plan", "read", str(PLAN)]) == 0
    plan = json.loads(capsys.readouterr().out)
    assert (plan["number"], plan["date"], len(plan["tasks"])) == ("27/KH-UBND", "2026-04-08", 8)
    assert plan["sources"]["/number"] == [4, 4]


def test_plan_read_text_numbers_the_lines(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["plan", "read", str(PLAN), "--text"]) == 0
    lines = capsys.readouterr().out.splitlines()
    assert lines[3] == "    4  Số: 27/KH-UBND"
    assert len(lines) == len(PLAN.read_text("utf-8").splitlines())


NOT_PLANS = {
    "báo cáo": "UBND XÃ A\nBÁO CÁO\nKết quả thực hiện Kế hoạch\n".encode(),
    "quyết định": "UBND XÃ A\nQUYẾT ĐỊNH\nVề việc ban hành Kế hoạch\n".encode(),
    "công văn": "UBND XÃ A\nV/v triển khai Kế hoạch\nKính gửi: Các thôn\n".encode(),
    "ảnh chụp": b"\xff\xd8\xff\xe0\x00\x10JFIF" + bytes(range(256)) * 8,
}


@pytest.mark.parametrize("kind", NOT_PLANS)
def test_plan_read_refuses_what_is_no_plan_in_one_sentence(
    kind: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    file = tmp_path / "van-ban"
    file.write_bytes(NOT_PLANS[kind])
    assert main(["plan", "read", str(file)]) == 2
    printed = capsys.readouterr()
    assert printed.out == ""
    assert printed.err.count("\n") == 1
    assert kind in printed.err
