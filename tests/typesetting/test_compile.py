"""Templates are ours, words come in as data."""

import io

import pytest
from PIL import Image
from pypdfium2 import PdfDocument

from lantoa.typesetting import pdf, png, slides, svg

CARD = '#set page(width: 100pt, height: 50pt, margin: 0pt)\n#set text(font: "Be Vietnam Pro")\n'


def test_pdf_shows_markup_in_data_as_plain_characters() -> None:
    words = "#panic() $x$ *đậm* @ai <b> \\u{41} Ưu đãi ệ"
    made = pdf('#set text(font: "Tinos", size: 9pt)\n#data.words', {"words": words})
    text = PdfDocument(made)[0].get_textpage().get_text_bounded()
    assert text.strip() == words


def test_same_input_gives_the_same_bytes() -> None:
    assert pdf(CARD + "#data.a", {"a": "một"}) == pdf(CARD + "#data.a", {"a": "một"})


def test_one_compiler_does_not_remember_earlier_data() -> None:
    first = svg(CARD + "#data.a", {"a": "một"})
    svg(CARD + "#data.a", {"a": "hai"})
    assert svg(CARD + "#data.a", {"a": "một"}) == first


def test_png_is_as_large_as_asked() -> None:
    assert Image.open(io.BytesIO(png(CARD + "x", {}, ppi=144))).size == (200, 100)


def test_png_of_two_pages_is_an_error() -> None:
    with pytest.raises(ValueError, match="one page"):
        png(CARD + "a #pagebreak() b", {})


def test_slides_gives_every_page() -> None:
    assert len(slides(CARD + "a #pagebreak() b", {})) == 2


def test_template_opens_a_picture_by_name() -> None:
    dot = io.BytesIO()
    Image.new("RGB", (4, 4), "#B0305C").save(dot, "PNG")
    made = png(CARD + '#image("/dot.png", width: 100%)', {}, files={"dot.png": dot.getvalue()})
    assert Image.open(io.BytesIO(made)).convert("RGB").getpixel((10, 10)) == (0xB0, 0x30, 0x5C)


def test_picture_name_cannot_leave_the_folder() -> None:
    with pytest.raises(ValueError, match="plain name"):
        png(CARD, {}, files={"../dot.png": b""})


@pytest.mark.parametrize("family", ["DejaVu Sans Mono", "Libertinus Serif", "Liberation Serif"])
def test_no_font_but_ours_exists_for_templates(family: str) -> None:
    unknown = svg(CARD.replace("Be Vietnam Pro", "Không Có") + "Lan Tỏa", {})
    assert svg(CARD.replace("Be Vietnam Pro", family) + "Lan Tỏa", {}) == unknown
