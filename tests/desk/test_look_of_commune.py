"""The commune's colour and emblem: kept when they can be read, and then on every picture."""

from __future__ import annotations

import io

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.urls import reverse
from PIL import Image
from tests import make
from tests.newsroom.graphics.data import ADDRESS, USUAL

from lantoa.newsroom.graphics.composing import compose
from lantoa.newsroom.graphics.drawing import SQUARE, drawn
from lantoa.newsroom.graphics.look import look_of
from lantoa.newsroom.products.emblem import emblem_digest, emblem_of
from lantoa.registry.models import Commune
from lantoa.registry.terms import Role

pytestmark = pytest.mark.django_db


def emblem(colour: str = "#DA251D") -> bytes:
    out = io.BytesIO()
    Image.new("RGBA", (900, 900), colour).save(out, "PNG")
    return out.getvalue()


def sent(**fields: object) -> int:
    make.commune()
    client = Client()
    client.force_login(make.account(Role.ADMINISTRATOR))
    typed = {"resident_count": "9480", "accent": "#0B6E69", **fields}
    return client.post(reverse("first-hour-commune"), typed).status_code


def upload(data: bytes, name: str = "huy-hieu.png") -> SimpleUploadedFile:
    return SimpleUploadedFile(name, data, "image/png")


def test_colour_that_can_be_read_is_kept_and_a_pale_one_is_not() -> None:
    assert sent(accent="#7a1f1f") == 302
    assert Commune.objects.get().accent == "#7A1F1F"
    assert sent(accent="#67C7BF") == 422
    assert Commune.objects.get().accent == "#7A1F1F"


def test_emblem_is_drawn_anew_small_and_stands_on_pictures() -> None:
    assert sent(emblem_file=upload(emblem())) == 302
    commune = Commune.objects.get()
    kept = emblem_of(commune)
    assert kept is not None
    assert Image.open(io.BytesIO(kept)).size == (640, 640)
    look = look_of("#0B6E69")
    picture = Image.open(
        io.BytesIO(drawn(compose(USUAL, "three"), look, ADDRESS, SQUARE, kept))
    ).convert("RGB")
    assert picture.getpixel((65 + 40, 950)) == (0xDA, 0x25, 0x1D)
    assert sent(no_emblem="on") == 302
    assert emblem_digest(Commune.objects.get()) == ""


def test_drawing_with_commands_or_a_photo_is_refused_as_emblem() -> None:
    assert sent(emblem_file=upload(b"<svg xmlns='x'><script>1</script></svg>")) == 422
    photo = io.BytesIO()
    Image.new("RGB", (50, 50)).save(photo, "JPEG")
    assert sent(emblem_file=upload(photo.getvalue())) == 422
    assert not Commune.objects.get().emblem
