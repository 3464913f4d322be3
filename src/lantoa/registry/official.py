"""The official list of communes since 1/7/2025. Its data: package vietnamadminunits, MIT licence
(`data/LICENSE.vietnamadminunits`)."""

from __future__ import annotations

import csv
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path

from lantoa.vietnamese import fold

FILE = Path(__file__).parent / "data" / "communes.csv"
MOST = 20


@dataclass(frozen=True)
class OfficialCommune:
    """One commune: the code of the statistics office, its names as the list writes them."""

    code: str
    official_name: str
    official_province: str

    @property
    def name(self) -> str:
        """As documents write it inside a sentence: «xã Đông Kinh»."""
        return _small(self.official_name)

    @property
    def province(self) -> str:
        return _small(self.official_province)

    @property
    def folded(self) -> str:
        return fold(f"{self.official_name} {self.official_province}")


def _small(name: str) -> str:
    return name[:1].lower() + name[1:]


@lru_cache(maxsize=1)
def official_communes() -> tuple[tuple[str, OfficialCommune], ...]:
    """Every commune with the words that find it."""
    with FILE.open(encoding="utf-8", newline="") as file:
        found = [OfficialCommune(*row) for row in list(csv.reader(file))[1:]]
    return tuple((one.folded, one) for one in found)


def search_communes(words: str, *, most: int = MOST) -> list[OfficialCommune]:
    """Communes whose name and province hold every word, with or without marks. Those whose own
    name begins so come first."""
    wanted = fold(words.replace(",", " ")).split()
    if not wanted:
        return []
    found = [
        one for folded, one in official_communes()
        if all(f" {word}" in f" {folded}" for word in wanted)
    ]  # fmt: skip
    phrase = " ".join(wanted)
    return sorted(found, key=lambda one: _nearness(one, phrase))[:most]


def _nearness(one: OfficialCommune, phrase: str) -> int:
    name = fold(one.official_name)
    bare = name.split(" ", 2)[2] if name.startswith("dac khu ") else name.split(" ", 1)[1]
    if phrase in (name, bare):
        return 0
    return 1 if phrase in name else 2


def official_commune(code: str) -> OfficialCommune | None:
    """The commune of a code."""
    return next((one for _, one in official_communes() if one.code == code), None)
