"""The few pieces of WordprocessingML that python-docx has no words for."""

from __future__ import annotations

import re
from typing import Any

from docx.enum.table import WD_CELL_VERTICAL_ALIGNMENT, WD_TABLE_ALIGNMENT
from docx.oxml import OxmlElement
from docx.oxml.ns import qn
from docx.shared import Mm

from lantoa.documents.terms import FigureRun, Run
from lantoa.documents.typography import NO_BREAK_HYPHEN

TWIPS_PER_MM = 1440 / 25.4
_AFTER_BORDER = ("w:shd", "w:tabs", "w:spacing", "w:ind", "w:jc", "w:outlineLvl", "w:rPr")
_NOT_NAME = re.compile(r"[^A-Za-z0-9]+")


def _element(tag: str, **attributes: str | int) -> Any:
    made = OxmlElement(tag)
    for name, value in attributes.items():
        made.set(qn(f"w:{name}"), str(value))
    return made


def add_words(paragraph: Any, runs: tuple[Run | FigureRun, ...]) -> None:
    """Writes the runs; a figure stands inside a bookmark named after its key."""
    for run in runs:
        if isinstance(run, FigureRun):
            _add_figure(paragraph, run)
        else:
            _add_run(paragraph, run.text, bold=run.bold, italic=run.italic)


def _add_figure(paragraph: Any, figure: FigureRun) -> None:
    name = _NOT_NAME.sub("_", figure.key)
    paragraph._p.append(_element("w:bookmarkStart", id=0, name=name))
    _add_run(paragraph, figure.text)
    paragraph._p.append(_element("w:bookmarkEnd", id=0))


def number_figures(file: Any) -> None:
    """Gives every bookmark of the finished file its number and a name of its own."""
    for tag in ("w:bookmarkStart", "w:bookmarkEnd"):
        for number, mark in enumerate(file.element.iter(qn(tag)), start=1):
            mark.set(qn("w:id"), str(number))
            if tag == "w:bookmarkStart":
                mark.set(qn("w:name"), f"so_lieu_{number}_{mark.get(qn('w:name'))}"[:40])


def _add_run(paragraph: Any, text: str, *, bold: bool = False, italic: bool = False) -> None:
    """A run whose kept hyphens are Word's own element, so that readers see a hyphen."""
    made = paragraph.add_run()
    for place, part in enumerate(text.split(NO_BREAK_HYPHEN)):
        if place:
            made._r.append(_element("w:noBreakHyphen"))
        if part:
            made.add_text(part)
    if bold:
        made.bold = True
    if italic:
        made.italic = True


def add_page_number(paragraph: Any) -> None:
    """The number of the page as a field."""
    field = _element("w:fldSimple", instr="PAGE")
    run = OxmlElement("w:r")
    text = OxmlElement("w:t")
    text.text = "2"
    run.append(text)
    field.append(run)
    paragraph._p.append(field)


def restart_page_numbers(section: Any) -> None:
    """The pages of this section are counted from 1."""
    numbers = section._sectPr.find(qn("w:pgNumType"))
    if numbers is None:
        numbers = OxmlElement("w:pgNumType")
        section._sectPr.insert_element_before(numbers, "w:cols", "w:titlePg", "w:docGrid")
    numbers.set(qn("w:start"), "1")


def set_style(paragraph: Any, identity: str) -> None:
    """Names the style by its identity, without python-docx's walk through all styles."""
    paragraph._p.style = identity


def draw_rule(paragraph: Any, *, indent: float) -> None:
    """A line over the paragraph, `indent` mm away from both sides."""
    form = paragraph.paragraph_format
    form.left_indent = form.right_indent = Mm(indent)
    borders = OxmlElement("w:pBdr")
    borders.append(_element("w:top", val="single", sz=6, space=0, color="000000"))
    paragraph._p.get_or_add_pPr().insert_element_before(borders, *_AFTER_BORDER)


def add_table(file: Any, widths: tuple[float, ...], rows: int, *, bordered: bool) -> Any:
    """A table of fixed columns (mm); without borders its cells have no padding either."""
    table = file.add_table(rows=rows, cols=len(widths))
    table.autofit = False
    table.alignment = WD_TABLE_ALIGNMENT.LEFT if not bordered else WD_TABLE_ALIGNMENT.CENTER
    properties = table._tbl.tblPr
    for known in properties.findall(qn("w:tblW")):
        properties.remove(known)
    total = round(sum(widths) * TWIPS_PER_MM)
    _put(properties, _element("w:tblW", w=total, type="dxa"))
    if bordered:
        _put(properties, _borders())
    _put(properties, _padding(85 if bordered else 0, 45 if bordered else 0))
    for column, width in zip(table.columns, widths, strict=True):
        column.width = Mm(width)
    for row in table.rows:
        for cell, width in zip(row.cells, widths, strict=True):
            cell.width = Mm(width)
    return table


def _put(properties: Any, made: Any) -> None:
    order = ["w:tblStyle", "w:tblW", "w:jc", "w:tblInd", "w:tblBorders", "w:tblLayout"]
    order += ["w:tblCellMar", "w:tblLook"]
    name = next(tag for tag in order if made.tag == qn(tag))
    properties.insert_element_before(made, *order[order.index(name) + 1 :])


def _borders() -> Any:
    borders = OxmlElement("w:tblBorders")
    for side in ("top", "left", "bottom", "right", "insideH", "insideV"):
        borders.append(_element(f"w:{side}", val="single", sz=4, space=0, color="000000"))
    return borders


def _padding(sideways: int, upright: int) -> Any:
    margins = OxmlElement("w:tblCellMar")
    for side, twips in (("top", upright), ("left", sideways), ("bottom", upright)):
        margins.append(_element(f"w:{side}", w=twips, type="dxa"))
    margins.append(_element("w:right", w=sideways, type="dxa"))
    return margins


def keep_row_whole(row: Any) -> None:
    """The row is not torn apart by the end of a page."""
    row._tr.get_or_add_trPr().append(OxmlElement("w:cantSplit"))


def repeat_row(row: Any) -> None:
    """The row is printed again on every page that the table reaches."""
    row._tr.get_or_add_trPr().append(OxmlElement("w:tblHeader"))


def centre_vertically(cell: Any) -> None:
    """The words stand in the middle of the height of the cell."""
    cell.vertical_alignment = WD_CELL_VERTICAL_ALIGNMENT.CENTER
