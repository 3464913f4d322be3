"""Labels before the units and the time of a task: "Đơn vị chủ trì:", "Thời hạn:" …"""

from __future__ import annotations

import re
from collections.abc import Iterator
from enum import Enum

from lantoa.plan.reading.folding import fold


class Label(Enum):
    """What stands behind a label."""

    LEAD = "lead"
    SUPPORT = "support"
    TIMING = "timing"
    OTHER = "other"


_WHO = r"(?:(?:cac\s+)?(?:don vi|co quan|bo phan|to chuc|ca nhan|phan cong|don vi, ca nhan)\s+)"
_PATTERN = re.compile(
    r"(?:^|(?<=[.;,(])\s*|(?<=\s)[-+]\s*|(?<=\s))(?:[-+]\s*)?(?:"
    rf"(?P<lead>{_WHO}?(?:chu tri|dau moi)(?:\s+(?:tham muu|thuc hien|chinh))*"
    rf"|{_WHO}(?:thuc hien|phu trach|chiu trach nhiem)(?:\s+chinh)?|phan cong(?:\s+thuc hien)?)"
    rf"|(?P<support>{_WHO}?(?:cung\s+)?phoi hop(?:\s+(?:thuc hien|voi))*)"
    r"|(?P<timing>(?:thoi gian|thoi han|tien do|thoi diem|han)"
    r"(?:\s+(?:thuc hien|hoan thanh|trien khai|ket thuc))*|hoan thanh)"
    r"|(?P<other>(?:san pham|ket qua|kinh phi|nguon kinh phi|dia diem)"
    r"(?:\s+(?:du kien|dau ra|thuc hien|can dat|dat duoc))*)"
    r")\s*:\s*"
)

_GIVES = re.compile(r"\.\s+(?=giao\s)")
"""Where a value ends because the next sentence gives the task to a unit."""


def starts_with_label(text: str) -> bool:
    """Does the text open with a label?"""
    match = _PATTERN.match(fold(text))
    return match is not None


def labelled(text: str) -> tuple[str, list[tuple[Label, str]]]:
    """What stands before the first label, and every label with its value."""
    matches = list(_matches(text))
    if not matches:
        return text, []
    ends = [start for _, start, _ in matches[1:]] + [len(text)]
    head = text[: matches[0][1]].rstrip(" (-+")
    values = []
    for (label, _, value), end in zip(matches, ends, strict=True):
        given = _GIVES.search(fold(text[value:end]))
        cut = value + given.start() if given else end
        values.append((label, text[value:cut].strip(" -+(").rstrip(" .;,")))
        if given and head:
            head = f"{head} {text[value + given.end() : end].strip()}"
    return head, values


def _matches(text: str) -> Iterator[tuple[Label, int, int]]:
    for match in _PATTERN.finditer(fold(text)):
        kind = Label(match.lastgroup)
        opens = match.start() == 0 or not text[: match.start()].strip(" -+")
        # In the middle of a sentence a label is one only behind a stop or with a capital letter.
        first = text[match.start() : match.end()].lstrip(" .;,(-+")[:1]
        if opens or first.isupper() or text[: match.start()].rstrip()[-1:] in ".;(,":
            yield kind, match.start(), match.end()
