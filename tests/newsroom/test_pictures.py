"""A picture that an approver saw stays what it was."""

from __future__ import annotations

from io import BytesIO

import pytest
from django.core.files.images import ImageFile
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from PIL import Image

from lantoa.core.canonical import digest
from lantoa.core.errors import Refused
from lantoa.library.models import Picture
from lantoa.newsroom.services import submit_article
from lantoa.registry.terms import Role
from tests.make import NOW, account, approved_article, article

pytestmark = pytest.mark.django_db


def png(colour: str) -> bytes:
    out = BytesIO()
    Image.new("RGB", (60, 40), colour).save(out, "PNG")
    return out.getvalue()


def picture(**fields: object) -> Picture:
    made = Picture(
        title="Cống Bến Đò", alt_text="Cống Bến Đò lúc nước lên",
        file=ImageFile(BytesIO(png("red")), name="cong.png"), **fields,
    )  # fmt: skip
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
    address = f"/ban-lam-viec/images/{shown.pk}/"
    typed = {
        "title": shown.title, "alt_text": "Lời khác", "caption": "", "right": "own",
        "consent": "written", "source": "", "licence": "", "tags": "",
        "file": SimpleUploadedFile("khac.png", png("blue"), "image/png"),
    }  # fmt: skip
    edited = client.post(address, typed)
    assert "Ảnh này đang dùng trong tin bài" in edited.content.decode()
    deleted = client.post(f"{address}delete/")
    assert deleted["Location"] == address
    assert "Ảnh này đang dùng trong tin bài" in client.get(address).content.decode()
    assert Picture.objects.get(pk=shown.pk).shown == shown.shown


def test_a_picture_that_nothing_shows_is_deleted(client: Client) -> None:
    editor = account(Role.EDITOR)
    free = picture(uploaded_by_user=editor)
    client.force_login(editor)
    client.post(f"/ban-lam-viec/images/{free.pk}/delete/")
    assert not Picture.objects.exists()
