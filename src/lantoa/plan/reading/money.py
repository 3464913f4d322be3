"""Money: the section in full, and the sources that it names."""

from __future__ import annotations

import re
from collections.abc import Sequence

from lantoa.plan.reading.folding import squeeze
from lantoa.plan.reading.sections import Role, Section
from lantoa.plan.reading.terms import Span

_LEAD_IN = re.compile(
    r"^(?:nguồn\s+)?kinh phí\b.{0,120}?\b(?:từ|bằng|gồm|trong)\s+|"
    r"^(?:và\s+)?(?:được\s+)?huy động\s+(?:từ\s+)?|^(?:và\s+)?từ\s+(?=nguồn|ngân)",
    re.IGNORECASE,
)
_FILLERS = [
    re.compile(
        r"^(?:các\s+)?nguồn\s+(?:chi|vốn|kinh phí|thu)?\s*(?=ngân sách|xã hội)", re.IGNORECASE
    ),
    re.compile(r"\bnguồn kinh phí (?:thực hiện|của) (?:một số |các )?"),
    re.compile(r"\s+để (?:triển khai|thực hiện)\b.*$"),
    re.compile(r"\s+đã được (?:cấp có thẩm quyền )?phê duyệt$"),
    re.compile(r"\s+ngân sách hiện hành$"),
    re.compile(r"\s+theo quy định(?: của pháp luật| hiện hành)?$"),
]
_BETWEEN = re.compile(
    r";\s*(?:và\s+)?|,\s+(?=(?:nguồn|lồng ghép|huy động|xã hội hóa|xã hội hoá|các nguồn)\b)"
    r"|\s+và\s+(?=(?:các\s+)?nguồn\b)"
)
_SOURCE = re.compile(
    r"ngân sách|lồng ghép|xã hội h[oó][aá]|hợp pháp|tài trợ|đóng góp|vốn|sự nghiệp|viện trợ|"
    r"doanh nghiệp|chi thường xuyên"
)
_DOES = re.compile(
    r"\b(?:chủ trì|có trách nhiệm|lập dự toán|lập kế hoạch|chủ động|đề xuất|xây dựng dự toán|"
    r"tham mưu)\b"
)
"""Words of a sentence on who does what with the money, which names no source."""


def money_of(sections: Sequence[Section]) -> tuple[str | None, list[tuple[str, Span]], Span | None]:
    """Text about money, its sources, and the lines of the text."""
    for section in sections:
        if section.role is Role.MONEY:
            blocks = [block for block in section.blocks if block.text]
            if not blocks:
                return None, [], None
            text = squeeze(" ".join(block.text for block in blocks))
            sources = [(name, block.span) for block in blocks for name in _sources(block.text)]
            return text, sources, (blocks[0].first, blocks[-1].last)
    return None, [], None


def _sources(text: str) -> list[str]:
    """The sources that a paragraph lists; nothing where it lists none."""
    names: list[str] = []
    for sentence in re.split(r"\.\s+", text):
        for piece in _BETWEEN.split(sentence.rstrip(" ./")):
            if _SOURCE.search(piece.lower()) and not _DOES.search(piece):
                names.append(_source(piece))
    return [name for name in names if name]


def _source(piece: str) -> str:
    name = _LEAD_IN.sub("", piece.strip(), count=1)
    for filler in _FILLERS:
        name = filler.sub("", name)
    return name.strip(" .;,:")
