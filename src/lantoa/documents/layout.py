"""The layout of Nghị định 30/2020/NĐ-CP, Phụ lục I: one set of rules for both writers.

`lay_out` turns a document into sheets of plain items (lines in a named style, rules, tables, two
halves side by side); a writer draws the items and decides nothing. Lengths are millimetres, type
sizes and gaps are points.
"""

from __future__ import annotations

from dataclasses import dataclass, replace

from lantoa.documents.styles import STYLES, TEXT_WIDTH, Style
from lantoa.documents.terms import (
    Annex,
    Block,
    FigureRun,
    Heading,
    ListItems,
    OfficialDocument,
    Paragraph,
    Run,
    Table,
    Words,
)
from lantoa.documents.typography import clean, unbroken
from lantoa.typesetting.metrics import width_mm

NATION = "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM"
MOTTO = "Độc lập - Tự do - Hạnh phúc"
LETTERHEAD_WIDTHS = (62.0, 98.0)
SIGNATURE_WIDTHS = (75.0, 85.0)
SIGNATURE_ROOM = 25.0
SUBJECT_WIDTH = 130.0
# The rule under issuing body and subject: between 1/3 and 1/2 of the line above it.
RULE_SHARE = 0.4
ROMAN = ("I", "II", "III", "IV", "V", "VI", "VII", "VIII", "IX", "X", "XI", "XII")


@dataclass(frozen=True, slots=True)
class Line:
    """One paragraph in a style of `styles.STYLES`; `keep` ties it to what follows."""

    style: str
    runs: tuple[Run | FigureRun, ...]
    keep: bool = False


@dataclass(frozen=True, slots=True)
class Rule:
    """A centred line, `length` mm."""

    length: float


@dataclass(frozen=True, slots=True)
class Gap:
    """Room for a signature and a seal, `height` mm."""

    height: float


@dataclass(frozen=True, slots=True)
class Halves:
    """Rows of two halves without borders, never torn apart by a page."""

    widths: tuple[float, float]
    rows: tuple[tuple[tuple[Line | Rule | Gap, ...], tuple[Line | Rule | Gap, ...]], ...]


@dataclass(frozen=True, slots=True)
class Grid:
    """A ruled table; the header row repeats on every page."""

    widths: tuple[float, ...]
    header: tuple[Line, ...]
    rows: tuple[tuple[Line, ...], ...]


Item = Line | Rule | Gap | Halves | Grid


@dataclass(frozen=True, slots=True)
class Sheets:
    """Pages numbered together; each begins on a new page."""

    items: tuple[Item, ...]


def lay_out(document: OfficialDocument) -> tuple[Sheets, ...]:
    """The document itself, then every annex."""
    main = (
        _letterhead(document),
        *_title(document),
        *_addressees(document.addressees),
        *_bases(document.bases),
        *_closed(_body(document.blocks)),
        Gap(2),
        _signature(document),
    )
    annexes = (_annex(annex, place, document) for place, annex in enumerate(document.annexes))
    return (Sheets(main), *annexes)


def line(style: str, words: Words | str, *, keep: bool = False) -> Line:
    """A line whose words are clean and hold together where they must, across runs too."""
    given = (words,) if isinstance(words, str) else words
    runs = [Run(part) if isinstance(part, str) else part for part in given]
    runs = [replace(run, text=clean(run.text)) for run in runs]
    marked = unbroken("".join(run.text for run in runs))
    done: list[Run | FigureRun] = []
    for run in runs:
        done.append(replace(run, text=marked[: len(run.text)]))
        marked = marked[len(run.text) :]
    return Line(style, tuple(done), keep)


def _width(text: str, style: Style) -> float:
    return width_mm(text, size=style.size, bold=style.bold, italic=style.italic)


def _letterhead(document: OfficialDocument) -> Halves:
    head = document.letterhead
    issuer = clean(head.issuer).upper().split("\n")
    rule = RULE_SHARE * _width(issuer[-1], STYLES["issuer"])
    left = [line("superior", text) for text in clean(head.superior).upper().split("\n") if text]
    left += [line("issuer", text) for text in issuer]
    right = (
        line("nation", NATION),
        Line("motto", (Run(MOTTO),)),
        Rule(_width(MOTTO, STYLES["motto"])),
    )
    number = [Line("number", (Run(unbroken(f"Số: {document.number}")),))]
    if not document.kind:
        number.append(line("about", f"V/v {document.subject}"))
    place = Line("place", (Run(f"{clean(head.place)}, {document.issued}"),))
    return Halves(LETTERHEAD_WIDTHS, (((*left, Rule(rule)), right), (tuple(number), (place,))))


def _title(document: OfficialDocument) -> tuple[Item, ...]:
    if not document.kind:
        return ()
    lines = balanced(clean(document.subject), STYLES["subject"], SUBJECT_WIDTH)
    longest = max(_width(text, STYLES["subject"]) for text in lines)
    return (
        line("kind", document.kind.upper(), keep=True),
        *(line("subject", text, keep=True) for text in lines),
        Rule(RULE_SHARE * longest),
        Gap(3),
    )


def balanced(text: str, style: Style, limit: float) -> list[str]:
    """The text in as few lines of at most `limit` mm as it needs, of about equal length."""
    words = [word.replace("\u00a0", " ") for word in unbroken(text).split(" ")]
    fewest = _filled(words, style, limit)
    low, high = 0.0, limit
    while high - low > 1:
        middle = (low + high) / 2
        if len(_filled(words, style, middle)) > len(fewest):
            low = middle
        else:
            high = middle
    return [text.replace("\u2011", "-") for text in _filled(words, style, high)]


def _filled(words: list[str], style: Style, limit: float) -> list[str]:
    lines = [words[0]]
    for word in words[1:]:
        longer = f"{lines[-1]} {word}"
        if _width(longer, style) <= limit:
            lines[-1] = longer
        else:
            lines.append(word)
    return lines


def _addressees(names: tuple[str, ...]) -> tuple[Item, ...]:
    if not names:
        return ()
    if len(names) == 1:
        return (line("addressee", f"Kính gửi: {names[0].rstrip('.;')}."),)
    listed = [line("addressee-item", f"- {text}") for text in _marked(names)]
    return (Gap(4), line("addressee-head", "Kính gửi:", keep=True), *listed, Gap(4))


def _marked(texts: tuple[str, ...]) -> list[str]:
    """Each text with a semicolon, the last with a full stop."""
    bare = [text.strip().rstrip(".;") for text in texts]
    return [f"{text};" for text in bare[:-1]] + [f"{text}." for text in bare[-1:]]


def _bases(bases: tuple[str, ...]) -> tuple[Item, ...]:
    return tuple(line("basis", text) for text in _marked(bases))


def _body(blocks: tuple[Block, ...]) -> list[Item]:
    return [item for block in blocks for item in _block(block)]


def _block(block: Block) -> list[Item]:
    match block:
        case Heading():
            return [_heading(block)]
        case Paragraph(runs):
            return [line("body", runs)]
        case ListItems(items):
            return [line("body", ("- ", *item)) for item in items]
        case Table():
            return _table(block)


def _heading(heading: Heading) -> Line:
    level = min(max(heading.level, 1), 3)
    text = heading.text.upper() if level == 1 else heading.text
    mark = ")" if level == 3 else "."
    number = heading.number.rstrip(".)")
    return line(f"heading-{level}", f"{number}{mark} {text}" if number else text, keep=True)


def _table(table: Table) -> list[Item]:
    shares = sum(column.width for column in table.columns)
    widths = tuple(TEXT_WIDTH * column.width / shares for column in table.columns)
    header = tuple(line("cell-head", column.header) for column in table.columns)
    rows = tuple(
        tuple(
            line(f"{_cell(table, place)}-{column.align}", (cell,))
            for cell, column in zip(row, table.columns, strict=True)
        )
        for place, row in enumerate(table.rows)
    )
    caption: list[Item] = [line("caption", table.caption, keep=True)] if table.caption else []
    return [*caption, Grid(widths, header, rows), Gap(3)]


def _cell(table: Table, place: int) -> str:
    return "total" if table.total and place == len(table.rows) - 1 else "cell"


def _closed(items: list[Item]) -> list[Item]:
    """The text ends with «./.», and its last paragraph stays with the signature."""
    last = items[-1] if items else None
    if not isinstance(last, Line) or last.style != "body" or not last.runs:
        return [*items, line("body", "./.", keep=True)]
    bare = replace(last.runs[-1], text=last.runs[-1].text.rstrip(" .;/"))
    return [*items[:-1], Line("body", (*last.runs[:-1], bare, Run("./.")), keep=True)]


def _signature(document: OfficialDocument) -> Halves:
    block = document.signature
    powers = [text for text in (block.on_behalf_of, block.acting, block.title) if text]
    right = [line("power", text.upper(), keep=True) for text in powers]
    name = line("power", block.name)
    listed = [line("recipient", f"- {text}") for text in _marked(document.recipients)]
    left = (line("recipients", "Nơi nhận:"), *listed) if listed else ()
    return Halves(SIGNATURE_WIDTHS, ((left, (*right, Gap(SIGNATURE_ROOM), name)),))


def _annex(annex: Annex, place: int, document: OfficialDocument) -> Sheets:
    several = len(document.annexes) > 1
    issuer = " ".join(clean(document.letterhead.issuer).split())
    kind = document.kind.capitalize() or "Công văn"
    reference = f"(Kèm theo {kind} số {document.number} {document.issued}"
    title = balanced(clean(annex.title).upper(), STYLES["subject"], SUBJECT_WIDTH)
    head: tuple[Item, ...] = (
        line("annex", f"PHỤ LỤC {ROMAN[place]}" if several else "PHỤ LỤC", keep=True),
        *(line("subject", text, keep=True) for text in title),
        Line("reference", (Run(unbroken(reference)),), keep=True),
        Line("reference", (Run(f"của {_named(issuer)})"),), keep=True),
        Gap(4),
    )
    return Sheets((*head, *_body(annex.blocks)))


def _named(issuer: str) -> str:
    """«ỦY BAN NHÂN DÂN XÃ SÔNG LAM» as it is written inside a sentence."""
    words = issuer.split()
    if [word.upper() for word in words[:4]] != ["ỦY", "BAN", "NHÂN", "DÂN"]:
        return issuer
    place = [word.capitalize() for word in words[5:]]
    return " ".join(["Ủy ban nhân dân", *(word.lower() for word in words[4:5]), *place])
