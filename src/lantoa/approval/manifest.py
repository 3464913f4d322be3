"""What exactly is approved: the content and every file that was shown or heard. Pure.

A manifest is `{"content": sha256, "forms": {"web": sha256, "sound": sha256, …}}`; its hash is
what a person's decision is bound to. Never a revision id: autosave rewrites revisions.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import TypedDict

from lantoa.core.canonical import digest_of


class Manifest(TypedDict):
    """Hashes, hex, of one version of an item and of its forms."""

    content: str
    forms: dict[str, str]


def make_manifest(content: str, forms: Mapping[str, str]) -> Manifest:
    """A manifest with its forms in a fixed order."""
    return {"content": content, "forms": dict(sorted(forms.items()))}


def manifest_hash(manifest: Manifest) -> str:
    """SHA-256, hex, of the canonical JSON of the manifest."""
    return digest_of(manifest)
