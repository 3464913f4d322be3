"""Products of an older version of the program follow their photos like new ones."""

from __future__ import annotations

from importlib import import_module

import pytest
from django.apps import apps

from lantoa.library.models import Picture, Right
from lantoa.newsroom.models import Article, Rendition
from lantoa.newsroom.products.queries import keeps_its_terms, terms_of
from lantoa.newsroom.products.register import product_kind
from lantoa.newsroom.services import save_draft
from lantoa.newsroom.terms import TERMS_NOT_ASKED, Form
from lantoa.newsroom.upgrading import fill_products
from tests.library.make import picture
from tests.make import NOW, article, product, sound

pytestmark = pytest.mark.django_db


def older() -> tuple[Article, Picture]:
    """An article with a photo, and a clip and a leaflet of it from before the upgrade."""
    photo = picture(right=Right.OWN)
    story = article(body=[("picture", {"image": photo, "caption": ""})])
    for form in (Form.CLIP, Form.LEAFLET):
        product(story, form=form)
    sound(story)
    Rendition.objects.update(terms="", is_synthetic=False)
    import_module("lantoa.newsroom.migrations.0024_terms_to_fill").mark(apps, None)
    return story, photo


def keep(story: Article) -> list[bool]:
    rows = Rendition.objects.exclude(form=Form.SOUND).order_by("pk")
    return [keeps_its_terms(row, story.newest) for row in rows]


def test_older_products_come_down_with_the_right_to_their_photos() -> None:
    story, photo = older()
    assert keep(story) == [True] * 2  # until they are looked at they stand as they were approved
    assert [fill_products(most=1) for _ in range(3)] == [1, 1, 0]
    kept = [product_kind(form) for form in (Form.CLIP, Form.LEAFLET)]
    wanted = [terms_of(kind, story.newest) for kind in kept if kind]
    rows = Rendition.objects.exclude(form=Form.SOUND).order_by("pk")
    assert list(rows.values_list("terms", flat=True)) == wanted
    assert keep(story) == [True] * 2
    Picture.objects.filter(pk=photo.pk).update(right=Right.UNKNOWN)
    assert keep(story) == [False] * 2


def test_right_that_was_lost_before_the_upgrade_takes_them_down_for_good() -> None:
    story, photo = older()
    Picture.objects.filter(pk=photo.pk).update(right=Right.UNKNOWN)
    fill_products()
    assert keep(story) == [False] * 2
    Picture.objects.filter(pk=photo.pk).update(right=Right.OWN)
    assert keep(story) == [False] * 2  # nobody knows what was agreed: they are made anew


def test_products_of_versions_that_are_gone_are_made_anew() -> None:
    story, _ = older()
    draft = story.newest
    draft.lead = "Lời khác."
    save_draft(article=draft, by=story.created_by, now=NOW, anew=True)
    fill_products()
    assert keep(story) == [False] * 2
    assert not Rendition.objects.filter(terms=TERMS_NOT_ASKED).exists()


@pytest.mark.parametrize(
    ("chosen", "is_machine", "told"),
    [("bai", True, True), ("bai", False, False), ("nam-bac", False, True)],
)
def test_older_clip_says_whose_voice_it_has(chosen: str, is_machine: bool, told: bool) -> None:
    older()
    Rendition.objects.filter(form=Form.CLIP).update(options={"giong": chosen})
    Rendition.objects.filter(form=Form.SOUND).update(is_synthetic=is_machine)
    fill_products()
    assert Rendition.objects.get(form=Form.CLIP).is_synthetic == told
