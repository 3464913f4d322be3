"""`lantoa survey`, as a script meets it."""

import csv
import json
from pathlib import Path

import pytest

from lantoa.cli.main import main

ANSWERS = "thôn,trọng số,nghe\n" + "A,1,có\n" * 30 + "A,1,không\n" * 10 + "B,2,có\n" * 20 + "B,2,\n"


@pytest.fixture
def answers(tmp_path: Path) -> str:
    file = tmp_path / "phiếu.csv"
    file.write_text(ANSWERS, encoding="utf-8-sig")
    return str(file)


def _estimate(file: str, *more: str, design: str = "weight=trọng số,stratum=thôn") -> int:
    words = ["survey", "estimate", file, "--design", design, "--outcome", "nghe", "--value", "có"]
    return main([*words, *more])


def test_estimate_prints_the_contract(answers: str, capsys: pytest.CaptureFixture[str]) -> None:
    assert _estimate(answers, "--json") == 0
    shown = json.loads(capsys.readouterr().out)
    assert list(shown) == ["estimate", "se", "df", "deff", "interval", "verdict"]
    assert list(shown["interval"]) == ["beta", "korn_graubard"]
    assert (shown["estimate"], shown["df"], shown["verdict"]) == (70 / 80, 58, "inconclusive")


def test_estimate_says_in_words_what_is_unknown(
    answers: str, capsys: pytest.CaptureFixture[str]
) -> None:
    assert _estimate(answers, "--target", "0.9") == 0
    shown = capsys.readouterr().out
    assert "Tỷ lệ: 87,5%" in shown
    assert "Chưa rõ: 1 phiếu" in shown
    assert "Mục tiêu 90%: chưa đủ căn cứ kết luận." in shown


@pytest.mark.parametrize(
    ("design", "said"),
    [
        ("weight=w", "không có cột «w»"),
        ("stratum=thôn", "thiếu cột trọng số"),
        ("weight=trọng số,foo=thôn", "không hiểu được"),
        ("weight=thôn", "không phải số dương"),
        ("weight=trọng số,psu=thôn+nghe,fpc=thôn", "Số cột fpc"),
    ],
)
def test_wrong_design_is_refused_in_one_sentence(
    answers: str, capsys: pytest.CaptureFixture[str], design: str, said: str
) -> None:
    assert _estimate(answers, design=design) == 2
    shown = capsys.readouterr()
    assert shown.out == ""
    assert said in shown.err
    assert shown.err.count("\n") == 1


def test_value_that_nobody_gave_is_pointed_out(
    answers: str, capsys: pytest.CaptureFixture[str]
) -> None:
    words = ["--design", "weight=trọng số", "--outcome", "nghe", "--value", "co", "--json"]
    assert main(["survey", "estimate", answers, *words]) == 0
    shown = capsys.readouterr()
    assert json.loads(shown.out)["estimate"] == 0
    assert "gõ nhầm" in shown.err


def test_size_prints_the_plan(capsys: pytest.CaptureFixture[str]) -> None:
    words = "survey size --target 0.8 --true 0.85 --power 0.8 --households 4000 --deff 1.3"
    assert main([*words.split(), "--response", "0.8", "--json"]) == 0
    assert json.loads(capsys.readouterr().out) == {
        "n_effective": 398,
        "needed": 332,
        "completes": 459,
        "households": 573,
        "person_days": 48,
    }


def test_draw_writes_the_lines_of_the_frame(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    frame = tmp_path / "ho.csv"
    frame.write_text("STT;Thôn\n" + "".join(f"{n};Thôn {n % 2 + 1}\n" for n in range(1, 61)))
    out = tmp_path / "mau.csv"
    assert main(["survey", "draw", str(frame), "--n", "20", "--seed", "57", "-o", str(out)]) == 0
    with out.open(newline="") as file:
        rows = list(csv.DictReader(file))
    assert len(rows) == 20
    assert {row["thon"] for row in rows} == {"Thôn 1", "Thôn 2"}
    lines = frame.read_text().splitlines()
    assert all(lines[int(row["dong"]) - 1].endswith(row["thon"]) for row in rows)
    assert {(row["so_ho"], row["so_rut"], row["trong_so"]) for row in rows} == {("30", "10", "3.0")}
    assert "Đã rút 20 trong 60 hộ ở 2 thôn" in capsys.readouterr().out


@pytest.mark.parametrize("content", ["", "thon\n", "thon,thon\nA,B\n", "thon,x\nA\n", "x\nA\n"])
def test_frame_that_cannot_be_used_is_refused(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], content: str
) -> None:
    frame, out = tmp_path / "ho.csv", tmp_path / "mau.csv"
    frame.write_text(content)
    assert main(["survey", "draw", str(frame), "--n", "2", "--seed", "1", "-o", str(out)]) == 2
    assert capsys.readouterr().out == ""
    assert not out.exists()


def test_missing_file_is_refused(capsys: pytest.CaptureFixture[str]) -> None:
    assert _estimate("không có.csv") == 2
    assert "Không mở được tệp" in capsys.readouterr().err
