"""Whatever the text: a reading or one refusal, and never a hang."""

from __future__ import annotations

import json
import random

from hypothesis import given, settings
from hypothesis import strategies as st
from tests.plan.reading.examples import OWN

from lantoa.core.errors import Unreadable
from lantoa.plan.reading import PlanReading, read_plan

WORDS = [
    "KẾ HOẠCH", "Số: 12/KH-UBND", "I. MỤC TIÊU", "II. NHIỆM VỤ", "III. KINH PHÍ", "1. ", "1.1. ",
    "a) ", "- ", "+ ", "|", "| a | b |", "\t", "Đơn vị chủ trì:", "Phối hợp:", "Thời gian:",
    "Năm 2026", "Quý I năm 2027", "100%", "ít nhất 80% ", "từ 3 đến 5 lớp", "trước ngày 10/6",
    "trước ngày 32/13", "ngày 20 hằng tháng", "Ngày Sách (21/4)", "Nơi nhận:", "- Lưu: VT.",
    "TM. ỦY BAN NHÂN DÂN", "KT. CHỦ TỊCH", "Trần Thị Mai", "PHỤ LỤC", "STT", "Nội dung", "Chủ trì",
    "V. TỔ CHỨC THỰC HIỆN", "báo cáo", "Căn cứ Nghị quyết số 5-NQ/TW ngày 1/2/2025 của", "“", '"',
    "(", ")", ";", ".", "và", "của", "57-", "\n", "\n\n", "\u00a0", "\u0301", "2026 - 2030", "*",
]  # fmt: skip


def _read(text: str) -> PlanReading | None:
    try:
        reading = read_plan(text)
    except Unreadable:
        return None
    json.dumps(reading.as_json())
    return reading


@settings(max_examples=150)
@given(st.text(max_size=3000))
def test_any_text_is_read_or_refused(text: str) -> None:
    _read(text)
    _read(f"KẾ HOẠCH\n{text}")


@settings(max_examples=250)
@given(st.lists(st.sampled_from(WORDS), max_size=200), st.sampled_from(["", " ", "\n"]))
def test_any_heap_of_a_plans_words_is_read_or_refused(words: list[str], glue: str) -> None:
    text = glue.join(words)
    reading = _read(f"KẾ HOẠCH\n{text}")
    lines = len(f"KẾ HOẠCH\n{text}".splitlines())
    assert reading is None or all(
        1 <= first <= last <= lines for first, last in reading.sources.values()
    )


@settings(max_examples=60)
@given(st.integers(0, 2**32 - 1))
def test_a_damaged_plan_is_read_or_refused(seed: int) -> None:
    chance = random.Random(seed)
    lines = OWN.read_text("utf-8").splitlines()
    for _ in range(chance.randint(1, 40)):
        at = chance.randrange(len(lines))
        harm = chance.choice(["drop", "swap", "cut", "twice", "glue"])
        if harm == "drop":
            lines[at] = ""
        elif harm == "swap":
            other = chance.randrange(len(lines))
            lines[at], lines[other] = lines[other], lines[at]
        elif harm == "cut":
            lines[at] = lines[at][: chance.randint(0, len(lines[at]))]
        elif harm == "twice":
            lines.insert(at, lines[at])
        else:
            lines[at] = f"{lines[at]} {lines[at - 1]}"
    _read("\n".join(lines))


def test_long_runs_of_one_sign_do_not_hang() -> None:
    for sign in [
        "a",
        "1",
        "1.",
        "-",
        "|",
        "| ",
        "(",
        "“",
        "Số ",
        "và ",
        ", ",
        "ngày ",
        "Luật A ",
        "%",
    ]:
        _read(f"KẾ HOẠCH\n{sign * 5_000}")
        _read(f"KẾ HOẠCH\nI. MỤC TIÊU\n{sign * 5_000}")
        _read(f"KẾ HOẠCH\nI. NHIỆM VỤ\n1. Việc\nĐơn vị chủ trì: {sign * 5_000}")
        _read(f"KẾ HOẠCH\nI. TỔ CHỨC THỰC HIỆN\n1. Phòng\nbáo cáo {sign * 5_000}")
        _read(f"KẾ HOẠCH\nNơi nhận:\n{sign * 5_000}")
        _read(f"{sign * 5_000}\nKẾ HOẠCH")
