"""The same plan in other dress: letters, lines, numbering, tables, columns, slips of a scanner.

Every disguise takes the text of a plan whose sections are I., 1., 1.1. with its units and time on
lines of their own, and gives a file; `renumbered` tells where the numbers of the answer change.
"""

from __future__ import annotations

import re
import textwrap
import unicodedata
from collections.abc import Callable, Iterator
from typing import Any

from tests.documents.readers.making import pdf_of, word_of
from tests.plan.reading.filing import pdf_file, word_file

Disguise = Callable[[str], bytes]
_TASK = re.compile(
    r"(?P<number>\d\.\d)\. (?P<text>.+?)\n+Đơn vị chủ trì: (?P<lead>.+?)\n+"
    r"Đơn vị phối hợp: (?P<support>.+?)\n+Thời gian thực hiện: (?P<due>.+?)\.?\n",
    re.DOTALL,
)
_HEADER = ["STT", "Nhiệm vụ", "Đơn vị chủ trì", "Đơn vị phối hợp", "Thời gian thực hiện"]


def decomposed(text: str) -> bytes:
    return unicodedata.normalize("NFD", text).encode()


def windows_lines(text: str) -> bytes:
    return text.replace("\n", "\r\n").encode()


def unbreakable(text: str) -> bytes:
    return text.replace(" ", "\u00a0").encode()


def with_byte_order_mark(text: str) -> bytes:
    return b"\xef\xbb\xbf" + text.encode()


def utf_16(text: str) -> bytes:
    return text.encode("utf-16")


def windows_1258(text: str) -> bytes:
    """Base letters with their first mark, tones as marks of their own, as that table has them."""
    signs = []
    for sign in unicodedata.normalize("NFC", text):
        try:
            signs.append(sign.encode("cp1258"))
        except UnicodeEncodeError:
            parts = unicodedata.normalize("NFD", sign)
            tones = [part for part in parts[1:] if part in "\u0300\u0301\u0303\u0309\u0323"]
            base = unicodedata.normalize("NFC", "".join(p for p in parts if p not in tones))
            signs.append((base + "".join(tones)).encode("cp1258"))
    return b"".join(signs)


def without_empty_lines(text: str) -> bytes:
    return "\n".join(line for line in text.splitlines() if line.strip()).encode()


def _broken(text: str, width: int) -> Iterator[str]:
    for line in text.splitlines():
        yield from textwrap.wrap(line, width) or [""]


def broken_at_78(text: str) -> bytes:
    return "\n".join(_broken(text, 78)).encode()


def broken_at_62(text: str) -> bytes:
    return "\n".join(_broken(text, 62)).encode()


def broken_at_78_without_empty_lines(text: str) -> bytes:
    return "\n".join(line for line in _broken(text, 78) if line).encode()


def word(text: str) -> bytes:
    return word_of(text.splitlines())


def pdf_with_indents(text: str) -> bytes:
    return pdf_of(text.splitlines(), indent=True)


def pdf_without_indents(text: str) -> bytes:
    return pdf_of(text.splitlines(), indent=False)


# Pages


def with_headers_and_page_numbers(text: str) -> bytes:
    """As a converter writes pages: a header and a number around every form feed."""
    lines, page = [], 1
    for at, line in enumerate(_broken(text, 90)):
        lines.append(line)
        if at and at % 45 == 0:
            page += 1
            lines += ["", f"KH truyền thông - bản trình ký 0{page}/2026", f"\f{page}", ""]
    return "\n".join(lines).encode()


def pdf_with_header_and_footer(text: str) -> bytes:
    return pdf_file(text, "Kế hoạch truyền thông - lưu hành nội bộ")


# Columns


def _sides(text: str) -> tuple[list[str], list[str], list[str], list[str], str]:
    """Letterhead (left, right), recipients, signature, and what lies between."""
    head, body = text.split("KẾ HOẠCH\n", 1)
    body, tail = body.split("Nơi nhận:", 1)
    above = [line for line in head.splitlines() if line.strip()]
    right = [line for line in above if re.search(r"CỘNG HÒA|Độc lập|, ngày", line)]
    left = [line for line in above if line not in right]
    under = [line for line in tail.splitlines() if line.strip()]
    listed = [line for line in under if line.startswith("-")]
    signed = [line for line in under if line not in listed]
    return left, right, ["Nơi nhận:", *listed], signed, f"KẾ HOẠCH\n{body}"


def _side_by_side(left: list[str], right: list[str], width: int) -> Iterator[str]:
    for at in range(max(len(left), len(right))):
        one = left[at] if at < len(left) else ""
        two = right[at] if at < len(right) else ""
        yield f"{one:<{width}}{two}".rstrip()


def two_columns_by_blanks(text: str) -> bytes:
    left, right, listed, signed, body = _sides(text)
    top = _side_by_side(left, right, 45)
    return "\n".join([*top, "", body, *_side_by_side(listed, signed, 60)]).encode()


def two_columns_in_word(text: str) -> bytes:
    return word_file(_in_columns(text))


def two_columns_in_pdf(text: str) -> bytes:
    return pdf_file(_in_columns(text))


def _in_columns(text: str) -> str:
    left, right, listed, signed, body = _sides(text)
    top = f"@columns {' / '.join(left)} || {' / '.join(right) or ' '}"
    return f"{top}\n{body}\n@columns {' / '.join(listed)} || {' / '.join(signed)}"


# Tables: the tasks as rows, their groups as rows above them


def _rows(text: str) -> tuple[str, list[list[str]], str]:
    """The text before the tasks, the rows of the table, the text behind them."""
    first = re.search(r"^1\. (?=.+\n+1\.1\. )", text, re.MULTILINE)
    assert first
    before, tasks = text[: first.start()], list(_TASK.finditer(text))
    rows, at = [], first.start()
    for task in tasks:
        between = " ".join(text[at : task.start()].split())
        if between:
            number, name = between.split(". ", 1)
            rows.append([number, name, "", "", ""])
        rows.append([" ".join(part.split()) for part in task.groups()])
        at = task.end()
    return before, rows, text[at:]


def table_of_pipes(text: str) -> bytes:
    before, rows, after = _rows(text)
    lines = [f"| {' | '.join(row)} |" for row in [_HEADER, ["---"] * 5, *rows]]
    return f"{before}\n{chr(10).join(lines)}\n\n{after}".encode()


def table_of_tabs(text: str) -> bytes:
    before, rows, after = _rows(text)
    lines = ["\t".join(row) for row in [_HEADER, *rows]]
    return f"{before}\n{chr(10).join(lines)}\n\n{after}".encode()


def table_of_one_cell_a_line(text: str) -> bytes:
    before, rows, after = _rows(text)
    lines = ["|"]
    for row in [_HEADER, *rows]:
        for cell in row:
            lines += [*([cell] if cell else []), "|"]
        lines.append("|")
    return f"{before}\n{chr(10).join(lines)}\n\n{after}".encode()


def table_in_word(text: str) -> bytes:
    before, rows, after = _rows(text)
    joined = [[*row[:2], "<", "<", "<"] if not row[2] else row for row in rows]
    lines = [f"| {' | '.join(row)} |" for row in [_HEADER, *joined]]
    return word_file(f"{before}\n{chr(10).join(lines)}\n{after}")


def table_in_word_with_joined_cells(text: str) -> bytes:
    """A header of two lines; equal cells of neighbouring tasks are joined."""
    before, rows, after = _rows(text)
    top = ["STT", "Nhiệm vụ", "Cơ quan thực hiện", "<", "Thời gian thực hiện"]
    below = ["^", "^", "Chủ trì", "Phối hợp", "^"]
    joined: list[list[str]] = []
    for at, row in enumerate(rows):
        above = rows[at - 1] if at else [""] * 5
        if not row[2]:
            joined.append([*row[:2], "<", "<", "<"])
        else:
            same = (
                bool(above[2]) and place > 1 and cell == above[place] for place, cell in _of(row)
            )
            joined.append(
                ["^" if is_same else cell for is_same, cell in zip(same, row, strict=True)]
            )
    lines = [f"| {' | '.join(row)} |" for row in [top, below, *joined]]
    return word_file(f"{before}\n{chr(10).join(lines)}\n{after}")


def _of(row: list[str]) -> Iterator[tuple[int, str]]:
    return iter(enumerate(row))


def table_in_an_appendix(text: str) -> bytes:
    before, rows, after = _rows(text)
    lines = [f"| {' | '.join(row)} |" for row in [_HEADER, *rows]]
    opens = "PHỤ LỤC\nPHÂN CÔNG NHIỆM VỤ\n(Kèm theo Kế hoạch số /KH-UBND ngày / /2026)"
    told = "Chi tiết tại Phụ lục kèm theo.\n"
    return f"{before}\n{told}\n{after}\n\n{opens}\n{chr(10).join(lines)}\n".encode()


# Units and time elsewhere than on lines of their own


def units_in_brackets(text: str) -> bytes:
    return _TASK.sub(
        r"\g<number>. \g<text> (Chủ trì: \g<lead>; phối hợp: \g<support>; thời gian: \g<due>).\n",
        text,
    ).encode()


def units_on_one_line(text: str) -> bytes:
    return _TASK.sub(
        r"\g<number>. \g<text>\n\nChủ trì: \g<lead>. Phối hợp: \g<support>. Thời hạn: \g<due>.\n",
        text,
    ).encode()


def units_behind_dashes(text: str) -> bytes:
    return re.sub(r"^(?=Đơn vị |Thời gian thực)", "- ", text, flags=re.MULTILINE).encode()


def other_labels(text: str) -> bytes:
    text = text.replace("Đơn vị chủ trì:", "+ Cơ quan chủ trì thực hiện:")
    text = text.replace("Đơn vị phối hợp:", "+ Cơ quan phối hợp thực hiện:")
    return text.replace("Thời gian thực hiện:", "+ Tiến độ thực hiện:").encode()


# Other numbering


def _marks(text: str, change: Callable[[re.Match[str]], str]) -> bytes:
    mark = re.compile(r"^(?P<mark>[IVX]+|\d(?:\.\d)?)(?P<stop>\.) (?=\S)", re.MULTILINE)
    return mark.sub(change, text).encode()


def numbers_with_dashes(text: str) -> bytes:
    return _marks(text, lambda found: f"{found['mark']}- ")


def numbers_with_strokes(text: str) -> bytes:
    return _marks(text, lambda found: f"{found['mark']}/ ")


def sections_with_letters(text: str) -> bytes:
    letters = dict(zip(["I", "II", "III", "IV", "V"], "ABCDE", strict=True))
    return _marks(text, lambda found: f"{letters.get(found['mark'], found['mark'])}. ")


def sections_as_parts(text: str) -> bytes:
    return re.sub(r"^(?=[IVX]+\. )", "Phần ", text, flags=re.MULTILINE).encode()


def other_bullets(text: str) -> bytes:
    return re.sub(r"^- ", "• ", text, flags=re.MULTILINE).encode()


def sections_with_figures(text: str) -> bytes:
    """1., 1.1., 1.1.1. all the way down: what a commune's own template may do."""
    romans = {"I": "1", "II": "2", "III": "3", "IV": "4", "V": "5"}
    section = [""]

    def change(found: re.Match[str]) -> str:
        if found["mark"] in romans:
            section[0] = romans[found["mark"]]
            return f"{section[0]}. "
        return f"{section[0]}.{found['mark']}. "

    return _marks(text, change)


def renumbered(disguise: Disguise, answer: dict[str, Any]) -> dict[str, Any]:
    """The answer with the numbers that the disguise gives."""
    if disguise is not sections_with_figures:
        return answer
    below = [{**each, "number": f"3.{each['number']}"} for each in answer["tasks"]]
    groups = [{**each, "number": f"3.{each['number']}"} for each in answer["task_groups"]]
    return {**answer, "tasks": below, "task_groups": groups}


# Slips


def figures_read_as_letters(text: str) -> bytes:
    """Every 1 and 0 at the edge of a day or a number of a document, as a scanner reads them."""
    text = re.sub(r"(?<=ngày )1(?=\d?[/ ])", "l", text)
    text = re.sub(r"(?<=ngày )0(?=\d[/ ])", "O", text)
    text = re.sub(r"(?<=/)1(?=\d/)", "l", text)
    text = re.sub(r"(?<=/)0(?=\d/)", "O", text)
    text = re.sub(r"(?<=\d)0(?=\d/)", "O", text)
    return re.sub(r"/2026", "/2O26", text).encode()


def marks_read_as_letters(text: str) -> bytes:
    """1.1. as 1.l. or l.1., III. as IIl."""
    text = re.sub(r"^(\d)\.1\. ", r"\1.l. ", text, flags=re.MULTILINE)
    text = re.sub(r"^1\.(\d)\. ", r"l.\1. ", text, flags=re.MULTILINE)
    return re.sub(r"^(I+)I\. ", r"\1l. ", text, flags=re.MULTILINE).encode()


def labels_without_some_marks(text: str) -> bytes:
    text = text.replace("Đơn vị chủ trì", "Đơn vi chủ tri").replace(
        "Thời gian thực", "Thời gian thưc"
    )
    text = text.replace("II. MỤC TIÊU", "II. MUC TIÊU").replace("KINH PHÍ THỰC", "KINH PHI THƯC")
    return text.replace("Nơi nhận:", "Noi nhận:").encode()


DISGUISES: list[Disguise] = [
    decomposed, windows_lines, unbreakable, with_byte_order_mark, utf_16, windows_1258,
    without_empty_lines, broken_at_78, broken_at_62, broken_at_78_without_empty_lines, word,
    pdf_with_indents, pdf_without_indents, with_headers_and_page_numbers,
    pdf_with_header_and_footer, two_columns_by_blanks, two_columns_in_word, two_columns_in_pdf,
    table_of_pipes, table_of_tabs, table_of_one_cell_a_line, table_in_word,
    table_in_word_with_joined_cells, table_in_an_appendix, units_in_brackets, units_on_one_line,
    units_behind_dashes, other_labels, numbers_with_dashes, numbers_with_strokes,
    sections_with_letters, sections_as_parts, other_bullets, sections_with_figures,
    figures_read_as_letters, marks_read_as_letters, labels_without_some_marks,
]  # fmt: skip
