"""Genres: skeletons that ask, examples that could air."""

from __future__ import annotations

import pytest

from lantoa.newsroom.data.sheets import missing_answers, sheet_lines
from lantoa.newsroom.genres import Guide, guide_of, guides, prompts_in
from lantoa.newsroom.plain import body_lines
from lantoa.newsroom.terms import Genre
from lantoa.vietnamese.speech import explain, read_aloud

ALL = pytest.mark.parametrize("guide", guides(), ids=lambda guide: guide.genre)


def lines_of(guide: Guide) -> list[str]:
    piece = guide.example
    sheet = sheet_lines(guide.genre, piece.sheet)
    return [piece.title, piece.lead, *sheet, *body_lines(piece.raw)]


def test_every_genre_is_offered_once() -> None:
    assert sorted(guide.genre for guide in guides()) == sorted(Genre)


@ALL
def test_skeleton_asks_and_example_leaves_nothing_open(guide: Guide) -> None:
    assert prompts_in(str(guide.skeleton.raw))
    assert not prompts_in("\n".join([*lines_of(guide), str(guide.example.raw)]))
    assert missing_answers(guide.genre, guide.example.sheet) == []


@ALL
def test_example_is_read_aloud_without_a_doubt(guide: Guide) -> None:
    tokens = [token for line in lines_of(guide) for token in explain(line)]
    assert [token.text for token in tokens if token.reading and not token.sure] == []


def test_the_radio_script_fills_three_minutes() -> None:
    guide = guide_of("script")
    assert guide is not None
    words = sum(len(read_aloud(line).split()) for line in lines_of(guide))
    assert 540 <= words <= 620


def test_every_line_of_the_skit_is_spoken_by_somebody() -> None:
    guide = guide_of("skit")
    assert guide is not None
    spoken = [line for line in body_lines(guide.example.raw) if not line.startswith("(")]
    roles = {line.partition(":")[0] for line in spoken}
    assert roles == {"Bà Lựu", "Giọng lạ", "Anh Trung", "Chị Hạnh"}


def test_a_prompt_is_found_also_where_its_end_was_deleted() -> None:
    assert prompts_in("[Điền: ai và\nlúc nào] rồi [Điền: nơi]") == ["[Điền: ai và", "[Điền: nơi]"]
    assert prompts_in("Ông nói [cười] rồi đi") == []
