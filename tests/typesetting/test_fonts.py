"""Every vendored font can write Vietnamese."""

import re
import unicodedata
from pathlib import Path

import pytest

from lantoa.typesetting.compile import FONTS, WEB_FONTS
from lantoa.typesetting.metrics import face, width_mm

BASES = "aăâeêioôơuưy"
TONES = ["", "\u0300", "\u0301", "\u0303", "\u0309", "\u0323"]
LOWER = [unicodedata.normalize("NFC", base + tone) for base in BASES for tone in TONES]
MARKED = [letter for letter in [*LOWER, "đ"] if not letter.isascii()]
LETTERS = MARKED + [letter.upper() for letter in MARKED]


def test_vietnamese_has_134_letters_beyond_ascii() -> None:
    assert len(set(LETTERS)) == 134


@pytest.mark.parametrize("path", sorted(FONTS.glob("*.ttf")), ids=lambda path: path.stem)
def test_font_covers_every_vietnamese_letter(path: Path) -> None:
    assert [letter for letter in LETTERS if not face(path).covers(letter)] == []


def test_face_without_a_letter_says_so() -> None:
    assert not face(FONTS / "Tinos-Regular.ttf").covers("漢")


def test_every_font_family_carries_its_licence() -> None:
    families = {path.stem.split("-")[0] for path in FONTS.glob("*.ttf")}
    assert families == {path.stem.removesuffix("-OFL") for path in FONTS.glob("*-OFL.txt")}
    assert (WEB_FONTS / "OFL.txt").exists()


def test_tinos_has_the_widths_of_times_new_roman() -> None:
    # a, m, W: 909, 1593, 1933 of 2048 units
    regular = face(FONTS / "Tinos-Regular.ttf")
    assert [round(regular.width(letter, 2048)) for letter in "amW"] == [909, 1593, 1933]
    assert round(width_mm("amW", size=72), 2) == round((909 + 1593 + 1933) / 2048 * 25.4, 2)


def _style_rules() -> list[tuple[str, str]]:
    sheet = (WEB_FONTS / "be-vietnam-pro.css").read_text()
    return re.findall(r'url\("([^"]+)"\).*?unicode-range: ([^;]+);', sheet, re.S)


def _in_ranges(letter: str, ranges: str) -> bool:
    for part in ranges.split(", "):
        first, _, last = part.removeprefix("U+").partition("-")
        if int(first, 16) <= ord(letter) <= int(last or first, 16):
            return True
    return False


def test_web_style_sheet_names_every_file_and_no_other() -> None:
    assert {name for name, _ in _style_rules()} == {p.name for p in WEB_FONTS.glob("*.woff2")}


def test_web_subsets_cover_every_vietnamese_letter_and_stay_small() -> None:
    ranges = ", ".join(ranges for _, ranges in _style_rules())
    assert [letter for letter in LETTERS if not _in_ranges(letter, ranges)] == []
    assert [p.name for p in WEB_FONTS.glob("*.woff2") if p.stat().st_size > 30_000] == []
