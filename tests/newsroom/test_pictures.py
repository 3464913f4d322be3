"""A picture that an approver saw stays what it was."""

from __future__ import annotations

from io import BytesIO

import pytest
from django.core.files.images import ImageFile
from django.test import Client
from PIL import Image

from lantoa.core.canonical import digest
from lantoa.core.errors import Refused
from lantoa.library.models import Picture, Right
from lantoa.newsroom.checking.looking import musts_of
from lantoa.newsroom.queries import missing_for_submission
from lantoa.newsroom.services import save_draft, submit_article
from lantoa.registry.terms import Role
from tests.make import NOW, account, approved_article, article

pytestmark = pytest.mark.django_db


def png(colour: str) -> bytes:
    out = BytesIO()
    Image.new("RGB", (60, 40), colour).save(out, "PNG")
    return out.getvalue()


def picture(**fields: object) -> Picture:
    told = {
        "title": "Cống Bến Đò", "alt_text": "Cống Bến Đò lúc nước lên", "right": Right.OWN,
        "source": "Võ Minh Khang",
    }  # fmt: skip
    made = Picture(**{**told, **fields}, file=ImageFile(BytesIO(png("red")), name="cong.png"))
    made.save()
    return made


def showing(shown: Picture) -> list[tuple[str, object]]:
    return [("paragraph", "<p>Xã.</p>"), ("picture", {"image": shown, "caption": "Cống"})]


def test_a_picture_keeps_the_hash_of_its_bytes() -> None:
    assert Picture.objects.get(pk=picture().pk).sha256 == digest(png("red"))


def test_the_content_of_an_article_covers_bytes_and_words_of_its_pictures() -> None:
    shown = picture()
    draft = article(body=showing(shown))
    seen = [draft.content]
    shown.alt_text = "Cống lúc nước cạn"
    shown.save()
    seen.append(draft.content)
    shown.file = ImageFile(BytesIO(png("blue")), name="khac.png")
    shown.save()
    seen.append(draft.content)
    assert len(set(seen)) == 3


def test_a_picture_of_a_live_article_is_neither_changed_nor_deleted() -> None:
    shown = picture()
    approved_article(with_sound=False, body=showing(shown))
    for name, value in (
        ("alt_text", "Lời khác"), ("file", ImageFile(BytesIO(png("blue")), name="khac.png")),
    ):  # fmt: skip
        row = Picture.objects.get(pk=shown.pk)
        setattr(row, name, value)
        with pytest.raises(Refused, match="đang dùng trong tin bài «Nộp hồ sơ tại nhà»"):
            row.save()
    with pytest.raises(Refused, match="đang dùng"):
        Picture.objects.get(pk=shown.pk).delete()
    assert Picture.objects.get(pk=shown.pk).shown == shown.shown


def test_rights_of_a_picture_in_use_may_still_be_filled_in() -> None:
    shown = picture()
    approved_article(with_sound=False, body=showing(shown))
    shown.right, shown.consent = "own", "spoken"
    shown.save()
    row = Picture.objects.get(pk=shown.pk)
    assert (row.get_right_display(), row.get_consent_display()) == (
        "xã tự làm", "đồng ý bằng lời tại sự kiện",
    )  # fmt: skip


def test_a_picture_before_an_approver_stays_too() -> None:
    shown = picture()
    made = article(for_loudspeaker=False, body=showing(shown))
    submit_article(article=made, by=made.created_by, now=NOW)
    shown.alt_text = "Lời khác"
    with pytest.raises(Refused, match="đang dùng"):
        shown.save()


def test_the_picture_screens_say_why_they_refuse(client: Client) -> None:
    editor = account(Role.EDITOR)
    shown = picture(uploaded_by_user=editor)
    approved_article(with_sound=False, body=showing(shown))
    client.force_login(editor)
    address = f"/ban-lam-viec/kho-tu-lieu/anh/{shown.pk}/"
    typed = {
        "title": shown.title, "alt_text": "Lời khác", "caption": "", "right": "own",
        "consent": "written", "source": "", "licence": "",
    }  # fmt: skip
    edited = client.post(address, typed)
    assert "Ảnh này đang dùng trong tin bài" in edited.content.decode()
    deleted = client.post(f"{address}xoa/")
    assert deleted.status_code == 422
    assert "Ảnh này đang dùng trong tin bài" in deleted.content.decode()
    assert Picture.objects.get(pk=shown.pk).shown == shown.shown


def test_a_picture_that_nothing_shows_is_deleted(client: Client) -> None:
    editor = account(Role.EDITOR)
    free = picture(uploaded_by_user=editor)
    client.force_login(editor)
    client.post(f"/ban-lam-viec/kho-tu-lieu/anh/{free.pk}/xoa/")
    assert not Picture.objects.exists()


def test_readers_are_told_that_a_machine_made_a_picture() -> None:
    story = article(body=showing(picture(is_synthetic=True)), for_loudspeaker=False)
    assert "<figcaption>Cống (Ảnh do máy tạo ra.)</figcaption>" in str(story.newest.body)
    story = article(body=showing(picture()), for_loudspeaker=False)
    assert "<figcaption>Cống</figcaption>" in str(story.newest.body)


def test_a_block_whose_picture_left_the_library_is_named_before_submission() -> None:
    free = picture()
    story = article(body=showing(free), for_loudspeaker=False)
    assert missing_for_submission(story.newest) == []
    free.delete()
    assert missing_for_submission(story.newest) == ["chọn ảnh cho 1 khối ảnh"]


def test_a_picture_without_words_right_or_told_people_must_be_mended() -> None:
    bare = picture(alt_text="", right="", shows_people=True)
    story = article(body=showing(bare), for_loudspeaker=False)
    found = [(one.label, one.picture) for one in musts_of(story.newest)]
    assert found == [("Ảnh 1", bare.pk)] * 3
    with pytest.raises(Refused, match="sửa xong 3 chỗ"):
        submit_article(article=story, by=story.created_by, now=NOW)
    bare.alt_text, bare.right, bare.people_informed = "Chợ lúc sáng sớm", Right.OWN, True
    bare.save()
    assert musts_of(story.newest) == []


def test_the_library_knows_where_a_picture_is_used() -> None:
    shown, by = picture(), account()
    made = article(by, body=showing(shown))
    assert [(use.subject, use.title) for use in shown.uses.all()] == [(made.code, made.title)]
    made.body = [("paragraph", "<p>Không còn ảnh.</p>")]
    save_draft(article=made, by=by, now=NOW)
    assert not shown.uses.exists()


def test_a_picture_of_the_live_version_stays_noted_while_the_draft_leaves_it() -> None:
    shown = picture()
    live = approved_article(with_sound=False, body=showing(shown))
    draft = live.newest
    draft.body = [("paragraph", "<p>Không còn ảnh.</p>")]
    save_draft(article=draft, by=account(), now=NOW)
    assert shown.uses.count() == 1
