"""Every plan with an expected answer is read without a single difference."""

from __future__ import annotations

import time

import pytest
from tests.plan.reading.examples import NAMES, example
from tests.plan.reading.scoring import differences

from lantoa.plan.reading import read_plan


@pytest.mark.parametrize("name", NAMES)
def test_reader_gives_the_expected_answer(name: str) -> None:
    text, answer = example(name)
    assert differences(read_plan(text).as_json(), answer) == []


@pytest.mark.parametrize("name", NAMES)
def test_every_source_names_lines_of_the_text(name: str) -> None:
    text, _ = example(name)
    count = len(text.splitlines())
    reading = read_plan(text).as_json()
    assert reading["sources"]
    for pointer, (first, last) in reading["sources"].items():
        assert 1 <= first <= last <= count, pointer
        assert _at(reading, pointer) not in (None, [], ""), pointer


def _at(value: object, pointer: str) -> object:
    """The value that a JSON pointer names."""
    for step in pointer.split("/")[1:]:
        value = value[int(step)] if isinstance(value, list) else value[step]  # type: ignore[index]
    return value


def test_lines_of_a_task_hold_its_words() -> None:
    text, _ = example("song-lam")
    reading = read_plan(text).as_json()
    first, last = reading["sources"]["/tasks/5/lead"]
    assert text.splitlines()[first - 1 : last] == [
        "Đơn vị chủ trì: Trung tâm Dịch vụ tổng hợp; Phòng Văn hóa - Xã hội"
    ]


def test_scorer_tells_a_wrong_number_and_a_missing_task() -> None:
    text, answer = example("song-lam")
    reading = read_plan(text).as_json()
    wrong = {**reading, "number": "1169/QĐ-TTg", "tasks": reading["tasks"][:-1]}
    found = [each.split(":")[0] for each in differences(wrong, answer)]
    assert found == ["number", "tasks"]


def test_reader_leaves_blank_number_and_date_empty_and_says_so() -> None:
    text, _ = example("song-lam")
    blank = text.replace("Số: 27/KH-UBND", "Số: /KH-UBND")
    blank = blank.replace("ngày 08 tháng 4 năm 2026", "ngày tháng năm 2026")
    reading = read_plan(blank)
    assert (reading.number, reading.symbol, reading.date) == (None, "KH-UBND", None)
    assert reading.date_partial == "2026"
    assert [doubt.field for doubt in reading.doubts] == ["number", "date"]


def test_reading_time_grows_with_the_text_and_no_faster() -> None:
    text, _ = example("song-lam")
    head, tail = text.split("1.6. ", 1)
    task, rest = tail.split("2. Truyền thông", 1)
    texts = [f"{head}{f'1.6. {task}' * times}2. Truyền thông{rest}" for times in (100, 800)]
    short, long = (_seconds(each) for each in texts)
    # 8 times the tasks, 7 times the letters; twice that leaves room for a busy machine.
    assert long < 16 * short
    assert short < 1.5


def _seconds(text: str) -> float:
    """The best of three."""
    times = []
    for _ in range(3):
        start = time.process_time()
        read_plan(text)
        times.append(time.process_time() - start)
    return min(times)
