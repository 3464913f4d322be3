"""Scores a reading of a plan against an answer written by hand, value by value.

An answer is a text of lines `key|value|…` (see `KEYS`); what an answer does not name is not
scored, and neither is a part written `?`. Every value is right, empty (the reader left it out) or
wrong (the reader said something else, or something that is not in the plan): wrong is worse than
empty, so the two are counted apart.
"""

from __future__ import annotations

import re
import unicodedata
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from typing import Any

SCALARS = (
    "title", "number", "symbol", "place", "issuer", "date", "date_partial", "general_objective",
    "budget", "signer", "signer_title", "on_behalf_of",
)  # fmt: skip
TEXTS = ("purposes", "requirements", "recipients", "budget_sources")
KEYS = (
    *SCALARS, *TEXTS, "bool", "base", "target", "targetnone", "figure", "task", "taskset", "resp",
    "duty", "day",
)  # fmt: skip
OPEN = "?"


@dataclass
class Score:
    """Values that were right, empty and wrong, with one line for each that was not right."""

    counts: Counter[str] = field(default_factory=Counter)
    lines: list[str] = field(default_factory=list)

    def add(self, outcome: str, what: str) -> None:
        self.counts[outcome] += 1
        if outcome != "right":
            self.lines.append(f"{outcome}: {what}")

    def value(self, name: str, read: Any, wanted: Any) -> None:
        """One value: right, empty or wrong."""
        if wanted == OPEN:
            return
        if read == wanted:
            self.add("right", name)
        else:
            self.add("wrong" if read else "empty", f"{name}: {read!r} != {wanted!r}")

    @property
    def total(self) -> int:
        return sum(self.counts.values())

    def share(self, outcome: str) -> float:
        """Percent of all values."""
        return 100 * self.counts[outcome] / self.total if self.total else 0.0


def parse(text: str) -> list[list[str]]:
    """Lines of an answer as lists of parts. Raises ValueError for an unknown key."""
    rows = [line.split("|") for line in text.splitlines() if line.strip()]
    unknown = sorted({row[0] for row in rows} - set(KEYS))
    if unknown:
        raise ValueError(f"unknown keys in an answer: {unknown}")
    return rows


def score(read: dict[str, Any], answer: Sequence[Sequence[str]]) -> Score:
    """`read` is the plan as JSON values; `answer` comes from `parse`."""
    found = Score()
    of = _grouped(answer)
    for key in SCALARS:
        for (wanted,) in of.get(key, ()):
            found.value(key, plain(read[key]), plain(wanted))
    for key in TEXTS:
        for wanted_texts in of.get(key, ()):
            _texts(found, key, read[key], wanted_texts)
    for name, wanted in of.get("bool", ()):
        found.value(name, str(read[name]).lower(), wanted)
    _pairs(found, "base", _bases(read), of.get("base"))
    if "targetnone" in of:
        _pairs(found, "target", _targets(read), [])
    _pairs(found, "target", _targets(read), of.get("target"))
    _pairs(found, "figure", _figures(read), of.get("figure"))
    _pairs(found, "task", _tasks(read), of.get("task"))
    _pairs(found, "taskset", [row[1:] for row in _tasks(read)], of.get("taskset"))
    _pairs(found, "resp", _responsibilities(read), of.get("resp"))
    _pairs(found, "duty", _duties(read), of.get("duty"))
    _pairs(found, "day", [[one["day"], one["name"]] for one in read["annual_days"]], of.get("day"))
    return found


def plain(text: Any) -> str:
    """A text as it is compared: NFC, blanks collapsed, dashes equal, lower case, no end stop."""
    text = re.sub(r"[–—−]", "-", unicodedata.normalize("NFC", str(text or "")))
    return " ".join(text.split()).rstrip(" .;").lower()


def _grouped(answer: Sequence[Sequence[str]]) -> dict[str, list[list[str]]]:
    of: dict[str, list[list[str]]] = {}
    for row in answer:
        of.setdefault(row[0], []).append(list(row[1:]))
    return of


def _texts(found: Score, key: str, read: Iterable[str], wanted: Iterable[str]) -> None:
    got, want = [plain(one) for one in read], [plain(one) for one in wanted]
    for one in want:
        outcome = "right" if one in got else "wrong" if len(got) == len(want) else "empty"
        found.add(outcome, f"{key}: {one!r} not in {got!r}")
    for one in got[: max(0, len(got) - len(want))] if set(got) - set(want) else ():
        found.add("wrong", f"{key}: {one!r} is too much")


# How many of a row's first parts say which row it is, in the order in which they are tried.
IDENTITY = {"base": 2, "target": 3, "figure": 3, "task": 1, "taskset": 1, "resp": 1, "duty": 2,
            "day": 1}  # fmt: skip
# Parts that are sets, written with ";".
SETS = {"task": (2, 3), "taskset": (1, 2)}


def _pairs(
    found: Score, key: str, read: Sequence[Sequence[Any]], wanted: Sequence[Sequence[str]] | None
) -> None:
    """Rows pair by their identity, else by their place; what is left is empty or wrong."""
    if wanted is None:
        return
    sets = SETS.get(key, ())
    left = [_row(one, sets) for one in read]
    missed = []
    for row in (_row(one, sets) for one in wanted):
        same = next((one for one in left if _is_same(one, row, IDENTITY[key])), None)
        if same is None:
            missed.append(row)
        else:
            left.remove(same)
            _parts(found, key, same, row)
    for row in missed:
        if left:
            _parts(found, key, left.pop(0), row)
        else:
            for part in row:
                found.value(f"{key} {row[0]}", "", part)
    for one in left:
        found.add("wrong", f"{key}: {one!r} is too much")


def _row(parts: Sequence[Any], sets: Sequence[int]) -> list[str]:
    return [
        ";".join(sorted(plain(unit) for unit in str(part or "").split(";") if unit.strip()))
        if place in sets and part != OPEN
        else plain(part)
        for place, part in enumerate(parts)
    ]


def _is_same(one: Sequence[str], two: Sequence[str], size: int) -> bool:
    return all(a == b for a, b in zip(one[:size], two[:size], strict=True) if b != OPEN)


def _parts(found: Score, key: str, one: Sequence[str], two: Sequence[str]) -> None:
    for place, (got, want) in enumerate(zip(one, two, strict=True)):
        found.value(f"{key} {two[0]} [{place}]", got, want)


def _bases(read: dict[str, Any]) -> list[list[Any]]:
    keys = ("kind", "number", "date", "issuer", "cited_via")
    return [[one[key] for key in keys] for one in read["legal_bases"]]


def _number(value: Any) -> str:
    if isinstance(value, list | tuple):
        return "..".join(_number(one) for one in value)
    return "" if value is None else f"{value:g}"


def _targets(read: dict[str, Any]) -> list[list[Any]]:
    """Those with a figure; identity first: period, value, unit."""
    return [
        [one["period"], one["text"], _number(one["value"]), one["unit"], one["comparator"]]
        for one in read["objectives"]
        if one["value"] is not None
    ]


def _figures(read: dict[str, Any]) -> list[list[Any]]:
    return [[row[0], *row[2:]] for row in _targets(read)]


def _tasks(read: dict[str, Any]) -> list[list[Any]]:
    return [
        [one["number"], one["text"], ";".join(one["lead"]), ";".join(one["coordinating"]),
         one["due"]]
        for one in read["tasks"]
    ]  # fmt: skip


def _responsibilities(read: dict[str, Any]) -> list[list[Any]]:
    return [[one["unit"], str(len(one["items"]))] for one in read["responsibilities"]]


def _duties(read: dict[str, Any]) -> list[list[Any]]:
    return [[one["before"], one["every"], one["to"]] for one in read["report_deadlines"]]
