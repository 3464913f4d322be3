"""An article as it is printed, and what stands on the paper beside its own words."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from lantoa.core.clock import local
from lantoa.core.errors import Unreadable
from lantoa.library.models import Picture
from lantoa.library.services import LARGEST_BYTES
from lantoa.media.photos import clean_photo
from lantoa.newsroom.addresses import full_address, short_path
from lantoa.newsroom.data.facts import read_facts
from lantoa.newsroom.data.sheets import answers
from lantoa.newsroom.models import Article
from lantoa.newsroom.models.article import picture_ids
from lantoa.newsroom.printed import boards
from lantoa.newsroom.printed.boards import Screen
from lantoa.newsroom.printed.stories import Issuer, Story, parts_of
from lantoa.newsroom.products.emblem import emblem_digest, emblem_of
from lantoa.newsroom.terms import Genre
from lantoa.registry.models import Board, Commune
from lantoa.vietnamese import date_short, nfc

# Stories are told from beginning to end: no sentence of them is the thing to remember.
TOLD = (Genre.STORY, Genre.EXAMPLE, Genre.REPORTAGE, Genre.PHOTOS)
# Pixels of a photo on paper: 200 to the inch across an A4.
LONGEST_SIDE = 1700


def story_of(article: Article, headline: str = "") -> Story:
    """One version of an article as it is printed."""
    raw = raw_of(article)
    commune = Commune.objects.filter(pk=1).first()
    day = local(article.created_at).date() if article.created_at else None
    facts = read_facts(
        raw, title=headline or article.title, lead=article.lead, source=article.source, day=day,
        commune=commune.name if commune else "",
    )  # fmt: skip
    images, alts = _images(raw)
    return Story(
        kind=Genre(article.genre).label, facts=facts, parts=tuple(parts_of(raw, facts, alts)),
        issuer=_issuer(commune), address=full_address(short_path(article)),
        dated=f"Ngày {date_short(day)}" if day else "",
        answers=tuple(answers(article.genre, article.sheet)), is_heard=article.for_loudspeaker,
        is_told=article.genre in TOLD, images=images,
    )  # fmt: skip


def raw_of(article: Article) -> list[Any]:
    """The raw blocks of its body."""
    return list(article.body.raw_data) if article.body else []


def _images(raw: list[Any]) -> tuple[dict[str, bytes], dict[int, str]]:
    """Bytes by name and words by key of the pictures that are there."""
    images, alts = {}, {}
    for row in Picture.objects.filter(pk__in=picture_ids(raw)):
        try:
            with row.open_file() as file:
                photo = clean_photo(file.read(), longest=LONGEST_SIDE, most_bytes=LARGEST_BYTES)
        except (OSError, Unreadable):  # gone from the machine: the sheet is made without it
            continue
        images[f"{row.pk}.jpg"] = photo.data
        alts[row.pk] = nfc(row.default_alt_text)
    return images, alts


def _issuer(commune: Commune | None) -> Issuer:
    if commune is None:
        return Issuer("")
    phone = f"Điện thoại {commune.phone}" if commune.phone else ""
    contact = (commune.address, phone, commune.email, commune.reception_hours)
    return Issuer(
        commune.name, commune.province, tuple(line for line in contact if line), commune.accent,
        commune.is_demo, emblem_of(commune),
    )  # fmt: skip


def made_from(article: Article) -> Mapping[str, object]:
    """What stands on the paper beside the article's own words."""
    commune = Commune.objects.filter(pk=1).first()
    issuer = _issuer(commune)
    day = local(article.created_at).date().isoformat() if article.created_at else ""
    return {
        "name": issuer.name, "province": issuer.province, "contact": list(issuer.contact),
        "accent": issuer.accent, "emblem": emblem_digest(commune), "sample": issuer.is_sample,
        "day": day, "address": full_address(short_path(article)),
    }  # fmt: skip


def terms(article: Article) -> Mapping[str, object]:
    """The right to use the photos of the body."""
    rows = Picture.objects.filter(pk__in=picture_ids(raw_of(article))).order_by("pk")
    photos = [[sha256, bool(right)] for sha256, right in rows.values_list("sha256", "right")]
    return {"photos": photos} if photos else {}


def made_from_boards(article: Article) -> Mapping[str, object]:
    """The same, and the letters that the commune's boards have."""
    return {**made_from(article), "screens": [screen.code for screen in screens()]}


def screens() -> list[Screen]:
    """The kinds of letter boards that the commune has; the usual one where it named none."""
    rows = Board.objects.filter(is_electronic=True, is_active=True).values_list(
        "columns", "lines", "has_accents"
    )
    found = dict.fromkeys(Screen(*row) for row in rows.order_by("columns", "lines", "has_accents"))
    return list(found) or [boards.USUAL]
