"""Two versions of a plan in words: tasks and targets side by side, each with its difference."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from lantoa.newsroom.editing.differences import Piece, word_difference
from lantoa.plan.corrections import Reading, items_in
from lantoa.plan.dispatching import task_words
from lantoa.plan.versions import Item, pair


@dataclass(frozen=True)
class Compared:
    """One item: what became of it ("same", "changed", "gone", "new"), its numbers, its words."""

    state: str
    number: str
    before_number: str
    pieces: tuple[Piece, ...]


@dataclass(frozen=True)
class Comparison:
    """Tasks, targets and the other words of two versions."""

    tasks: tuple[Compared, ...]
    targets: tuple[Compared, ...]
    words: tuple[Compared, ...]

    def count(self, state: str) -> int:
        """How many tasks are in this state."""
        return sum(one.state == state for one in self.tasks)

    @property
    def kept(self) -> int:
        return self.count("same") + self.count("changed")

    @property
    def new(self) -> int:
        return self.count("new")

    @property
    def gone(self) -> int:
        return self.count("gone")


def compare(before: Reading, after: Reading) -> Comparison:
    """`before` and `after` are readings of a plan as JSON."""
    return Comparison(
        tasks=compared(_tasks(before), _tasks(after)),
        targets=compared(_targets(before), _targets(after)),
        words=tuple(
            one
            for name, label in (
                ("title", "Trích yếu"), ("general_objective", "Mục tiêu chung"),
                ("budget", "Kinh phí"), ("recipients", "Nơi nhận"),
            )
            if (one := _words(label, before.get(name), after.get(name)))
        ),
    )  # fmt: skip


def _tasks(reading: Reading) -> list[Item]:
    return [
        Item(str(item["number"] or index + 1), task_words(item))
        for index, item in items_in(reading, "tasks")
    ]


def _targets(reading: Reading) -> list[Item]:
    return [Item(item["period"] or "", item["text"]) for _, item in items_in(reading, "objectives")]


def compared(old: Sequence[Item], new: Sequence[Item]) -> tuple[Compared, ...]:
    """In the order of the new version; what went stands where it stood."""
    found = pair(old, new)
    partner = {other: place for place, other in found.same}
    rows = [
        (other, _of_pair(old[partner[other]], item))
        if other in partner
        else (other, Compared("new", item.number, "", (Piece("new", item.text),)))
        for other, item in enumerate(new)
    ]
    rows += [
        (place, Compared("gone", old[place].number, "", (Piece("gone", old[place].text),)))
        for place in found.gone
    ]
    return tuple(row for _, row in sorted(rows, key=lambda each: each[0]))


def _of_pair(before: Item, after: Item) -> Compared:
    moved = before.number if before.number != after.number else ""
    if before.text == after.text:
        return Compared("same", after.number, moved, (Piece("same", after.text),))
    return Compared("changed", after.number, moved, tuple(word_difference(before.text, after.text)))


def _words(label: str, before: Any, after: Any) -> Compared | None:
    one, two = (
        "\n".join(each) if isinstance(each, list) else each or "" for each in (before, after)
    )
    if one == two:
        return None
    return Compared("changed", label, "", tuple(word_difference(one, two)))


def _text(value: Any) -> str:
    return "\n".join(value) if isinstance(value, list) else value or ""
