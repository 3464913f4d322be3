"""Names of units in a plan, matched with the registry. Pure: known units come as values.

A name may be shortened («Phòng VH-XH»), hold its commune («… xã Sông Lam») or name nobody in
particular («các cơ quan, đơn vị liên quan»): the last stays text.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from lantoa.registry.terms import UnitKind
from lantoa.vietnamese import fold, nfc

_PLACE = re.compile(r"\s(xã|phường|đặc khu)(\s+[A-ZĐÀ-Ỹ].*)?$")
_TOKEN = re.compile(r"[^\W_]+")
_NOBODY = re.compile(r"^(cac|moi|nhung|tat ca)\b|\bva cac\b|\blien quan\b")
_KINDS = (
    (UnitKind.SCHOOL, r"^truong\b"),
    (UnitKind.FRONT, r"\b(mat tran|mttq)\b|^(doan|hoi|cong doan)\b"),
    (UnitKind.CENTRE, r"^(trung tam|tram|thu vien)\b"),
    (UnitKind.OFFICE, r"^(phong|van phong|ban|bo phan)\b"),
)


@dataclass(frozen=True)
class KnownUnit:
    """A unit of the registry: its key, its name and the other ways of writing it."""

    pk: int
    name: str
    other_names: tuple[str, ...] = ()


@dataclass(frozen=True)
class UnitMatch:
    """A name as the plan writes it and what it stands for: a unit, words only, or a new unit."""

    text: str
    unit: KnownUnit | None = None
    is_words_only: bool = False

    @property
    def is_new(self) -> bool:
        return self.unit is None and not self.is_words_only


def match_names(names: Iterable[str], known: Sequence[KnownUnit]) -> list[UnitMatch]:
    """Each name once, in order, with what it stands for."""
    return [match_name(name, known) for name in dict.fromkeys(names)]


def match_name(name: str, known: Sequence[KnownUnit]) -> UnitMatch:
    """What one name stands for. Two units that fit equally well: neither is taken."""
    if names_nobody(name):
        return UnitMatch(name, is_words_only=True)
    fitting = [unit for unit in known if _fits(name, unit)]
    return UnitMatch(name, fitting[0]) if len(fitting) == 1 else UnitMatch(name)


def names_nobody(name: str) -> bool:
    """Is this a phrase for many («các cơ quan, đơn vị liên quan») and no name of a unit?"""
    return bool(_NOBODY.search(fold(name)))


def kind_of_name(name: str) -> UnitKind:
    """The kind that a new unit's name speaks of."""
    folded = fold(name)
    return next((kind for kind, words in _KINDS if re.search(words, folded)), UnitKind.OTHER)


def _fits(name: str, unit: KnownUnit) -> bool:
    mine = _tokens(name)
    return any(
        _same(mine, theirs) or _same(theirs, mine)
        for theirs in map(_tokens, (unit.name, *unit.other_names))
        if theirs
    )


def _tokens(name: str) -> list[str]:
    return _TOKEN.findall(_PLACE.sub("", nfc(name).strip()))


def _same(short: list[str], full: list[str]) -> bool:
    """Do the words of `short` spell `full`, an all-capital word standing for initials?"""
    at = 0
    for token in short:
        word = fold(token)
        if at < len(full) and fold(full[at]) == word:
            at += 1
        elif token.isupper() and len(token) > 1:
            initials = "".join(fold(each)[:1] for each in full[at : at + len(word)])
            if initials != word:
                return False
            at += len(word)
        else:
            return False
    return bool(short) and at == len(full)
