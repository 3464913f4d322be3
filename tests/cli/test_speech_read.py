"""`lantoa speech read` as a program sees it: stdout, stderr, exit code."""

import io
import sys
from pathlib import Path

import pytest

from lantoa.cli import main


def run(capsys: pytest.CaptureFixture[str], *words: str) -> tuple[int, str, str]:
    code = main(["speech", *words])
    captured = capsys.readouterr()
    return code, captured.out, captured.err


def test_every_line_gives_one_line(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    file = tmp_path / "tin.txt"
    file.write_text("Trước ngày 10/6.\n\nĐạt 80%\n", encoding="utf-8")
    assert run(capsys, "read", str(file)) == (
        0,
        "Trước ngày mười tháng sáu.\n\nĐạt tám mươi phần trăm\n",
        "",
    )


def test_standard_input_is_read(
    capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(sys, "stdin", io.TextIOWrapper(io.BytesIO("05 xã\r\n12 thôn".encode())))
    assert run(capsys, "read")[1] == "năm xã\nmười hai thôn\n"


def test_explanation_names_class_and_rule(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    file = tmp_path / "tin.txt"
    file.write_text("UBND xã\n80% VHXX\n", encoding="utf-8")
    assert run(capsys, "read", str(file), "--explain")[1].splitlines() == [
        "UBND\tabbreviation\tlist\tỦy ban nhân dân",
        "xã\tword\tas-written\txã",
        "",
        "80%\tpercent\tplain\ttám mươi phần trăm",
        "VHXX\tinitials\tspelled?\tvê hát ích ích",
    ]


def test_words_of_the_commune_are_said_their_way(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    file, words = tmp_path / "tin.txt", tmp_path / "tu-dien.txt"
    file.write_text("Thôn Đăk B'Lao họp, gọi CNSCĐ.\n", encoding="utf-8")
    words.write_text("Đăk B'Lao\tĐắc Bơ Lao\ncnscđ\ttổ số\n", encoding="utf-8")
    assert run(capsys, "read", str(file), "--words", str(words))[1] == (
        "Thôn Đắc Bơ Lao họp, gọi tổ số.\n"
    )


@pytest.mark.parametrize("bad", [b"chi mot cot\n", b"a\t\n", b"\tb\n", b"a\tb\tc\n", b"\x00\x01"])
def test_bad_word_list_is_refused(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], bad: bytes
) -> None:
    file, words = tmp_path / "tin.txt", tmp_path / "tu-dien.txt"
    file.write_text("một\n", encoding="utf-8")
    words.write_bytes(bad)
    code, out, err = run(capsys, "read", str(file), "--words", str(words))
    assert (code, out, len(err.splitlines())) == (2, "", 1)


def test_missing_file_is_refused(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    code, out, err = run(capsys, "read", str(tmp_path / "khong-co.txt"))
    assert (code, out, len(err.splitlines())) == (2, "", 1)


def test_binary_file_is_refused(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    file = tmp_path / "anh.png"
    file.write_bytes(b"\x89PNG\r\n\x1a\n\x00\x00\x00\rIHDR\xff\xfe")
    code, out, err = run(capsys, "read", str(file))
    assert (code, out, len(err.splitlines())) == (2, "", 1)


def test_empty_file_says_nothing(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    file = tmp_path / "trong.txt"
    file.write_bytes(b"")
    assert run(capsys, "read", str(file)) == (0, "", "")
