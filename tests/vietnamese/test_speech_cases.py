"""Texts and how they are said: our own cases by class, and the shared examples where present."""

import re
import unicodedata
from pathlib import Path

import pytest

from lantoa.vietnamese.speech import read_aloud

HERE = Path(__file__).parent
BY_CLASS = HERE / "cases_by_class.tsv"
BY_CLASS_HELD_OUT = HERE / "held_out_by_class.tsv"
FOURTH = HERE / "held_out_fourth.tsv"
FIFTH = HERE / "held_out_fifth.tsv"
SIXTH = HERE / "held_out_sixth.tsv"
SEVENTH = HERE / "held_out_seventh.tsv"
LATER = (
    "eighth",
    "ninth",
    "tenth",
    "eleventh",
    "twelfth",
    "thirteenth",
    "fourteenth",
    "fifteenth",
    "sixteenth",
    "seventeenth",
    "eighteenth",
    "nineteenth",
    "twentieth",
    "twenty_first",
    "twenty_second",
    "twenty_third",
    "twenty_fourth",
)
GROUPED = [HERE / f"held_out_{name}.tsv" for name in LATER]
EXAMPLES = HERE.parents[2] / "shared" / "speech" / "examples.tsv"


def same_words(said: str) -> str:
    """Small letters, no punctuation, blanks collapsed, one of each pair of equal words."""
    text = re.sub(r"[^\w\s]", " ", unicodedata.normalize("NFC", said).lower())
    text = " ".join(text.split()).replace("mươi bốn", "mươi tư").replace("hoà", "hòa")
    return re.sub(r"\bngàn\b", "nghìn", re.sub(r"\blẻ\b", "linh", text))


def rows(path: Path) -> list[list[str]]:
    """Lines of a list of cases; "# " opens a remark, "#word" is a hashtag."""
    lines = path.read_text(encoding="utf-8").splitlines() if path.exists() else []
    return [line.split("\t") for line in lines if line.strip() and not line.startswith("# ")]


def check(text: str, expected: str) -> None:
    said = read_aloud(text)
    assert same_words(said) in [same_words(words) for words in expected.split(" | ")]
    assert read_aloud(said) == said


@pytest.mark.parametrize("row", rows(HERE / "cases.tsv"), ids=lambda row: f"{row[2]}: {row[0]}")
def test_case_is_said_right(row: list[str]) -> None:
    check(row[0], row[1])


@pytest.mark.parametrize("row", rows(HERE / "held_out.tsv"), ids=lambda row: f"{row[2]}: {row[0]}")
def test_held_out_case_is_said_right(row: list[str]) -> None:
    check(row[0], row[1])


@pytest.mark.parametrize("row", rows(BY_CLASS_HELD_OUT), ids=lambda row: f"{row[2]}: {row[0]}")
def test_held_out_case_by_class_is_said_right(row: list[str]) -> None:
    check(row[0], row[1])


@pytest.mark.parametrize("row", rows(FOURTH), ids=lambda row: f"{row[2]}: {row[0]}")
def test_fourth_held_out_case_is_said_right(row: list[str]) -> None:
    check(row[0], row[1])


@pytest.mark.parametrize("row", rows(FIFTH), ids=lambda row: f"{row[2]}: {row[0]}")
def test_fifth_held_out_case_is_said_right(row: list[str]) -> None:
    check(row[0], row[1])


@pytest.mark.parametrize("row", rows(SIXTH), ids=lambda row: f"{row[2]}: {row[0]}")
def test_sixth_held_out_case_is_said_right(row: list[str]) -> None:
    check(row[0], row[1])


@pytest.mark.parametrize("row", rows(SEVENTH), ids=lambda row: f"{row[2]}: {row[0]}")
def test_seventh_held_out_case_is_said_right(row: list[str]) -> None:
    check(row[0], row[1])


def grouped(readings: str) -> re.Pattern[str]:
    """« {một|trên} » stands for either, so that a line with five choices stays one line."""
    pieces = re.split(r"([{|}])", same_tone(readings))
    marks = {"{": "(?:", "|": "|", "}": ")"}
    pattern = "".join(marks.get(piece) or re.escape(piece).replace("\\ ", " ") for piece in pieces)
    return re.compile(pattern)


def same_tone(said: str) -> str:
    """The two places of a tone mark are one: hoà and hòa, thuỷ and thủy."""
    places = re.sub(r"(o[àáảãạ]|o[èéẻẽẹ]|(?<!q)u[ỳýỷỹỵ])\b", _moved, said)
    return re.sub(r"\blẻ\b", "linh", places.replace("mươi bốn", "mươi tư"))


def _moved(found: re.Match[str]) -> str:
    first, second = unicodedata.normalize("NFD", found[0])[:2]
    return unicodedata.normalize("NFC", first + unicodedata.normalize("NFD", found[0])[2] + second)


GROUPED_ROWS = [row for path in GROUPED for row in rows(path)]


@pytest.mark.parametrize("row", GROUPED_ROWS, ids=lambda row: f"{row[2]}: {row[0]}")
def test_grouped_held_out_case_is_said_right(row: list[str]) -> None:
    said = read_aloud(row[0])
    words = same_tone(" ".join(re.sub(r"[^\w\s]", " ", said.lower()).split()))
    assert any(grouped(readings).fullmatch(words) for readings in row[1].split(" | "))
    assert read_aloud(said) == said


@pytest.mark.parametrize("row", rows(BY_CLASS), ids=lambda row: f"{row[2]}: {row[0]}")
def test_case_by_class_is_said_right(row: list[str]) -> None:
    check(row[0], row[1])


@pytest.mark.skipif(not EXAMPLES.exists(), reason="the shared examples are not here")
@pytest.mark.parametrize("row", rows(EXAMPLES), ids=lambda row: f"{row[2]}: {row[0]}")
def test_shared_example_is_said_right(row: list[str]) -> None:
    check(row[0], row[1])
