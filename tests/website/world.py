"""The public site's part of a small world for tests."""

from __future__ import annotations

import hashlib
import io
from datetime import datetime
from pathlib import Path
from typing import Any

from PIL import Image

from lantoa.newsroom.making.stored_files import product_path, store
from lantoa.newsroom.models import Article, Rendition, RenditionFile
from lantoa.newsroom.services import approve_article, submit_article
from lantoa.newsroom.sounds.files import keep_sound, sound_folder
from lantoa.newsroom.terms import Form
from lantoa.registry.terms import Role
from tests import make

# What a sound holds does not matter here: nothing plays it.
APPROVED_AT = make.at(9, 10)
BYTES = b"ID3 not music but bytes in order: " + bytes(range(200))


def kept_sound(data: bytes = BYTES) -> str:
    """Bytes kept as a finished sound; answers their hash."""
    sha256 = hashlib.sha256(data).hexdigest()
    made = Path(sound_folder()) / "made.mp3"
    made.write_bytes(data)
    keep_sound(made, sha256)
    return sha256


def live_article(*, with_forms: bool = False, **fields: Any) -> Article:
    """A live article whose approved sound, and on wish every form, really lies in its place."""
    article = make.article(**fields)
    make.sound(article, sha256=kept_sound(), seconds=250)
    if with_forms:
        add_every_form(article)
    approve(article)
    return article


def approve(article: Article, *, now: datetime = APPROVED_AT) -> None:
    """Submitted by its writer, approved by a leader, live."""
    request = submit_article(article=article, by=article.created_by, now=make.NOW)
    approve_article(
        request=request, expected_hash=request.hash, seen=[], by=make.account(Role.LEADER), now=now,
    )  # fmt: skip
    article.refresh_from_db()


def _photo() -> bytes:
    made = io.BytesIO()
    Image.new("RGB", (900, 1600), "#0b6e69").save(made, "JPEG")
    return made.getvalue()


def _keep(row: Rendition, role: str, mime: str, data: bytes, **told: Any) -> str:
    """One more file of a product, really there; answers its public address."""
    sha256, beside = hashlib.sha256(data).hexdigest(), Path(sound_folder()) / role
    beside.write_bytes(data)
    file = RenditionFile.objects.create(
        rendition=row, role=role, position=row.files.count(), mime=mime, sha256=sha256,
        size=len(data), **told,
    )  # fmt: skip
    store(beside, product_path(sha256, file.ending))
    return f"/san-pham/{sha256}.{file.ending}"


SPOKEN = {"alt": "Video dọc. Từ ngày 01/12 nộp hồ sơ qua mạng."}
PDF = "application/pdf"
TALL = {"width": 1080, "height": 1920, "milliseconds": 42_000}
FILES: dict[str, list[tuple[str, str, bytes, dict[str, Any]]]] = {
    Form.CLIP: [
        ("mp4-doc", "video/mp4", b"clip", {**TALL, **SPOKEN}),
        ("jpg-bia", "image/jpeg", _photo(), {"width": 900, "height": 1600}),
        ("vtt", "text/vtt", b"WEBVTT\n", {}),
    ],
    Form.MOTION: [("mp4-bai", "video/mp4", b"motion", {**TALL, "alt": "74 tin bài."})],
    Form.LEAFLET: [("pdf-a5", PDF, b"%PDF-leaflet", {"pages": 2, "name": "Bản in A5"})],
    Form.POSTER: [("pdf-a4", PDF, b"%PDF-poster", {"pages": 1, "name": "Bản in A4"})],
    Form.DOCUMENT: [
        ("pdf-a4", PDF, b"%PDF-document", {"pages": 3, "name": "Bản A4"}),
        ("pdf-dien-thoai", PDF, b"%PDF-phone", {"pages": 9, "name": "Bản cho điện thoại"}),
    ],
}  # fmt: skip


def add_every_form(story: Article) -> dict[str, str]:
    """Films and papers of the newest draft, made by rule: the address of each file by its role."""
    found: dict[str, str] = {}
    for form, files in FILES.items():
        row = make.product(story, form=form)
        row.files.all().delete()
        for role, mime, data, told in files:
            found[f"{form}:{role}"] = _keep(row, role, mime, data, **told)
    return found
