"""Where a line may not break: a number stays with its unit, a document with its number. Pure."""

from __future__ import annotations

import re

NO_BREAK = "\u00a0"
_UNITS = (
    "giờ|phút|giây|ngày|tháng|năm|tuần|tuổi|đồng|triệu|tỷ|nghìn|hộ|bài|km|m|kg|lượt|người|thôn|xã"
)
_HELD = re.compile(
    rf"(?<=\d) (?=(?:{_UNITS})\b)|(?<=\d) (?=[%‰])"
    r"|(?<=\d giờ) (?=\d)|(?<=Nghị quyết) (?=\d)|(?<=[Nn]ghị) (?=quyết \d)"
    r"|(?<=[Tt]hứ) (?=Hai|Ba|Tư|Năm|Sáu|Bảy)"
    r"|(?<=[Tt]háng) (?=\d)|(?<=[Nn]ăm) (?=\d)|(?<=[Nn]gày) (?=\d)|(?<=số) (?=\d)"
)
# A span: «07:30–11:00», «78,9–86,3%».
_SPAN = re.compile(r"(?<=\d)–(?=\d)")


def held(text: str) -> str:
    """The same words, with numbers held to their units by no-break spaces."""
    return _SPAN.sub("\u2060–\u2060", _HELD.sub(NO_BREAK, text))
