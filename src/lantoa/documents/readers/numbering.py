"""Automatic numbers of Word: they stand in the settings of the file, not in its text."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from typing import Any

_W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
_LETTERS = "abcdefghijklmnopqrstuvwxyz"
_ROMAN = [(10, "x"), (9, "ix"), (5, "v"), (4, "iv"), (1, "i")]
_DEEPEST = 9


@dataclass(frozen=True)
class _Level:
    """One level of a list: how it counts and how it is written ("%1.%2.")."""

    form: str
    text: str
    start: int


@dataclass
class Numbering:
    """Counts the lists of one document while its paragraphs pass by."""

    document: Any
    counts: dict[str, dict[int, int]] = field(default_factory=dict)
    levels: dict[str, dict[int, _Level]] = field(default_factory=dict)
    lists: dict[str, str] = field(default_factory=dict)
    styles: dict[str, Any] = field(default_factory=dict)

    def __post_init__(self) -> None:
        """Reads the definitions of lists and the styles that carry one."""
        self.styles = {
            style.get(f"{_W}styleId", ""): style
            for style in self.document.styles.element.iter(f"{_W}style")
        }
        part = _numbering_part(self.document)
        if part is None:
            return
        for abstract in part.iter(f"{_W}abstractNum"):
            self.levels[abstract.get(f"{_W}abstractNumId", "")] = _levels(abstract)
        for each in part.iter(f"{_W}num"):
            target = each.find(f"{_W}abstractNumId")
            if target is not None:
                self.lists[each.get(f"{_W}numId", "")] = target.get(f"{_W}val", "")

    def next_of(self, paragraph: Any) -> str:
        """The number that Word shows before a paragraph, "" without one."""
        place = self._place(paragraph)
        if place is None:
            return ""
        key, depth = place
        levels = self.levels.get(key, {})
        if depth not in levels:
            return ""
        counts = self.counts.setdefault(key, {})
        counts[depth] = counts.get(depth, levels[depth].start - 1) + 1
        for deeper in [each for each in counts if each > depth]:
            del counts[deeper]
        return _written(levels, counts, depth)

    def _place(self, paragraph: Any) -> tuple[str, int] | None:
        """The list and depth of a paragraph, from itself or its style."""
        setting = paragraph.find(f"{_W}pPr/{_W}numPr")
        style = paragraph.find(f"{_W}pPr/{_W}pStyle")
        name = style.get(f"{_W}val", "") if style is not None else ""
        for _ in range(_DEEPEST):
            if setting is not None or name not in self.styles:
                break
            setting = self.styles[name].find(f"{_W}pPr/{_W}numPr")
            above = self.styles[name].find(f"{_W}basedOn")
            name = above.get(f"{_W}val", "") if above is not None else ""
        if setting is None:
            return None
        number, depth = setting.find(f"{_W}numId"), setting.find(f"{_W}ilvl")
        key = self.lists.get(number.get(f"{_W}val", "") if number is not None else "", "")
        value = depth.get(f"{_W}val", "0") if depth is not None else "0"
        return (key, int(value)) if key and value.isdigit() else None


def _numbering_part(document: Any) -> Any:
    """The part that defines lists; None where the file has none (asking must not make one)."""
    for relation in document.part.rels.values():
        if relation.reltype.endswith("/numbering") and not relation.is_external:
            return relation.target_part.element
    return None


def _levels(abstract: Any) -> dict[int, _Level]:
    found: dict[int, _Level] = {}
    for level in abstract.iter(f"{_W}lvl"):
        depth = level.get(f"{_W}ilvl", "")
        if depth.isdigit():
            values = {
                name: each.get(f"{_W}val", "")
                for name in ("numFmt", "lvlText", "start")
                if (each := level.find(f"{_W}{name}")) is not None
            }
            start = values.get("start", "1")
            found[int(depth)] = _Level(
                values.get("numFmt", "decimal"),
                values.get("lvlText", ""),
                int(start) if start.isdigit() else 1,
            )
    return found


def _written(levels: dict[int, _Level], counts: dict[int, int], depth: int) -> str:
    level = levels[depth]
    if level.form == "none":
        return ""
    if level.form == "bullet":
        return "+" if level.text.strip() == "+" else "-"

    def number(match: re.Match[str]) -> str:
        above = int(match[1]) - 1
        if above not in levels:
            return ""
        form = "decimal" if above < depth and level.form == "decimal" else levels[above].form
        return _number(form, counts.get(above, levels[above].start))

    return re.sub(r"%(\d)", number, level.text).strip()


def _number(form: str, value: int) -> str:
    if form in ("upperRoman", "lowerRoman"):
        text = _roman(value)
        return text.upper() if form == "upperRoman" else text
    if form in ("upperLetter", "lowerLetter"):
        text = _LETTERS[(value - 1) % 26] * ((value - 1) // 26 + 1)
        return text.upper() if form == "upperLetter" else text
    return f"{value:02d}" if form == "decimalZero" else str(value)


def _roman(value: int) -> str:
    text = ""
    for size, sign in _ROMAN:
        while value >= size:
            text, value = text + sign, value - size
    return text
