"""Stories from phones: kept once, bounded by their invite, taken up by an editor."""

from __future__ import annotations

from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile

from lantoa.core.errors import Refused
from lantoa.library.models import Picture
from lantoa.newsroom.ideas.invites import (
    invite_of,
    invite_token,
    make_invite,
    revoke_invite,
    why_dead,
)
from lantoa.newsroom.ideas.taking import (
    MOST_PHOTOS,
    Story,
    bring_back_idea,
    erase_idea,
    erase_old_ideas,
    leave_idea,
    note_idea,
    take_story,
    take_up_idea,
)
from lantoa.newsroom.models import Article, FieldInvite, Idea, IdeaFile, PlannedItem
from lantoa.newsroom.terms import IdeaState
from lantoa.newsroom.week.planning import plan_idea
from lantoa.registry.terms import Role
from tests.make import NOW, account, article, hamlet, task
from tests.media.test_photos import picture, with_place

pytestmark = pytest.mark.django_db
ID = "0123456789abcdef0123"


def photo(data: bytes = b"") -> SimpleUploadedFile:
    return SimpleUploadedFile("anh.jpg", data or picture(), "image/jpeg")


def story(client_id: str = ID, **fields: object) -> Story:
    given = {"headline": "Tổ hướng dẫn 24 người", "text": "Các cụ mang điện thoại đến."}
    return Story(client_id=client_id, **{**given, **fields})  # type: ignore[arg-type]


def invite(**fields: object) -> FieldInvite:
    given = {"name": "Tổ số Bến Đò", "hamlet": hamlet(), "days": 30, "most_uses": 2}
    return make_invite(**{**given, **fields}, by=account(), now=NOW)  # type: ignore[arg-type]


def test_same_story_sent_twice_is_kept_once_and_used_once() -> None:
    sender = invite()
    first = take_story(story=story(photos=[photo()], people_informed=True), invite=sender, now=NOW)
    again = take_story(story=story(photos=[photo()], people_informed=True), invite=sender, now=NOW)
    sender.refresh_from_db()
    assert (first, Idea.objects.count(), IdeaFile.objects.count()) == (again, 1, 1)
    assert (sender.use_count, first.from_whom) == (1, "Tổ số Bến Đò")


def test_repeated_story_is_answered_although_the_invite_has_ended_since() -> None:
    sender = invite(most_uses=1)
    first = take_story(story=story(), invite=sender, now=NOW)
    late = NOW + timedelta(days=31)
    assert take_story(story=story(), invite=invite_again(sender), now=late) == first


def invite_again(sender: FieldInvite) -> FieldInvite:
    found = invite_of(invite_token(sender))
    assert found
    return found


def test_id_of_another_sender_reaches_nothing_of_theirs() -> None:
    mine = take_story(story=story(), invite=invite(), now=NOW)
    other = take_story(story=story(headline="Khác"), invite=invite(name="Tổ khác"), now=NOW)
    assert mine != other and other.headline == "Khác"


def test_dead_invites_take_nothing_and_say_why() -> None:
    revoked, used = invite(), invite(most_uses=1)
    revoke_invite(invite=revoked, by=account(), now=NOW)
    take_story(story=story(), invite=used, now=NOW)
    for dead, now, words in (
        (revoked, NOW, "bị thu hồi"),
        (used, NOW, "gửi đủ số tin"),
        (invite(), NOW + timedelta(days=30), "hết hạn"),
    ):
        with pytest.raises(Refused, match=words):
            take_story(story=story("f" * 20), invite=invite_again(dead), now=now)
    assert Idea.objects.count() == 1
    assert invite_of("1_x.y") is None and invite_of("x" * 900) is None


def test_only_editors_and_plan_officers_issue_invites() -> None:
    for role in (Role.UNIT_CONTACT, Role.INSPECTOR):
        with pytest.raises(Refused):
            make_invite(
                name="Tổ", hamlet=None, days=1, most_uses=1, by=account(role), now=NOW
            )  # fmt: skip
    assert why_dead(invite(), now=NOW) == ""


@pytest.mark.parametrize(
    ("fields", "words"),
    [
        ({"headline": " "}, "chuyện gì"),
        ({"text": ""}, "chưa ghi âm"),
        ({"text": "x" * 6001}, "dài hơn"),
        ({"photos": [photo()]}, "đã được báo"),
        ({"photos": [photo()] * (MOST_PHOTOS + 1), "people_informed": True}, "tối đa"),
        ({"photos": [photo(b"GIF89a")], "people_informed": True}, "không phải ảnh"),
        ({"photos": [photo(picture()[:300])], "people_informed": True}, "hỏng"),
        ({"voice": SimpleUploadedFile("a.webm", b"khong phai am thanh")}, ""),
        ({"client_id": "../../x"}, "đã cũ"),
    ],
)
def test_what_is_incomplete_or_wrong_is_refused_and_nothing_kept(
    fields: dict[str, object], words: str
) -> None:
    sender = invite()
    with pytest.raises(Refused, match=words):
        take_story(story=story(**fields), invite=sender, now=NOW)  # type: ignore[arg-type]
    sender.refresh_from_db()
    assert (Idea.objects.count(), IdeaFile.objects.count(), sender.use_count) == (0, 0, 0)


def test_photo_is_kept_without_its_place() -> None:
    idea = take_story(
        story=story(photos=[photo(with_place())], people_informed=True), by=account(), now=NOW
    )
    kept = Path(idea.files.get().file.path).read_bytes()
    assert b"Exif" not in kept and b"May anh" not in kept


def test_voice_may_stand_for_the_text(tmp_path: Path) -> None:
    from lantoa.media.sound import Tags
    from lantoa.media.tones import make_chime

    made = tmp_path / "chime.ogg"
    make_chime(made, tags=Tags())
    voice = SimpleUploadedFile("ghi-am.ogg", made.read_bytes())
    idea = take_story(story=story(text="", voice=voice), by=account(), now=NOW)
    file = idea.files.get()
    assert (file.kind, file.milliseconds > 500) == ("voice", True)


def test_editor_takes_an_idea_up_once() -> None:
    idea = take_story(
        story=story(photos=[photo()], people_informed=True, text="<b>Một</b>\nHai"),
        invite=invite(), now=NOW,
    )  # fmt: skip
    editor = account()
    article = take_up_idea(idea=idea, by=editor, now=NOW)
    assert take_up_idea(idea=idea, by=editor, now=NOW) == article
    idea.refresh_from_db()
    assert (idea.state, article.title, article.source) == (
        IdeaState.TAKEN, "Tổ hướng dẫn 24 người", "Tổ số Bến Đò"
    )  # fmt: skip
    kinds = [block.block_type for block in article.newest.body]
    assert kinds == ["paragraph", "paragraph", "picture"]
    assert "&lt;b&gt;Một" in str(article.newest.body)
    assert Picture.objects.get().people_informed


def test_idea_is_left_with_a_reason_and_comes_back() -> None:
    idea = take_story(story=story(), now=NOW, by=account())
    with pytest.raises(Refused):
        leave_idea(idea=idea, why="Đã cũ", by=account(Role.INSPECTOR), now=NOW)
    with pytest.raises(Refused, match="vì sao"):
        leave_idea(idea=idea, why="  ", by=account(), now=NOW)
    plan_idea(idea=idea, day=NOW.date(), by=account(), now=NOW, today=NOW.date())
    leave_idea(idea=idea, why="Đã cũ", by=account(), now=NOW)
    kept = Idea.objects.get()
    assert (kept.state, kept.left_why, PlannedItem.objects.count()) == ("left", "Đã cũ", 0)
    bring_back_idea(idea=idea, by=account())
    assert (Idea.objects.get().state, Idea.objects.get().left_why) == ("new", "")


def test_an_erased_idea_takes_its_day_in_the_week_with_it() -> None:
    idea = take_story(story=story(), now=NOW, by=account())
    plan_idea(idea=idea, day=NOW.date(), by=account(), now=NOW, today=NOW.date())
    erase_idea(idea=idea)
    assert (Idea.objects.count(), PlannedItem.objects.count()) == (0, 0)


def sent_and_taken_up() -> tuple[Idea, Article, Picture]:
    idea = take_story(story=story(photos=[photo()], people_informed=True), now=NOW, by=account())
    draft = take_up_idea(idea=idea, by=account(), now=NOW)
    idea.refresh_from_db()
    return idea, draft, Picture.objects.get()


def test_photos_of_an_erased_idea_leave_the_library_with_its_draft(
    django_capture_on_commit_callbacks: Any,
) -> None:
    idea, _, shown = sent_and_taken_up()
    assert [one.sha256 for one in idea.files.all()] == [shown.sha256]
    with django_capture_on_commit_callbacks(execute=True):
        erase_idea(idea=idea, with_draft=True)
    assert (Picture.objects.count(), Path(shown.file.path).exists()) == (0, False)


def test_photos_that_something_shows_stay_when_their_idea_goes() -> None:
    idea, draft, shown = sent_and_taken_up()
    other = article(body=[("picture", {"image": shown, "caption": ""})])
    erase_idea(idea=idea, with_draft=True)
    assert not Article.objects.filter(pk=draft.pk).exists()
    assert (Picture.objects.get(), Path(shown.file.path).exists()) == (shown, True)
    assert [use.subject for use in shown.uses.all()] == [other.code]


def test_photos_stay_while_a_draft_of_their_idea_stays() -> None:
    idea, draft, shown = sent_and_taken_up()
    erase_idea(idea=idea)
    assert (Picture.objects.get(), Article.objects.get()) == (shown, draft)


def test_idea_noted_on_the_desk_keeps_its_source_and_task() -> None:
    idea = note_idea(headline="Bao giờ có wifi?", text="Hỏi ở họp thôn.", source="resident",
                     from_whom="Thôn Bến Đò", by=account(), now=NOW, task=task("1.4"))  # fmt: skip
    assert "bao gio co wifi" in idea.folded
    made = take_up_idea(idea=idea, by=account(), now=NOW)
    assert (made.source, [one.number for one in made.tasks.all()]) == ("Thôn Bến Đò", ["1.4"])
    with pytest.raises(Refused, match="Nguồn"):
        note_idea(headline="a", text="", source="plan", from_whom="", by=account(), now=NOW)


def test_old_ideas_go_with_their_files(django_capture_on_commit_callbacks) -> None:  # type: ignore[no-untyped-def]
    idea = take_story(story=story(photos=[photo()], people_informed=True), by=account(), now=NOW)
    path = Path(idea.files.get().file.path)
    assert erase_old_ideas(before=NOW) == 0
    with django_capture_on_commit_callbacks(execute=True):
        assert erase_old_ideas(before=NOW + timedelta(seconds=1)) == 1
    assert not path.exists()
