"""What the screens of Tin bài show."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any

from django.db.models import QuerySet
from django.urls import reverse

from lantoa.approval.queries import is_form_approved, last_decisions, last_return
from lantoa.core.clock import local, today
from lantoa.desk.articles.product_lines import standing_of_product
from lantoa.newsroom.checking.looking import findings_of
from lantoa.newsroom.citing import documents_of
from lantoa.newsroom.kinds import FormKind, forms_of
from lantoa.newsroom.models import Article, Rendition
from lantoa.newsroom.plain import text_form_hash
from lantoa.newsroom.products.register import ProductKind, products_of
from lantoa.newsroom.queries import (
    fresh_sound,
    missing_for_submission,
    newest_sound,
    search_articles,
    told_manifest,
)
from lantoa.newsroom.readers import articles_seen_by
from lantoa.newsroom.terms import ArticleState, Form, RenditionState, TimedState
from lantoa.newsroom.timing.hours import timing_of, timing_words
from lantoa.registry.models import Account
from lantoa.vietnamese import clock_time, date_short, duration

NEW, OLD, GOOD, BUSY, BAD = "new", "old", "good", "busy", "bad"


@dataclass(frozen=True)
class Product:
    """One form of an article as a line: its sign is shape and word, colour third."""

    name: str
    note: str
    sign: str
    word: str
    link: str = ""
    act: str = ""


def found_articles(asked: Mapping[str, Any], account: Account) -> QuerySet[Article]:
    """The articles that the list's search and filters ask for and this person may read, newest
    first."""
    rows = articles_seen_by(account, search_articles(asked.get("q", ""), live_only=False))
    if "tinh_trang" in asked:
        rows = rows.filter(standing=asked["tinh_trang"])
    if "the_loai" in asked:
        rows = rows.filter(genre=asked["the_loai"])
    if "nhiem_vu" in asked:
        rows = rows.filter(tasks=asked["nhiem_vu"])
    rows = rows.select_related("created_by", "section").prefetch_related("tasks")
    rows = rows.defer("body", "folded", "script", "post")
    return rows.order_by("-created_at", "-pk")


def return_reasons(articles: Iterable[Article]) -> dict[int, str]:
    """Why articles were returned, by key; only those that stand as returned."""
    back = [article for article in articles if article.standing == ArticleState.RETURNED]
    decided = last_decisions(article.code for article in back) if back else {}
    return {
        article.pk: decided[article.code].reason if article.code in decided else ""
        for article in back
    }


def products(draft: Article) -> list[Product]:
    """The forms of the newest draft, the sound first, those that are files last."""
    lines = [_sound_line(draft)] if draft.for_loudspeaker else []
    content = draft.content
    for kind in forms_of(draft):
        approved = is_form_approved(
            subject=draft.code, content=content, form=kind.code,
            sha256=text_form_hash(kind.exact(draft)),
        )  # fmt: skip
        sign, word = (GOOD, "đã duyệt") if approved else (NEW, "mới")
        note = "" if approved else "chờ gửi duyệt"
        lines.append(Product(form_name(kind), note, sign, word))
    return [*lines, *(_product_line(draft, kind, content) for kind in products_of(draft))]


def _product_line(draft: Article, kind: ProductKind, content: str) -> Product:
    standing = standing_of_product(draft, kind, content)
    link = reverse("article-product", args=[draft.pk, kind.code])
    return Product(kind.name, standing.note, standing.sign, standing.word, link, standing.act)


def form_name(kind: FormKind) -> str:
    """What a form is called beside others: «Lời phát thanh», not the tab's short «Loa»."""
    return str(Form(kind.code).label).capitalize() if kind.code in Form.values else kind.name


def _sound_line(draft: Article) -> Product:
    link = reverse("submit-article", args=[draft.pk])
    fresh, newest = fresh_sound(draft), newest_sound(draft)
    if fresh:
        approved = is_form_approved(
            subject=draft.code, content=fresh.content, form=Form.SOUND, sha256=fresh.sha256
        )
        sign, word = (GOOD, "đã duyệt") if approved else (NEW, "mới")
        return Product("Âm thanh", sound_note(fresh), sign, word, link, "Nghe, làm lại")
    if newest and newest.state == RenditionState.MAKING:
        return Product("Âm thanh", "", BUSY, "đang làm", link, "Xem")
    if newest and newest.state == RenditionState.FAILED:
        return Product("Âm thanh", "", BAD, "chưa làm được", link, "Làm lại")
    if newest and newest.state == RenditionState.READY:
        return Product("Âm thanh", sound_note(newest), OLD, "cũ", link, "Làm lại")
    return Product("Âm thanh", "", BAD, "chưa có", link, "Làm âm thanh")


def sound_note(sound: Rendition) -> str:
    """«1 phút 12 giây, giọng Trần Thị Mai»."""
    speaker = sound.recording.speaker if sound.recording else ""
    voice = f"giọng {speaker}" if speaker else sound.voice_label
    return f"{duration(round(sound.seconds))}, {voice}"


def editor_state(draft: Article, standing: ArticleState) -> dict[str, Any]:
    """What changes on the editor after each save: products, what is missing, the next step."""
    missing = missing_for_submission(draft)
    returned = last_return(subject=draft.code) if standing == ArticleState.RETURNED else None
    saved = draft.latest_revision
    return {
        "article": draft, "products": products(draft), "missing": missing, "standing": standing,
        "only_sound_is_missing": missing == ["làm âm thanh"], "returned": returned,
        "cited": documents_of(draft, today=today()),
        "is_unchanged": stands_as_it_is(draft), "findings": findings_of(draft, today=today()),
        "timing": hours_of(draft),
        "saved_at": saved_words(saved.created_at) if saved else "",
    }  # fmt: skip


def hours_of(draft: Article) -> str:
    """«đăng lúc 05:00, thứ Bảy 28/11/2026», where an hour is set for this very content."""
    row = timing_of(draft, draft.content)
    return timing_words(row) if row and row.state == TimedState.SET else ""


def stands_as_it_is(draft: Article) -> bool:
    """Is the newest draft, with its sound and the catalogues' words on its page, the very thing
    that stands in public?"""
    content = draft.content
    if not Article.objects.filter(pk=draft.pk, live=True, live_content=content).exists():
        return False
    forms = told_manifest(draft)["forms"]
    return all(
        is_form_approved(subject=draft.code, content=content, form=form, sha256=sha256)
        for form, sha256 in forms.items()
    )


def saved_words(moment: Any) -> str:
    """«10:41 ngày 23/11/2026»."""
    return f"{clock_time(local(moment))} ngày {date_short(local(moment).date())}"
