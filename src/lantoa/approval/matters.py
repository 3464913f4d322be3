"""Kinds of matter that are laid before an approver. The room that owns one registers it."""

from __future__ import annotations

from dataclasses import dataclass

from lantoa.approval.terms import Route


@dataclass(frozen=True)
class Matter:
    """One kind: its code (`article:news`, `report`), its name on screens, its usual route."""

    code: str
    name: str
    usual: Route


_MATTERS: dict[str, Matter] = {}


def register_matter(code: str, name: str, usual: Route) -> None:
    """Adds one kind (called when an app loads)."""
    _MATTERS[code] = Matter(code, name, usual)


def matters() -> list[Matter]:
    """All kinds, as they were registered."""
    return list(_MATTERS.values())


def matter_of(code: str) -> Matter | None:
    """One kind, if it is known."""
    return _MATTERS.get(code)
