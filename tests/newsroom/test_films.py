"""Films of an article: filled from its data, told in words to those who do not see."""

from __future__ import annotations

from datetime import date

import pytest

from lantoa.library.models import Picture, Right
from lantoa.media.moving.clip_plan import Saying
from lantoa.media.moving.pages import layouts_of
from lantoa.media.moving.stories import Moment
from lantoa.newsroom.data.facts import Facts, read_facts
from lantoa.newsroom.films.matter import sayings_of
from lantoa.newsroom.films.products import CLIP, MOTION
from lantoa.newsroom.films.words import story_of, told
from lantoa.newsroom.models import Article, Rendition
from lantoa.newsroom.products.making import ask_for_product, make
from lantoa.newsroom.products.queries import fresh_product, keeps_its_terms
from lantoa.newsroom.terms import TERMS_NOT_ASKED, Form, RenditionState
from lantoa.newsroom.upgrading import fill_products
from tests.library.make import picture
from tests.make import NOW, account, article, sound
from tests.newsroom.data import BODY


def facts(*left_out: str, **changed: object) -> Facts:
    body = [block for block in Article(body=BODY).body.raw_data if block["type"] not in left_out]
    return read_facts(body, title="Tin", day=date(2026, 11, 20), commune="xã Sông Lam")


def test_story_is_filled_from_the_data() -> None:
    story = story_of(facts())
    assert layouts_of(story) == ["comparison", "figures", "steps", "timeline", "hamlets", "figure"]
    assert story.change is not None
    assert (story.change.before, story.change.after, story.change.note) == (380, 585, "thêm 54%")
    assert story.titles["figures"] == "Ba việc đã làm"
    assert story.dated["figures"] == "Số liệu đến ngày 20/11/2026"
    assert [one.state for one in story.places] == ["full", "part", "unknown"]


def test_days_of_one_year_go_without_it_and_the_next_one_is_the_hero() -> None:
    body = [{"type": "timeline", "value": {"items": [
        {"day": "18/5/2026", "event": "một"}, {"day": "10/12/2026", "event": "hai"},
    ]}}]  # fmt: skip
    story = story_of(read_facts(body, title="Tin", day=date(2026, 11, 20)))
    assert (story.moments, story.hero) == ((Moment("18/5", "một"), Moment("10/12", "hai")), 1)


def test_comparison_that_cannot_be_measured_is_left_out() -> None:
    body = [{"type": "comparison", "value": {"before": "ít", "after": "nhiều", "label": "x"}}]
    assert story_of(read_facts(body, title="Tin")).change is None


def test_film_is_told_with_its_title_data_and_day() -> None:
    words = told(facts(), "figures")
    assert words.startswith("Ba việc đã làm. 82,8% hộ được hỏi đã nghe.")
    assert words.endswith("Số liệu đến ngày 20/11/2026.")


@pytest.mark.django_db
def test_article_without_data_says_what_to_add() -> None:
    plain, full = article().newest, article(body=BODY).newest
    assert "Thêm một khối số liệu" in MOTION.why_not(plain)
    assert MOTION.why_not(full) == ""
    layouts, shapes = MOTION.choices(full)
    assert (layouts.usual, shapes.usual) == ("comparison", "bai")


@pytest.mark.django_db
def test_clip_is_read_by_a_machine_where_the_article_has_no_sound() -> None:
    draft = article(body=BODY)
    shapes, voices = CLIP.choices(draft.newest)
    assert (shapes.usual, voices.usual) == ("doc", "vi")
    assert voices.options[0].why_not == "bài chưa có âm thanh"
    before = CLIP.made_from(draft.newest)
    sound(draft)
    assert CLIP.choices(draft.newest)[1].usual == "bai"
    assert CLIP.made_from(draft.newest) != before


@pytest.mark.django_db
def test_headings_and_quotations_become_cards() -> None:
    body = [
        ("heading", "Nhớ hai con số"), ("quotation", "Nhờ biết trước."),
        ("heading", "từ " * 20), ("paragraph", "<p>Lời.</p>"),
    ]  # fmt: skip
    assert sayings_of(article(body=body).newest) == (
        Saying("Nhớ hai con số"), Saying("Nhờ biết trước.", is_quote=True),
    )  # fmt: skip


@pytest.mark.django_db
@pytest.mark.slow
def test_clip_of_an_article_is_made_whole() -> None:
    by = account()
    line = "Tổ công nghệ số cộng đồng đến từng nhà hướng dẫn bà con nộp hồ sơ trực tuyến. "
    draft = article(by, body=[("paragraph", f"<p>{line * 8}</p>")])
    row = ask_for_product(article=draft, form=Form.CLIP, options={}, by=by, now=NOW)
    make(row.pk)
    row.refresh_from_db()
    assert (row.state, row.problem) == (RenditionState.READY, "")
    assert [file.role for file in row.files.all()] == ["mp4-doc", "jpg-bia", "vtt", "srt"]
    film = row.files.first()
    assert (film.width, film.height) == (1080, 1920)
    assert 30_000 <= film.milliseconds <= 90_000
    assert film.alt.startswith("Video dọc 9:16, dài ")
    assert row.is_synthetic
    # One that an older version of the program made tells it by the mark in the film.
    Rendition.objects.update(is_synthetic=False, options={"giong": "bai"}, terms=TERMS_NOT_ASKED)
    fill_products()
    row.refresh_from_db()
    assert row.is_synthetic


@pytest.mark.django_db
def test_clip_hangs_on_the_right_to_its_photos_and_on_what_is_said_of_them() -> None:
    photo = picture(right=Right.OWN)
    story = article(body=[("picture", {"image": photo, "caption": ""})])
    row = ask_for_product(article=story, form=Form.CLIP, options={}, by=account(), now=NOW)
    leaflet = ask_for_product(article=story, form=Form.LEAFLET, options={}, by=account(), now=NOW)
    for change, stands in (
        ({"right": Right.GIVEN}, (True, True)),  # another right is a right
        ({"is_synthetic": True}, (False, True)),
        ({"is_synthetic": False}, (True, True)),
        ({"right": Right.UNKNOWN}, (False, False)),
    ):
        Picture.objects.filter(pk=photo.pk).update(**change)
        draft = story.newest
        assert (keeps_its_terms(row, draft), keeps_its_terms(leaflet, draft)) == stands
    Rendition.objects.update(state=RenditionState.READY)
    assert fresh_product(story.newest, Form.CLIP) is None
    assert article().newest.body and CLIP.terms(article().newest) == {}
