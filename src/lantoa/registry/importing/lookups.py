"""Units and hamlets by the names that tables write."""

from __future__ import annotations

import re
from collections.abc import Iterable

from lantoa.documents.sheets import Cell
from lantoa.registry.importing.values import Wrong, name_key, text
from lantoa.registry.models import Hamlet, Unit
from lantoa.registry.terms import UnitKind
from lantoa.vietnamese import fold

_HAMLET_KIND = re.compile(
    r"^(thôn|tổ dân phố|tdp|khu phố|ấp|bản|xóm|buôn|tổ)\.?\s+(?!\d)", re.IGNORECASE
)
_BETWEEN = re.compile(r"\s*[,;\n]\s*|\s+và\s+", re.IGNORECASE)
EVERYWHERE = {"toan xa", "ca xa", "tat ca", "toan phuong", "tat ca cac thon", "cac thon"}
GUESSES = (
    (UnitKind.SCHOOL, ("truong", "mam non", "tieu hoc", "thcs", "thpt")),
    (UnitKind.FRONT, ("mat tran", "ubmttq", "hoi", "doan", "lien doan", "cong doan")),
    (UnitKind.CENTRE, ("trung tam", "tram y te", "tram", "ban quan ly")),
    (UnitKind.LEADERSHIP, ("lanh dao", "thuong truc", "dang uy", "hdnd", "ubnd")),
    (UnitKind.OFFICE, ("phong", "van phong", "cong an", "ban chi huy", "bo phan")),
)


def guess_kind(name: str) -> UnitKind:
    """The kind of unit that a name begins with."""
    folded = fold(name)
    for kind, beginnings in GUESSES:
        if any(folded == word or folded.startswith(f"{word} ") for word in beginnings):
            return kind
    return UnitKind.OTHER


def bare(name: str) -> str:
    """A hamlet's name without its kind: «Bến Đò» of «Thôn Bến Đò»; «Thôn 3» stays."""
    return _HAMLET_KIND.sub("", name.strip())


class Units:
    """Units by name, short name and other wordings, exactly or, where only one fits, folded."""

    def __init__(self) -> None:
        self.exact: dict[str, Unit] = {}
        self.folded: dict[str, set[Unit]] = {}
        for unit in Unit.objects.all():
            self.add(unit)

    def add(self, unit: Unit) -> None:
        for name in (unit.name, unit.short_name, *unit.aliases):
            if name:
                self.exact.setdefault(name_key(name), unit)
                self.folded.setdefault(fold(name), set()).add(unit)

    def get(self, name: str) -> Unit | None:
        found = self.exact.get(name_key(name))
        near = self.folded.get(fold(name), set())
        return found or (next(iter(near)) if len(near) == 1 else None)


class Hamlets:
    """Hamlets by name, with or without the word «thôn»."""

    def __init__(self) -> None:
        self.all = list(Hamlet.objects.all())
        self.exact = {name_key(bare(hamlet.name)): hamlet for hamlet in self.all}
        self.folded: dict[str, set[Hamlet]] = {}
        for hamlet in self.all:
            self.folded.setdefault(fold(bare(hamlet.name)), set()).add(hamlet)

    def get(self, name: str) -> Hamlet | None:
        found = self.exact.get(name_key(bare(name)))
        near = self.folded.get(fold(bare(name)), set())
        return found or (next(iter(near)) if len(near) == 1 else None)

    def read(self, cell: Cell) -> Hamlet | None:
        """One hamlet of a cell. Raises `Wrong` for an unknown one."""
        name = text(cell)
        found = self.get(name) if name else None
        if name and found is None:
            raise Wrong(f"«{name}» chưa có trong danh mục thôn")
        return found

    def read_all(self, cell: Cell) -> list[Hamlet]:
        """Several hamlets of a cell, in the order of their list; «toàn xã» is all of them."""
        written = text(cell, longest=2000)
        if fold(written) in EVERYWHERE:
            return list(self.all)
        found = {self._one(name) for name in _BETWEEN.split(written) if name}
        return self.in_order(found)

    def in_order(self, some: Iterable[Hamlet]) -> list[Hamlet]:
        wanted = set(some)
        return [hamlet for hamlet in self.all if hamlet in wanted]

    def _one(self, name: str) -> Hamlet:
        found = self.get(name)
        if found is None:
            raise Wrong(f"«{name}» chưa có trong danh mục thôn")
        return found
