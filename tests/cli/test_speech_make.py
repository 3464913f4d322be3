"""`lantoa speech make`."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from lantoa.cli import main


def made(capsys: pytest.CaptureFixture[str], *words: str) -> tuple[int, str, str]:
    code = main(["speech", "make", *words])
    told = capsys.readouterr()
    return code, told.out, told.err


@pytest.mark.parametrize("ending", [".mp3", ".ogg", ".wav"])
def test_officer_makes_a_file_and_reads_what_it_is(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], ending: str
) -> None:
    text, out = tmp_path / "tin.txt", tmp_path / f"tin{ending}"
    text.write_text("Trước ngày 10/6, 80% hộ dân nộp hồ sơ trực tuyến.\n", encoding="utf-8")
    code, told, warned = made(capsys, str(text), "-o", str(out))
    assert (code, warned) == (0, "")
    assert re.fullmatch(rf"{out}: \d giây, −1[56],\d LUFS, đỉnh −\d,\d dBTP\n", told)
    assert out.stat().st_size > 1000


@pytest.mark.parametrize(
    ("content", "options", "sentence"),
    [
        (b"", ["-o", "tin.mp3"], "không có lời nào để đọc"),
        (b"Xin ch\xc3\xa0o.", ["-o", "tin.mp4"], "đuôi là một trong các loại"),
        (b"Xin ch\xc3\xa0o.", ["-o", "tin.mp3", "--voice", "lan"], "Không có giọng đọc «lan»"),
        (bytes(2_000_001), ["-o", "tin.mp3"], "lớn hơn 2 MB"),
        (None, ["-o", "tin.mp3"], "Không mở được tệp"),
    ],
)
def test_officer_is_refused_in_one_sentence(
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
    content: bytes | None,
    options: list[str],
    sentence: str,
) -> None:
    monkeypatch.chdir(tmp_path)
    if content is not None:
        Path("tin.txt").write_bytes(content)
    code, told, warned = made(capsys, "tin.txt", *options)
    assert (code, told, warned.count("\n")) == (2, "", 1)
    assert sentence in warned
    assert {path.name for path in tmp_path.iterdir()} <= {"tin.txt"}
