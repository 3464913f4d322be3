"""Who uses a picture. Upper rooms register how to find out, and keep the list of their things;
the library calls nothing upward."""

from __future__ import annotations

from collections.abc import Callable, Collection

# Key of a picture → the title of something in public, or laid before an approver, that shows it.
NameOfUser = Callable[[int], str]

_FINDERS: dict[str, NameOfUser] = {}


def register_use(room: str, finder: NameOfUser) -> None:
    """Adds one room's way to find out; a second registration replaces the first (reloading)."""
    _FINDERS[room] = finder


def name_of_user(picture_id: int) -> str:
    """The title of something that shows this picture; empty where nothing does."""
    return next((title for find in _FINDERS.values() if (title := find(picture_id))), "")


def note_uses(*, subject: str, title: str, pictures: Collection[int]) -> None:
    """The pictures that a thing shows now, in draft or in public: «Đang dùng ở …»."""
    from lantoa.library.models import Picture, PictureUse

    PictureUse.objects.filter(subject=subject).exclude(picture__in=pictures).delete()
    for key in Picture.objects.filter(pk__in=pictures).values_list("pk", flat=True):
        PictureUse.objects.update_or_create(
            picture_id=key, subject=subject, defaults={"title": title[:200]}
        )
