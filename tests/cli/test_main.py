"""The console command refuses in one Vietnamese sentence, exit 2, empty stdout."""

from __future__ import annotations

import pytest

from lantoa.cli.main import COMMANDS, HELP_LINES, in_vietnamese, main


@pytest.mark.parametrize(
    ("message", "said"),
    [
        ("the following arguments are required: VIỆC", "còn thiếu VIỆC"),
        ("unrecognized arguments: --x", "không có tham số --x"),
        (
            "argument VIỆC: invalid choice: 'ca' (choose from 'read', 'make')",
            "VIỆC không nhận «ca»",
        ),
        ("argument --n: expected one argument", "--n cần kèm một giá trị"),
        ("argument --n: invalid int value: 'x'", "--n không đọc được «x»"),
        ("something new", "tham số không đúng cách dùng"),
    ],
)
def test_words_of_argparse_are_vietnamese(message: str, said: str) -> None:
    assert in_vietnamese(message) == said


def test_every_command_has_its_line_of_help() -> None:
    assert list(COMMANDS) == list(HELP_LINES)


@pytest.mark.parametrize("words", [["khong-co"], ["speech"], ["speech", "read", "/khong/co"]])
def test_wrong_command_is_refused_in_one_sentence(
    words: list[str], capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(words) == 2
    out, err = capsys.readouterr()
    assert out == ""
    assert len(err.strip().splitlines()) == 1


def test_help_of_every_command_loads_without_data(capsys: pytest.CaptureFixture[str]) -> None:
    for name in COMMANDS:
        if name == "manage":
            continue
        with pytest.raises(SystemExit) as ended:
            main([name, "--help"])
        assert ended.value.code == 0
        assert "cách dùng" in capsys.readouterr().out
