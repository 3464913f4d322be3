"""A translation asks for every passage, follows its original and says when it changed."""

from __future__ import annotations

import pytest

from lantoa.core.errors import Refused
from lantoa.newsroom.genres import prompts_in
from lantoa.newsroom.models import Article, Rendition, Translation
from lantoa.newsroom.queries import missing_for_submission
from lantoa.newsroom.services import save_draft
from lantoa.newsroom.translating import (
    LanguageTime,
    agree_with_original,
    begin_translation,
    changes_of_original,
    needs_renewing,
    sound_by_language,
)
from lantoa.registry.models import Account
from lantoa.registry.terms import Language
from tests.make import NOW, account, approved_article, article, sound

pytestmark = pytest.mark.django_db


def begun(original: Article, by: Account, language: str = Language.THAI) -> Translation:
    made = begin_translation(original=original, language=language, by=by, now=NOW)
    return Translation.objects.get(article=made)


def test_every_passage_asks_for_its_translation_and_nothing_untranslated_goes_out() -> None:
    by = account()
    row = begun(article(), by)
    draft = row.article.newest
    assert prompts_in(draft.title) == ["[Điền: dịch «Nộp hồ sơ tại nhà»]"]
    assert "thay 3 chỗ «[Điền: …]» bằng lời của bài" in missing_for_submission(draft)
    again = begin_translation(original=row.original, language=Language.THAI, by=by, now=NOW)
    assert again == row.article
    with pytest.raises(Refused, match="đã là bản dịch"):
        begin_translation(original=row.article, language=Language.ENGLISH, by=by, now=NOW)
    with pytest.raises(Refused, match="ngôn ngữ khác"):
        begin_translation(original=row.original, language="vi", by=by, now=NOW)


def test_a_changed_original_is_shown_word_by_word_until_somebody_agrees() -> None:
    by = account()
    original = article(by=by)
    row = begun(original, by, Language.ENGLISH)
    assert not needs_renewing(row)
    draft = Article.objects.get(pk=original.pk).newest
    draft.lead = draft.lead.replace("01/12", "15/12")
    save_draft(article=draft, by=by, now=NOW)
    row = Translation.objects.get()
    assert needs_renewing(row)
    changed = [(one.kind, one.text) for one in changes_of_original(row)]
    assert ("gone", "01/12") in changed and ("new", "15/12") in changed
    agree_with_original(translation=row, by=by, now=NOW)
    assert not needs_renewing(Translation.objects.get())


def test_minutes_are_counted_by_language_from_recordings_in_public() -> None:
    heard = approved_article(language=Language.THAI)
    heard.renditions.update(is_synthetic=False, milliseconds=90_000)
    approved_article()
    sound(article(language=Language.MUONG))
    later = sound(
        Article.objects.get(language=Language.THAI),
        sha256="ef" * 32,
        seconds=600,
        now=NOW.replace(hour=23),
    )
    Rendition.objects.filter(pk=later.pk).update(is_synthetic=False)  # nobody approved it yet
    assert sound_by_language() == [LanguageTime("tiếng Thái", 1, 90)]


def test_words_that_look_like_markup_stay_words() -> None:
    by = account()
    told = article(body=[("paragraph", "<p>Ghi &lt;img src=x&gt; &amp; gửi.</p>")])
    (block,) = begun(told, by).article.newest.body.raw_data
    assert block["value"] == "<p>[Điền: dịch «Ghi &lt;img src=x&gt; &amp; gửi.»]</p>"
