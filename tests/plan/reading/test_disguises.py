"""The same plan in another form of letters, lines or file reads the same."""

from __future__ import annotations

import textwrap
import unicodedata
from collections.abc import Callable

import pytest
from tests.documents.readers.making import pdf_of, word_of
from tests.plan.reading.examples import example
from tests.plan.reading.scoring import differences

from lantoa.documents.readers import read_file
from lantoa.plan.reading import read_plan


def _decomposed(text: str) -> bytes:
    return unicodedata.normalize("NFD", text).encode()


def _windows_lines(text: str) -> bytes:
    return text.replace("\n", "\r\n").encode()


def _unbreakable(text: str) -> bytes:
    return text.replace(" ", "\u00a0").encode()


def _with_byte_order_mark(text: str) -> bytes:
    return b"\xef\xbb\xbf" + text.encode()


def _utf_16(text: str) -> bytes:
    return text.encode("utf-16")


def _windows_1258(text: str) -> bytes:
    """Base letters with their first mark, tones as marks of their own, as that table has them."""
    signs = []
    for sign in unicodedata.normalize("NFC", text):
        try:
            signs.append(sign.encode("cp1258"))
        except UnicodeEncodeError:
            parts = unicodedata.normalize("NFD", sign)
            tones = [part for part in parts[1:] if part in "\u0300\u0301\u0303\u0309\u0323"]
            base = unicodedata.normalize("NFC", "".join(p for p in parts if p not in tones))
            signs.append((base + "".join(tones)).encode("cp1258"))
    return b"".join(signs)


def _without_empty_lines(text: str) -> bytes:
    return "\n".join(line for line in text.splitlines() if line.strip()).encode()


def _broken_at_78(text: str) -> bytes:
    lines = [part for line in text.splitlines() for part in textwrap.wrap(line, 78) or [""]]
    return "\n".join(lines).encode()


def _broken_at_78_without_empty_lines(text: str) -> bytes:
    lines = [part for line in text.splitlines() for part in textwrap.wrap(line, 78)]
    return "\n".join(lines).encode()


def _word(text: str) -> bytes:
    return word_of(text.splitlines())


def _pdf_with_indents(text: str) -> bytes:
    return pdf_of(text.splitlines(), indent=True)


def _pdf_without_indents(text: str) -> bytes:
    return pdf_of(text.splitlines(), indent=False)


DISGUISES = [
    _decomposed,
    _windows_lines,
    _unbreakable,
    _with_byte_order_mark,
    _utf_16,
    _windows_1258,
    _without_empty_lines,
    _broken_at_78,
    _broken_at_78_without_empty_lines,
    _word,
    _pdf_with_indents,
    _pdf_without_indents,
]


@pytest.mark.parametrize("name", ["song-lam", "dong-kinh"])
@pytest.mark.parametrize("disguise", DISGUISES, ids=lambda each: each.__name__.strip("_"))
def test_plan_in_disguise_reads_the_same(name: str, disguise: Callable[[str], bytes]) -> None:
    text, answer = example(name)
    document = read_file(disguise(text), f"{name}.dat")
    assert differences(read_plan(document.text).as_json(), answer) == []
