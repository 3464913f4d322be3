"""Texts and how they are said: our own cases by class, and the shared examples where present."""

import re
import unicodedata
from pathlib import Path

import pytest

from lantoa.vietnamese.speech import read_aloud

HERE = Path(__file__).parent
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


@pytest.mark.skipif(not EXAMPLES.exists(), reason="the shared examples are not here")
@pytest.mark.parametrize("row", rows(EXAMPLES), ids=lambda row: f"{row[2]}: {row[0]}")
def test_shared_example_is_said_right(row: list[str]) -> None:
    check(row[0], row[1])
