"""Đồ họa thông tin as one of the forms of an article."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from pathlib import Path

from django.db.models import QuerySet

from lantoa.core.clock import local
from lantoa.newsroom.addresses import full_address, short_path
from lantoa.newsroom.data.facts import Facts, data_of, read_facts
from lantoa.newsroom.graphics.choosing import LAYOUTS, best_layout
from lantoa.newsroom.graphics.composing import Picture, compose
from lantoa.newsroom.graphics.drawing import all_files
from lantoa.newsroom.graphics.look import look_of
from lantoa.newsroom.models import Article
from lantoa.newsroom.products.emblem import emblem_digest, emblem_of
from lantoa.newsroom.products.register import (
    Choice,
    MadeFile,
    Option,
    Options,
    ProductKind,
    register_product,
)
from lantoa.newsroom.terms import Form
from lantoa.registry.models import Commune, Hamlet

NO_DATA = (
    "Bài chưa có khối số liệu nào. Thêm Số liệu nổi bật, Các bước, Trước và sau, Mốc thời gian "
    "hoặc Theo thôn vào nội dung bài rồi làm hình."
)
NAMES = {
    "png-doc": "Khổ dọc, đăng Facebook, Zalo", "png-vuong": "Khổ vuông",
    "png-dung": "Khổ đứng, đăng tin ngắn", "png-ngang": "Khổ ngang, bảng tin điện tử",
    "png-a3": "A3 dạng ảnh", "svg-doc": "Bản nét, phóng to tùy ý", "pdf-a3": "A3 để in, dán",
}  # fmt: skip
LONGEST_TITLE = 70
ENDINGS = {"image/png": "png", "image/svg+xml": "svg", "application/pdf": "pdf"}


def facts_of(article: Article) -> Facts:
    """The data of one version of an article, with the commune's name."""
    commune = Commune.objects.filter(pk=1).first()
    return read_facts(
        _raw(article), title=article.title, lead=article.lead, source=article.source,
        day=local(article.created_at).date() if article.created_at else None,
        commune=commune.name if commune else "",
    )  # fmt: skip


def _raw(article: Article) -> list[object]:
    return list(article.body.raw_data) if article.body else []


def choices(article: Article) -> list[Choice]:
    """The layouts with the reason for those that cannot be filled, and a title by hand."""
    facts = facts_of(article)
    options = tuple(Option(one.code, one.name, one.why_not(facts)) for one in LAYOUTS)
    best = best_layout(facts, list(data_of(_raw(article))))
    own = "Để trống thì lấy tên của số liệu trong bài. Ghi khác đi thì hình phải duyệt riêng."
    return [
        Choice("look", "Kiểu trình bày", options, preferred=best),
        Choice("title", "Tiêu đề riêng trên hình", (), LONGEST_TITLE, own),
    ]


def why_not(article: Article) -> str:
    """Nothing to draw, where the article has no data that fills a layout."""
    facts = facts_of(article)
    able = any(not one.why_not(facts) for one in LAYOUTS)
    return "" if able else NO_DATA if facts.is_empty else _what_is_missing(facts)


def _what_is_missing(facts: Facts) -> str:
    """The reasons of the layouts whose block is there and cannot be drawn."""
    reasons = [one.why_not(facts) for one in LAYOUTS if "chưa có khối" not in one.why_not(facts)]
    return " ".join(reasons) or NO_DATA


def made_from(article: Article) -> Mapping[str, object]:
    """What stands on the picture beside the article: who, in which colour, where it leads."""
    commune = Commune.objects.filter(pk=1).first()
    day = local(article.created_at).date().isoformat() if article.created_at else ""
    return {
        "commune": commune.name if commune else "", "accent": commune.accent if commune else "",
        "emblem": emblem_digest(commune), "sample": bool(commune and commune.is_demo), "day": day,
        "address": full_address(short_path(article)),
        "places": [f"{row.name} {row.map_x} {row.map_y}" for row in _hamlets()]
        if data_of(_raw(article)).get("hamlets") else [],
    }  # fmt: skip


def _hamlets() -> QuerySet[Hamlet]:
    """Hamlets in use: a merged one is no place of the map any more."""
    return Hamlet.objects.filter(is_active=True)


def composed(article: Article, options: Options) -> Picture:
    """The picture of the chosen layout, before it is drawn."""
    commune = Commune.objects.filter(pk=1).first()
    points = {row.name: (row.map_x, row.map_y) for row in _hamlets()}
    return compose(
        facts_of(article), options["look"], title=options.get("title", ""),
        is_sample=bool(commune and commune.is_demo), points=points,
    )  # fmt: skip


def make(
    article: Article, options: Options, folder: Path, watch: Callable[[float], None]
) -> list[MadeFile]:
    """The picture in every size, the phone's first."""
    commune = Commune.objects.filter(pk=1).first()
    picture = composed(article, options)
    look = look_of(commune.accent if commune else "#0B6E69")
    address = full_address(short_path(article))
    found = []
    for of, mime, content in all_files(picture, look, address, watch, emblem_of(commune)):
        role = of.role.replace("png", ENDINGS[mime])
        path = folder / f"{role}.{ENDINGS[mime]}"
        path.write_bytes(content)
        width, height = of.size if mime != "application/pdf" else (0, 0)
        pages = 1 if mime == "application/pdf" else 0
        found.append(
            MadeFile(
                role,
                path,
                mime,
                width=width,
                height=height,
                pages=pages,
                alt=picture.alt,
                name=NAMES[role],
            )
        )
    return found


register_product(
    ProductKind(
        code=Form.GRAPHIC, name="Đồ họa thông tin", position=10, make=make, choices=choices,
        why_not=why_not, made_from=made_from, by_hand=lambda options: bool(options.get("title")),
    )
)  # fmt: skip
