"""The parts of an administrative document: head, body, tail; and is it a plan at all?"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from lantoa.core.errors import Unreadable
from lantoa.plan.reading.columns import header_of, with_one_header, years_of
from lantoa.plan.reading.folding import fold, is_capitals
from lantoa.plan.reading.lines import Line
from lantoa.plan.reading.marks import split_mark
from lantoa.plan.reading.stacked import with_stacked_tables
from lantoa.plan.reading.tables import Table, flatten, segment

Part = Line | Table

_OTHER_KINDS = [
    "BÁO CÁO", "QUYẾT ĐỊNH", "TỜ TRÌNH", "THÔNG BÁO", "NGHỊ QUYẾT", "CHỈ THỊ", "CÔNG ĐIỆN",
    "HƯỚNG DẪN", "BIÊN BẢN", "QUY CHẾ", "QUY ĐỊNH", "GIẤY MỜI", "HỢP ĐỒNG", "KẾT LUẬN",
    "CHƯƠNG TRÌNH", "ĐỀ ÁN", "PHƯƠNG ÁN", "LUẬT", "NGHỊ ĐỊNH", "THÔNG TƯ",
]  # fmt: skip
_WARD = re.compile(r"phường\b", re.IGNORECASE)
"""«PHƯỜNG AN LẠC» of a letterhead reads as PHƯƠNG ÁN once its marks are left out."""
_HEAD = 80
"""Lines with text among which the kind of the document must be named."""
_SIGNATURE = re.compile(r"^(?:TM|T/M|KT|TL|TUQ|Q)\s*\.\s*\S|^T/M\s")


@dataclass(frozen=True)
class Document:
    """Parts of a plan. `title` is where the word KẾ HOẠCH stands, with what follows it there."""

    head: list[Line]
    title: Line
    body: list[Part]
    tail: list[Line]
    appendix: list[Part]


def split_document(lines: Sequence[Line]) -> Document:
    """Takes a document apart. Raises Unreadable where it is not a plan."""
    if not any(line.text for line in lines):
        raise Unreadable(
            "Tệp không có chữ nào để đọc; chưa lưu gì. Hãy chọn tệp kế hoạch có nội dung."
        )
    parts = with_stacked_tables(_layout(segment(lines)))
    at, title = _title_of(parts)
    start, end = _tail_of(parts, at + 1)
    return Document(
        head=flatten(parts[:at]),
        title=title,
        body=parts[at + 1 : start],
        tail=flatten(parts[start:end]),
        appendix=parts[end:],
    )


def _layout(parts: Sequence[Part]) -> list[Part]:
    """Tables that only place text side by side become lines."""
    result: list[Part] = []
    for each in parts:
        part = with_one_header(each) if isinstance(each, Table) else each
        if isinstance(part, Table) and header_of(part) is None and years_of(part) is None:
            result += flatten([part])
        else:
            result.append(part)
    return result


def _squashed(text: str) -> str:
    return fold(text).replace(" ", "")


def _title_of(parts: Sequence[Part]) -> tuple[int, Line]:
    """Where the plan is named as one, first of all in capitals; the line keeps what stands behind
    the word."""
    seen = 0
    likely: tuple[int, Line] | None = None
    for index, part in enumerate(parts):
        if isinstance(part, Line) and part.text:
            seen += 1
            if seen > _HEAD:
                break
            rest = _behind_word(part.text)
            if rest is not None and is_capitals(part.text[:7]):
                return index, Line(part.number, rest)
            if rest is not None:
                likely = likely or (index, Line(part.number, rest))
            elif likely is None:
                _refuse_other_kind(part.text)
    if likely:
        return likely
    raise Unreadable(
        "Không thấy dòng «KẾ HOẠCH» ở đầu văn bản nên chưa đọc và chưa lưu gì. "
        "Hãy kiểm tra lại tệp đã chọn."
    )


def _behind_word(text: str) -> str | None:
    """Text behind KẾ HOẠCH, where the line opens with it as a title does."""
    if _squashed(text) == "kehoach":
        return ""
    if fold(text).startswith("ke hoach ") and is_capitals(text[:8]):
        return text[8:].strip(" :-")
    return None


def _refuse_other_kind(text: str) -> None:
    squashed = _squashed(text)
    if squashed.startswith(("kinhgui:", "v/v", "vv:")):
        raise Unreadable(
            "Đây là công văn, không phải kế hoạch; chưa lưu gì. Hãy chọn tệp kế hoạch."
        )
    if _WARD.match(text):
        return
    for kind in _OTHER_KINDS:
        word = fold(kind)
        opens = is_capitals(text) and fold(text).startswith(f"{word} ")
        if squashed == word.replace(" ", "") or opens:
            name = kind.lower()
            raise Unreadable(
                f"Đây là {name}, không phải kế hoạch; chưa lưu gì. Hãy chọn tệp kế hoạch."
            )


def _tail_of(parts: Sequence[Part], start: int) -> tuple[int, int]:
    """Where recipients and signature begin and end."""
    texts = [part.text if isinstance(part, Line) else "" for part in parts]
    end = _appendix_of(parts, texts, start)
    named = [at for at in range(start, end) if fold(texts[at]).startswith("noi nhan")]
    if named:
        return _signature_above(texts, named[-1], start), end
    signed = [at for at in range(max(start, end - 30), end) if _SIGNATURE.match(texts[at])]
    if signed:
        return signed[0], end
    return _closing_name(texts, start, end), end


def _appendix_of(parts: Sequence[Part], texts: Sequence[str], start: int) -> int:
    """The first line behind the signature that opens an appendix."""
    behind = False
    for at in range(start, len(parts)):
        behind = (
            behind or fold(texts[at]).startswith("noi nhan") or bool(_SIGNATURE.match(texts[at]))
        )
        if behind and (texts[at].upper().startswith("PHỤ LỤC") or isinstance(parts[at], Table)):
            return at
    return len(parts)


def _signature_above(texts: Sequence[str], at: int, start: int) -> int:
    """A signature that stands before the recipients, as the columns may come out."""
    first = at
    for above in range(at - 1, max(start, at - 12), -1):
        if _SIGNATURE.match(texts[above]):
            first = above
        elif len(texts[above]) > 60:
            break
    return first


def _closing_name(texts: Sequence[str], start: int, end: int) -> int:
    """Without recipients: the last lines in capitals, where a person signs."""
    filled = [at for at in range(start, end) if texts[at]]
    for at in reversed(filled[-6:]):
        if is_capitals(texts[at]) and len(texts[at]) < 60 and split_mark(texts[at])[0] is None:
            return at
    return end
