import pytest

from lantoa.core.errors import Unreadable
from lantoa.vietnamese import decode, decode_named
from lantoa.vietnamese.encodings import _TCVN3, _VNI_LETTERS, _VNI_MARKS

TEXT = "Ủy ban nhân dân xã thông báo: từ ngày 05/02, toàn dân sẽ được hướng dẫn nộp hồ sơ ở nhà."
LOWER = "xã thông báo: từ ngày 05/02, người dân sẽ được hướng dẫn nộp hồ sơ, kể cả ở nghĩa trang."


@pytest.mark.parametrize("name", ["utf-8", "utf-8-sig", "utf-16", "utf-16-le", "utf-16-be"])
def test_unicode_files_are_read(name: str) -> None:
    assert decode(TEXT.encode(name)) == TEXT


def windows_1258(text: str) -> bytes:
    import unicodedata

    out = b""
    for letter in text:
        try:
            out += letter.encode("cp1258")
        except UnicodeEncodeError:
            parts = unicodedata.normalize("NFD", letter)
            tone = next(mark for mark in parts[1:] if mark in "\u0300\u0301\u0303\u0309\u0323")
            base = unicodedata.normalize("NFC", parts.replace(tone, ""))
            out += base.encode("cp1258") + tone.encode("cp1258")
    return out


def tcvn3(text: str) -> bytes:
    codes = {letter: byte for byte, letter in _TCVN3.items()}
    return bytes(codes.get(letter, ord(letter)) for letter in text)


def vni(text: str) -> bytes:
    import unicodedata

    letters = {letter: byte for byte, letter in _VNI_LETTERS.items()}
    marks = {"".join(sorted(mark)): byte for byte, mark in _VNI_MARKS.items()}
    out = []
    for letter in text:
        parts = unicodedata.normalize("NFD", letter)
        if letter in letters:
            out.append(letters[letter])
        elif "\u031b" in parts:
            base = unicodedata.normalize("NFC", parts[0] + "\u031b")
            out += [letters[base], marks["".join(sorted(parts[1:].replace("\u031b", "")))]]
        elif len(parts) > 1:
            out += [ord(parts[0]), marks["".join(sorted(parts[1:]))]]
        else:
            out.append(ord(letter))
    return bytes(out)


@pytest.mark.parametrize("encode", [windows_1258, tcvn3, vni])
def test_old_vietnamese_files_are_read(encode) -> None:  # type: ignore[no-untyped-def]
    assert decode(encode(LOWER)) == LOWER


@pytest.mark.parametrize(
    ("data", "name"),
    [
        (LOWER.encode(), ""), (LOWER.encode("utf-16"), ""), (vni(LOWER), "VNI"),
        (windows_1258(LOWER), "Windows-1258"), (tcvn3(LOWER), "TCVN3"),
    ],
)  # fmt: skip
def test_an_old_encoding_is_named(data: bytes, name: str) -> None:
    assert decode_named(data) == (LOWER, name)


@pytest.mark.parametrize(
    "data",
    [b"\x89PNG\r\n\x1a\n\x00\x00\x00\rIHDR", b"PK\x03\x04\x14\x00\x08", bytes(range(256)) * 4],
)
def test_binary_files_are_refused(data: bytes) -> None:
    with pytest.raises(Unreadable):
        decode(data)


def test_empty_file_is_empty_text() -> None:
    assert decode(b"") == ""


def test_line_ends_become_one_kind() -> None:
    assert decode("một\r\nhai\rba".encode()) == "một\nhai\nba"
