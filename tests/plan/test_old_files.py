"""A plan reads the same in whatever its letters were written; an old encoding is told."""

from __future__ import annotations

import unicodedata
from pathlib import Path

import pytest
from tests import make

from lantoa.plan.models import Plan
from lantoa.plan.services import import_plan

SAMPLE = (Path(__file__).resolve().parents[2] / "samples" / "ke-hoach-song-lam.txt").read_bytes()

pytestmark = pytest.mark.django_db


def brought_in(content: bytes = SAMPLE, name: str = "ke-hoach.txt") -> Plan:
    return import_plan(content=content, name=name, by=None, now=make.NOW)


OLD_ENCODING = "Tệp dùng bảng mã cũ Windows-1258, đã chuyển sang Unicode; xin đối chiếu."


@pytest.mark.parametrize("encoding", ["nfd", "windows-1258"])
def test_other_encodings_read_the_same(encoding: str) -> None:
    text = SAMPLE.decode()
    # Windows-1258 writes tones as marks of their own behind the vowel.
    content = (
        unicodedata.normalize("NFD", text).encode()
        if encoding == "nfd"
        else _tones_apart(text).encode("cp1258")
    )
    expected = brought_in().reading
    found = brought_in(content, "khac.txt").reading
    told = [found["doubts"].pop()["why"]] if encoding != "nfd" else []
    assert found == expected
    assert told == [OLD_ENCODING] * (encoding != "nfd")


def _tones_apart(text: str) -> str:
    tones = "\u0300\u0301\u0303\u0309\u0323"
    letters = []
    for letter in text:
        parts = unicodedata.normalize("NFD", letter)
        kept = unicodedata.normalize("NFC", "".join(p for p in parts if p not in tones))
        letters.append(kept + "".join(p for p in parts if p in tones))
    return "".join(letters)
