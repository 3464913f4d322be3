"""The far edge as documented, and its twin: the same against a real address, where one is named by
LANTOA_TEST_HELP_URL, LANTOA_TEST_HELP_KEY and LANTOA_TEST_HELP_MODEL."""

from __future__ import annotations

import os
from collections.abc import Iterator
from dataclasses import replace

import pytest

from lantoa.core.errors import Refused
from lantoa.newsroom.terms import HelpKind
from lantoa.newsroom.writing_help.client import Door, ask
from lantoa.newsroom.writing_help.words import MOST_PIECES, SYSTEM, pieces_of, question
from tests.newsroom.writing_help.server import KEY, MODEL, running


@pytest.fixture(params=["fake", "real"])
def door(request: pytest.FixtureRequest) -> Iterator[Door]:
    if request.param == "real":
        address = os.environ.get("LANTOA_TEST_HELP_URL", "")
        if not address:
            pytest.skip("no real address is named")
        yield Door(address, os.environ["LANTOA_TEST_HELP_MODEL"],
                   os.environ.get("LANTOA_TEST_HELP_KEY", ""),
                   is_local=address.startswith("http://"))  # fmt: skip
        return
    with running() as (address, _):
        yield Door(address, MODEL, KEY, is_local=True)


def test_an_answer_comes_back_in_pieces(door: Door) -> None:
    text = "Từ ngày 01/12, người dân nộp hồ sơ khai sinh qua mạng. Tổ công nghệ số giúp tận nhà."
    pieces = pieces_of(ask(door, system=SYSTEM, user=question(HelpKind.SHORTER, text)))
    assert 1 <= len(pieces) <= MOST_PIECES and all(pieces)


def test_a_model_that_is_not_there_is_said_in_plain_words(door: Door) -> None:
    wrong = replace(door, model="khong-co-mo-hinh-nay")
    with pytest.raises(Refused, match=r"Chưa có gợi ý: .*Bài giữ nguyên"):
        ask(wrong, system="a", user="b")


@pytest.mark.parametrize(
    ("mood", "words"),
    [("busy", "quá tải hoặc đã hết hạn mức"), ("broken", "báo lỗi 500"),
     ("silent", "không đúng dạng"), ("huge", "lớn hơn"), ("slow", "không trả lời đúng")],
)  # fmt: skip
def test_every_bad_day_is_one_sentence_and_bounded(mood: str, words: str) -> None:
    with running(mood) as (address, _), pytest.raises(Refused, match=words):
        seconds = 0.6 if mood == "slow" else 120
        ask(Door(address, MODEL, KEY, is_local=True), system="a", user="b", seconds=seconds)


def test_a_wrong_key_is_told_and_never_shown() -> None:
    door = Door("http://127.0.0.1:1/v1", MODEL, "sk-bi-mat", is_local=True)
    assert "bi-mat" not in repr(door)
    with running() as (address, _), pytest.raises(Refused) as told:
        ask(Door(address, MODEL, "sk-bi-mat", is_local=True), system="a", user="b")
    assert "không nhận mã khóa" in str(told.value) and "bi-mat" not in str(told.value)
    with pytest.raises(Refused):
        ask(door, system="a", user="b", seconds=1)


@pytest.mark.parametrize(
    ("answer", "pieces"),
    [('["Một.", "Hai."]', ["Một.", "Hai."]), ('```json\n["Một."]\n```', ["Một."]),
     ('{"pieces": ["Một."]}', ["Một."]), ("1. Một\n- Hai\n\n", ["Một", "Hai"]),
     ('["<b>Một</b>\\u0000", 5, ""]', ["Một"]), ("[" * 5000, ["[" * 700])],
)  # fmt: skip
def test_any_answer_becomes_clean_pieces(answer: str, pieces: list[str]) -> None:
    assert pieces_of(answer) == pieces


def test_pieces_are_bounded() -> None:
    assert len(pieces_of("\n".join("dòng" for _ in range(99)))) == MOST_PIECES
