"""Cards and plates drawn by typst, as pieces that a scene moves. See `cards.typ`."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import asdict, dataclass, replace
from pathlib import Path

from lantoa.media.moving.planes import Planes, Plate
from lantoa.media.moving.scenes import Card, Move
from lantoa.media.moving.shapes import Shape
from lantoa.media.moving.stories import Sign
from lantoa.media.pixels import pixels_of
from lantoa.typesetting import slides

TEMPLATE = Path(__file__).with_name("cards.typ")
COLOURS = {
    "giay": "#FBFAF7", "muc": "#1B2A41", "nhat": "#55617A", "song": "#0B6E69", "sen": "#B0305C",
    "nang": "#9A4A06", "lua": "#2C6E2F", "ke": "#E3E0D8", "nen": "#F1EEE7", "gach": "#8DBBB8",
    "vong": "#1F7772", "suong": "#AEB8C8", "anh": "#67C7BF", "dem": "#22334D",
}  # fmt: skip
"""Names as in LOOK, with the tints of the public site and what stands on a field of mực."""

Page = Mapping[str, object]


@dataclass(frozen=True)
class Coming:
    """A part of a card by its name, and how it comes (see `scenes.Move`); `counts`: the values
    that stand in its place before it, at `size` in the colour `paint`."""

    part: str
    at: int
    frames: int = 12
    how: str = "rise"
    counts: tuple[str, ...] = ()
    unit: str = ""
    size: float = 0.0
    paint: str = "muc"


class Drawer:
    """Draws for one shape and one commune."""

    def __init__(self, shape: Shape, sign: Sign) -> None:
        self.shape, self._sign = shape, sign

    def plates(self, pages: Sequence[Page]) -> list[Plate | None]:
        """Every page as a plate, all of them in one run of typst."""
        return [_plate(png) for png in self._pngs(pages)]

    def standing(self, page: Page, x: float, bottom: float) -> Plate:
        """A plate as large as its content, from the left and from the lower edge (real pixels)."""
        return self.row_standing([page], x, bottom)[0]

    def row_standing(self, pages: Sequence[Page], x: float, bottom: float) -> list[Plate]:
        """The same for several."""
        plates = [plate for plate in self.plates(pages) if plate]
        height = self.shape.size[1]
        return [
            replace(
                plate, x=self.shape.px(x),
                y=height - self.shape.px(bottom) - plate.height,
            )
            for plate in plates
        ]  # fmt: skip

    def hanging(self, page: Page, x: float, top: float) -> Plate:
        """A plate from the left and from the upper edge (real pixels)."""
        plate = self.plates([page])[0]
        assert plate is not None
        return replace(plate, x=self.shape.px(x), y=self.shape.px(top))

    def still(self, page: Page) -> Planes:
        """A whole card with all its parts."""
        return self._base(self._pngs([page])[0])

    def poster(self, page: Page) -> bytes:
        """A card as PNG."""
        return self._pngs([page])[0]

    def card(self, page: Page, base: Sequence[str], coming: Sequence[Coming]) -> Card:
        """A card on which the parts named in `base` stand from the first frame."""
        shown: list[Page] = [{**page, "show": ["base", *base]}]
        shown += [{**page, "show": [one.part]} for one in coming]
        counts = [self._counting(one, value) for one in coming for value in one.counts]
        drawn = self._pngs([*shown, *counts])
        parts = [_plate(png) for png in drawn[1 : 1 + len(coming)]]
        numbers = [_plate(png) for png in drawn[1 + len(coming) :]]
        moves, done = [], 0
        for one, part in zip(coming, parts, strict=True):
            values = numbers[done : done + len(one.counts)]
            done += len(one.counts)
            if part is None:
                continue
            how = "count" if one.counts else one.how
            plates = (*_in_place(values, part), part) if one.counts else (part,)
            moves.append(Move(plates, one.at, one.frames, how))
        return Card(self._base(drawn[0]), moves, self.shape.px(24))

    def _counting(self, one: Coming, value: str) -> Page:
        return {
            "kind": "counting", "value": value, "unit": one.unit, "size": one.size,
            "paint": one.paint,
        }  # fmt: skip

    def _base(self, png: bytes) -> Planes:
        found = pixels_of(png)
        return Planes.of(found.data, found.width, found.height)

    def _pngs(self, pages: Sequence[Page]) -> list[bytes]:
        sign, files = self._sign, {}
        for picture in (sign.emblem, sign.qr):
            if picture:
                files[picture.name] = picture.data
        data = {
            "pages": list(pages), "shape": asdict(self.shape), "commune": sign.commune,
            "dated": sign.dated, "colours": {**COLOURS, "song": sign.accent},
            "emblem": sign.emblem.name if sign.emblem else "",
            "qr": sign.qr.name if sign.qr else "", "is_sample": sign.is_sample,
        }  # fmt: skip
        template = TEMPLATE.read_text(encoding="utf-8")
        return slides(template, data, files=files, ppi=72 * self.shape.scale)


def _plate(png: bytes) -> Plate | None:
    found = pixels_of(png)
    return Plate.of(found.data, found.width, found.height)


def _in_place(values: Sequence[Plate | None], part: Plate) -> list[Plate]:
    """Values where the last of them, which is drawn in the card, stands."""
    last = values[-1] if values else None
    if last is None:
        return []
    return [
        replace(one, x=part.x + one.x - last.x, y=part.y + one.y - last.y)
        for one in values[:-1]
        if one is not None
    ]
