"""The second factor of an account: rows of django-otp and its passkeys, with secrets sealed."""

from __future__ import annotations

import base64

from django.conf import settings
from django.utils.crypto import salted_hmac
from django_otp.models import DeviceManager
from django_otp.plugins.otp_static.models import StaticDevice
from django_otp.plugins.otp_totp.models import TOTPDevice
from django_otp_webauthn.models import WebAuthnCredential, WebAuthnCredentialManager

from lantoa.core.sealing import open_sealed, seal

TOKEN_SIGNS = 16


class Authenticator(TOTPDevice):
    """Ứng dụng tạo mã. Six digits that change every 30 seconds (RFC 6238); the key is sealed."""

    objects = DeviceManager()

    class Meta:
        proxy = True
        verbose_name = "ứng dụng tạo mã"
        verbose_name_plural = "ứng dụng tạo mã"

    @property
    def bin_key(self) -> bytes:
        """The shared key, opened."""
        return open_sealed(self.key, settings.FACTOR_SECRET)

    def keep_key(self, raw: bytes) -> None:
        """Seals a fresh shared key into this row."""
        self.key = seal(raw, settings.FACTOR_SECRET)

    @property
    def secret_text(self) -> str:
        """The key as people type it: base 32 in groups of four."""
        text = base64.b32encode(self.bin_key).decode().rstrip("=")
        return " ".join(text[place : place + 4] for place in range(0, len(text), 4))


class PrintedCodes(StaticDevice):
    """Mã dự phòng đã in. Each works once; only a keyed hash of it is kept."""

    objects = DeviceManager()

    class Meta:
        proxy = True
        verbose_name = "mã dự phòng"
        verbose_name_plural = "mã dự phòng"

    def verify_token(self, token: str) -> bool:
        return bool(super().verify_token(self.token_of(token)))

    def token_of(self, code: str) -> str:
        """What is kept of a code: 80 bits of HMAC-SHA256, base 32. Case and dashes do not count."""
        clean = "".join(sign for sign in code.upper() if sign.isalnum())
        made = salted_hmac(
            "lantoa.printed-codes", f"{self.user_id}:{clean}", settings.FACTOR_SECRET,
            algorithm="sha256",
        )  # fmt: skip
        return base64.b32encode(made.digest()).decode()[:TOKEN_SIGNS]


class Passkey(WebAuthnCredential):
    """Khóa truy cập. A key pair in a phone, a computer or a USB key; we hold the public half."""

    objects = WebAuthnCredentialManager()

    class Meta:
        proxy = True
        verbose_name = "khóa truy cập"
        verbose_name_plural = "khóa truy cập"
