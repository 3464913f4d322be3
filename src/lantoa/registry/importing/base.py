"""What every kind of table shares: its columns, what is there already, how a row is kept."""

from __future__ import annotations

from abc import ABC, abstractmethod
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any, ClassVar

from lantoa.documents.sheets import Cell
from lantoa.registry.importing.heads import Column
from lantoa.registry.importing.recording import Recorder
from lantoa.registry.importing.values import Wrong
from lantoa.vietnamese import date_short, number

Values = dict[str, Any]


@dataclass(frozen=True)
class Wishes:
    """What the person chose for rows that do not say it themselves."""

    today: date
    fallback_on: date | None = None
    make_units: bool = False


class Importer(ABC):
    """One kind of table. An importer is made anew for each reading: it knows what is there.

    A blank cell never erases what is there.
    """

    slug: ClassVar[str]
    name: ClassVar[str]
    one: ClassVar[str]
    teach: ClassVar[str]
    list_slug: ClassVar[str] = ""
    columns: ClassVar[tuple[Column, ...]]
    rights: ClassVar[tuple[str, ...]]
    # Column that a heading inside the table gives to the rows below it («I. Phòng Kinh tế»).
    group: ClassVar[str] = ""
    # Templates show the class itself.
    do_not_call_in_templates: ClassVar[bool] = True
    takes_day: ClassVar[bool] = False
    makes_units: ClassVar[bool] = False

    def __init__(self, wishes: Wishes) -> None:
        self.wishes = wishes
        self.missing_units: dict[str, str] = {}

    @abstractmethod
    def readers(self) -> Mapping[str, Callable[[Cell], Any]]:
        """How each column is read."""

    @abstractmethod
    def key(self, values: Values) -> str:
        """What makes two rows of the table the same thing."""

    @abstractmethod
    def find(self, values: Values) -> Any | None:
        """What is there already."""

    @abstractmethod
    def now_of(self, row: Any) -> Values:
        """What is there, as the columns say it."""

    @abstractmethod
    def save(self, values: Values, row: Any | None, recorder: Recorder) -> None:
        """Keeps one row: a new one, or the changes of one that is there."""

    @abstractmethod
    def current(self) -> list[Any]:
        """Everything that is there, in the order of its list."""

    def check(self, values: Values, row: Any | None) -> str:
        """Refuses (`Wrong`) what cannot be kept; answers what a person should look at."""
        return ""

    def combine(self, first: Values, second: Values) -> Values | None:
        """One row of two that are the same thing; None: the second is a duplicate."""
        return None

    def label(self, values: Values) -> str:
        """The row in one line."""
        return str(values.get(self.columns[0].name, ""))

    def show(self, name: str, value: Any) -> str:
        """A value as preview and template write it."""
        words = self.words().get(name)
        return words.get(value, shown(value)) if words else shown(value)

    def words(self) -> Mapping[str, Mapping[str, str]]:
        """The labels of columns that hold a choice."""
        return {}

    def read(self, cells: Mapping[str, Cell]) -> Values:
        """The values of one row; what stands empty is left out. Raises `Wrong`."""
        found: Values = {}
        readers = self.readers()
        for column in self.columns:
            try:
                value = readers[column.name](cells.get(column.name))
            except Wrong as wrong:
                raise Wrong(f"{column.label.lower()}: {wrong}") from wrong
            if value not in (None, "", []):
                found[column.name] = value
        return found

    def require(self, values: Values) -> None:
        """A new row needs every required column."""
        lacking = [c.label.lower() for c in self.columns if c.required and c.name not in values]
        if lacking:
            raise Wrong(f"thiếu {', '.join(lacking)}")


def shown(value: Any) -> str:
    """A value as the preview and the template write it."""
    if value is None or value == "":
        return ""
    if isinstance(value, bool):
        return "có" if value else "không"
    if isinstance(value, date):
        return date_short(value)
    if isinstance(value, int):
        return number(value)
    if isinstance(value, Sequence) and not isinstance(value, str):
        return ", ".join(str(item) for item in value)
    return str(value)


_KINDS: dict[str, type[Importer]] = {}


def register_importer(kind: type[Importer]) -> type[Importer]:
    """Adds a kind of table (when an app loads)."""
    _KINDS[kind.slug] = kind
    return kind


def importers() -> list[type[Importer]]:
    """Every kind of table, in the order in which a new commune needs them."""
    return list(_KINDS.values())


def importer_of(slug: str) -> type[Importer] | None:
    """The kind of an address."""
    return _KINDS.get(slug)
