"""A composed picture as files: for a phone, a square, a story, a board, paper. Pure but for typst.

The same picture gives the same bytes on every machine.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Any

from lantoa.core.errors import Refused
from lantoa.media.qr import qr_drawing
from lantoa.newsroom.graphics import signs
from lantoa.newsroom.graphics.composing import Picture, texts_of
from lantoa.newsroom.graphics.look import Look
from lantoa.newsroom.graphics.places import placed
from lantoa.typesetting import DoesNotFit, pdf, png, svg
from lantoa.vietnamese.word_groups import grouped

LAYOUTS = Path(__file__).with_name("layouts")
TOO_LONG = {
    "title": "Tiêu đề trên hình dài quá. Ghi «Tên của số liệu» ngắn hơn trong khối số liệu",
    "hero": "Con số hoặc ngày lớn trên hình dài quá một dòng. Rút gọn con số, chuyển đơn vị "
    "xuống ô Đơn vị",
    "middle": "Lời trong khối số liệu dài quá so với khổ {size}. Rút gọn từng dòng, hoặc bớt dòng",
    "foot": "Tên xã hoặc nguồn tin dài quá hai dòng ở chân hình. Rút gọn nguồn tin",
}


@dataclass(frozen=True)
class Format:
    """One size. `width` × `height` are pixels of the drawing (1080 wide, or high when it lies);
    `scale` makes them the file's pixels; `top` and `bottom` are kept free for what networks lay
    over a picture."""

    role: str
    name: str
    width: int
    height: int
    scale: float = 1.0
    top: int = 64
    bottom: int = 56
    side: int = 65

    @property
    def is_lying(self) -> bool:
        return self.width > self.height

    @property
    def is_tight(self) -> bool:
        """Is it so low that its parts stand closer?"""
        return not self.is_lying and self.height < 1.2 * self.width

    @property
    def size(self) -> tuple[int, int]:
        """Pixels of the file."""
        return round(self.width * self.scale), round(self.height * self.scale)


A3_MM = (297.0, 420.0)
PHONE = Format("png-doc", "dọc 4:5", 1080, 1350)
SQUARE = Format("png-vuong", "vuông", 1080, 1080, top=48, bottom=40)
STORY = Format("png-dung", "đứng 9:16", 1080, 1920, top=250, bottom=340)
BOARD = Format("png-ngang", "ngang 16:9", 1920, 1080, side=96)
# 210 dots an inch on paper.
A3 = Format("png-a3", "A3", 1080, 1527, scale=2456 / 1080, top=72, bottom=72)
FORMATS = (PHONE, SQUARE, STORY, BOARD, A3)


def drawn(
    picture: Picture, look: Look, address: str, of: Format, emblem: bytes | None = None
) -> bytes:
    """One PNG."""
    template, data, files = parts(picture, look, address, of, emblem)
    with fitting(of):
        return png(template, data, files=files, ppi=72 * of.scale)


def drawn_svg(picture: Picture, look: Look, address: str, emblem: bytes | None = None) -> bytes:
    """The phone's picture as SVG, letters as outlines."""
    template, data, files = parts(picture, look, address, PHONE, emblem)
    with fitting(PHONE):
        return svg(template, data, files=files)


def drawn_pdf(picture: Picture, look: Look, address: str, emblem: bytes | None = None) -> bytes:
    """A3 for printing, with text that can be searched."""
    template, data, files = parts(picture, look, address, A3, emblem)
    data["unit"] = A3_MM[0] / 25.4 * 72 / A3.width
    data["height"] = A3_MM[1] / A3_MM[0] * A3.width
    with fitting(A3):
        return pdf(template, data, files=files)


class fitting:
    """Turns what found no room into the sentence that names it."""

    def __init__(self, of: Format) -> None:
        self._of = of

    def __enter__(self) -> None:
        return None

    def __exit__(self, kind: Any, error: BaseException | None, trace: Any) -> None:
        if isinstance(error, DoesNotFit):
            words = TOO_LONG[error.part].format(size=self._of.name)
            raise Refused(f"{words}. Chưa làm hình; các bản đang có vẫn giữ nguyên.") from error


def parts(
    picture: Picture, look: Look, address: str, of: Format, emblem: bytes | None = None
) -> tuple[str, dict[str, Any], dict[str, bytes]]:
    """Template, data and files beside it; `emblem` is a PNG that takes the place of the mark."""
    template = "".join(
        (LAYOUTS / f"{name}.typ").read_text("utf-8") for name in ("kit", picture.layout.code)
    )
    data: dict[str, Any] = {
        "unit": 1.0, "width": of.width, "height": of.height, "side": of.side, "top": of.top,
        "bottom": of.bottom, "lying": of.is_lying, "tight": of.is_tight, "colours": asdict(look),
        "ground": picture.ground, "title": picture.title, "sample": picture.sample,
        "commune": picture.commune, "foot": list(picture.foot), **picture.values,
    }  # fmt: skip
    data["tied"] = {text: grouped(text) for text in texts_of(picture)}
    if picture.layout.code == "map":
        data["drawings"] = list(_drawings(picture, of))
    files = _files(look, address, picture.ground)
    data["emblem"] = emblem is not None
    return template, data, files | ({"emblem.png": emblem} if emblem else {})


def _drawings(picture: Picture, of: Format) -> Iterator[dict[str, Any]]:
    """The hamlets on drawings of several heights, the highest first: the template takes the first
    for which there is room."""
    if not picture.spots:
        return
    named = {one["name"] for one in picture.values["names"]}
    width = of.width - 2 * of.side
    if of.is_lying:
        width -= round(width * 0.38) + 96
    points = {name: point for name, (point, _) in picture.spots.items()}
    for height in range(1100, 320, -20):
        spots = placed(points, named - {""}, width, height)
        if spots:
            rows = [{**asdict(spot), "state": picture.spots[spot.hamlet][1]} for spot in spots]
            yield {"width": width, "height": height, "spots": rows}


def _files(look: Look, address: str, ground: str) -> dict[str, bytes]:
    light = look.quiet if ground == "quiet" else look.paper
    return {
        "mark.svg": signs.mark(look.field), "mark-light.svg": signs.mark(look.on_field),
        "rings.svg": signs.rings(look.ring), "now.svg": signs.now(look.bright),
        "full.svg": signs.full(look.good), "part.svg": signs.part(look.warn),
        "unknown.svg": signs.unknown(look.soft),
        "qr.svg": qr_drawing(address, dark=look.ink, light=light),
    }  # fmt: skip


def all_files(
    picture: Picture,
    look: Look,
    address: str,
    watch: Callable[[float], None],
    emblem: bytes | None = None,
) -> Iterator[tuple[Format, str, bytes]]:
    """Every file of a picture with its format and mime, the phone's first."""
    for done, of in enumerate(FORMATS, 1):
        yield of, "image/png", drawn(picture, look, address, of, emblem)
        watch(done / (len(FORMATS) + 2))
    yield PHONE, "image/svg+xml", drawn_svg(picture, look, address, emblem)
    watch(0.95)
    yield A3, "application/pdf", drawn_pdf(picture, look, address, emblem)
