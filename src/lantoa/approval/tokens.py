"""The secret part of an address that opens something without an account: a row's key and its random
number, signed. Neither the table nor the key of the installation alone makes one."""

from __future__ import annotations

import secrets

from django.core.signing import BadSignature, Signer

LONGEST = 120


def new_nonce() -> str:
    """A random number for a row: 32 hexadecimal digits."""
    return secrets.token_hex(16)


def token_for(salt: str, pk: int, nonce: str) -> str:
    """The token of a row; the same every time. `salt` names the kind of address."""
    return Signer(sep=".", salt=salt).sign(f"{pk}_{nonce}")


def read_token(salt: str, token: str) -> tuple[int, str] | None:
    """Key and random number of the row that a token names; None where it was not made here."""
    if len(token) > LONGEST:
        return None
    try:
        pk, _, nonce = Signer(sep=".", salt=salt).unsign(token).partition("_")
    except BadSignature:
        return None
    return (int(pk), nonce) if pk.isdigit() else None
