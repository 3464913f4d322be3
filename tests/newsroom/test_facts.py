"""The data of an article: read from its blocks, told in words, leaving others as they were."""

from __future__ import annotations

from datetime import date

import pytest

from lantoa.newsroom.data.facts import Figure, day_of, measure, read_facts
from lantoa.newsroom.data.words import words_of_block
from lantoa.newsroom.models import Article
from lantoa.newsroom.plain import plain_text, spoken_text
from tests.newsroom.data import BODY


def raw(name: str) -> dict[str, object]:
    return next(block for block in Article(body=BODY).body.raw_data if block["type"] == name)


def test_figures_are_read_as_written_with_their_unit() -> None:
    facts = read_facts([raw("figures")], title="Tin")
    assert facts.figures[0] == Figure(
        "82,8", "%", "hộ được hỏi đã nghe", "Hỏi 400 hộ. Khoảng tin cậy 95%: 78,9–86,3%"
    )
    assert [one.text for one in facts.figures] == ["82,8%", "1.260\u00a0hộ"]
    assert (facts.title_of("figures"), facts.title_of("steps")) == ("Ba việc đã làm", "Tin")


@pytest.mark.parametrize(
    ("name", "words"),
    [
        ("figures", [
            "Ba việc đã làm.",
            "82,8% hộ được hỏi đã nghe. Hỏi 400 hộ. Khoảng tin cậy 95%: 78,9–86,3%.",
            "1.260 hộ được đến tận nhà.",
            "Số liệu đến ngày 20/11/2026.",
        ]),
        ("steps", ["Bước 1: Viết. 74 tin bài.", "Bước 2: Duyệt."]),
        ("comparison", [
            "Thời lượng phát mỗi tháng: năm 2025 là 6 giờ 20 phút, năm 2026 là 9 giờ 45 phút."
        ]),
        ("timeline", [
            "Ngày 18/5/2026: Ngày Khoa học và Công nghệ.", "Tháng 12/2026: Báo cáo năm.",
            "Năm 2027: Phủ kín.",
        ]),
        ("hamlets", [
            "1 trên 3 thôn đủ xác nhận phát.", "Đủ: Bến Đò 31 lượt.", "Thiếu: Lam Hạ.",
            "Chưa rõ: Núi Tháp.",
        ]),
    ],
)  # fmt: skip
def test_data_is_told_in_sentences(name: str, words: list[str]) -> None:
    assert list(words_of_block(raw(name))) == words


def test_data_is_in_the_plain_text_and_is_read_aloud() -> None:
    article = Article(title="Tin", body=[BODY[0]])
    assert "82,8% hộ được hỏi đã nghe." in plain_text(article)
    assert "tám mươi hai phẩy tám phần trăm hộ được hỏi đã nghe." in spoken_text(article, {})


@pytest.mark.parametrize(
    ("written", "measured"),
    [("1.260", 1260), ("82,8", 82.8), ("6 giờ 20 phút", 380), ("45 phút", 45), ("9 giờ", 540),
     ("nhiều", None), ("1.26", None), ("", None)],
)  # fmt: skip
def test_only_what_is_certain_is_measured(written: str, measured: float | None) -> None:
    assert measure(written) == measured


def test_only_a_whole_day_is_counted_to() -> None:
    found = [day_of(words) for words in ("10/12/2026", "12/2026", "2026", "31/2/2026", "mai")]
    assert found == [date(2026, 12, 10), None, None, None, None]


def test_half_filled_data_is_left_out() -> None:
    body = Article(body=[("steps", {"items": [{"name": ""}]}), ("comparison", {"before": "3"})])
    assert read_facts(list(body.body.raw_data), title="Tin").is_empty


@pytest.mark.django_db
def test_article_without_data_keeps_the_hash_that_it_had() -> None:
    """As it was before there were blocks of data: every approval stands on it."""
    article = Article(title="Nộp hồ sơ", body=[("paragraph", "<p>Từ ngày 01/12.</p>")])
    assert article.content == ("fe3ea8dbcef209f1d6469bad5f0fb118f6eeec514cb6879e6f9f38eabf623b35")
