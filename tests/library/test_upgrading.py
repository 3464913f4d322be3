"""Pictures that lay in the library before it could search are found after an upgrade."""

from __future__ import annotations

from importlib import import_module

import pytest
from django.apps import apps

from lantoa.library.models import Picture, PictureUse
from lantoa.library.queries import Asked, found_pictures
from lantoa.library.services import fill_looks
from tests.library.make import picture
from tests.make import article

WORDS = import_module("lantoa.library.migrations.0003_words_to_find_by")
USES = import_module("lantoa.newsroom.migrations.0015_uses_of_pictures")


@pytest.mark.django_db
def test_words_and_uses_are_filled_in_and_twice_changes_nothing() -> None:
    shown, other = picture(1, title="Lễ hội Bến Đò"), picture(2, title="Cầu mới")
    story = article(body=[("picture", {"image": shown, "caption": ""})])
    Picture.objects.update(folded="")
    PictureUse.objects.all().delete()
    for _ in range(2):
        WORDS.fill(apps, None)
        USES.fill(apps, None)
    assert list(found_pictures(Asked("le hoi"))) == [shown]
    assert list(found_pictures(Asked(standing="chua-dung"))) == [other]
    use = PictureUse.objects.get()
    assert (use.picture, use.subject, use.title) == (shown, story.code, story.newest.title)


@pytest.mark.django_db
def test_old_pictures_are_looked_at_a_few_a_turn_whatever_is_broken() -> None:
    gone, *whole = (picture(seed) for seed in (1, 2, 3, 4))
    looks = dict(Picture.objects.values_list("pk", "look"))
    Picture.objects.update(look="")
    gone.file.storage.delete(gone.file.name)
    assert [fill_looks(most=2), fill_looks(most=2), fill_looks(most=2)] == [2, 1, 0]
    kept = dict(Picture.objects.values_list("pk", "look"))
    assert kept == {gone.pk: "", **{one.pk: looks[one.pk] for one in whole}}
