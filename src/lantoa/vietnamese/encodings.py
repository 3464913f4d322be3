"""Bytes to text: UTF-8, UTF-16, and the encodings of older Vietnamese files, best effort."""

from __future__ import annotations

import codecs
import re

from lantoa.core.errors import Unreadable
from lantoa.vietnamese.syllables import is_syllable
from lantoa.vietnamese.text import nfc

# TCVN 5712:1993 (font family .Vn…), bytes A1 to FE in order.
_TCVN3 = dict(
    zip(
        range(0xA1, 0xFF),
        "ĂÂÊÔƠƯĐăâêôơưđẶ\u0300\u0309\u0303\u0301\u0323àảãáạẲằẳẵắẴẮẦẨẪẤỀặầẩẫấậèỂẻẽéẹềểễếệ"
        "ìỉỄẾỒĩíịòỔỏõóọồổỗốộờởỡớợùỖủũúụừửữứựỳỷỹýỵ",
        strict=True,
    )
)
# VNI for Windows (font family VNI-…): letters of one byte, and marks that follow a vowel.
_VNI_LETTERS = dict(zip(b"\xf1\xf4\xf6\xed\xec\xe6\xf3\xf2\xee", "đơưíìỉĩịỵ", strict=True))
_VNI_MARKS = {
    0xF9: "\u0301", 0xF8: "\u0300", 0xFB: "\u0309", 0xF5: "\u0303", 0xEF: "\u0323",
    0xE2: "\u0302", 0xE1: "\u0302\u0301", 0xE0: "\u0302\u0300", 0xE5: "\u0302\u0309",
    0xE3: "\u0302\u0303", 0xE4: "\u0302\u0323", 0xEA: "\u0306", 0xE9: "\u0306\u0301",
    0xE8: "\u0306\u0300", 0xFA: "\u0306\u0309", 0xFC: "\u0306\u0303", 0xEB: "\u0306\u0323",
}  # fmt: skip
_VNI = {
    **_VNI_MARKS,
    **_VNI_LETTERS,
    **{byte - 0x20: mark for byte, mark in _VNI_MARKS.items()},
    **{byte - 0x20: letter.upper() for byte, letter in _VNI_LETTERS.items()},
}
_BOMS = (
    (codecs.BOM_UTF8, "utf-8"),
    (codecs.BOM_UTF16_LE, "utf-16-le"),
    (codecs.BOM_UTF16_BE, "utf-16-be"),
)
_CONTROL = re.compile("[\x00-\x08\x0e-\x19\x1c-\x1f\x7f]")
_WORD = re.compile(r"[^\W\d_]+")
_SAMPLE = 200_000  # bytes looked at to choose an old encoding


def decode(data: bytes) -> str:
    """The text of a file, in NFC, line ends kept as \\n.

    Understands UTF-8, UTF-16 (with a mark, or plainly so), Windows-1258, TCVN3 and VNI.
    Raises Unreadable for what is not text.
    """
    return decode_named(data)[0]


def decode_named(data: bytes) -> tuple[str, str]:
    """The text as `decode` gives it, and the old encoding that it was concluded from:
    "Windows-1258", "TCVN3", "VNI", or "" for Unicode, which is certain."""
    text, name = _modern(data), ""
    if text is None:
        text, name = _old(data)
    if _CONTROL.search(text):
        raise Unreadable(_NOT_TEXT)
    return nfc(text.replace("\r\n", "\n").replace("\r", "\n").rstrip("\x1a")), name


_NOT_TEXT = (
    "Tệp này không phải văn bản đọc được. Chưa lưu gì. "
    "Hãy mở tệp bằng chương trình đã tạo ra nó rồi lưu lại ở dạng văn bản (UTF-8)."
)


def _modern(data: bytes) -> str | None:
    """The text if it is Unicode in one of its usual forms."""
    for bom, name in _BOMS:
        if data.startswith(bom):
            return _strict(data[len(bom) :], name)
    if b"\x00" in data[:2000]:
        even, odd = data[:2000:2].count(0), data[1:2000:2].count(0)
        return _strict(data, "utf-16-le" if odd > even else "utf-16-be")
    try:
        return data.decode("utf-8")
    except UnicodeDecodeError:
        return None


def _strict(data: bytes, name: str) -> str:
    try:
        return data.decode(name)
    except UnicodeDecodeError as error:
        raise Unreadable(_NOT_TEXT) from error


def _old(data: bytes) -> tuple[str, str]:
    """The text under the old encoding, with its name, that gives the most Vietnamese words."""
    readings = {name: _plausible(nfc(read(data[:_SAMPLE]))) for name, read in _OLD.items()}
    best = max(readings, key=lambda name: readings[name])
    if readings[best] < 0.5:
        raise Unreadable(_NOT_TEXT)
    return _OLD[best](data), best


def _plausible(text: str) -> float:
    """Share of Vietnamese syllables among the words with marks, 0 to 1."""
    words = [word for word in _WORD.findall(text) if not word.isascii()]
    return sum(map(is_syllable, words)) / len(words) if words else 0.0


def _windows_1258(data: bytes) -> str:
    return data.decode("cp1258", errors="replace")


def _tcvn3(data: bytes) -> str:
    return "".join(_TCVN3.get(byte, chr(byte)) for byte in data)


def _vni(data: bytes) -> str:
    return "".join(_VNI.get(byte, chr(byte)) for byte in data)


_OLD = {"Windows-1258": _windows_1258, "TCVN3": _tcvn3, "VNI": _vni}
