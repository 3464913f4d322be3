"""Bản dịch: an article of its own beside the Vietnamese one, approved and published by itself; it
says when the original changed after it was translated. Its sound is a person's recording only."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from html import escape
from typing import Any

from django.db import transaction
from wagtail.rich_text import RichText

from lantoa.core.errors import Refused
from lantoa.newsroom.checking.passages import passages_of
from lantoa.newsroom.editing.differences import Piece, word_difference
from lantoa.newsroom.models import Article, Translation
from lantoa.newsroom.plain import plain_text, without_tags
from lantoa.newsroom.queries import approved_sound, live_articles
from lantoa.newsroom.services import save_draft
from lantoa.registry.models import Account
from lantoa.registry.terms import Language
from lantoa.vietnamese import duration

PROMPT_WORDS = 8


@dataclass(frozen=True)
class LanguageTime:
    """A language, and how much approved sound of live articles there is in it."""

    name: str
    articles: int
    seconds: int

    @property
    def minutes(self) -> str:
        """«24 phút 30 giây»."""
        return duration(self.seconds)


def original_text(original: Article) -> Article:
    """What a translation follows: the words in public, else the newest draft."""
    newest: Article = original if original.live else original.newest
    return newest


def begin_translation(
    *, original: Article, language: str, by: Account, now: datetime
) -> Article:  # fmt: skip
    """A draft in another language: the same blocks, each asking for its translation. One for each
    language; the second time the first one is answered."""
    if language not in Language.values or language == original.language:
        raise Refused("Chọn một ngôn ngữ khác với bản gốc. Chưa tạo bản dịch.")
    with transaction.atomic():
        row = Article.objects.select_for_update().get(pk=original.pk)
        if Translation.objects.filter(article=row).exists():
            raise Refused("Bài này đã là bản dịch. Mở bản gốc rồi thêm bản dịch ở đó.")
        known = Translation.objects.filter(original=row, article__language=language).first()
        if known:
            there: Article = known.article
            return there
        source = original_text(row)
        made = Article(
            title=_prompt(source.title), lead=_prompt(source.lead) if source.lead else "",
            language=language, genre=_genre(source), section=source.section, topic=source.topic,
            source=source.source, for_loudspeaker=source.for_loudspeaker and language != "en",
            body=[(block.block_type, _block(block)) for block in source.body
                  if block.block_type in ("paragraph", "heading", "quotation", "picture")],
        )  # fmt: skip
        made.tasks, made.audiences = list(source.tasks.all()), list(source.audiences.all())
        article = save_draft(article=made, by=by, now=now)
        Translation.objects.create(
            article=article, original=row, words=plain_text(source), checked_by=by, checked_at=now
        )
    return article


def agree_with_original(*, translation: Translation, by: Account, now: datetime) -> None:
    """Đã cập nhật: a person compared both."""
    words = plain_text(original_text(translation.original))
    Translation.objects.filter(pk=translation.pk).update(words=words, checked_by=by, checked_at=now)


def needs_renewing(translation: Translation) -> bool:
    """Did the original change after it was translated?"""
    return plain_text(original_text(translation.original)) != translation.words


def changes_of_original(translation: Translation) -> list[Piece]:
    """What changed in the original since, word by word."""
    return word_difference(translation.words, plain_text(original_text(translation.original)))


def translations_of(articles: Iterable[int]) -> list[Translation]:
    """The translations of these originals, with both articles."""
    rows = Translation.objects.filter(original__in=articles)
    return list(rows.select_related("article", "original"))


def sound_by_language() -> list[LanguageTime]:
    """Minutes per language, other than Vietnamese: the sound that stands in public, one an
    article. What was recorded for a draft, or is not approved yet, counts for nothing."""
    times: dict[str, list[int]] = {}
    for article in live_articles().exclude(language=Language.VIETNAMESE).exclude(live_content=""):
        airs = approved_sound(article)
        if airs is not None and not airs.is_synthetic:
            times.setdefault(article.language, []).append(airs.milliseconds)
    found = [
        LanguageTime(str(Language(code).label), len(each), round(sum(each) / 1000))
        for code, each in times.items()
    ]
    return sorted(found, key=lambda one: -one.seconds)


def side_by_side(translation: Translation) -> list[tuple[str, str]]:
    """The original's passages, label and words, to stand beside the translation."""
    source = original_text(translation.original)
    return [(one.label, one.text) for one in passages_of(source)]


def _prompt(text: str) -> str:
    words = text.split()
    said = " ".join(words[:PROMPT_WORDS]) + (" …" if len(words) > PROMPT_WORDS else "")
    return f"[Điền: dịch «{said.replace(']', ')')}»]"


def _block(block: Any) -> Any:
    kind, value = block.block_type, block.value
    if kind == "paragraph":
        return RichText(f"<p>{escape(_prompt(without_tags(value.source)), quote=False)}</p>")
    if kind == "picture":
        return {"image": value["image"], "caption": _prompt(value["caption"] or "chú thích ảnh")}
    return _prompt(str(value))


def _genre(source: Article) -> str:
    """A sheet's questions are Vietnamese; its translation tells the same as a notice."""
    return "notice" if source.answers else source.genre
