"""The paragraph styles of layout as Word styles, in Times New Roman, in Vietnamese."""

from __future__ import annotations

from typing import Any

from docx.enum.style import WD_STYLE_TYPE
from docx.enum.text import WD_ALIGN_PARAGRAPH, WD_LINE_SPACING, WD_TAB_ALIGNMENT
from docx.oxml import OxmlElement
from docx.oxml.ns import qn
from docx.shared import Mm, Pt, RGBColor

from lantoa.documents import styles
from lantoa.documents.styles import STYLES, Style

FONT = "Times New Roman"
ALIGNMENTS = {
    "left": WD_ALIGN_PARAGRAPH.LEFT,
    "center": WD_ALIGN_PARAGRAPH.CENTER,
    "right": WD_ALIGN_PARAGRAPH.RIGHT,
    "justify": WD_ALIGN_PARAGRAPH.JUSTIFY,
}


def define_styles(file: Any) -> None:
    """Gives the empty file every style of ours and takes Word's colours and theme fonts out."""
    _set_defaults(file)
    for name, style in STYLES.items():
        _define(file, name, style)
    for level in (1, 2, 3):
        file.styles[f"Heading {level}"].next_paragraph_style = file.styles["Nội dung"]
    for name, label, before in (("rule", "Đường kẻ", 2), ("gap", "Khoảng trống", 0)):
        _define(file, name, Style(label, 2, before=before))
        form = file.styles[label].paragraph_format
        form.line_spacing_rule = WD_LINE_SPACING.EXACTLY
        form.line_spacing = Pt(3)
        form.keep_with_next = True
    _define_headers(file)


def _set_defaults(file: Any) -> None:
    root = file.styles.element
    defaults = root.find(qn("w:docDefaults"))
    for tag in ("w:rPrDefault", "w:pPrDefault"):
        for part in defaults.find(qn(tag)):
            part.clear()
    language = OxmlElement("w:lang")
    for name in ("w:val", "w:eastAsia"):
        language.set(qn(name), "vi-VN")
    defaults.find(qn("w:rPrDefault")).find(qn("w:rPr")).append(language)
    normal = file.styles["Normal"]
    _set_font(normal, Style("Normal", 14))
    normal.paragraph_format.space_after = Pt(0)


def style_id(name: str) -> str:
    """The identity in the file of the style that layout calls `name`."""
    return name.replace("heading-", "Heading") if name.startswith("heading-") else f"lt-{name}"


def _define(file: Any, name: str, style: Style) -> None:
    if name.startswith("heading-"):
        made = file.styles[style.label]
        for part in list(made.element):
            if part.tag in (qn("w:pPr"), qn("w:rPr")):
                made.element.remove(part)
    else:
        made = file.styles.add_style(style.label, WD_STYLE_TYPE.PARAGRAPH)
        made.element.set(qn("w:styleId"), style_id(name))
    made.base_style = file.styles["Normal"]
    made.quick_style = True
    _set_font(made, style)
    _set_paragraph(made, style)


def _set_font(made: Any, style: Style) -> None:
    made.font.name = FONT
    fonts = made.element.rPr.find(qn("w:rFonts"))
    for name in ("w:eastAsia", "w:cs"):
        fonts.set(qn(name), FONT)
    made.font.size = Pt(style.size)
    made.font.bold, made.font.italic = style.bold, style.italic
    made.font.color.rgb = RGBColor(0, 0, 0)


def _set_paragraph(made: Any, style: Style) -> None:
    form = made.paragraph_format
    form.alignment = ALIGNMENTS[style.align]
    form.first_line_indent, form.left_indent = Mm(style.first), Mm(style.left)
    form.space_before, form.space_after = Pt(style.before), Pt(style.after)
    form.widow_control = True
    if style.line:
        form.line_spacing_rule = WD_LINE_SPACING.AT_LEAST
        form.line_spacing = Pt(style.line)
    else:
        form.line_spacing_rule = WD_LINE_SPACING.SINGLE
    if style.level:
        level = OxmlElement("w:outlineLvl")
        level.set(qn("w:val"), str(style.level - 1))
        made.element.get_or_add_pPr().append(level)


def _define_headers(file: Any) -> None:
    _define(file, "page", Style("Số trang", styles.PAGE_NUMBER_SIZE))
    stops = file.styles["Số trang"].paragraph_format.tab_stops
    stops.add_tab_stop(Mm(styles.TEXT_WIDTH / 2), WD_TAB_ALIGNMENT.CENTER)
    stops.add_tab_stop(Mm(styles.TEXT_WIDTH), WD_TAB_ALIGNMENT.RIGHT)
    for label, size in (
        ("Dấu nhắc", styles.BANNER_SIZE),
        ("Dấu nhắc nhỏ", styles.BANNER_SIZE - 2),
    ):
        made = file.styles.add_style(label, WD_STYLE_TYPE.CHARACTER)
        made.font.name, made.font.size, made.font.bold = FONT, Pt(size), True
    frame = OxmlElement("w:bdr")
    for name, value in (("val", "single"), ("sz", "6"), ("space", "0"), ("color", "000000")):
        frame.set(qn(f"w:{name}"), value)
    file.styles["Dấu nhắc"].element.rPr.append(frame)
