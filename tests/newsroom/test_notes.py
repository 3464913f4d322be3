"""Notes on a passage: bound to block and words, answered, settled, kept."""

from __future__ import annotations

from datetime import timedelta
from pathlib import Path

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile

from lantoa.core.errors import Refused
from lantoa.newsroom.checking.passages import passages_of
from lantoa.newsroom.editing.notes import add_note, answer_note, open_count, settle_note, threads_of
from lantoa.newsroom.models import Article, PassageNote
from lantoa.newsroom.services import save_draft
from lantoa.notices.models import Notice
from lantoa.registry.terms import Role
from tests.make import NOW, account, article

pytestmark = pytest.mark.django_db
BODY = [("paragraph", "<p>Xã bố trí 8 tổ.</p>"), ("paragraph", "<p>Chợ họp sáng.</p>")]


def note_on(story: Article, quote: str, text: str = "Số này lấy ở đâu?") -> PassageNote:
    place = next(one.place for one in passages_of(story.newest) if quote in one.text)
    leader = account(Role.LEADER)
    return add_note(
        article=story, place=place, quote=quote, text=text, voice=None, by=leader, now=NOW
    )


def rewritten(story: Article, *, at: int, words: str | None) -> Article:
    """The newest draft with one block changed (None: taken out)."""
    draft = Article.objects.get(pk=story.pk).newest
    raw = list(draft.body.raw_data)
    if words is None:
        del raw[at]
    else:
        raw[at] = {**raw[at], "value": f"<p>{words}</p>"}
    draft.body = draft.body.stream_block.to_python(raw)
    return save_draft(article=draft, by=draft.created_by, now=NOW + timedelta(minutes=1))


def standings(story: Article) -> list[str]:
    row = Article.objects.get(pk=story.pk)
    return [one.standing for one in threads_of(row, row.newest)]


def test_a_note_stays_with_its_words_and_says_when_they_change_or_go() -> None:
    story = article(body=BODY)
    note_on(story, "8 tổ")
    assert standings(story) == ["here"]
    rewritten(story, at=1, words="Chợ họp chiều.")
    assert standings(story) == ["here"]
    rewritten(story, at=0, words="Xã bố trí 9 tổ.")
    assert standings(story) == ["changed"]
    rewritten(story, at=0, words=None)
    assert standings(story) == ["gone"]


def test_writer_is_told_answers_and_settles() -> None:
    story = article(body=BODY)
    note = note_on(story, "8 tổ")
    told = Notice.objects.get()
    assert (told.to_account, "ghi chú đoạn 1" in told.text) == (story.created_by, True)
    answer_note(note=note, text="Theo quyết định của xã.", voice=None, by=story.created_by, now=NOW)
    assert Notice.objects.filter(to_account=note.noted_by).count() == 1
    settle_note(note=note, is_done=True, by=story.created_by, now=NOW)
    threads = threads_of(story, story.newest)
    assert ([len(one.answers) for one in threads], open_count(threads)) == ([1], 0)


def test_words_that_stand_elsewhere_are_not_quoted_and_nothing_is_no_note() -> None:
    story = article(body=BODY)
    place = passages_of(story.newest)[0].place
    leader = account(Role.LEADER)
    note = add_note(
        article=story, place=place, quote="Chợ họp", text="Ngắn hơn", voice=None, by=leader, now=NOW
    )
    assert note.quote == "Nộp hồ sơ tại nhà"
    with pytest.raises(Refused, match="còn trống"):
        note_on(story, "8 tổ", text="  ")
    with pytest.raises(Refused, match="không còn trong bài"):
        add_note(article=story, place="block:x", quote="", text="a", voice=None, by=leader, now=NOW)
    with pytest.raises(Refused, match="không ghi chú vào bài này"):
        add_note(
            article=story, place=place, quote="", text="a", voice=None,
            by=account(Role.INSPECTOR), now=NOW,
        )  # fmt: skip


def test_a_spoken_note_is_kept_as_sound(wav: Path) -> None:
    story = article(body=BODY)
    upload = SimpleUploadedFile("ghi-chu.wav", wav.read_bytes(), "audio/wav")
    note = add_note(
        article=story, place="title", quote="", text="", voice=upload, by=account(Role.LEADER),
        now=NOW,
    )  # fmt: skip
    assert (note.voice.name.endswith(".mp3"), note.voice_milliseconds >= 900) == (True, True)


@pytest.fixture
def wav(tmp_path: Path) -> Path:
    import math
    import struct
    import wave

    path = tmp_path / "noi.wav"
    with wave.open(str(path), "wb") as file:
        file.setnchannels(1)
        file.setsampwidth(2)
        file.setframerate(16000)
        tone = (int(9000 * math.sin(at / 9)) for at in range(20000))
        file.writeframes(b"".join(struct.pack("<h", one) for one in tone))
    return path
