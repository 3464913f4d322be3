"""What is drawn: nothing outside the margins, nothing small, nothing over another, the same twice.

Looked at in the PDF of each size, where every letter has a box and a size.
"""

from __future__ import annotations

import io
from collections.abc import Iterator
from dataclasses import replace

import pypdfium2.raw as pdfium
import pytest
from PIL import Image
from pypdfium2 import PdfDocument

from lantoa.core.errors import Refused
from lantoa.newsroom.data.facts import Comparison, Figure, HamletFact, Step
from lantoa.newsroom.graphics.choosing import LAYOUTS
from lantoa.newsroom.graphics.composing import compose
from lantoa.newsroom.graphics.drawing import (
    BOARD,
    FORMATS,
    PHONE,
    SQUARE,
    Format,
    drawn,
    drawn_pdf,
    drawn_svg,
    parts,
)
from lantoa.newsroom.graphics.look import look_of
from lantoa.newsroom.terms import HamletState
from lantoa.typesetting import pdf
from tests.newsroom.graphics.data import ADDRESS, LONGEST, POINTS, USUAL

LOOK = look_of("#0B6E69")
CODES = [layout.code for layout in LAYOUTS]
Letter = tuple[str, float, float, float, float, float]


def letters(code: str, of: Format, facts: object = USUAL) -> list[Letter]:
    """Every letter with its left, top, right, bottom in pixels of the drawing, and its size."""
    picture = compose(facts, code, points=POINTS, is_sample=True)  # type: ignore[arg-type]
    template, data, files = parts(picture, LOOK, ADDRESS, of)
    page = PdfDocument(pdf(template, data, files=files))[0]
    text, high = page.get_textpage(), page.get_height()
    found = []
    for at in range(text.count_chars()):
        left, bottom, right, top = text.get_charbox(at)
        size = pdfium.FPDFText_GetFontSize(text.raw, at)
        letter = text.get_text_range(at, 1)
        if letter.strip() and right > left:
            found.append((letter, left, high - top, right, high - bottom, size))
    return found


@pytest.mark.parametrize("of", FORMATS, ids=lambda of: of.role)
@pytest.mark.parametrize("facts", [USUAL, LONGEST], ids=["usual", "longest"])
@pytest.mark.parametrize("code", CODES)
def test_all_words_stand_inside_the_margins_and_none_is_small(
    code: str, facts: object, of: Format
) -> None:
    found = letters(code, of, facts)
    assert len(found) > 60
    for letter, left, top, right, bottom, size in found:
        assert left >= of.side - 6 and right <= of.width - of.side + 6, letter
        assert top >= of.top - 6 and bottom <= of.height - of.bottom + 6, letter
        assert size >= 39.99, letter


@pytest.mark.parametrize("facts", [USUAL, LONGEST], ids=["usual", "longest"])
@pytest.mark.parametrize("code", CODES)
def test_no_letter_stands_on_another(code: str, facts: object) -> None:
    for of in (PHONE, SQUARE, BOARD):
        found = letters(code, of, facts)
        for at, one in enumerate(found):
            assert not any(on(one, other) for other in found[at + 1 :]), (one, of.role)


def on(one: Letter, other: Letter) -> bool:
    """Do the inner parts of two letters cover each other? Kerned neighbours touch at the edge."""
    across = min(one[3], other[3]) - max(one[1], other[1])
    down = min(one[4], other[4]) - max(one[2], other[2])
    return across > 6 and down > 6


@pytest.mark.parametrize("code", CODES)
def test_same_data_gives_the_same_bytes(code: str) -> None:
    picture = compose(USUAL, code, points=POINTS)
    assert drawn(picture, LOOK, ADDRESS, SQUARE) == drawn(picture, LOOK, ADDRESS, SQUARE)
    assert drawn_svg(picture, LOOK, ADDRESS) == drawn_svg(picture, LOOK, ADDRESS)
    assert drawn_pdf(picture, LOOK, ADDRESS) == drawn_pdf(picture, LOOK, ADDRESS)


@pytest.mark.parametrize("of", FORMATS, ids=lambda of: of.role)
def test_file_has_the_size_that_it_says(of: Format) -> None:
    content = drawn(compose(USUAL, "three"), LOOK, ADDRESS, of)
    assert Image.open(io.BytesIO(content)).size == of.size


def test_paper_is_a3_and_its_words_can_be_searched() -> None:
    page = PdfDocument(drawn_pdf(compose(USUAL, "three"), LOOK, ADDRESS))[0]
    assert [round(side * 25.4 / 72) for side in page.get_size()] == [297, 420]
    assert "tin bài trên" in page.get_textpage().get_text_bounded().replace("\r\n", " ")


@pytest.mark.parametrize("of", FORMATS, ids=lambda of: of.role)
def test_no_line_breaks_inside_a_word_or_a_name(of: Format) -> None:
    """«Công nghệ», «Đổi mới» and the like: told by the lines of the PDF."""
    shown = {
        "time": ("Khoa học", "Công nghệ", "Đổi mới", "sáng tạo", "sáng kiến", "báo cáo"),
        "three": ("Nghị quyết 57", "người dân?", "xác nhận", "bộ thu", "tin bài"),
        "map": ("Bến Đò", "Liên Hải", "xác nhận"),
    }
    for code, words in shown.items():
        template, data, files = parts(compose(USUAL, code, points=POINTS), LOOK, ADDRESS, of)
        page = PdfDocument(pdf(template, data, files=files))[0]
        text = page.get_textpage().get_text_bounded().replace("\u00a0", " ")
        assert [one for one in words if one not in text] == [], code


def test_bars_stand_in_true_proportion() -> None:
    """Measured in the picture: heights of the two fields from the base line."""
    facts = replace(USUAL, comparison=Comparison("giờ", "Năm 2025", "300", "Năm 2026", "900"))
    picture = Image.open(io.BytesIO(drawn(compose(facts, "before"), LOOK, ADDRESS, PHONE)))
    pixels = picture.convert("RGB")
    heights = []
    for x, colour in ((80, "#E3E0D8"), (1080 - 80, "#0B6E69")):
        wanted = tuple(int(colour[at : at + 2], 16) for at in (1, 3, 5))
        heights.append(sum(pixels.getpixel((x, y)) == wanted for y in range(1350)))
    assert heights[1] > 300
    assert heights[0] / heights[1] == pytest.approx(1 / 3, abs=0.02)


def test_twenty_hamlets_without_places_stand_as_tiles() -> None:
    hamlets = tuple(
        HamletFact(f"Thôn {number}", HamletState.PART if number < 5 else HamletState.FULL)
        for number in range(20)
    )
    facts = replace(USUAL, hamlets=hamlets, source="")
    words = "".join(one[0] for one in letters("map", PHONE, facts))
    assert ("Thôn3" in words, "Thôn17" in words) == (True, False)  # those that lack are named
    assert "15trên20" in words


TOO_LONG = [
    ("title", "three", replace(USUAL, title="Nghiêng trường " * 12), "Tiêu đề trên hình dài quá"),
    ("hero", "one", replace(USUAL, figures=(Figure("9" * 16, "triệu đồng", "tổng"),)),
     "Con số hoặc ngày lớn trên hình dài quá"),
    ("middle", "steps", replace(USUAL, steps=(Step("Khai", "từngchữdínhliền" * 6),) * 3),
     "Lời trong khối số liệu dài quá so với khổ dọc"),
    ("foot", "three", replace(USUAL, source="Trungtâmdịchvụ" * 12), "dài quá hai dòng ở chân hình"),
]  # fmt: skip


@pytest.mark.parametrize(("part", "code", "facts", "words"), TOO_LONG, ids=lambda one: one)
def test_what_is_too_long_is_refused_by_its_name(
    part: str, code: str, facts: object, words: str
) -> None:
    picture = compose(facts, code)  # type: ignore[arg-type]
    with pytest.raises(Refused, match=words):
        drawn(picture, LOOK, ADDRESS, PHONE)


def test_markup_in_data_stays_plain() -> None:
    facts = replace(USUAL, figures=(Figure("5", "", "#panic() $x$ *đậm* <b>"),))
    words = "".join(one[0] for one in letters("one", PHONE, facts))
    assert "#panic()$x$*đậm*<b>" in words


def colours() -> Iterator[str]:
    yield from ("#0B6E69", "#7A1F1F", "#1D4E89", "#6B4E00", "#000000")


@pytest.mark.parametrize("accent", colours())
def test_every_colour_of_a_commune_can_be_read(accent: str) -> None:
    from lantoa.newsroom.graphics.look import contrast

    look = look_of(accent)
    pairs = [
        (look.on_field, look.field), (look.on_field, look.ring), (look.bright, look.ink),
        (look.ink, look.paper), (look.ink, look.quiet), (look.ink, look.line),
        (look.field, look.quiet), (look.good, look.paper), (look.soft, look.quiet),
        (look.warn, look.quiet), (look.on_field, look.ink),
    ]  # fmt: skip
    assert [pair for pair in pairs if contrast(*pair) < 4.5] == []


@pytest.mark.parametrize("accent", ["#67C7BF", "#FFFFFF", "xanh", "#12345"])
def test_pale_or_unreadable_colour_is_refused(accent: str) -> None:
    with pytest.raises(Refused, match="Màu chủ đạo"):
        look_of(accent)
