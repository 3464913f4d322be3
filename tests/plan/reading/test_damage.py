"""Damaged files and plans of the greatest size: a reading or one refusal, in good time."""

from __future__ import annotations

import io
import json
import random
import time
import zipfile
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from tests.plan.reading.examples import OWN, example

from lantoa.core.errors import Unreadable
from lantoa.documents.readers import read_file
from lantoa.plan.reading import PlanReading, read_plan

HERE = Path(__file__).parent
FILES = [OWN, *sorted(HERE.glob("*/*.docx")), *sorted(HERE.glob("*/*.pdf"))]
TRIALS = 12


def _read(data: bytes) -> PlanReading | None:
    try:
        reading = read_plan(read_file(data, "ke-hoach").text)
    except Unreadable as refusal:
        assert "\n" not in str(refusal)
        return None
    json.dumps(reading.as_json())
    return reading


def _harmed(data: bytes, chance: random.Random) -> bytes:
    """Some bytes turned, dropped, doubled, or the end cut off."""
    bytes_ = bytearray(data)
    for _ in range(chance.randint(1, 60)):
        at = chance.randrange(len(bytes_))
        harm = chance.choice(["turn", "drop", "twice"])
        if harm == "turn":
            bytes_[at] = chance.randrange(256)
        elif harm == "drop":
            del bytes_[at]
        else:
            bytes_.insert(at, bytes_[at])
    cut = chance.choice([len(bytes_), chance.randrange(1, len(bytes_))])
    return bytes(bytes_[:cut])


def _harmed_inside(data: bytes, chance: random.Random) -> bytes:
    """A Word file whose archive is whole and whose document is not."""
    held = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(data)) as old, zipfile.ZipFile(held, "w") as new:
        for name in old.namelist():
            part = old.read(name)
            new.writestr(name, _harmed(part, chance) if name == "word/document.xml" else part)
    return held.getvalue()


def _trials(harm: Callable[[bytes, random.Random], bytes], file: Path) -> Iterator[bytes]:
    data = file.read_bytes()
    for seed in range(TRIALS):
        yield harm(data, random.Random(f"{file.name} {seed}"))


@pytest.mark.parametrize("file", FILES, ids=lambda each: each.name)
def test_a_file_with_damaged_bytes_is_read_or_refused(file: Path) -> None:
    for data in _trials(_harmed, file):
        _read(data)


@pytest.mark.parametrize("file", sorted(HERE.glob("*/*.docx")), ids=lambda each: each.name)
def test_a_word_file_damaged_inside_is_read_or_refused(file: Path) -> None:
    for data in _trials(_harmed_inside, file):
        _read(data)


def test_five_thousand_tasks_are_read_in_good_time() -> None:
    text, _ = example("song-lam")
    head, tail = text.split("1.6. ", 1)
    task, rest = tail.split("2. Truyền thông", 1)
    many = f"{head}{f'1.6. {task}' * 5_000}2. Truyền thông{rest}"
    start = time.process_time()
    reading = read_plan(many)
    assert time.process_time() - start < 40
    assert len(reading.tasks) == len(read_plan(text).tasks) + 4_999


def test_three_hundred_pages_are_read_in_good_time() -> None:
    text, _ = example("song-lam")
    head, tail = text.split("V. TỔ CHỨC THỰC HIỆN", 1)
    page = "Nội dung của trang này chỉ nhắc lại điều đã biết, không giao việc cho ai cả. " * 33
    pages = "\n\n".join([page] * 300)
    start = time.process_time()
    reading = read_plan(f"{head}{pages}\n\nV. TỔ CHỨC THỰC HIỆN{tail}")
    assert time.process_time() - start < 40
    assert reading.number == "27/KH-UBND"
    assert reading.recipients == read_plan(text).recipients


@pytest.mark.parametrize(
    "sign",
    [
        "Quyết định số 1/QĐ-A, số 2/QĐ-A, ",
        "các Quyết định của Bộ A: số 1/QĐ; ",
        "100%; năm 2026, 5 lớp. ",
        "| a | 〃 | ",
        "Trang 1\n\n",
        "1.l. ",
        "Sở A, B và C, ",
        "Giao Phòng A chủ trì, phối hợp với B ",
    ],
)
def test_time_grows_with_a_repeated_sign_and_no_faster(sign: str) -> None:
    openings = ["", "I. MỤC TIÊU\n", "I. NHIỆM VỤ\n1. ", "I. TỔ CHỨC THỰC HIỆN\n1. báo cáo "]
    for opening in openings:
        start = time.process_time()
        _read(f"KẾ HOẠCH\n{opening}{sign * 4_000}".encode())
        assert time.process_time() - start < 5, opening
