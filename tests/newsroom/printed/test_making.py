"""The printed forms of an article: every file, what they are made from, what is by hand."""

from __future__ import annotations

from pathlib import Path

import pytest

from lantoa.newsroom.models import Article
from lantoa.newsroom.printed.making import KINDS
from lantoa.newsroom.printed.reading import screens, story_of
from lantoa.newsroom.products.queries import recipe_of
from lantoa.newsroom.products.register import chosen, products_of
from lantoa.newsroom.terms import Form, Genre
from lantoa.registry.models import Board, Commune
from tests.library import make as library
from tests.make import article, commune, hamlet

pytestmark = pytest.mark.django_db
OF = {kind.code: kind for kind in KINDS}


def written(**fields: object) -> Article:
    commune()
    shown = library.picture(1, alt_text="Cống Bến Đò lúc nước lên")
    body = [
        ("paragraph", "<p>Nước lên nhanh từ chiều. Bà con không qua cống.</p>"),
        ("picture", {"image": shown, "caption": ""}),
        ("paragraph", "<p>Cần đi thì theo đường đê. Có người trực ở hai đầu.</p>"),
    ]
    return article(body=body, **fields)


def test_every_form_makes_whole_files_of_its_own_kind(tmp_path: Path) -> None:
    story, told = written(), []
    for kind in KINDS:
        folder = tmp_path / kind.code
        folder.mkdir()
        files = kind.make(story, chosen(kind, story, {}), folder, told.append)
        for one in files:
            head = one.path.read_bytes()[:8]
            assert {"png": b"\x89PNG", "pdf": b"%PDF", "txt": b"32 c"}[one.path.suffix[1:]] in head
            assert one.name and one.alt and (one.pages or one.mime != "application/pdf")
        assert files[0].mime == "image/png" and files[0].width > 300
        assert len({one.role for one in files}) == len(files)
    assert told and all(0 <= share <= 1 for share in told)


def test_a_story_holds_the_pictures_that_are_there() -> None:
    made = story_of(written())
    assert made.photo is not None
    assert made.photo.alt == "Cống Bến Đò lúc nước lên"
    assert made.images[made.photo.image].startswith(b"\xff\xd8")


def test_scripts_are_not_handed_out() -> None:
    codes = {kind.code for kind in products_of(written(genre=Genre.SCRIPT))}
    assert Form.BOARD in codes and not codes & {Form.POSTER, Form.LEAFLET, Form.DOCUMENT}


def test_what_was_made_is_stale_when_colour_or_board_changes() -> None:
    story = written()

    def recipes() -> list[str]:
        return [recipe_of(kind, story, story.content, chosen(kind, story, {})) for kind in KINDS]

    first = recipes()
    Board.objects.create(name="Bảng chợ", hamlet=hamlet(), is_electronic=True, columns=20, lines=4)
    second = recipes()
    assert [one == two for one, two in zip(first, second, strict=True)] == [True] * 3 + [False]
    Commune.objects.update(accent="#8A1C3B")
    assert not set(second) & set(recipes())


def test_letter_boards_are_those_of_the_commune() -> None:
    assert [one.name for one in screens()] == ["32 chữ × 2 dòng, không dấu"]
    for name in ("Chợ", "Bến xe"):
        Board.objects.create(name=name, hamlet=hamlet(), is_electronic=True, columns=20, lines=4)
    Board.objects.create(name="Giấy", hamlet=hamlet(), columns=99)
    assert [one.code for one in screens()] == ["20x4-khong-dau"]


def test_own_words_wait_for_an_approval_of_their_own() -> None:
    story = written()
    for form, name in ((Form.POSTER, "tieu-de"), (Form.LEAFLET, "tieu-de"), (Form.BOARD, "loi")):
        kind = OF[form]
        assert kind.by_hand(chosen(kind, story, {name: "Nước lên, không qua cống"}))
        assert not kind.by_hand(chosen(kind, story, {}))
