"""Yearly days that a plan names: "Ngày … (18/5)"."""

from __future__ import annotations

import re
from collections.abc import Sequence

from lantoa.plan.reading.blocks import Block
from lantoa.plan.reading.dates import month_day
from lantoa.plan.reading.folding import UPPER
from lantoa.plan.reading.terms import ObservanceRead, Span

_KIND = rf"(?:(?:hội |truyền thống )?[{UPPER}]|(?:hội|truyền thống|toàn quốc|quốc tế|thế giới)\s)"
_LISTS = r"(?<=[Pp]hòng),(?=\s[Cc]hống)|(?<=[Kk]hoa học),(?=\s[Cc]ông nghệ)"
"""Commas inside a name."""
_NAMED = re.compile(
    rf"(?P<name>Ngày {_KIND}(?:[^\n,;()]|{_LISTS}){{2,90}}?)\s*"
    r"(?:\(\s*(?:ngày\s+)?|(?:,\s*)?ngày\s+|(?<=\s))(?P<day>\d{1,2})\s*[/-]\s*(?P<month>\d{1,2})(?!\s*[/-]?\d)"
)
_LAST_NAME = re.compile(rf".*(?=Ngày {_KIND})")


def observances_of(blocks: Sequence[Block]) -> list[tuple[ObservanceRead, Span]]:
    """The days, each once, in order."""
    found: dict[str, tuple[ObservanceRead, Span]] = {}
    for block in blocks:
        texts = (
            [block.text]
            if not block.table
            else [cell.text for row in block.table.rows for cell in row]
        )
        for match in (match for text in texts for match in _NAMED.finditer(text)):
            day = month_day(match["day"], match["month"])
            if day and day not in found:
                name = _LAST_NAME.sub("", match["name"])
                found[day] = (ObservanceRead(day, name.strip(' ”“"»«')), block.span)
    return list(found.values())
