"""Finished sheets: pages, letters inside the paper and large enough, fonts, tags, code, ink."""

from __future__ import annotations

import ctypes
import io
from collections.abc import Iterator
from typing import Any

import pypdfium2
import pypdfium2.raw as raw
import pytest
import segno
from PIL import Image

from lantoa.core.errors import Refused
from lantoa.newsroom.graphics.look import contrast, look_of
from lantoa.newsroom.printed import boards, setting
from lantoa.newsroom.printed.setting import Made
from lantoa.newsroom.printed.stories import short_text
from tests.newsroom.printed.data import (
    ADDRESS,
    ANSWERS,
    COMPARISON,
    FIGURES,
    ISSUER,
    STEPS,
    longest,
    story,
)

PT_PER_MM = 72 / 25.4
STORIES = {
    "plain": story(), "data": story(FIGURES, COMPARISON), "steps": story(STEPS),
    "answers": story(answers=ANSWERS), "photo": story(with_photo=True, is_told=True),
    "longest": longest(), "bare": story(texts=[], is_heard=False),
}  # fmt: skip
# Least size in points, on the A4 (poster, board, document) or the A5 (leaflet).
LEAST = {"poster": 11.0, "leaflet": 10.0, "board": 13.0, "document": 9.5, "phone": 9.5}
PAGES = {"poster": 1, "leaflet": 2, "board": 1}


def made_all() -> Iterator[tuple[str, str, Made]]:
    for name, one in STORIES.items():
        yield name, "poster", setting.poster(one, setting.A4_POSTER)
        yield name, "leaflet", setting.leaflet(one, setting.A5_LEAFLET)
        yield name, "document", setting.document(one, for_phone=False)
        yield name, "phone", setting.document(one, for_phone=True)
        lines = short_text(one, boards.PAPER_WORDS).splitlines()
        yield name, "board", setting.paper_for_board(one, lines[1:])


@pytest.fixture(scope="module")
def sheets() -> dict[tuple[str, str], Made]:
    return {(name, kind): made for name, kind, made in made_all()}


@pytest.fixture(scope="module")
def opened(sheets: dict[tuple[str, str], Made]) -> dict[tuple[str, str], Any]:
    return {key: pypdfium2.PdfDocument(made.pdf) for key, made in sheets.items()}


def words_of(pdf: Any) -> str:
    return " ".join(
        " ".join(page.get_textpage().get_text_range().split()).replace("\u00a0", " ")
        for page in pdf
    )


def letters(page: Any) -> Iterator[tuple[str, float, tuple[float, ...]]]:
    """Every letter with its size in points and its box."""
    textpage = page.get_textpage()
    for at in range(textpage.count_chars()):
        code = raw.FPDFText_GetUnicode(textpage, at)
        if chr(code).isspace() or raw.FPDFText_IsGenerated(textpage, at) == 1:
            continue
        matrix = raw.FS_MATRIX()
        raw.FPDFText_GetMatrix(textpage, at, matrix)
        size = raw.FPDFText_GetFontSize(textpage, at) * abs(matrix.d)
        yield chr(code), size, textpage.get_charbox(at)


def test_posters_and_board_sheets_have_one_side_and_leaflets_two(
    sheets: dict[tuple[str, str], Made], opened: dict[tuple[str, str], Any]
) -> None:
    for (name, kind), made in sheets.items():
        assert made.pages == len(opened[name, kind])
        assert PAGES.get(kind) in (None, made.pages), (name, kind)


def test_no_letter_leaves_the_paper_and_none_is_tiny(opened: dict[tuple[str, str], Any]) -> None:
    for (name, kind), pdf in opened.items():
        for page in pdf:
            width, height = page.get_size()
            found = list(letters(page))
            assert found
            assert min(size for _, size, _ in found) > LEAST[kind] - 0.01, (name, kind)
            for _, _, (left, bottom, right, top) in found:
                assert left > 0 and bottom > 0 and right < width and top < height, (name, kind)


def test_a_headline_is_read_from_three_metres(opened: dict[tuple[str, str], Any]) -> None:
    """Letters of 4,4 mm are seen by a sharp eye at 3 m (5 minutes of arc); three times that."""
    largest = max(size for _, size, _ in letters(opened["plain", "poster"][0]))
    assert largest * 0.7 / PT_PER_MM > 3 * 4.4


def test_a_long_text_is_cut_to_what_fits_and_leads_on(opened: dict[tuple[str, str], Any]) -> None:
    assert "quét mã ở mặt trước để đọc tiếp" in words_of(opened["longest", "leaflet"])
    assert "đọc tiếp" not in words_of(opened["plain", "leaflet"])


def test_words_can_be_searched_as_they_are_typed(opened: dict[tuple[str, str], Any]) -> None:
    words = words_of(opened["plain", "leaflet"])
    for asked in ("1169/QĐ-TTg", "thứ Hai 30/11", "13 giờ 30", "0238 3123 456", "songlam.vi-du.vn"):
        assert asked in words
    document = words_of(opened["data", "document"])
    assert document.index("Việc gấp") < document.index("82,8%") < document.index("Nguồn và liên")


def fonts(document: Any) -> set[tuple[str, bool]]:
    """The fonts of every piece of text by name, and whether each lies in the file."""
    found = set()
    for number in range(len(document)):
        for piece in document[number].get_objects(filter=[raw.FPDF_PAGEOBJ_TEXT]):
            font = raw.FPDFTextObj_GetFont(piece.raw)
            name = ctypes.create_string_buffer(200)
            raw.FPDFFont_GetBaseFontName(font, name, 200)
            found.add((name.value.decode(), raw.FPDFFont_GetIsEmbedded(font) == 1))
    return found


def test_fonts_are_inside_and_are_the_projects_own(opened: dict[tuple[str, str], Any]) -> None:
    for name, document in opened.items():
        used = fonts(document)
        assert used, name
        assert all(is_inside and "BeVietnamPro" in font for font, is_inside in used), (name, used)


def test_files_are_made_to_last(sheets: dict[tuple[str, str], Made]) -> None:
    for made in sheets.values():
        assert b"pdfuaid" in made.pdf and b"pdfaid" in made.pdf
        assert b"/Lang (vi)" in made.pdf or b"<dc:language>" in made.pdf


def tags(page: Any) -> list[tuple[str, str]]:
    """Kind and alternative words of every element, in reading order."""
    found: list[tuple[str, str]] = []

    def said(get: Any, element: Any) -> str:
        size = get(element, None, 0)
        buffer = ctypes.create_string_buffer(size)
        get(element, buffer, size)
        return buffer.raw.decode("utf-16-le").rstrip("\0")

    def walk(element: Any) -> None:
        found.append((said(raw.FPDF_StructElement_GetType, element),
                      said(raw.FPDF_StructElement_GetAltText, element)))  # fmt: skip
        for at in range(raw.FPDF_StructElement_CountChildren(element)):
            child = raw.FPDF_StructElement_GetChildAtIndex(element, at)
            if child:
                walk(child)

    tree = raw.FPDF_StructTree_GetForPage(page)
    for at in range(raw.FPDF_StructTree_CountChildren(tree)):
        walk(raw.FPDF_StructTree_GetChildAtIndex(tree, at))
    raw.FPDF_StructTree_Close(tree)
    return found


def test_a_document_is_tagged_for_who_does_not_see(opened: dict[tuple[str, str], Any]) -> None:
    kinds = [kind for page in opened["data", "document"] for kind, _ in tags(page)]
    assert {"H1", "P", "Table", "TR", "TH", "TD", "Link"} <= set(kinds)
    told = [alt for page in opened["photo", "document"] for kind, alt in tags(page)
            if kind == "Figure"]  # fmt: skip
    assert told[0] == "Mười người ngồi quanh bàn" and all(told)
    answers = [kind for page in opened["answers", "phone"] for kind, _ in tags(page)]
    assert answers.count("H2") == len(ANSWERS)


def test_the_code_on_a_poster_is_the_articles_address(sheets: dict[tuple[str, str], Made]) -> None:
    """The squares of the drawing, sampled one by one, are those of the address."""
    page = pypdfium2.PdfDocument(sheets["plain", "poster"].pdf)[0]
    seen = page.render(scale=4).to_pil().convert("RGB")
    white = Image.eval(seen.getchannel("B"), lambda value: 255 if value == 255 else 0)
    field = white.crop((seen.width // 2, seen.height * 2 // 3, seen.width, seen.height))
    left, top, right, bottom = field.getbbox()
    box = (left + seen.width // 2, top + seen.height * 2 // 3,
           right + seen.width // 2, bottom + seen.height * 2 // 3)  # fmt: skip
    code = seen.crop(box).convert("L")
    expected = [list(row) for row in segno.make_qr(ADDRESS, error="m").matrix_iter(border=4)]
    step = code.width / len(expected)
    found = [
        [int(code.getpixel((int((x + 0.5) * step), int((y + 0.5) * step))) < 128)
         for x in range(len(expected))]
        for y in range(len(expected))
    ]  # fmt: skip
    assert found == expected


def test_a_leaflet_needs_little_ink_and_survives_a_copier(
    sheets: dict[tuple[str, str], Made],
) -> None:
    for name in ("plain", "data", "steps", "answers"):
        grey = Image.open(io.BytesIO(sheets[name, "leaflet"].seen)).convert("L")
        counts = grey.histogram()
        assert sum(counts[:200]) / sum(counts) < 0.15, name
    look = look_of(ISSUER.accent)
    assert min(contrast(look.field, "#FFFFFF"), contrast(look.soft, "#FFFFFF")) >= 4.5
    assert contrast(look.on_field, look.ring) >= 4.5


def test_an_a3_is_an_a4_made_larger() -> None:
    made = pypdfium2.PdfDocument(setting.poster(STORIES["plain"], setting.A3_POSTER).pdf)
    size = tuple(round(side / PT_PER_MM) for side in made[0].get_size())
    assert size == (297, 420)


def test_two_leaflets_stand_on_an_a4_to_be_cut(sheets: dict[tuple[str, str], Made]) -> None:
    made = pypdfium2.PdfDocument(setting.two_on_a4(sheets["plain", "leaflet"].pdf, "Tờ rơi"))
    assert [tuple(round(side / PT_PER_MM) for side in page.get_size()) for page in made] == [
        (297, 210), (297, 210)
    ]  # fmt: skip
    assert words_of(made).count("0238 3123 456") == 2


def test_what_cannot_be_set_is_refused_in_words() -> None:
    with pytest.raises(Refused, match="Tiêu đề dài quá so với khổ giấy"):
        setting.poster(story(title="Khuyếchtrương" * 12), setting.A4_POSTER)


def test_poster_comes_in_half_the_size_too() -> None:
    made = pypdfium2.PdfDocument(setting.poster(STORIES["plain"], setting.A5_POSTER).pdf)
    assert tuple(round(side / PT_PER_MM) for side in made[0].get_size()) == (148, 210)
