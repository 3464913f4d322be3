"""Board text and leaflet beside the text that is being written, as they will come out by rule."""

from __future__ import annotations

from base64 import b64encode
from typing import TYPE_CHECKING

from django.template.loader import render_to_string

from lantoa.core.errors import Refused
from lantoa.newsroom.kinds import Preview, Tab, register_preview
from lantoa.newsroom.printed import boards, setting
from lantoa.newsroom.printed.reading import screens, story_of
from lantoa.newsroom.printed.stories import short_text
from lantoa.newsroom.terms import Form, Genre

if TYPE_CHECKING:
    from lantoa.newsroom.models import Article

# Written to be spoken or played, not to be handed out.
SPOKEN = (Genre.SCRIPT, Genre.SKIT)
MOST_BOARDS = 4
NO_TITLE = "Ghi tiêu đề, chữ cho bảng tin và tờ rơi hiện ở đây."


def board_preview(article: Article) -> str:
    """Every kind of board that the commune has, screen by screen, then the paper one."""
    if not article.title.strip():
        return render_to_string("newsroom/board_preview.html", {"why_not": NO_TITLE})
    story = story_of(article)
    words = short_text(story, boards.SCREEN_WORDS)
    shown = [(one, boards.screenfuls(words, one)) for one in screens()[:MOST_BOARDS]]
    paper = short_text(story, boards.PAPER_WORDS).splitlines()
    context = {
        "boards": [(one, found, sum(part.seconds for part in found)) for one, found in shown],
        "title": paper[0] if paper else "", "lines": paper[1:],
    }  # fmt: skip
    return render_to_string("newsroom/board_preview.html", context)


def leaflet_preview(article: Article) -> str:
    """Both sides of the leaflet of the usual size; where the words do not fit, why."""
    context: dict[str, object] = {"why_not": NO_TITLE}
    if article.title.strip():
        try:
            made = setting.leaflet(story_of(article), setting.A5_LEAFLET)
            context = {
                "sides": [("Mặt trước", _inline(made.seen)), ("Mặt sau", _inline(made.back))]
            }
        except Refused as refusal:
            context = {"why_not": str(refusal)}
    return render_to_string("newsroom/leaflet_preview.html", context)


def _inline(png: bytes) -> str:
    """The picture inside the page: nothing of a draft is stored to be looked at once."""
    return f"data:image/png;base64,{b64encode(png).decode('ascii')}" if png else ""


def register_previews() -> None:
    """When the app loads."""
    register_preview(Preview(Tab(Form.BOARD, "Bảng tin", board_preview), 1))
    register_preview(
        Preview(
            Tab(Form.LEAFLET, "Tờ rơi", leaflet_preview), 2,
            lambda article: article.genre not in SPOKEN,
        )
    )  # fmt: skip
