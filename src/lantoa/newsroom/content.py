"""What the content of an article is, as bytes to approve. Pure.

The hash covers everything that a reader or listener is given and what it is counted for; it
leaves out keys, locks, dates and revision pointers, which change without a person's doing.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from lantoa.core.canonical import digest_of


def content_hash(
    *,
    text: Mapping[str, str],
    body: Sequence[Any],
    tasks: Sequence[str],
    audiences: Sequence[str],
    files: Mapping[str, str],
) -> str:
    """SHA-256, hex, of one version of an article.

    `text` are its plain fields by name, `body` its blocks as raw values (ids left out), `files`
    the hashes of the pictures that it shows.
    """
    return digest_of(
        {
            "v": 1,
            "text": dict(text),
            "body": [_plain(block) for block in body],
            "tasks": sorted(tasks),
            "audiences": sorted(audiences),
            "files": dict(files),
        }
    )


def _plain(value: Any) -> Any:
    """Raw block values in the subset that can be hashed: no floats, no block ids."""
    if isinstance(value, Mapping):
        return {str(key): _plain(item) for key, item in value.items() if key != "id"}
    if isinstance(value, list | tuple):
        return [_plain(item) for item in value]
    if value is None or isinstance(value, bool | int | str):
        return value
    return str(value)
