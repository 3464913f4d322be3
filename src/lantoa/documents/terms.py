"""An official document as a value (Nghị định 30/2020/NĐ-CP): what it says, not how it looks."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from lantoa.documents.typography import NO_BREAK_SPACE


class Align(StrEnum):
    """Where the text of a table column stands; figures stand right."""

    LEFT = "left"
    CENTER = "center"
    RIGHT = "right"


@dataclass(frozen=True, slots=True)
class Run:
    """Words in one style."""

    text: str
    bold: bool = False
    italic: bool = False


@dataclass(frozen=True, slots=True)
class FigureRun:
    """số liệu in a sentence or a cell: the words printed, and the key that opens its proof."""

    key: str
    text: str


Words = tuple[str | Run | FigureRun, ...]


@dataclass(frozen=True, slots=True)
class Heading:
    """Level 1 is «I. CÔNG TÁC …», 2 is «1. …», 3 is «a) …»; the number without its mark."""

    level: int
    number: str
    text: str


@dataclass(frozen=True, slots=True)
class Paragraph:
    """One paragraph of the body."""

    runs: Words


@dataclass(frozen=True, slots=True)
class ListItems:
    """Lines that begin with a dash."""

    items: tuple[Words, ...]


@dataclass(frozen=True, slots=True)
class Column:
    """A column of a table; widths of one table are shares of the text width."""

    header: str
    width: float = 1.0
    align: Align = Align.LEFT


@dataclass(frozen=True, slots=True)
class Table:
    """Rows under a header that repeats on every page; `total` prints the last row bold."""

    columns: tuple[Column, ...]
    rows: tuple[tuple[str | FigureRun, ...], ...]
    caption: str = ""
    total: bool = False


Block = Heading | Paragraph | ListItems | Table


@dataclass(frozen=True, slots=True)
class Annex:
    """phụ lục: begins a page, its pages are numbered apart."""

    title: str
    blocks: tuple[Block, ...]


@dataclass(frozen=True, slots=True)
class Letterhead:
    """Who issues, where. `issuer` in capitals; a line break stands where the commune wants it."""

    issuer: str
    place: str
    superior: str = ""


@dataclass(frozen=True, slots=True)
class DocumentNumber:
    """số, ký hiệu. The clerk gives the number: without one its place stays blank."""

    symbol: str
    number: int | None = None

    def __str__(self) -> str:
        given = NO_BREAK_SPACE * 6 if self.number is None else f"{self.number:02}"
        return f"{given}/{self.symbol}"


@dataclass(frozen=True, slots=True)
class IssueDay:
    """ngày ban hành; day, or day and month, stay blank until the document is signed."""

    year: int
    month: int | None = None
    day: int | None = None

    def __str__(self) -> str:
        blank = NO_BREAK_SPACE * 5
        day = blank if self.day is None else f"{self.day:02}"
        month = blank if self.month is None else f"{self.month:02}"
        if self.month is not None and self.month > 2:
            month = str(self.month)
        return f"ngày {day} tháng {month} năm {self.year}"


@dataclass(frozen=True, slots=True)
class SignatureBlock:
    """thay mặt / ký thay: «TM. ỦY BAN NHÂN DÂN», «KT. CHỦ TỊCH», «PHÓ CHỦ TỊCH», the name."""

    title: str
    name: str
    on_behalf_of: str = ""
    acting: str = ""


@dataclass(frozen=True, slots=True)
class OfficialDocument:
    """văn bản hành chính. Without `kind` it is a công văn: the subject stands under the number.

    `recipients` end with «Lưu: …»; marks at line ends are set by the writers. `banner` stands
    framed above every page («SỐ LIỆU MINH HỌA»).
    """

    letterhead: Letterhead
    number: DocumentNumber
    issued: IssueDay
    kind: str
    subject: str
    blocks: tuple[Block, ...]
    signature: SignatureBlock
    recipients: tuple[str, ...]
    addressees: tuple[str, ...] = ()
    bases: tuple[str, ...] = ()
    annexes: tuple[Annex, ...] = ()
    banner: str = ""
