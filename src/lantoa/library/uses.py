"""Who uses a picture. Upper rooms register how to find out; the library calls nothing upward."""

from __future__ import annotations

from collections.abc import Callable

# Key of a picture → the title of something in public, or laid before an approver, that shows it.
NameOfUser = Callable[[int], str]

_FINDERS: dict[str, NameOfUser] = {}


def register_use(room: str, finder: NameOfUser) -> None:
    """Adds one room's way to find out; a second registration replaces the first (reloading)."""
    _FINDERS[room] = finder


def name_of_user(picture_id: int) -> str:
    """The title of something that shows this picture; empty where nothing does."""
    return next((title for find in _FINDERS.values() if (title := find(picture_id))), "")
