"""«Nơi nhận» of a plan → the units that a line means. Pure."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence

from lantoa.plan.units import KnownUnit, match_name
from lantoa.registry.terms import UnitKind
from lantoa.vietnamese import fold

_ASIDE = re.compile(
    r"\s*\((?:để\s+)?(?:b/c|báo cáo|t/h|thực hiện|p/h|phối hợp)\)\s*$", re.IGNORECASE
)
_GROUPS = (
    (UnitKind.SCHOOL, r"\btruong hoc\b|\bcac truong\b|\bnha truong\b"),
    (UnitKind.FRONT, r"\bmttq\b|mat tran|doan the|chinh tri - xa hoi|chinh tri, xa hoi"),
    (UnitKind.OFFICE, r"\bcac (?:co quan|phong|bo phan)\b|phong, ban"),
    (UnitKind.CENTRE, r"don vi su nghiep|\bcac trung tam\b|\bdon vi\b"),
)
_FILE = re.compile(r"^luu\b")


def units_meant(text: str, units: Sequence[tuple[KnownUnit, UnitKind]]) -> tuple[int, ...]:
    """Keys of the units of the commune that one line names: itself, or all of the kinds that it
    speaks of. Bodies outside (the province, a department) are none."""
    line = _ASIDE.sub("", text).strip()
    folded = fold(line)
    if _FILE.match(folded):
        return ()
    own = match_name(line, [unit for unit, _ in units])
    if own.unit:
        return (own.unit.pk,)
    kinds = {kind for kind, words in _GROUPS if re.search(words, folded)}
    return tuple(unit.pk for unit, kind in units if kind in kinds)


def matched(
    lines: Iterable[str], units: Sequence[tuple[KnownUnit, UnitKind]]
) -> list[tuple[str, tuple[int, ...]]]:
    """Each line with its units; a unit that an earlier line meant stands there alone."""
    taken: set[int] = set()
    found = []
    for line in lines:
        meant = tuple(pk for pk in units_meant(line, units) if pk not in taken)
        taken.update(meant)
        found.append((line, meant))
    return found
