"""Đồ họa chuyển động and video ngắn as products of an article: how each is registered and made."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING
from urllib.parse import urlsplit

from lantoa.core.canonical import digest
from lantoa.media.moving.stories import Picture, Sign
from lantoa.newsroom.addresses import full_address, short_path
from lantoa.newsroom.data.facts import Facts
from lantoa.newsroom.films import matter as clip_matter
from lantoa.newsroom.films.words import story_of, told
from lantoa.newsroom.graphics.look import INK, PAPER
from lantoa.newsroom.graphics.product import facts_of
from lantoa.newsroom.models import Article
from lantoa.newsroom.plain import plain_text, spoken_text
from lantoa.newsroom.products.emblem import emblem_digest, emblem_of
from lantoa.newsroom.products.register import (
    Choice,
    MadeFile,
    Option,
    Options,
    ProductKind,
    Watch,
    register_product,
)
from lantoa.newsroom.queries import fresh_sound, spoken_words
from lantoa.newsroom.terms import Form
from lantoa.registry.models import Commune
from lantoa.vietnamese import date_short, duration

if TYPE_CHECKING:
    from lantoa.media.moving.clip import MadeClip
    from lantoa.media.moving.shapes import Shape
    from lantoa.media.sound import Tags

MOTION_SHAPES, CLIP_SHAPES = ("bai", "doc", "vuong"), ("doc", "ngang")
SPEAKING = 0.15
"""The share of a clip's making that a machine's speaking is."""
NO_VOICE_YET = "bài chưa có âm thanh"
SHORTENED = "Lời đọc được máy rút gọn từ bài cho vừa 90 giây."
LEFT_OUT = "{count} ảnh quá nhỏ nên không đưa vào."


def sign_of(article: Article, facts: Facts) -> Sign:
    """Whose film it is, and where it leads."""
    from lantoa.media.qr import qr_drawing

    commune = Commune.objects.first()
    emblem = emblem_of(commune)
    address = full_address(short_path(article))
    host = urlsplit(address).hostname or ""
    day = f"Ngày {date_short(facts.day)}" if facts.day else ""
    return Sign(
        commune=facts.commune[:1].upper() + facts.commune[1:],
        dated=facts.source or day, source=facts.source, day=day,
        ask=commune.phone if commune else "",
        site=host if "." in host and not host.replace(".", "").isdigit() else "",
        accent=commune.accent if commune else Sign.accent,
        emblem=Picture("huy-hieu.png", emblem) if emblem else None,
        qr=Picture("qr.svg", qr_drawing(address, dark=INK, light=PAPER)),
        is_sample=bool(commune and commune.is_demo),
    )  # fmt: skip


def tags_of(article: Article, facts: Facts, synthetic: str = "") -> Tags:
    """What the file says of itself."""
    from lantoa.media.sound import Tags

    return Tags(title=article.title, station=facts.commune, date=facts.day, synthetic=synthetic)


def _from(article: Article) -> dict[str, object]:
    sign = sign_of(article, facts_of(article))
    return {
        "commune": sign.commune, "accent": sign.accent, "dated": sign.dated, "ask": sign.ask,
        "emblem": emblem_digest(Commune.objects.first()),
        "address": full_address(short_path(article)), "sample": sign.is_sample,
    }  # fmt: skip


def _shapes(codes: tuple[str, ...]) -> Choice:
    from lantoa.media.moving.shapes import SHAPES

    return Choice("khung", "Khung hình", tuple(Option(code, SHAPES[code].label) for code in codes))


def _motion_choices(article: Article) -> list[Choice]:
    from lantoa.media.moving.motion import LAYOUTS
    from lantoa.media.moving.pages import layouts_of

    found = layouts_of(story_of(facts_of(article)))
    layouts = tuple(Option(name, LAYOUTS[name]) for name in found)
    return [Choice("bo-cuc", "Bố cục", layouts), _shapes(MOTION_SHAPES)]


def _no_data(article: Article) -> str:
    from lantoa.media.moving.motion import NO_DATA
    from lantoa.media.moving.pages import layouts_of

    return "" if layouts_of(story_of(facts_of(article))) else NO_DATA


def make_motion(article: Article, options: Options, folder: Path, watch: Watch) -> list[MadeFile]:
    """The film and its last picture."""
    from lantoa.media.moving import motion
    from lantoa.media.moving.shapes import SHAPES

    facts = facts_of(article)
    shape, layout = SHAPES[options["khung"]], options["bo-cuc"]
    made = motion.make_motion(
        story_of(facts), sign_of(article, facts), shape, folder / "phim.mp4", layout=layout,
        tags=tags_of(article, facts), watch=watch,
    )  # fmt: skip
    poster = folder / "hinh.png"
    poster.write_bytes(made.poster)
    alt = told(facts, layout)
    return [
        MadeFile(
            f"mp4-{shape.code}", made.path, "video/mp4", made.width, made.height,
            name=f"Video {shape.label}", milliseconds=made.milliseconds,
            alt=f"Đồ họa chuyển động, không có tiếng. {alt}",
        ),
        MadeFile(
            "png-hinh", poster, "image/png", made.width, made.height, name="Hình cuối", alt=alt
        ),
    ]  # fmt: skip


MOTION = ProductKind(
    code=Form.MOTION, name="Đồ họa chuyển động", position=20, make=make_motion,
    why_not=_no_data, choices=_motion_choices, made_from=_from,
)  # fmt: skip


def _clip_choices(article: Article) -> list[Choice]:
    from lantoa.media.voices import voices

    why_not = "" if fresh_sound(article) else NO_VOICE_YET
    own = Option(clip_matter.OWN_SOUND, "âm thanh của bài", why_not)
    spoken = (Option(voice.name, voice.label) for voice in voices())
    return [_shapes(CLIP_SHAPES), Choice("giong", "Lời đọc", (own, *spoken))]


def _clip_from(article: Article) -> dict[str, object]:
    """What a clip comes from beside the article's own content."""
    sound = fresh_sound(article)
    photos = [
        [picture.sha256, picture.source, str(photo.focus)]
        for picture, photo in clip_matter.photos_of(article)
    ]
    return {
        **_from(article), "sound": sound.sha256 if sound else "", "photos": photos,
        "said": digest(spoken_text(article, spoken_words()).encode("utf-8")),
    }  # fmt: skip


def _clip_terms(article: Article) -> dict[str, object]:
    """A clip says on its frames that a photo is a machine's, and shows what may be used."""
    photos = [
        [picture.sha256, bool(picture.right), picture.is_synthetic]
        for picture, _ in clip_matter.photos_of(article)
    ]
    return {"photos": photos} if photos else {}


def make_clip(article: Article, options: Options, folder: Path, watch: Watch) -> list[MadeFile]:
    """The film with its cover, its captions in two writings."""
    from lantoa.media.moving import clip
    from lantoa.media.moving.clip_cut import Matter
    from lantoa.media.moving.shapes import SHAPES

    facts = facts_of(article)
    tags, shape = tags_of(article, facts), SHAPES[options["khung"]]
    told_by = clip_matter.told(
        article, options["giong"], folder, tags, lambda share: watch(SPEAKING * share)
    )
    photos = clip_matter.photos_of(article)
    sources = list(dict.fromkeys(picture.source for picture, _ in photos if picture.source))
    matter = Matter(
        story_of(facts), tuple(photo for _, photo in photos), clip_matter.sayings_of(article),
        ", ".join(sources[:2]), any(picture.is_synthetic for picture, _ in photos),
    )  # fmt: skip
    narration = told_by.narration
    made = clip.make_clip(
        matter, narration, sign_of(article, facts), shape, folder / "phim.mp4",
        tags=replace(tags, synthetic=narration.engine),
        watch=lambda share: watch(SPEAKING + (1 - SPEAKING) * share),
    )  # fmt: skip
    notes = [SHORTENED] if told_by.is_shortened else []
    notes += [LEFT_OUT.format(count=made.left_out)] if made.left_out else []
    told_words = " ".join(line.written for line in narration.script)
    length = duration(round(made.milliseconds / 1000))
    alt = " ".join(
        [f"Video {shape.label}, dài {length}, có lời đọc và phụ đề.", *notes, told_words]
    )
    words = f"Phụ đề: {plain_text(article)}"
    cover = f"Hình bìa của video: {article.title}"
    film, *others = _clip_files(made, shape, folder, alt, words, cover)
    return [replace(film, is_synthetic=told_by.is_synthetic), *others]


def _clip_files(
    made: MadeClip, shape: Shape, folder: Path, alt: str, words: str, cover: str
) -> list[MadeFile]:
    """The film first, its cover, its captions for the page and for the networks."""
    vtt, srt = folder / "phu-de.vtt", folder / "phu-de.srt"
    vtt.write_text(made.vtt, encoding="utf-8")
    srt.write_text(made.srt, encoding="utf-8")
    size = (made.width, made.height)
    return [
        MadeFile(
            f"mp4-{shape.code}", made.path, "video/mp4", *size, name=f"Video {shape.label}",
            milliseconds=made.milliseconds, alt=alt,
        ),
        MadeFile("jpg-bia", made.cover, "image/jpeg", *size, name="Hình bìa", alt=cover),
        MadeFile("vtt", vtt, "text/vtt", name="Phụ đề cho trang web", alt=words),
        MadeFile("srt", srt, "application/x-subrip", name="Phụ đề để tải lên mạng", alt=words),
    ]  # fmt: skip


CLIP = ProductKind(
    code=Form.CLIP, name="Video ngắn", position=21, make=make_clip, choices=_clip_choices,
    made_from=_clip_from, terms=_clip_terms, version=2,
)  # fmt: skip


def register_films() -> None:
    """When the app loads."""
    register_product(MOTION)
    register_product(CLIP)
