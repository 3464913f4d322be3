"""The commune's own emblem, as every picture, film and paper shows it."""

from __future__ import annotations

from lantoa.core.canonical import digest
from lantoa.registry.models import Commune


def emblem_of(commune: Commune | None) -> bytes | None:
    """A PNG; None where the commune gave none, or its file is gone: then the mark stands."""
    if commune is None or not commune.emblem:
        return None
    try:
        with commune.emblem.open("rb") as file:
            return bytes(file.read())
    except OSError:
        return None


def emblem_digest(commune: Commune | None) -> str:
    """SHA-256, hex, of the emblem; empty where the mark stands."""
    emblem = emblem_of(commune)
    return digest(emblem) if emblem else ""
