"""What is offered to Wagtail is made from our catalogue and nothing else."""

from __future__ import annotations

import sys
from collections.abc import Iterator
from pathlib import Path

import pytest
from babel.messages.pofile import read_po

TOOLS = Path(__file__).resolve().parents[2] / "tools"


@pytest.fixture
def tool() -> Iterator[object]:
    sys.path.insert(0, str(TOOLS))
    import upstream_catalogue

    yield upstream_catalogue
    sys.path.remove(str(TOOLS))


def test_the_folder_is_what_the_tool_makes(tool) -> None:  # type: ignore[no-untyped-def]
    made = {str(place): text for place, text in tool.catalogues()}
    kept = {str(place): place.read_text("utf-8") for place in tool.FOLDER.rglob("*.po")}
    assert kept == made


def test_it_is_the_whole_of_wagtail(tool) -> None:  # type: ignore[no-untyped-def]
    for source in tool.installed().rglob("locale/en/LC_MESSAGES/*.po"):
        app = source.relative_to(tool.installed()).parents[3]
        place = tool.FOLDER / app / "locale" / "vi" / "LC_MESSAGES" / source.name
        with source.open("rb") as english, place.open("rb") as ours:
            wanted = {message.id for message in read_po(english) if message.id}
            given = {message.id for message in read_po(ours, locale="vi") if message.string}
        assert given - {""} == wanted
