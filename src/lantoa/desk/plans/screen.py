"""The reading screen as values: lines of the document, groups of fields, doubts between them."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Any

from lantoa.desk.plans.fields import Field
from lantoa.desk.plans.groups import Group, groups_of
from lantoa.plan.corrections import Reading, items_in
from lantoa.plan.doubts import OpenDoubt, blank_fields, line_of, open_doubts
from lantoa.plan.models import Plan
from lantoa.plan.units import KnownUnit


@dataclass(frozen=True)
class Piece:
    """A stretch of a line; a doubtful one has the number of its doubt."""

    text: str
    doubt: int = 0


@dataclass(frozen=True)
class Line:
    """One line of the document: its number, its pieces, the field it belongs to, its look."""

    number: int
    pieces: tuple[Piece, ...]
    field: str
    look: str


@dataclass(frozen=True)
class Screen:
    """Everything that the reading screen shows."""

    plan: Plan
    lines: list[Line]
    groups: list[Group]
    doubts: list[OpenDoubt]
    blank_count: int
    fit_count: int
    task_count: int
    target_count: int
    first_doubt: str = ""
    known: Sequence[KnownUnit] = field(default_factory=list)


def screen_of(plan: Plan, known: Sequence[KnownUnit]) -> Screen:
    """Reads a draft for the screen. Pure but for the plan that it is given."""
    reading: Reading = plan.reading
    doubts = open_doubts(reading, known)
    blanks = blank_fields(reading)
    groups = groups_of(reading, known, doubts, blanks)
    fields = [each for group in groups for each in group.fields if not group.is_out]
    return Screen(
        plan=plan,
        lines=_lines(plan.text, reading, doubts, fields),
        groups=groups,
        doubts=doubts,
        blank_count=len(blanks),
        fit_count=sum(1 for each in fields if each.is_known and not each.doubts),
        task_count=len(items_in(reading, "tasks")),
        target_count=len(items_in(reading, "objectives")),
        first_doubt=min(
            ((each.doubts[0][0], each.id) for each in fields if each.doubts), default=(0, "")
        )[1],
        known=sorted(known, key=lambda unit: unit.name),
    )


def _lines(
    text: str, reading: Reading, doubts: Sequence[OpenDoubt], fields: Sequence[Field]
) -> list[Line]:
    """Lines that hold words, each with the narrowest field that it was read into."""
    of_line = _fields_by_line(fields)
    looks = _looks(reading)
    quotes = _quotes(reading, doubts)
    return [
        Line(number, _pieces(words, quotes.get(number, [])), of_line.get(number, ""),
             _look_of(words, looks.get(number, "")))
        for number, words in enumerate(text.split("\n"), 1)
        if words.strip()
    ]  # fmt: skip


def _fields_by_line(fields: Sequence[Field]) -> dict[int, str]:
    found: dict[int, tuple[int, str]] = {}
    for each in fields:
        if not each.first_line:
            continue
        length = each.last_line - each.first_line
        for number in range(each.first_line, each.last_line + 1):
            if number not in found or length < found[number][0]:
                found[number] = (length, each.id)
    return {number: name for number, (_, name) in found.items()}


def _looks(reading: Reading) -> dict[int, str]:
    """Headings of the document as they are printed: bold."""
    looks: dict[int, str] = {}
    for pointer, (first, last) in reading.get("sources", {}).items():
        steps = pointer.strip("/").split("/")
        if steps == ["title"]:
            look = "title"
        elif steps[0] in ("tasks", "task_groups", "responsibilities") and len(steps) == 2:
            look = "bold"
        elif steps[0] in ("signer", "signer_title", "on_behalf_of", "issuer"):
            look = "middle"
        else:
            continue
        for number in range(first, last + 1):
            looks.setdefault(number, look)
    return looks


def _look_of(words: str, read: str) -> str:
    text = words.strip()
    if text.startswith("|"):
        return "table"
    if not read and text.isupper() and len(text) > 3:
        return "bold" if text[:2].strip("IVX.- ") == "" else "title"
    return read


def _quotes(reading: Reading, doubts: Sequence[OpenDoubt]) -> dict[int, list[tuple[str, int]]]:
    """Per line the doubtful words and the number of their doubt."""
    found: dict[int, list[tuple[str, int]]] = {}
    for number, doubt in enumerate(doubts, 1):
        line = line_of(reading.get("sources", {}), doubt.pointer)
        found.setdefault(line, []).append((doubt.quote, number))
    return found


def _pieces(words: str, quotes: Sequence[tuple[str, int]]) -> tuple[Piece, ...]:
    """The line cut at its doubtful words; words that do not stand there mark its end."""
    pieces: list[Piece] = []
    rest = words
    placed = sorted((words.find(quote) if quote else -1, quote, number) for quote, number in quotes)
    for at, quote, number in placed:
        start = rest.find(quote) if at >= 0 else -1
        if start < 0:
            continue
        pieces += [Piece(rest[:start]), Piece(quote, number)]
        rest = rest[start + len(quote) :]
    pieces.append(Piece(rest))
    shown = {piece.doubt for piece in pieces}
    pieces += [Piece("", number) for _, _, number in placed if number not in shown]
    return tuple(piece for piece in pieces if piece.text or piece.doubt)


def context_of(screen: Screen) -> dict[str, Any]:
    """Template context of the screen."""
    return {"screen": screen, "plan": screen.plan}
