"""The forms of an article that are files, as its public page shows them: what a leader approved
for the very version that stands, and nothing else."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING

from lantoa.newsroom.models import Article, Rendition, RenditionFile
from lantoa.newsroom.products.queries import approved_by_form
from lantoa.newsroom.terms import Form

if TYPE_CHECKING:
    from collections.abc import Sequence

PAPERS = (Form.DOCUMENT, Form.LEAFLET, Form.POSTER)
VIDEO, CAPTIONS, PDF = "video/mp4", "text/vtt", "application/pdf"
PICTURES = ("image/png", "image/jpeg")


@dataclass(frozen=True)
class Graphic:
    """The infographic: its picture and its words."""

    file: RenditionFile
    lines: Sequence[str]


@dataclass(frozen=True)
class Film:
    """A clip or a motion graphic with its cover and, of a clip, its captions. `told` is what it
    says, for who cannot see or hear it; `is_spoken_by_machine`: its voice is synthetic."""

    file: RenditionFile
    cover: RenditionFile | None
    captions: RenditionFile | None
    told: str
    is_spoken_by_machine: bool = False

    @property
    def is_tall(self) -> bool:
        return self.file.height > self.file.width

    @property
    def seconds(self) -> float:
        return self.file.milliseconds / 1000


@dataclass(frozen=True)
class Paper:
    """A leaflet, a poster or an e-document: the picture of its first page and its files."""

    name: str
    seen: RenditionFile | None
    files: Sequence[RenditionFile]


@dataclass(frozen=True)
class Forms:
    """What the page shows beside the text and the sound."""

    graphic: Graphic | None
    motion: Film | None
    clip: Film | None
    papers: Sequence[Paper]

    def files(self) -> Iterator[RenditionFile]:
        """Every file that is offered, once: the page kept as evidence names them."""
        if self.graphic:
            yield self.graphic.file
        for film in (self.clip, self.motion):
            if film:
                yield film.file
        for paper in self.papers:
            yield from paper.files


def forms_of_page(article: Article) -> Forms:
    """The approved files of a live article."""
    found = approved_by_form(article)
    return Forms(
        graphic=_graphic(found), motion=_film(found.get(Form.MOTION)),
        clip=_film(found.get(Form.CLIP)), papers=tuple(_papers(found)),
    )  # fmt: skip


def _graphic(found: Mapping[str, Rendition]) -> Graphic | None:
    product = found.get(Form.GRAPHIC)
    files = list(product.files.all()) if product else []
    return Graphic(files[0], files[0].alt.splitlines()) if files else None


def _film(product: Rendition | None) -> Film | None:
    files = list(product.files.all()) if product else []
    film = _first(files, VIDEO)
    if product is None or film is None:
        return None
    return Film(
        film, _first(files, *PICTURES), _first(files, CAPTIONS), film.alt, product.is_synthetic
    )


def _papers(found: Mapping[str, Rendition]) -> Iterator[Paper]:
    for form in PAPERS:
        product = found.get(form)
        files = list(product.files.all()) if product else []
        printed = [file for file in files if file.mime == PDF]
        if product and printed:
            name = str(product.get_form_display())
            yield Paper(name[:1].upper() + name[1:], _first(files, *PICTURES), printed)


def _first(files: list[RenditionFile], *mimes: str) -> RenditionFile | None:
    return next((file for file in files if file.mime in mimes), None)
