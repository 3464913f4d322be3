"""One file, encrypted with one secret key: for backups.

`LANTOA1\\n`, 32 random bytes, then pieces of 1 MiB, each sealed by ChaCha20-Poly1305 under a key
made by HKDF-SHA256 from the secret and those 32 bytes. The nonce of a piece is its number and
whether it is the last one, so that pieces cannot be changed, moved, dropped or cut off unseen.
"""

from __future__ import annotations

import base64
import hashlib
import os
import secrets
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING, BinaryIO

from lantoa.core.errors import Refused, Unreadable

if TYPE_CHECKING:
    from cryptography.hazmat.primitives.ciphers.aead import ChaCha20Poly1305

MAGIC = b"LANTOA1\n"
SALT_BYTES = 32
PIECE_BYTES = 1 << 20
TAG_BYTES = 16
CHECK_SIGNS = 4


@dataclass(frozen=True, slots=True)
class SecretKey:
    """32 random bytes. `text` is for printing: 56 capitals and digits in groups of four."""

    raw: bytes = field(repr=False)

    @classmethod
    def new(cls) -> SecretKey:
        return cls(secrets.token_bytes(32))

    @classmethod
    def from_text(cls, text: str) -> SecretKey:
        """Reads a key as people type it: blanks, dashes and case do not count, 0 is O and 1 is I.
        The last four signs show a slip. Raises Refused."""
        signs = "".join(sign for sign in text.upper() if sign.isalnum())
        signs = signs.replace("0", "O").replace("1", "I")
        body, check = signs[:-CHECK_SIGNS], signs[-CHECK_SIGNS:]
        try:
            raw = base64.b32decode(body + "=" * (-len(body) % 8))
        except ValueError:
            raw = b""
        if len(raw) != 32 or _check(raw) != check:
            raise Refused(
                "Khóa sao lưu nhập chưa đúng; chưa làm gì cả. Hãy chép lại đủ 14 nhóm bốn ký tự "
                "từ tờ khóa đã in."
            )
        return cls(raw)

    @property
    def text(self) -> str:
        signs = base64.b32encode(self.raw).decode().rstrip("=") + _check(self.raw)
        return "-".join(signs[place : place + 4] for place in range(0, len(signs), 4))


def encrypt_file(source: Path, target: Path, key: SecretKey) -> None:
    """Writes the encrypted form; `target` appears whole or not at all. Raises OSError."""
    salt = secrets.token_bytes(SALT_BYTES)
    cipher = _cipher(key, salt)
    with source.open("rb") as clear, _fresh(target) as sealed:
        sealed.write(MAGIC + salt)
        for number, (piece, is_last) in enumerate(_pieces(clear, PIECE_BYTES)):
            sealed.write(cipher.encrypt(_nonce(number, is_last), piece, None))
        _settle(sealed, target)


def decrypt_file(source: Path, target: Path, key: SecretKey) -> None:
    """Writes the clear form; `target` appears only when every byte was found unchanged.
    Raises Unreadable for a damaged file, a foreign one or the wrong key; OSError."""
    from cryptography.exceptions import InvalidTag

    with source.open("rb") as sealed:
        head = sealed.read(len(MAGIC) + SALT_BYTES)
        if len(head) != len(MAGIC) + SALT_BYTES or not head.startswith(MAGIC):
            raise Unreadable(f"Tệp «{source.name}» không phải tệp sao lưu của Lan Tỏa.")
        cipher = _cipher(key, head[len(MAGIC) :])
        with _fresh(target) as clear:
            try:
                for number, (piece, is_last) in enumerate(_pieces(sealed, PIECE_BYTES + TAG_BYTES)):
                    clear.write(cipher.decrypt(_nonce(number, is_last), piece, None))
            except InvalidTag as error:
                _part(target).unlink()
                raise Unreadable(
                    f"Tệp sao lưu «{source.name}» bị hỏng hoặc khóa không đúng; chưa phục hồi gì. "
                    "Hãy thử một bản sao lưu khác hoặc kiểm tra lại khóa."
                ) from error
            _settle(clear, target)


def _check(raw: bytes) -> str:
    return base64.b32encode(hashlib.sha256(raw).digest()).decode()[:CHECK_SIGNS]


def _cipher(key: SecretKey, salt: bytes) -> ChaCha20Poly1305:
    from cryptography.hazmat.primitives.ciphers.aead import ChaCha20Poly1305
    from cryptography.hazmat.primitives.hashes import SHA256
    from cryptography.hazmat.primitives.kdf.hkdf import HKDF

    derive = HKDF(algorithm=SHA256(), length=32, salt=salt, info=b"lantoa-backup-1")
    return ChaCha20Poly1305(derive.derive(key.raw))


def _nonce(number: int, is_last: bool) -> bytes:
    return number.to_bytes(11, "big") + bytes([is_last])


def _pieces(file: BinaryIO, size: int) -> Iterator[tuple[bytes, bool]]:
    """Pieces of a file, at least one, with the mark of the last."""
    piece = file.read(size)
    while True:
        following = file.read(size)
        yield piece, not following
        if not following:
            return
        piece = following


def _part(target: Path) -> Path:
    return target.with_name(f"{target.name}.part")


def _fresh(target: Path) -> BinaryIO:
    """A new private file beside the target."""
    _part(target).unlink(missing_ok=True)
    handle = os.open(_part(target), os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
    return os.fdopen(handle, "wb")


def _settle(file: BinaryIO, target: Path) -> None:
    file.flush()
    os.fsync(file.fileno())
    _part(target).replace(target)
