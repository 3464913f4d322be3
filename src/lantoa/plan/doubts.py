"""What a person still has to settle in a draft plan, and what its document leaves blank. Pure."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from lantoa.plan.corrections import Reading, choices_of, items_in, value_at
from lantoa.plan.units import KnownUnit, UnitMatch, match_name
from lantoa.vietnamese import fold

BLANKS = ("number", "date")


@dataclass(frozen=True)
class OpenDoubt:
    """One place to settle: its key, the field, the words, the reason, the name of a unit if it
    is about one."""

    key: str
    pointer: str
    quote: str
    why: str
    unit_text: str = ""


def match_in(reading: Reading, name: str, known: Sequence[KnownUnit]) -> UnitMatch:
    """What a name stands for: what the person chose, else what the registry says."""
    choice = choices_of(reading)["units"].get(fold(name), "")
    if choice == "text":
        return UnitMatch(name, is_words_only=True)
    if choice == "new":
        return UnitMatch(name)
    chosen = next((unit for unit in known if str(unit.pk) == choice), None)
    return UnitMatch(name, chosen) if chosen else match_name(name, known)


def names_in(reading: Reading) -> dict[str, str]:
    """Every name of a unit in the work of the plan, with the first field that holds it."""
    found: dict[str, str] = {}
    for index, task in items_in(reading, "tasks"):
        for part in ("lead", "coordinating"):
            for name in task.get(part) or []:
                found.setdefault(name, f"/tasks/{index}/{part}")
    for index, item in items_in(reading, "responsibilities"):
        if item.get("unit"):
            found.setdefault(item["unit"], f"/responsibilities/{index}/unit")
    return found


def open_doubts(reading: Reading, known: Sequence[KnownUnit]) -> list[OpenDoubt]:
    """What is not settled, in the order of the document."""
    doubts = [*_unit_doubts(reading, known), *_reader_doubts(reading)]
    sources = reading.get("sources", {})
    return sorted(doubts, key=lambda doubt: (line_of(sources, doubt.pointer), doubt.key))


def blank_fields(reading: Reading) -> dict[str, str]:
    """Fields that the document itself leaves blank, with why."""
    return {
        f"/{doubt['field']}": doubt["why"]
        for doubt in reading.get("doubts", [])
        if doubt["field"] in BLANKS and value_at(reading, doubt["field"]) is None
    }


def line_of(sources: dict[str, list[int]], pointer: str) -> int:
    """First line of a field, of what it belongs to, else far down."""
    while pointer:
        if pointer in sources:
            return sources[pointer][0]
        pointer = pointer.rpartition("/")[0]
    return 10**6


def _unit_doubts(reading: Reading, known: Sequence[KnownUnit]) -> list[OpenDoubt]:
    chosen = choices_of(reading)["units"]
    seen: set[str] = set()
    doubts = []
    for name, pointer in names_in(reading).items():
        key = fold(name)
        if key in seen or key in chosen or not match_in(reading, name, known).is_new:
            continue
        seen.add(key)
        why = "Chưa có đơn vị này trong danh mục của xã."
        doubts.append(OpenDoubt(f"unit:{key}", pointer, name, why, unit_text=name))
    return doubts


def _reader_doubts(reading: Reading) -> list[OpenDoubt]:
    choices = choices_of(reading)
    doubts = []
    for index, doubt in enumerate(reading.get("doubts", [])):
        key, pointer = f"read:{index}", _pointer_of(reading, doubt["field"], doubt["quote"])
        touched = any(
            corrected == pointer or (pointer[-1].isdigit() and corrected.startswith(f"{pointer}/"))
            for corrected in (*choices["corrected"], *choices["left_out"])
        )
        if doubt["field"] in BLANKS or key in choices["settled"] or touched:
            continue
        doubts.append(OpenDoubt(key, pointer, doubt["quote"], doubt["why"]))
    return doubts


def _pointer_of(reading: Reading, field: str, quote: str) -> str:
    """The item of a list that the words belong to, else the field itself."""
    wanted = fold(quote)[:60]
    items = reading.get(field)
    for index, item in enumerate(items if isinstance(items, list) and wanted else []):
        text = item if isinstance(item, str) else " ".join(map(str, item.values()))
        if wanted in fold(text) or fold(text)[:60] in fold(quote):
            return f"/{field}/{index}"
    return f"/{field}"
