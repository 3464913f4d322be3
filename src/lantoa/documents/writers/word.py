"""The laid out document as .docx: Word styles with Vietnamese names, nothing drawn by hand."""

from __future__ import annotations

from io import BytesIO
from typing import Any

import docx
from docx.enum.section import WD_SECTION
from docx.shared import Mm

from lantoa.documents import styles
from lantoa.documents.layout import Gap, Grid, Halves, Item, Line, Rule, Sheets, lay_out
from lantoa.documents.package import sealed
from lantoa.documents.terms import OfficialDocument
from lantoa.documents.typography import clean
from lantoa.documents.writers import word_markup as markup
from lantoa.documents.writers.word_styles import define_styles, style_id


def write_docx(document: OfficialDocument) -> bytes:
    """A file for Word and LibreOffice; the same document gives the same bytes."""
    file = docx.Document()
    define_styles(file)
    _describe(file, document)
    _drop_thumbnail(file)
    for place, sheets in enumerate(lay_out(document)):
        section = file.sections[0] if place == 0 else file.add_section(WD_SECTION.NEW_PAGE)
        _set_page(section)
        if place == 0:
            _set_headers(section, clean(document.banner))
        markup.restart_page_numbers(section)
        _draw(file, sheets)
    markup.number_figures(file)
    held = BytesIO()
    file.save(held)
    return sealed(held.getvalue())


def _describe(file: Any, document: OfficialDocument) -> None:
    properties = file.core_properties
    parts = (document.kind, clean(document.subject))
    properties.title = " ".join(part for part in parts if part)[:255]
    properties.author = " ".join(clean(document.letterhead.issuer).split())[:255]
    properties.last_modified_by = ""
    properties.comments = ""
    properties.language = "vi-VN"


def _drop_thumbnail(file: Any) -> None:
    """python-docx's own template carries a picture of an empty page; ours is not that page."""
    relations = file.part.package.rels
    for identity in [key for key, one in relations.items() if one.reltype.endswith("/thumbnail")]:
        del relations[identity]


def _set_page(section: Any) -> None:
    section.page_width, section.page_height = Mm(styles.PAGE_WIDTH), Mm(styles.PAGE_HEIGHT)
    section.top_margin, section.bottom_margin = Mm(styles.MARGIN_TOP), Mm(styles.MARGIN_BOTTOM)
    section.left_margin, section.right_margin = Mm(styles.MARGIN_LEFT), Mm(styles.MARGIN_RIGHT)
    section.header_distance = Mm(styles.HEADER_FROM_TOP)
    section.footer_distance = Mm(10)
    section.different_first_page_header_footer = True


def _set_headers(section: Any, banner: str) -> None:
    """The page number in the middle of the top margin, none on the first page."""
    header = section.header.paragraphs[0]
    header.style = "Số trang"
    header.add_run("\t")
    markup.add_page_number(header)
    first = section.first_page_header.paragraphs[0]
    first.style = "Số trang"
    if banner:
        header.add_run("\t")
        header.add_run(banner, style="Dấu nhắc nhỏ")
        first.add_run("\t")
        first.add_run(banner, style="Dấu nhắc")


def _draw(file: Any, sheets: Sheets) -> None:
    for item in sheets.items:
        match item:
            case Halves():
                _draw_halves(file, item)
            case Grid():
                _draw_grid(file, item)
            case _:
                _draw_in(file, item, styles.TEXT_WIDTH)


def _draw_in(place: Any, item: Item, width: float, *, paragraph: Any = None) -> None:
    """One item as a paragraph of a body or a cell `width` mm wide."""
    made = paragraph if paragraph is not None else place.add_paragraph()
    match item:
        case Line():
            markup.set_style(made, style_id(item.style))
            markup.add_words(made, item.runs)
            if item.keep:
                made.paragraph_format.keep_with_next = True
        case Rule(length):
            markup.set_style(made, style_id("rule"))
            markup.draw_rule(made, indent=(width - length) / 2)
        case Gap(height):
            markup.set_style(made, style_id("gap"))
            made.paragraph_format.line_spacing = Mm(height)


def _draw_halves(file: Any, halves: Halves) -> None:
    table = markup.add_table(file, halves.widths, len(halves.rows), bordered=False)
    for row, given in zip(table.rows, halves.rows, strict=True):
        markup.keep_row_whole(row)
        for cell, items, width in zip(row.cells, given, halves.widths, strict=True):
            for place, item in enumerate(items):
                reused = cell.paragraphs[0] if place == 0 else None
                _draw_in(cell, item, width, paragraph=reused)
            for paragraph in cell.paragraphs:
                paragraph.paragraph_format.keep_with_next = True


def _draw_grid(file: Any, grid: Grid) -> None:
    table = markup.add_table(file, grid.widths, 1 + len(grid.rows), bordered=True)
    markup.repeat_row(table.rows[0])
    for row, given in zip(table.rows, (grid.header, *grid.rows), strict=True):
        markup.keep_row_whole(row)
        for cell, line, width in zip(row.cells, given, grid.widths, strict=True):
            markup.centre_vertically(cell)
            _draw_in(cell, line, width, paragraph=cell.paragraphs[0])
