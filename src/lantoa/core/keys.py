"""Ed25519 signing keys (RFC 8032). The one module that knows the cryptography library for them.

A key's id is the SHA-256 of its 32 raw public bytes in hex. On paper and in messages a public
key is those 32 bytes in base64.
"""

from __future__ import annotations

import base64
import binascii
import hashlib
import os
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING

from lantoa.core.errors import Refused

if TYPE_CHECKING:
    from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey


# A key file is PEM, as `openssl pkey` reads it. RFC 8410 makes it 16 fixed bytes and the seed;
# the library's own reader would cost a receiver 4 MB of memory for its other formats.
PKCS8_HEAD = bytes.fromhex("302e020100300506032b657004220420")
PEM_BEGIN = b"-----BEGIN PRIVATE KEY-----"
PEM_END = b"-----END PRIVATE KEY-----"


@dataclass(frozen=True, slots=True)
class PublicKey:
    """What everybody may know of a signer. `raw` is 32 bytes; anything else: ValueError."""

    raw: bytes

    def __post_init__(self) -> None:
        if len(self.raw) != 32:
            raise ValueError("an Ed25519 public key has 32 bytes")

    @classmethod
    def from_text(cls, text: str) -> PublicKey:
        """Reads base64. Raises ValueError."""
        try:
            return cls(base64.b64decode(text, validate=True))
        except (binascii.Error, ValueError) as error:
            raise ValueError("not an Ed25519 public key in base64") from error

    @property
    def text(self) -> str:
        return base64.b64encode(self.raw).decode("ascii")

    @property
    def id(self) -> str:
        return hashlib.sha256(self.raw).hexdigest()

    def verifies(self, data: bytes, signature: bytes) -> bool:
        """Did the holder of the private half sign exactly these bytes?"""
        from cryptography.exceptions import InvalidSignature
        from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PublicKey

        try:
            Ed25519PublicKey.from_public_bytes(self.raw).verify(signature, data)
        except (InvalidSignature, ValueError):
            return False
        return True


@dataclass(frozen=True, slots=True)
class SigningKey:
    """The private half. Never printed, never put into a message."""

    _private: Ed25519PrivateKey = field(repr=False)

    @classmethod
    def new(cls) -> SigningKey:
        from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey

        return cls(Ed25519PrivateKey.generate())

    @property
    def public(self) -> PublicKey:
        return PublicKey(self._private.public_key().public_bytes_raw())

    def sign(self, data: bytes) -> bytes:
        """The 64 bytes of the signature."""
        return self._private.sign(data)

    def pem(self) -> bytes:
        """PKCS#8, unencrypted: the file's mode protects it."""
        text = base64.b64encode(PKCS8_HEAD + self._private.private_bytes_raw())
        return b"\n".join((PEM_BEGIN, text, PEM_END, b""))


def write_signing_key(path: Path, key: SigningKey) -> None:
    """Writes a new key file that only its owner reads. An existing file is never replaced."""
    write_private(path, key.pem())


def read_signing_key(path: Path) -> SigningKey:
    """Reads a key file. Raises Refused when it is missing, damaged or open to others."""
    from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey

    begin, _, rest = read_private(path).strip().partition(b"\n")
    text, _, end = rest.rpartition(b"\n")
    try:
        der = base64.b64decode(text.strip(), validate=True)
    except ValueError:
        der = b""
    is_whole = len(der) == len(PKCS8_HEAD) + 32 and der.startswith(PKCS8_HEAD)
    if not is_whole or (begin.strip(), end.strip()) != (PEM_BEGIN, PEM_END):
        raise Refused(
            f"Tệp khóa «{path}» bị hỏng hoặc không phải khóa Ed25519. Tệp được giữ nguyên; "
            "hãy đặt lại từ bản sao lưu."
        )
    return SigningKey(Ed25519PrivateKey.from_private_bytes(der[len(PKCS8_HEAD) :]))


def signing_key_at(path: Path) -> SigningKey:
    """The key of this file; made on the first call."""
    if not path.exists():
        write_signing_key(path, SigningKey.new())
    return read_signing_key(path)


def write_private(path: Path, data: bytes) -> None:
    """A new file with mode 0600, on disk before this returns. Raises Refused where one is."""
    path.parent.mkdir(parents=True, exist_ok=True)
    try:
        handle = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
    except FileExistsError as error:
        raise Refused(f"Đã có tệp khóa «{path}»; tệp ấy được giữ nguyên.") from error
    with os.fdopen(handle, "wb") as file:
        file.write(data)
        file.flush()
        os.fsync(file.fileno())


def read_private(path: Path) -> bytes:
    """The bytes of a secret file. Raises Refused when missing or readable by others."""
    try:
        mode = path.stat().st_mode
        data = path.read_bytes()
    except OSError as error:
        raise Refused(f"Không đọc được tệp khóa «{path}». Hãy kiểm tra thư mục dữ liệu.") from error
    if mode & 0o077:
        raise Refused(
            f"Tệp khóa «{path}» đang để người khác đọc được. "
            f"Hãy chạy «chmod 600 {path}» rồi thử lại."
        )
    return data
