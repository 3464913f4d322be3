"""Where channels register the forms in which they show an article. Nothing calls upward.

A channel calls `register_form` when its app loads; the editor's preview tabs, the approval page
and the manifest of what is approved are made from this list.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from lantoa.newsroom.models import Article

# What a preview shows is a pure function of the article (a revision's object too).
Render = Callable[["Article"], str]


@dataclass(frozen=True)
class Tab:
    """One preview beside the text: its code, its name, and how it is rendered."""

    code: str
    name: str
    render: Render


@dataclass(frozen=True)
class FormKind:
    """One preview of an article: a code, its name on the tab, and how it is rendered.

    `render` answers the HTML that stands inside the preview frame's body; `exact` answers the
    text whose hash is approved (the page's own words, the script as said, the post's text).
    A form that looks different in several places names its `tabs`; it is approved as one.
    """

    code: str
    name: str
    position: int
    render: Render
    exact: Render
    applies: Callable[[Article], bool] = lambda article: True
    tabs: tuple[Tab, ...] = ()


@dataclass(frozen=True)
class Preview:
    """A tab of the editor beside the forms: what a product will look like (its files wait for
    their own making and are approved by their own bytes). `applies`: is it shown at all."""

    tab: Tab
    position: int
    applies: Callable[[Article], bool] = lambda article: True


_FORMS: dict[str, FormKind] = {}
_PREVIEWS: dict[str, Preview] = {}


def register_form(kind: FormKind) -> None:
    """Adds one form; a second registration of a code replaces the first (reloading)."""
    _FORMS[kind.code] = kind


def register_preview(preview: Preview) -> None:
    """Adds one tab behind those of the forms."""
    _PREVIEWS[preview.tab.code] = preview


def forms() -> list[FormKind]:
    """All registered forms in the order of the tabs."""
    return sorted(_FORMS.values(), key=lambda kind: kind.position)


def forms_of(article: Article) -> list[FormKind]:
    """The forms that this article takes."""
    return [kind for kind in forms() if kind.applies(article)]


def tabs_of(article: Article) -> list[Tab]:
    """The previews of this article in the order of the tabs."""
    tabs = [
        tab
        for kind in forms_of(article)
        for tab in kind.tabs or (Tab(kind.code, kind.name, kind.render),)
    ]
    beside = sorted(_PREVIEWS.values(), key=lambda one: one.position)
    return tabs + [one.tab for one in beside if one.applies(article)]
