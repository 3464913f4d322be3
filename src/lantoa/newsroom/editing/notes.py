"""Ghi chú: notes on passages of a draft, with answers; written, spoken, settled."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from typing import Literal

from django.core.files.base import ContentFile
from django.core.files.uploadedfile import UploadedFile
from django.db import transaction

from lantoa.core.canonical import digest
from lantoa.core.clock import local
from lantoa.core.errors import Refused
from lantoa.newsroom.checking.passages import passages_of
from lantoa.newsroom.checking.values import Passage
from lantoa.newsroom.models import Article, PassageNote
from lantoa.newsroom.readers import own_drafts
from lantoa.newsroom.sounds.notes import SpokenNote, spoken_note
from lantoa.notices.services import tell_account
from lantoa.registry.models import Account
from lantoa.vietnamese import nfc

LONGEST_TEXT, LONGEST_QUOTE, MOST_NOTES = 2000, 300, 200
Standing = Literal["here", "changed", "gone"]
WRITES = ("newsroom.change_article", "approval.add_approval")


@dataclass(frozen=True)
class Thread:
    """A note with its answers, and whether the passage still holds the words it was made on."""

    note: PassageNote
    answers: list[PassageNote]
    standing: Standing
    label: str


def may_note(article: Article, by: Account) -> bool:
    """Those who write or decide, and who takes part in this very article."""
    return any(by.has_perm(right) for right in WRITES) or article.pk in own_drafts(by)


def add_note(
    *, article: Article, place: str, quote: str, text: str, voice: UploadedFile[bytes] | None,
    by: Account, now: datetime,
) -> PassageNote:  # fmt: skip
    """Notes something on a passage of the newest draft; its writers are told."""
    _allow(article, by)
    passage = next((one for one in passages_of(article.newest) if one.place == place), None)
    if passage is None:
        raise Refused("Đoạn này không còn trong bài. Chưa ghi chú. Tải lại trang rồi chọn đoạn.")
    words = _words(quote) if _words(quote) in _words(passage.text) else ""
    said = _said(text, voice)
    with transaction.atomic():
        Article.objects.select_for_update().get(pk=article.pk)
        _refuse_too_many(article)
        note = PassageNote(
            article=article, place=place, label=passage.label,
            quote=(words or _words(passage.text))[:LONGEST_QUOTE],
        )  # fmt: skip
        _keep(note, said, by, now)
        _tell(_writers(article), note, f"ghi chú {passage.label.lower()}", by, now)
    return note


def answer_note(
    *, note: PassageNote, text: str, voice: UploadedFile[bytes] | None, by: Account, now: datetime
) -> PassageNote:
    """Answers a note; whoever wrote it is told."""
    _allow(note.article, by)
    first = note.answers_to or note
    answer = PassageNote(
        article=first.article, answers_to=first, place=first.place, label=first.label
    )
    said = _said(text, voice)
    with transaction.atomic():
        Article.objects.select_for_update().get(pk=first.article_id)
        _refuse_too_many(first.article)
        _keep(answer, said, by, now)
        _tell({first.noted_by}, answer, "trả lời ghi chú", by, now)
    return answer


def settle_note(*, note: PassageNote, is_done: bool, by: Account, now: datetime) -> None:
    """Đã xong, or open again."""
    _allow(note.article, by)
    PassageNote.objects.filter(pk=note.pk).update(
        settled_by=by if is_done else None, settled_at=now if is_done else None
    )


def threads_of(article: Article, draft: Article) -> list[Thread]:
    """All notes, those still open first; each stands against the passages of this draft."""
    rows = article.notes.select_related("noted_by", "settled_by")
    notes = [row for row in rows if row.answers_to_id is None]
    passages = {one.place: one for one in passages_of(draft)}
    found = [
        Thread(
            note, [row for row in rows if row.answers_to_id == note.pk],
            _standing(note, passages.get(note.place)),
            passages[note.place].label if note.place in passages else note.label,
        )
        for note in notes
    ]  # fmt: skip
    return sorted(found, key=lambda one: one.note.settled_at is not None)


def open_count(threads: Iterable[Thread]) -> int:
    """How many notes nobody settled yet."""
    return sum(one.note.settled_at is None for one in threads)


def _standing(note: PassageNote, passage: Passage | None) -> Standing:
    if passage is None:
        return "gone"
    return "here" if note.quote in _words(passage.text) else "changed"


@dataclass(frozen=True)
class Said:
    """What was written or spoken, looked at before anything is kept."""

    text: str
    voice: SpokenNote | None


def _said(text: str, voice: UploadedFile[bytes] | None) -> Said:
    """Outside any transaction: decoding a voice takes seconds, and SQLite has one writer."""
    text = nfc(text).strip()
    if not text and voice is None:
        raise Refused("Ghi chú còn trống. Chưa ghi gì. Viết vài chữ hoặc ghi âm.")
    if len(text) > LONGEST_TEXT:
        raise Refused("Ghi chú dài hơn 2.000 chữ cái. Chưa ghi. Rút ngắn rồi gửi.")
    return Said(text, spoken_note(voice) if voice is not None else None)


def _keep(note: PassageNote, said: Said, by: Account, now: datetime) -> None:
    note.text, note.noted_by, note.noted_at = said.text, by, now
    if said.voice is not None:
        note.voice_milliseconds = said.voice.milliseconds
        name = f"{digest(said.voice.data)[:16]}.mp3"
        note.voice.save(name, ContentFile(said.voice.data), save=False)
    note.save()


def _refuse_too_many(article: Article) -> None:
    if PassageNote.objects.filter(article=article).count() >= MOST_NOTES:
        raise Refused(f"Bài đã có {MOST_NOTES} ghi chú. Chưa ghi thêm. Viết lại bài cho gọn.")


def _writers(article: Article) -> set[Account]:
    rows = article.revisions.select_related("user")
    found = {row.user for row in rows if row.user and row.user.is_active}
    return found | ({article.created_by} if article.created_by else set())


def _tell(people: set[Account], note: PassageNote, did: str, by: Account, now: datetime) -> None:
    said = f": {note.text}" if note.text else " bằng lời ghi âm."
    for person in people - {by}:
        tell_account(
            account=person, subject=f"{note.article.code}/note/{note.pk}",
            text=f"{by} {did} của bài «{note.article.newest.title}»{said}"[:500],
            link=f"/ban-lam-viec/tin-bai/{note.article_id}/", by=by.code,
            today=local(now).date(), now=now,
        )  # fmt: skip


def _allow(article: Article, by: Account) -> None:
    if not may_note(article, by):
        raise Refused("Tài khoản này không ghi chú vào bài này. Chưa ghi gì.")


def _words(text: str) -> str:
    return " ".join(nfc(text).split())
