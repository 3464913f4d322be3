"""Small secrets that lie in the database: sealed by a secret that lies beside it, in a file.

ChaCha20-Poly1305 under a key made by HKDF-SHA256; 12 random bytes, then the sealed ones, in
URL-safe base 64. A copy of the database alone opens nothing.
"""

from __future__ import annotations

import base64
import os
from typing import TYPE_CHECKING

from lantoa.core.errors import Unreadable

if TYPE_CHECKING:
    from cryptography.hazmat.primitives.ciphers.aead import ChaCha20Poly1305

NONCE_BYTES = 12


def seal(raw: bytes, secret: str) -> str:
    """20 bytes become 64 signs."""
    nonce = os.urandom(NONCE_BYTES)
    return base64.urlsafe_b64encode(nonce + _cipher(secret).encrypt(nonce, raw, None)).decode()


def open_sealed(text: str, secret: str) -> bytes:
    """What was sealed. Raises Unreadable for another secret or a changed text."""
    from cryptography.exceptions import InvalidTag

    try:
        held = base64.urlsafe_b64decode(text)
        return _cipher(secret).decrypt(held[:NONCE_BYTES], held[NONCE_BYTES:], None)
    except (ValueError, InvalidTag) as error:
        raise Unreadable(
            "Không mở được mã bí mật đã cất: tệp khóa trong thư mục dữ liệu không còn khớp. "
            "Chưa thay đổi gì. Đặt lại lớp xác thực thứ hai của tài khoản."
        ) from error


def _cipher(secret: str) -> ChaCha20Poly1305:
    from cryptography.hazmat.primitives.ciphers.aead import ChaCha20Poly1305
    from cryptography.hazmat.primitives.hashes import SHA256
    from cryptography.hazmat.primitives.kdf.hkdf import HKDF

    derive = HKDF(algorithm=SHA256(), length=32, salt=None, info=b"lantoa-sealing-1")
    return ChaCha20Poly1305(derive.derive(secret.encode()))
