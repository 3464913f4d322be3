"""Vietnamese line breaks: what must stay together, and characters that no file can hold.

Vietnamese is broken at spaces only. A document number, a date and a number with its unit stay on
one line. The marks used are NO-BREAK SPACE for a space and NON-BREAKING HYPHEN for a hyphen, one
for one, so a marked text is as long as the plain one.
"""

from __future__ import annotations

import re

from lantoa.vietnamese.text import nfc

NO_BREAK_SPACE = "\u00a0"
NO_BREAK_HYPHEN = "\u2011"
# Longer than this a word may have to break: better so than past the margin.
LONGEST_KEPT = 40

_CONTROL = re.compile(r"[\x00-\x08\x0b-\x1f\x7f\ud800-\udfff\ufffe\uffff]")
_WORD = re.compile(r"\S+")
_BEFORE_NUMBER = (
    r"(?:số|ngày|tháng|năm|quý|kỳ|lúc|Điều|khoản|điểm|Chương|Phần|Phụ lục|Nghị quyết|thôn|Thôn)"
)
_UNITS = (
    r"(?:%|phút|giây|giờ|ngày|tháng|năm|người|hộ|lượt|tin|bài|cụm|thôn|đồng|triệu|tỷ|nghìn|km|m|mm"
    r"|buổi|cuộc|lớp|đơn vị|nhiệm vụ|văn bản|kế hoạch|công văn|sản phẩm)"
)
_KEYED = re.compile(rf"\b({_BEFORE_NUMBER}) (?=\d|[IVX]+\b)")
_COUNTED = re.compile(rf"(?<=\d) (?={_UNITS}(?![\w/])(?![ {NO_BREAK_SPACE}]\d))")


def clean(text: str) -> str:
    """The text in NFC without control characters; tabs become spaces, line breaks stay."""
    return _CONTROL.sub("", nfc(text).replace("\t", " "))


def unbroken(text: str) -> str:
    """The text with no-break marks: «57-NQ/TW», «ngày 10/6», «109 phút»."""
    kept = _WORD.sub(lambda word: _kept_word(word.group()), text)
    kept = _KEYED.sub(rf"\1{NO_BREAK_SPACE}", kept)
    return _COUNTED.sub(NO_BREAK_SPACE, kept)


def plain(text: str) -> str:
    """The text without no-break marks."""
    return text.replace(NO_BREAK_SPACE, " ").replace(NO_BREAK_HYPHEN, "-")


def _kept_word(word: str) -> str:
    if len(word) > LONGEST_KEPT or word == "-":
        return word
    return word.replace("-", NO_BREAK_HYPHEN)
