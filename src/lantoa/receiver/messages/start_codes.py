"""Start codes: drawn by the station, printed once, kept as a slow hash. Pure but for the draw."""

from __future__ import annotations

import hashlib
import hmac
import secrets

# No letter that is mistaken for a figure or for another letter.
LETTERS = "ABCDEFGHJKMNPQRSTUVWXYZ23456789"
LENGTH, GROUP = 12, 4
ROUNDS = 100_000


def draw_code() -> tuple[str, str, str]:
    """A code of 59 random bits, its salt and its check (hex)."""
    code = "".join(secrets.choice(LETTERS) for _ in range(LENGTH))
    salt = secrets.token_hex(32)
    return code, salt, check_of(code, salt)


def check_of(code: str, salt: str) -> str:
    """What is kept of a code: PBKDF2, so that who opens the device cannot try them all."""
    words = clean(code).encode()
    return hashlib.pbkdf2_hmac("sha256", words, bytes.fromhex(salt), ROUNDS).hex()


def is_code(code: str, *, salt: str, check: str) -> bool:
    """Is this the code?"""
    return bool(clean(code)) and hmac.compare_digest(check_of(code, salt), check)


def clean(typed: str) -> str:
    """A code as it was drawn, however it was typed."""
    return "".join(sign for sign in typed.upper() if sign in LETTERS)[: 2 * LENGTH]


def in_groups(code: str) -> str:
    """As it is printed: ABCD-EFGH-JKMN."""
    return "-".join(code[at : at + GROUP] for at in range(0, len(code), GROUP))
