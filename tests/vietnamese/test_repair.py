"""Cells typed in the fonts of TCVN3 and VNI become Unicode; good Unicode is never touched."""

from __future__ import annotations

import unicodedata

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from lantoa.vietnamese.encodings import _TCVN3, _VNI
from lantoa.vietnamese.repair import Old, old_encoding, repaired
from lantoa.vietnamese.text import nfc

TEXT = """
    nguyễn trần lê phạm hoàng huỳnh phan vũ võ đặng bùi đỗ hồ ngô dương lý văn thị hữu đức quyết
    thành hạnh hòa hường ánh nguyệt thủy phượng mỹ quỳnh ẩn ổn kỹ khuê bến đò núi tháp trại mới
    đồng vang cồn soi bãi dâu làng đoài ruộng nước thuở ngoằn nghĩa ưu ước"""
WORDS = TEXT.split()
names = st.lists(st.sampled_from(WORDS), min_size=2, max_size=4).map(" ".join)


def as_tcvn3(text: str) -> str:
    """The text as a TCVN3 font wants it: small letters, one sign each."""
    table = {nfc(letter): chr(byte) for byte, letter in _TCVN3.items()}
    return "".join(table.get(letter, letter) for letter in nfc(text))


def as_vni(text: str) -> str:
    """The text as a VNI font wants it: a vowel, then its mark."""
    marks = {mark: chr(byte) for byte, mark in _VNI.items() if unicodedata.combining(mark[0])}
    letters = {letter: chr(byte) for byte, letter in _VNI.items() if len(letter) == 1}
    out = []
    for letter in nfc(text):
        parts = unicodedata.normalize("NFD", letter)
        horned = "ơ" if parts[0] == "o" and "\u031b" in parts else "ư" if "\u031b" in parts else ""
        if letter in letters and not unicodedata.combining(letter):
            out.append(letters[letter])
        elif horned:
            tone = [mark for mark in parts[1:] if mark != "\u031b"]
            out.append(letters[horned] + "".join(marks[mark] for mark in tone))
        elif len(parts) > 1:
            marked = sorted(parts[1:], key=lambda mark: mark not in "\u0302\u0306")
            out.append(parts[0] + marks["".join(marked)])
        else:
            out.append(letter)
    return "".join(out)


@settings(max_examples=150, deadline=None)
@given(st.lists(names, min_size=3, max_size=12))
def test_old_fonts_are_recognised_and_read(texts: list[str]) -> None:
    for name, write in (("TCVN3", as_tcvn3), ("VNI", as_vni)):
        wanted = ["nguyễn thị hường", *texts]
        typed = [write(text) for text in wanted]
        found = old_encoding(typed)
        assert found.name == name
        assert [repaired(text, found) for text in typed] == wanted


@settings(max_examples=150, deadline=None)
@given(st.lists(names, max_size=8), st.sampled_from(["TCVN3", "VNI"]))
def test_good_unicode_is_never_touched(texts: list[str], encoding: str) -> None:
    written = [text.title() for text in texts]
    assert old_encoding(written) == Old()
    assert [repaired(text, Old(encoding)) for text in written] == written
    assert [repaired(unicodedata.normalize("NFD", t), Old(encoding)) for t in written] == written


@pytest.mark.parametrize(
    "text", ["Siêu âm 3D–4D", "Müller", "Café «Sông Lam»", "25°C", "m²", "Ê-đê"]
)
def test_foreign_words_and_signs_stay(text: str) -> None:
    assert repaired(text, old_encoding([text, "Nguyễn Văn An"])) == text


def test_capital_font_gives_capitals() -> None:
    assert repaired("NGUYÔN V¡N ¸NH", Old("TCVN3")) == "NGUYỄN VĂN ÁNH"
