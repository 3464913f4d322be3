"""The reader knows the language of plans, not the plans that it was tried with."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from tests.plan.reading.examples import NAMES, ROOT, example

from lantoa.bench.plan_scores import parse

READER = ROOT / "src" / "lantoa" / "plan" / "reading"
# Names of kinds of bodies that every commune has are words of the language.
ANSWERS = sorted(Path(__file__).parent.glob("*/*.answer"))
GENERAL = {"lưu", "các cơ quan, đơn vị liên quan"}


def _names(answer: dict[str, Any]) -> Iterator[str]:
    """Names of units, places and persons, and numbers of documents, in an answer."""
    for key in ("place", "issuer", "signer", "number"):
        if answer.get(key):
            yield answer[key]
    for task in answer["tasks"]:
        yield from task["lead"]
        yield from task["coordinating"]
    yield from (each["unit"] for each in answer.get("responsibilities", []))
    yield from (basis["number"] for basis in answer["legal_bases"])
    yield from answer["recipients"]


@pytest.mark.parametrize("name", NAMES)
def test_reader_code_holds_no_name_of_an_example(name: str) -> None:
    _, answer = example(name)
    code = _code()
    names = {each for each in _names(answer) if each.lower() not in GENERAL}
    assert [each for each in sorted(names) if _occurs(each, code)] == []


@pytest.mark.parametrize("answer", ANSWERS, ids=lambda each: f"{each.parent.name}/{each.stem}")
def test_reader_code_holds_no_name_of_a_plan_with_an_answer(answer: Path) -> None:
    code = _code()
    rows = parse(answer.read_text("utf-8"))
    names = {row[1] for row in rows if row[0] in ("place", "signer", "number", "issuer") and row[1]}
    assert names
    assert [each for each in sorted(names) if _occurs(each, code)] == []


def _code() -> str:
    return "\n".join(path.read_text("utf-8") for path in sorted(Path(READER).glob("*.py"))).lower()


def _occurs(name: str, code: str) -> bool:
    return re.search(rf"(?<!\w){re.escape(name.lower())}(?!\w)", code) is not None


def test_the_search_for_names_would_find_one() -> None:
    assert _occurs("Sông Lam", 'place == "sông lam"')
