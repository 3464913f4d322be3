"""Where the forms that are files register: how each is made from an article. Nothing calls upward.

`register_product` is called when an app loads. The panel of the editor, the job that makes them,
the manifest that a leader approves and the approval page are made from this list.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from lantoa.newsroom.models import Article

Options = Mapping[str, str]
# Told how far the work is, 0 to 1; raises `newsroom.progress.Stopped` where somebody stopped it.
Watch = Callable[[float], None]


@dataclass(frozen=True)
class MadeFile:
    """One finished file in the folder that `make` was given. `role` says what it is for, in ASCII
    and once in a product («png-vuong», «pdf-a4», «mp4-doc», «vtt»); `alt` is what somebody who
    cannot see it is told; `name` is what a screen calls it («Khổ vuông»). The first file is the
    one that is shown. `is_synthetic`: a machine's voice speaks in it."""

    role: str
    path: Path
    mime: str
    width: int = 0
    height: int = 0
    pages: int = 0
    milliseconds: int = 0
    alt: str = ""
    name: str = ""
    is_synthetic: bool = False


@dataclass(frozen=True)
class Option:
    """One value of a choice; with a reason it is shown and cannot be chosen."""

    value: str
    label: str
    why_not: str = ""


@dataclass(frozen=True)
class Choice:
    """One thing to choose in the panel. The usual one is `preferred`, else the first option that
    can be chosen. Without options it is a field for words of at most `longest` characters, empty
    by default."""

    name: str
    label: str
    options: tuple[Option, ...] = ()
    longest: int = 0
    help_text: str = ""
    preferred: str = ""

    @property
    def usual(self) -> str:
        """What is taken where nobody chose."""
        able = [one.value for one in self.options if not one.why_not]
        return self.preferred if self.preferred in able else next(iter(able), "")


@dataclass(frozen=True)
class ProductKind:
    """One form of an article that is made as files.

    `make(article, options, folder, watch)` writes finished files into `folder` and answers them,
    the one to show first; it raises Refused with a Vietnamese sentence where it cannot. `article`
    is the version that was asked for. `applies`: is the form offered for this article at all;
    `why_not`: why it cannot be made now, in Vietnamese, or empty. `made_from`: what the bytes come
    from beside the article's content and the options (the commune's colour, the sound), in the
    subset of `core.canonical`; where it changes, what was made is stale. `by_hand`: do these
    options say more than the rule does, so that the product waits for an approval of its own?
    `terms`: on what its going out hangs beside its bytes (the right to use the photos in it, that
    one of them is a machine's); where that changes it is stale, and comes down although approved.
    `version` grows when the same input gives other bytes.
    """

    code: str
    name: str
    position: int
    make: Callable[[Article, Options, Path, Watch], list[MadeFile]]
    applies: Callable[[Article], bool] = lambda article: True
    why_not: Callable[[Article], str] = lambda article: ""
    choices: Callable[[Article], list[Choice]] = lambda article: []
    made_from: Callable[[Article], Mapping[str, object]] = lambda article: {}
    by_hand: Callable[[Options], bool] = lambda options: False
    terms: Callable[[Article], Mapping[str, object]] = lambda article: {}
    version: int = 1


_KINDS: dict[str, ProductKind] = {}


def register_product(kind: ProductKind) -> None:
    """Adds one kind; a second registration of a code replaces the first (reloading)."""
    _KINDS[kind.code] = kind


def products() -> list[ProductKind]:
    """All kinds in the order of the panel."""
    return sorted(_KINDS.values(), key=lambda kind: kind.position)


def products_of(article: Article) -> list[ProductKind]:
    """The kinds that are offered for this article."""
    return [kind for kind in products() if kind.applies(article)]


def product_kind(code: str) -> ProductKind | None:
    """One kind, if it is registered."""
    return _KINDS.get(code)


def chosen(kind: ProductKind, article: Article, given: Options) -> dict[str, str]:
    """The options as they hold: what was given where it may be chosen, else the usual ones."""
    found = {}
    for choice in kind.choices(article):
        value = given.get(choice.name, "").strip()
        able = [one.value for one in choice.options if not one.why_not]
        if not choice.options:
            found[choice.name] = value[: choice.longest]
        else:
            found[choice.name] = value if value in able else choice.usual
    return found
