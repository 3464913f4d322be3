"""Where pages end in a text: page numbers, and the headers and footers that run along."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence

_NUMBER = re.compile(r"^[-–]?\s*(?:trang\s*)?(\d{1,3})(?:\s*/\s*\d{1,3})?\s*[-–]?$", re.IGNORECASE)
_SHORTEST_PAGE = 15
"""Lines between two page numbers at the least; the numbers of a table stand closer."""
_NEAR = 3
"""Lines around a page end in which a header or a footer may stand."""
_SHORTEST_RUNNING = 6
_LABEL = re.compile(r"^[^:]{2,40}:")


def running_lines(texts: Sequence[str], feeds: Sequence[int]) -> set[int]:
    """Places of page numbers and running lines. `feeds` are places before which a page ends."""
    numbers = _page_numbers(texts)
    ends = list(feeds) if feeds else numbers
    if len(ends) < 2:
        return set()
    near = [_near(texts, at) for at in ends]
    known = Counter(mask for places in near for mask in {_mask(texts[at]) for at in places})
    running = {mask for mask, count in known.items() if count * 2 > len(ends) and count > 1}
    found = {at for places in near for at in places if _mask(texts[at]) in running}
    return found | {at for at in numbers if any(abs(at - end) <= _NEAR for end in ends)}


def _page_numbers(texts: Sequence[str]) -> list[int]:
    """Places of lone numbers that count up, each a page behind the one before."""
    found: list[int] = []
    expected = 0
    for at, text in enumerate(texts):
        match = _NUMBER.match(text)
        if match is None or not _stands_alone(texts, at):
            continue
        if not found or (int(match[1]) == expected and at - found[-1] >= _SHORTEST_PAGE):
            found.append(at)
            expected = int(match[1]) + 1
    return found if len(found) > 1 else []


def _stands_alone(texts: Sequence[str], at: int) -> bool:
    above = texts[at - 1] if at else ""
    below = texts[at + 1] if at + 1 < len(texts) else ""
    return not above or not below


def _near(texts: Sequence[str], at: int) -> list[int]:
    return [
        place
        for place in range(max(0, at - _NEAR), min(len(texts), at + _NEAR + 1))
        if len(texts[place]) >= _SHORTEST_RUNNING and not _LABEL.match(texts[place])
    ]


def _mask(text: str) -> str:
    return re.sub(r"\d+", "0", text)
