from pathlib import Path

import pytest

from lantoa.core.encryption import (
    PIECE_BYTES,
    SecretKey,
    decrypt_file,
    encrypt_file,
)
from lantoa.core.errors import Refused, Unreadable


def sealed(folder: Path, content: bytes) -> tuple[Path, SecretKey]:
    key = SecretKey.new()
    (folder / "clear").write_bytes(content)
    encrypt_file(folder / "clear", folder / "sealed", key)
    return folder / "sealed", key


@pytest.mark.parametrize("size", [0, 1, PIECE_BYTES - 1, PIECE_BYTES, 2 * PIECE_BYTES + 5])
def test_encrypted_file_comes_back(tmp_path: Path, size: int) -> None:
    content = bytes(range(256)) * (size // 256) + b"x" * (size % 256)
    path, key = sealed(tmp_path, content)
    assert size < 64 or content[:64] not in path.read_bytes()
    decrypt_file(path, tmp_path / "back", key)
    assert (tmp_path / "back").read_bytes() == content
    assert path.stat().st_mode & 0o777 == 0o600
    assert list(tmp_path.glob("*.part")) == []


def test_any_damage_is_refused_and_leaves_nothing(tmp_path: Path) -> None:
    path, key = sealed(tmp_path, b"a" * (2 * PIECE_BYTES + 9))
    good = path.read_bytes()
    piece = PIECE_BYTES + 16
    swapped = good[:40] + good[40 + piece : 40 + 2 * piece] + good[40 : 40 + piece]
    cases = [
        b"",
        good[:20],
        good[:40],
        good[:-1],
        good[: 40 + piece],
        good[: 40 + 2 * piece],
        good + b"x",
        swapped + good[40 + 2 * piece :],
        *(
            good[:at] + bytes([good[at] ^ 1]) + good[at + 1 :]
            for at in (0, 8, 39, 40, len(good) - 1)
        ),
    ]
    for damaged in cases:
        path.write_bytes(damaged)
        with pytest.raises(Unreadable):
            decrypt_file(path, tmp_path / "back", key)
        assert sorted(p.name for p in tmp_path.iterdir()) == ["clear", "sealed"]


def test_wrong_key_is_refused(tmp_path: Path) -> None:
    path, _ = sealed(tmp_path, b"a")
    with pytest.raises(Unreadable, match="khóa không đúng"):
        decrypt_file(path, tmp_path / "back", SecretKey.new())


def test_printed_key_can_be_typed_again() -> None:
    key = SecretKey.new()
    assert [len(group) for group in key.text.split("-")] == [4] * 14
    typed = key.text.lower().replace("-", " ").replace("o", "0").replace("i", "1")
    assert SecretKey.from_text(typed) == key
    assert key.text not in repr(key)


def test_slip_in_a_typed_key_is_noticed() -> None:
    text = SecretKey.new().text
    other = "A" if text[5] != "A" else "B"
    for wrong in (text[:5] + other + text[6:], text[:-1], "", "đ" * 56):
        with pytest.raises(Refused, match="14 nhóm"):
            SecretKey.from_text(wrong)
