"""`lantoa speech`: text to the words that are said (`read`), and to sound (`make`)."""

from __future__ import annotations

import argparse
import sys
from collections.abc import Iterator, Mapping
from pathlib import Path

from lantoa.cli.commands import speech_make
from lantoa.core.errors import Refused

HELP = "Đọc văn bản hành chính thành lời, hoặc làm thành âm thanh để phát."


def add_arguments(parser: argparse.ArgumentParser) -> None:
    actions = parser.add_subparsers(dest="action", required=True, metavar="VIỆC")
    read = actions.add_parser(
        "read",
        help="in lời đọc của từng dòng",
        description="Mỗi dòng đưa vào cho một dòng lời đọc; dòng trống giữ nguyên.",
    )
    read.add_argument("file", nargs="?", metavar="TỆP", help="tệp văn bản; không có thì đọc stdin")
    read.add_argument(
        "--explain",
        action="store_true",
        help="in từng mẩu: chữ, loại, quy tắc (dấu ? là cần nghe lại), lời đọc",
    )
    read.add_argument(
        "--words", metavar="TỆP", help="từ điển đọc của xã, mỗi dòng: từ, dấu tab, cách đọc"
    )
    speech_make.add_arguments(actions.add_parser("make", help=speech_make.HELP))


def run(arguments: argparse.Namespace) -> int:
    if arguments.action == "make":
        return speech_make.run(arguments)
    return _read(arguments)


def _read(arguments: argparse.Namespace) -> int:
    words = _word_list(Path(arguments.words)) if arguments.words else {}
    text = _text(_bytes(arguments.file), arguments.file or "stdin")
    lines = _explained(text, words) if arguments.explain else _spoken(text, words)
    for line in lines:
        print(line)
    return 0


def _spoken(text: str, words: Mapping[str, str]) -> Iterator[str]:
    from lantoa.vietnamese.speech import read_aloud

    for line in _lines(text):
        yield read_aloud(line, words)


def _explained(text: str, words: Mapping[str, str]) -> Iterator[str]:
    """Token, class, rule and reading by tabs; a rule with ? asks an editor to listen."""
    from lantoa.vietnamese.speech import explain

    for place, line in enumerate(_lines(text)):
        if place:
            yield ""
        for token in explain(line, words):
            rule = token.rule if token.sure else f"{token.rule}?"
            yield f"{token.text}\t{token.cls}\t{rule}\t{token.reading}"


def _lines(text: str) -> list[str]:
    """Lines as a person counts them: the last line end opens no further line."""
    return text.removesuffix("\n").split("\n") if text else []


def _bytes(name: str | None) -> bytes:
    if name is None:
        return sys.stdin.buffer.read()
    try:
        return Path(name).read_bytes()
    except OSError as error:
        raise Refused(
            f"Không mở được tệp «{name}». Chưa đọc gì. Hãy kiểm tra lại tên tệp và quyền đọc."
        ) from error


def _text(data: bytes, name: str) -> str:
    from lantoa.vietnamese import decode

    try:
        return decode(data)
    except Refused as refusal:
        raise Refused(f"«{name}»: {refusal}") from refusal


def _word_list(path: Path) -> dict[str, str]:
    """The commune's list; a line that is not `word<TAB>reading` refuses the whole list."""
    from lantoa.vietnamese.speech.word_file import read_word_file

    words: dict[str, str] = {}
    for line in read_word_file(_text(_bytes(str(path)), str(path))):
        if line.is_wrong:
            raise Refused(
                f"Dòng {line.number} của từ điển đọc «{path}» chưa đúng. Chưa đọc gì. "
                "Hãy sửa thành: từ, một dấu tab, rồi cách đọc."
            )
        words[line.word] = line.reading
    return words
