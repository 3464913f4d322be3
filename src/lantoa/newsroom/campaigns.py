"""What the newsroom adds to a campaign kit: a story, a script for the air, words for the boards.

Each is an ordinary draft: it is written on, submitted and approved like any other article.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime
from functools import partial
from html import escape

from lantoa.core.clock import local
from lantoa.core.errors import Refused
from lantoa.newsroom.models import Article
from lantoa.newsroom.queries import articles_with_state
from lantoa.newsroom.services import article_of, save_draft
from lantoa.newsroom.terms import ArticleState, Genre
from lantoa.notices.services import tell_account
from lantoa.plan.kit_words import for_hamlet
from lantoa.plan.kits import Brief, Maker, Standing, register_maker
from lantoa.plan.terms import KitTextKind
from lantoa.registry.models import Account
from lantoa.registry.terms import Role
from lantoa.vietnamese import date_short

MAY_MAKE = ("newsroom.add_article", "plan.change_campaignkit")
_WORDS = {
    ArticleState.DRAFT: "bản nháp",
    ArticleState.WAITING: "chờ duyệt",
    ArticleState.SCHEDULED: "đã duyệt, chờ giờ đăng",
    ArticleState.RETURNED: "bị trả lại",
    ArticleState.LIVE: "đã duyệt, đã đăng",
}


@dataclass(frozen=True)
class Kind:
    """One thing that the newsroom makes: its code, its name, and the article without its tasks."""

    code: str
    name: str
    position: int
    blank: Callable[[Brief], Article]


def story(brief: Brief) -> Article:
    """Bài: what the day is, and a heading under which the commune's own is told."""
    paragraphs = [brief.about] if brief.about else []
    body = [("paragraph", f"<p>{escape(text)}</p>") for text in paragraphs]
    body.append(("heading", f"Hưởng ứng ở {brief.commune}"))
    return Article(
        title=f"{_capital(brief.commune)} hưởng ứng {brief.name}"[:200], genre=Genre.STORY,
        body=body, post=_said(brief, KitTextKind.POST), for_loudspeaker=False,
    )  # fmt: skip


def script(brief: Brief) -> Article:
    """Kịch bản phát thanh: the kit's own words for the air, as they were changed there."""
    words = _said(brief, KitTextKind.RADIO)
    return Article(
        title=f"Lời phát thanh hưởng ứng {brief.name} {date_short(brief.held_on)}"[:200],
        genre=Genre.SCRIPT, script=words, body=_lines(words), for_loudspeaker=True,
    )  # fmt: skip


def board(brief: Brief) -> Article:
    """Chữ bảng tin: one slogan a line, for boards and screens."""
    return Article(
        title=f"Chữ bảng tin: hưởng ứng {brief.name}"[:200], genre=Genre.NOTICE,
        body=_lines(_said(brief, KitTextKind.SLOGAN)), for_loudspeaker=False,
    )  # fmt: skip


KINDS = (
    Kind("story", "Bài viết", 1, story),
    Kind("script", "Kịch bản phát thanh", 2, script),
    Kind("board", "Chữ bảng tin", 3, board),
)


def register_makers() -> None:
    """Tells the plan what can be made; called when the app loads."""
    for kind in KINDS:
        make = partial(make_draft, kind)
        register_maker(Maker(kind.code, kind.name, kind.position, make, standing_of))


def make_draft(kind: Kind, brief: Brief, by: Account, now: datetime) -> str:
    """A draft linked to the day's tasks; answers its code. Editors hear of one that is not
    their own."""
    if not any(by.has_perm(name) for name in MAY_MAKE):
        raise Refused("Tài khoản này không tạo được bản nháp tin bài. Chưa tạo gì.")
    draft = kind.blank(brief)
    draft.tasks = list(brief.tasks)
    article = save_draft(article=draft, by=by, now=now)
    if not by.has_perm("newsroom.change_article"):
        _tell_editors(article, by, now)
    return article.code


def standing_of(subject: str) -> Standing | None:
    """How the article of a code stands; None where it is no more."""
    article = article_of(subject)
    if article is None:
        return None
    row = articles_with_state(Article.objects.filter(pk=article.pk)).get()
    state = ArticleState(row.standing)
    words = "đã gỡ" if row.withdrawn_by_id and not row.live else _WORDS[state]
    title = article.newest.title or "Tin bài chưa có tiêu đề"
    return Standing(title, words, bool(row.live), _link(article))


def _tell_editors(article: Article, by: Account, now: datetime) -> None:
    for editor in Account.objects.filter(role=Role.EDITOR, is_active=True):
        tell_account(
            account=editor, text=f"Có bản nháp để viết tiếp: «{article.title}».",
            subject=article.code, link=_link(article), by=by.code, today=local(now).date(),
            now=now,
        )  # fmt: skip


def _link(article: Article) -> str:
    return f"/ban-lam-viec/tin-bai/{article.pk}/"


def _said(brief: Brief, kind: str) -> str:
    """A text of the kit, spoken to the whole commune."""
    return for_hamlet(brief.texts.get(kind, ""), "", brief.hamlet_word)


def _lines(text: str) -> list[tuple[str, str]]:
    lines = [line.strip() for line in text.splitlines()]
    return [("paragraph", f"<p>{escape(line)}</p>") for line in lines if line]


def _capital(words: str) -> str:
    return words[:1].upper() + words[1:]
