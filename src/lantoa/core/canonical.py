"""One value, one row of bytes: what is hashed and signed.

The subset of JSON that we sign has strings, integers, booleans, null, lists and objects with
ASCII keys, and no floats. On this subset sorted keys, compact separators and raw UTF-8 are the
canonical form of RFC 8785, so that any program can recompute our hashes.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Mapping
from pathlib import Path
from typing import Any

# Integers beyond this are not exact in the doubles of RFC 8785.
LARGEST = 2**53 - 1
DEEPEST = 20


class NotCanonical(ValueError):
    """A value has no canonical form. The message is for developers, not for officers."""


def encode(value: Any) -> bytes:
    """The canonical bytes of a value. Raises NotCanonical."""
    _check(value, DEEPEST)
    text = json.dumps(
        value, ensure_ascii=False, allow_nan=False, sort_keys=True, separators=(",", ":")
    )
    try:
        return text.encode("utf-8")
    except UnicodeEncodeError as error:
        raise NotCanonical("lone surrogate in a string") from error


def decode(data: bytes) -> Any:
    """The value of canonical bytes. Any other way of writing the same value is refused, so
    that two readers can never see two things in one message. Raises NotCanonical."""
    try:
        value = json.loads(data.decode("utf-8"))
    except (UnicodeDecodeError, ValueError, RecursionError) as error:
        raise NotCanonical("not JSON in UTF-8") from error
    if encode(value) != data:
        raise NotCanonical("not in canonical form")
    return value


def digest(data: bytes) -> str:
    """SHA-256 in lower-case hex."""
    return hashlib.sha256(data).hexdigest()


def digest_of(value: Any) -> str:
    """SHA-256 of the canonical bytes of a value, in lower-case hex."""
    return digest(encode(value))


def file_digest(path: Path) -> str:
    """SHA-256 of a file, in lower-case hex, read in pieces."""
    with path.open("rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()


def _check(value: Any, depth: int) -> None:
    if depth < 0:
        raise NotCanonical("nested too deeply")
    if value is None or isinstance(value, bool | str):
        return
    if isinstance(value, int):
        if not -LARGEST <= value <= LARGEST:
            raise NotCanonical("integer too large")
    elif isinstance(value, Mapping):
        _check_keys(value)
        for item in value.values():
            _check(item, depth - 1)
    elif isinstance(value, list | tuple):
        for item in value:
            _check(item, depth - 1)
    else:
        raise NotCanonical(f"{type(value).__name__} has no canonical form")


def _check_keys(value: Mapping[Any, Any]) -> None:
    for key in value:
        if not isinstance(key, str) or not key.isascii():
            raise NotCanonical("keys are ASCII strings")
