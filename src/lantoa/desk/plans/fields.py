"""One field of a reading in words: its value, lines, doubts, ways to change it. Pure."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import Any

from lantoa.plan.corrections import Reading, choices_of, value_at
from lantoa.plan.doubts import OpenDoubt, match_in
from lantoa.plan.units import KnownUnit

NOT_IN_DOCUMENT = "Đề xuất của chương trình, không có trong văn bản."


@dataclass(frozen=True)
class UnitShown:
    """A name of a unit and what it stands for, in words."""

    text: str
    state: str
    note: str


@dataclass(frozen=True)
class Field:
    """One value that was read: where from, what it says, what is doubtful about it."""

    pointer: str
    label: str
    value: str = ""
    units: tuple[UnitShown, ...] = ()
    first_line: int = 0
    last_line: int = 0
    blank_why: str = ""
    note: str = ""
    edits: tuple[tuple[str, str], ...] = ()
    is_corrected: bool = False
    doubts: tuple[tuple[int, OpenDoubt], ...] = ()

    @property
    def id(self) -> str:
        return "f" + self.pointer.replace("/", "-")

    @property
    def is_known(self) -> bool:
        return bool(self.value or self.units)

    @property
    def line_words(self) -> str:
        if not self.first_line:
            return ""
        if self.first_line == self.last_line:
            return f"dòng {self.first_line}"
        return f"dòng {self.first_line}–{self.last_line}"


class Maker:
    """Makes the fields of one reading."""

    def __init__(
        self, reading: Reading, known: Sequence[KnownUnit], doubts: Sequence[OpenDoubt],
        blanks: dict[str, str],
    ) -> None:  # fmt: skip
        self.reading, self.known, self.blanks = reading, known, blanks
        self.sources: dict[str, list[int]] = reading.get("sources", {})
        self.choices = choices_of(reading)
        self.doubts: dict[str, list[tuple[int, OpenDoubt]]] = {}
        for number, doubt in enumerate(doubts, 1):
            self.doubts.setdefault(doubt.pointer, []).append((number, doubt))

    def field(self, pointer: str, label: str, value: Any = None, **more: Any) -> Field:
        """A field with its lines, doubt and blank reason."""
        words = _words(value_at(self.reading, pointer) if value is None else value)
        first, last = self.sources.get(pointer) or self._parent(pointer)
        corrected = any(
            each == pointer or each.startswith(f"{pointer}/") for each in self.choices["corrected"]
        )
        made = Field(
            pointer, label, words, first_line=first, last_line=last,
            doubts=tuple(self.doubts.get(pointer, ())), is_corrected=corrected,
            edits=((pointer, "Sửa"),),
            blank_why=self.blanks.get(pointer, "") or ("" if words else "Văn bản không ghi."),
        )  # fmt: skip
        return replace(made, **more)

    def units(self, pointer: str, label: str) -> Field:
        """A field of names, each with what it stands for."""
        value = value_at(self.reading, pointer) or []
        names = value if isinstance(value, list) else [value]
        shown = tuple(self._unit(name) for name in names)
        return self.field(pointer, label, value="", units=shown,
                          blank_why="" if shown else "Văn bản không ghi.")  # fmt: skip

    def out(self, pointer: str) -> bool:
        return pointer in self.choices["left_out"]

    def _unit(self, name: str) -> UnitShown:
        match = match_in(self.reading, name, self.known)
        if match.is_words_only:
            return UnitShown(name, "words", "giữ lời văn")
        if match.unit is None:
            return UnitShown(name, "new", "thêm mới")
        same = match.unit.name == name
        return UnitShown(name, "fits", "khớp" if same else f"khớp {match.unit.name}")

    def _parent(self, pointer: str) -> list[int]:
        head = pointer.rpartition("/")[0]
        return self.sources.get(head, [0, 0]) if head else [0, 0]


def _words(value: Any) -> str:
    if value is None:
        return ""
    return "\n".join(map(str, value)) if isinstance(value, list) else str(value)
