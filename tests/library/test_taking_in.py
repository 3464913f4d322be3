"""Photos on their way into the library: cleaned, compared, kept or left."""

from __future__ import annotations

import io
from datetime import timedelta

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from PIL import Image

from lantoa.core.errors import Refused
from lantoa.library.jobs import prepare_sizes
from lantoa.library.models import HeldPicture, Picture
from lantoa.library.queries import Asked, found_pictures, resemblance_words, resemblances
from lantoa.library.services import (
    Handed,
    expire_held,
    held_path,
    hold_pictures,
    keep_picture,
    title_from,
)
from lantoa.library.terms import SIZES
from lantoa.media.photos import clean_photo, look_of_photo
from lantoa.registry.terms import Role
from tests.library.make import drawing, encoded, held, picture
from tests.make import NOW, account

pytestmark = pytest.mark.django_db
WORDS = {"alt_text": "Lớp học chữ số", "caption": "", "right": "own", "source": "", "licence": ""}


def signed_in(role: Role = Role.EDITOR) -> tuple[Client, object]:
    who = account(role)
    client = Client()
    client.force_login(who)
    return client, who


def test_what_waits_is_no_picture_of_the_library_until_it_is_kept() -> None:
    by = account()
    token = held(by, 1, 2)
    assert (Picture.objects.count(), HeldPicture.objects.filter(token=token).count()) == (0, 2)
    row = HeldPicture.objects.first()
    made = keep_picture(held=row, fields={"title": "Lớp học", **WORDS}, by=by, now=NOW)
    assert (made.uploaded_by_user, made.sha256, made.width) == (by, row.sha256, 640)
    with pytest.raises(Refused, match="hết hạn hoặc đã lưu xong"):
        keep_picture(held=row, fields={"title": "Lớp học", **WORDS}, by=by, now=NOW)
    assert expire_held(now=NOW + timedelta(days=2)) == 1
    assert not HeldPicture.objects.exists()


def test_the_same_photo_is_known_again_smaller_and_saved_anew() -> None:
    first = picture(1, title="Cống Bến Đò")
    picture(2)
    small = encoded(drawing(1).resize((320, 240)), quality=40)
    found = resemblances(sha256="0" * 64, look=clean_photo(small).look)
    assert [(one.key, one.is_exact) for one in found] == [(first.pk, False)]
    exact = resemblances(sha256=first.sha256, look=first.look)
    assert resemblance_words(exact[0]).startswith("Ảnh này giống hệt ảnh «Cống Bến Đò» tải lên")


def test_a_likeness_is_looked_for_in_the_same_few_queries_however_large_the_library() -> None:
    asked = []
    for seeds in ((1, 2), (3, 4, 5, 6, 7)):
        for seed in seeds:
            picture(seed)
        photo = clean_photo(encoded(drawing(1).resize((320, 240)), quality=40))
        with CaptureQueriesContext(connection) as queries:
            assert len(resemblances(sha256="0" * 64, look=photo.look)) == 1
        asked.append(len(queries))
    assert asked == [3, 3]


def test_photos_that_nobody_decides_on_are_bounded_by_person_and_in_all() -> None:
    by, other = account(), account()
    HeldPicture.objects.bulk_create(
        HeldPicture(
            token="a" * 32, position=at, title="Ảnh", mime="image/jpeg", sha256="0" * 64,
            width=1, height=1, by=by, at=NOW,
        )
        for at in range(60)
    )  # fmt: skip
    photo = Handed("a.jpg", encoded(drawing(1)))
    token, turned = hold_pictures(files=[photo], by=by, now=NOW)
    assert (token, "Đang có 60 ảnh chờ lưu nên chưa nhận thêm" in turned[0].why) == ("", True)
    assert hold_pictures(files=[photo], by=other, now=NOW)[1] == []
    HeldPicture.objects.bulk_create(
        HeldPicture(
            token="b" * 32, position=at, title="Ảnh", mime="image/jpeg", sha256="0" * 64,
            width=1, height=1, by=account(), at=NOW,
        )
        for at in range(239)
    )  # fmt: skip
    token, turned = hold_pictures(files=[photo], by=other, now=NOW)
    assert (token, turned[0].why.startswith("Nhiều người đang có ảnh chờ lưu")) == ("", True)


def test_plain_fields_of_one_colour_resemble_nothing() -> None:
    grey = encoded(Image.new("RGB", (300, 200), "grey"))
    assert (look_of_photo(grey), resemblances(sha256="0" * 64, look="")) == ("", [])


def test_a_photo_of_a_phone_loses_its_place_and_stands_upright() -> None:
    exif = Image.Exif()
    exif[0x0112] = 6
    exif.get_ifd(0x8825)[2] = (18.0, 20.0, 30.0)
    by = account()
    hold_pictures(files=[Handed("a.heic", encoded(drawing(), "HEIF", exif=exif))], by=by, now=NOW)
    row = HeldPicture.objects.get()
    assert (row.had_place, row.mime) == (True, "image/jpeg")
    with Image.open(held_path(row)) as kept:
        assert dict(kept.getexif()) == {}


def test_names_with_folders_and_wrong_endings_do_no_harm() -> None:
    assert title_from("../../etc/Lễ_hội  đền.JPG") == "Lễ hội đền"
    assert title_from("C:\\anh\\nha van hoa.png") == "nha van hoa"
    assert title_from("///") == "Ảnh chưa đặt tên"
    by = account()
    files = [
        Handed("../../x.jpg", encoded(drawing(), "PNG")), Handed("y.jpg", b"MZ" * 99),
        Handed("z.svg", b"<svg xmlns='http://www.w3.org/2000/svg'><script>1</script></svg>"),
    ]  # fmt: skip
    token, turned = hold_pictures(files=files, by=by, now=NOW)
    assert [(row.title, row.mime) for row in HeldPicture.objects.filter(token=token)] == [
        ("x", "image/png")
    ]
    assert [one.name for one in turned] == ["y.jpg", "z.svg"]
    assert "không phải ảnh" in turned[0].why and "có thể chứa lệnh chạy" in turned[1].why


def test_all_sizes_are_made_once() -> None:
    made = picture()
    for _ in range(2):
        prepare_sizes.call(made.pk)
    sizes = {(one.width, one.height) for one in made.renditions.all()}
    assert made.renditions.count() == len(SIZES)
    assert {(1080, 1080), (1200, 630), (1080, 1920)} & sizes or made.width < 1080


def test_search_finds_with_and_without_accents_and_filters_by_what_is_lacking() -> None:
    one = picture(1, title="Đường làng", right="own")
    two = picture(2, title="Chợ phiên", alt_text="")
    for words in ("duong lang", "Đường", "lang duong"):
        assert list(found_pictures(Asked(words=words))) == [one]
    assert list(found_pictures(Asked(standing="chua-ro-quyen"))) == [two]
    assert list(found_pictures(Asked(standing="chua-mo-ta"))) == [two]
    assert list(found_pictures(Asked(standing="chua-dung"))) == [two, one]


def test_screen_names_what_is_known_before_anything_is_saved() -> None:
    client, _ = signed_in()
    known = picture(1, title="Cống Bến Đò")
    files = [
        SimpleUploadedFile("lai.jpg", encoded(drawing(1).resize((400, 300)))),
        SimpleUploadedFile("moi.jpg", encoded(drawing(5))),
    ]
    address = client.post(reverse("upload-pictures"), {"photos": files})["Location"]
    page = client.get(address).content.decode()
    assert "Ảnh này giống ảnh «Cống Bến Đò» tải lên ngày" in page
    assert Picture.objects.count() == 1
    typed = {
        f"a1-{name}": value for name, value in {**WORDS, "title": "Mới", "what": "luu"}.items()
    }
    lacking = client.post(address, {**typed, "a0-what": "bo", "a1-title": ""})
    assert (lacking.status_code, Picture.objects.count()) == (422, 1)
    client.post(address, {**typed, "a0-what": "bo"})
    kept = Picture.objects.exclude(pk=known.pk).get()
    assert (kept.title, kept.consent) == ("Mới", "not_needed")
    assert not HeldPicture.objects.exists()


def test_people_who_are_shown_must_have_been_told() -> None:
    client, _ = signed_in()
    made = picture()
    typed = {**WORDS, "title": "Lớp", "shows_people": "on"}
    answer = client.post(reverse("library-picture", args=[made.pk]), typed)
    assert (answer.status_code, "phải báo cho họ" in answer.content.decode()) == (422, True)


def test_the_editors_chooser_cleans_and_names_what_is_known() -> None:
    client, _ = signed_in()
    picture(1, title="Cống Bến Đò")
    address, name = reverse("wagtailimages_chooser:create"), "image-chooser-upload-"
    typed = {f"{name}{key}": value for key, value in {**WORDS, "title": "Lại"}.items()}
    twice = {**typed, f"{name}file": SimpleUploadedFile("a.jpg", encoded(drawing(1)))}
    assert "giống ảnh «Cống Bến Đò»" in client.post(address, twice).json()["htmlFragment"]
    assert Picture.objects.count() == 1
    twice |= {f"{name}saves_twice": "on", f"{name}file": SimpleUploadedFile("a.heic", encoded(
        drawing(1), "HEIF"))}  # fmt: skip
    client.post(address, twice)
    kept = Picture.objects.order_by("-pk").first()
    with kept.open_file() as file, Image.open(io.BytesIO(file.read())) as opened:
        assert (Picture.objects.count(), opened.format) == (2, "JPEG")


def test_others_do_not_see_what_waits() -> None:
    token = held(account(), 1)
    client, _ = signed_in()
    assert client.get(reverse("held-pictures", args=[token])).status_code == 404
    assert client.get(reverse("held-picture-file", args=[token, 0])).status_code == 404
