"""What came into the library with something that was taken away: it goes too, where nothing else
uses it."""

from __future__ import annotations

from collections.abc import Collection, Iterable
from functools import partial
from typing import Any

from django.db import models, transaction

from lantoa.library.models import Picture, Recording
from lantoa.library.uses import name_of_user

# Of a picture itself: its sizes, and the list of where it is shown.
OWN = {"renditions", "uses"}


def drop_unused_pictures(*, sha256s: Iterable[str]) -> int:
    """Pictures of exactly these bytes that nothing shows, with their sizes, from the disk too;
    answers how many. Run inside a transaction."""
    count = 0
    for row in Picture.objects.filter(sha256__in=list(sha256s)).select_for_update():
        if not row.uses.exists() and not name_of_user(row.pk) and not is_held(row, but=OWN):
            stored: list[Any] = [row, *row.renditions.all()]
            for one in stored:  # at once; the CMS leaves it to a later job
                transaction.on_commit(partial(one.file.storage.delete, str(one.file.name)))
            row.delete()
            count += 1
    return count


def drop_unused_recordings(*, keys: Iterable[int]) -> int:
    """Recordings from which nothing is made any more, from the disk too; answers how many. Run
    inside a transaction."""
    count = 0
    for row in Recording.objects.filter(pk__in=list(keys)).select_for_update():
        if not is_held(row):
            transaction.on_commit(partial(row.file.storage.delete, str(row.file.name)))
            row.delete()
            count += 1
    return count


def is_held(row: models.Model, *, but: Collection[str] = ()) -> bool:
    """Does a row of any room point to this one?"""
    for relation in row._meta.related_objects:
        if (relation.get_accessor_name() or "") in but:
            continue
        pointing = relation.related_model._base_manager
        if pointing.filter(**{relation.field.name: row.pk}).exists():
            return True
    return False
