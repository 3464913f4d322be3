"""What is printed, and what is cut by rule."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from lantoa.newsroom.printed.richtext import Run, paragraphs
from lantoa.newsroom.printed.stories import POINT_WORDS, cut, key_points, short_text
from tests.newsroom.printed.data import ANSWERS, STEPS, paragraph, story


def test_rich_text_keeps_what_its_words_are() -> None:
    made = paragraphs(
        '<p>Nộp <b>trước ngày 10/12</b> ở <a href="https://a.vn/x">đây</a>.</p>'
        "<ul><li>Một</li><li><i>Hai</i> ba</li></ul><ol><li>Bốn</li></ol><p> </p>"
        '<p><a href="javascript:alert(1)">bấm</a></p>'
    )
    assert [one.kind for one in made] == ["text", "bullet", "bullet", "number", "text"]
    assert made[0].text == "Nộp trước ngày\u00a010/12 ở đây."
    assert [run for run in made[0].runs if run.bold or run.href] == [
        Run("trước ngày\u00a010/12", bold=True), Run("đây", href="https://a.vn/x")
    ]  # fmt: skip
    assert made[4].runs == (Run("bấm"),)


def test_points_come_from_steps_then_answers_then_lists_then_first_sentences() -> None:
    listed = paragraph("a")
    listed["value"] = "<ul><li>Mang căn cước</li><li>Mang giấy hẹn</li></ul>"
    assert key_points(story(STEPS, answers=ANSWERS))[0].name == "Mở Cổng Dịch vụ công"
    assert [one.name for one in key_points(story(answers=ANSWERS))] == ["Ai được hưởng", "Được gì"]
    assert [one.text for one in key_points(story(listed))] == ["Mang căn cước", "Mang giấy hẹn"]
    first = key_points(story())[0]
    assert first.text == "Việc thay đường truyền không ảnh hưởng đến người nộp hồ sơ qua mạng."
    assert key_points(story(is_told=True)) == []


def test_a_cut_ends_with_a_sentence_or_a_pause() -> None:
    words = "một hai ba bốn năm sáu bảy tám chín mười"
    assert cut(words, 10) == words
    assert cut("Một hai ba. Bốn năm sáu bảy.", 5) == "Một hai ba."
    assert cut("Một hai ba, bốn năm, sáu bảy tám", 6) == "Một hai ba, bốn năm…"
    assert cut(words, 4) == "một hai ba bốn…"


@given(st.text(alphabet="ab ,.;A…", max_size=300))
def test_a_cut_is_never_longer_and_never_changes_a_word(text: str) -> None:
    made = cut(text)
    assert len(made.split(" ")) <= max(POINT_WORDS, 1) or made == text
    assert text.startswith(made.rstrip("…").rstrip(" ,;:")) or made == " ".join(text.split(" "))


def test_short_text_stops_at_its_words_and_never_halves_steps() -> None:
    lines = short_text(story(STEPS), 60).splitlines()
    assert lines[0].startswith("Sáng thứ Bảy 28/11")
    assert lines[2:] == [
        "Bước 1: Mở Cổng Dịch vụ công.", "Bước 2: Chụp giấy tờ.", "Bước 3: Nộp, lưu mã hồ sơ.",
    ]  # fmt: skip
    assert len(short_text(story(STEPS), 36).splitlines()) == 2
    assert len(short_text(story(), 40).split()) <= 40
