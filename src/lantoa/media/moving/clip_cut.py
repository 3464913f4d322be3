"""One clip in the making: from what is told and shown to scenes and plates over them."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from functools import partial
from pathlib import Path

from lantoa.media.captions import Cue
from lantoa.media.mastering import feed_of
from lantoa.media.moving.captions import Caption, Read, Spoken, captions
from lantoa.media.moving.cards import Drawer, Page
from lantoa.media.moving.clip_plan import Cover, Layout, Rings, Saying, Slot, plan
from lantoa.media.moving.cutting import DISSOLVE, Film, Overlay, Shot, in_a_row
from lantoa.media.moving.fitting import LEADING, fitting, largest, lines_of, width_of
from lantoa.media.moving.frames import Frame
from lantoa.media.moving.lines import joined
from lantoa.media.moving.pages import HERO, TITLES, amount_page, layouts_of, scheme, titled
from lantoa.media.moving.photo_scenes import photo_scene
from lantoa.media.moving.planes import Plate
from lantoa.media.moving.scenes import Scene, Still
from lantoa.media.moving.shapes import FPS, Shape
from lantoa.media.moving.stories import Amount, Photo, Sign, Story

LEAD_FRAMES, AFTER_FRAMES = 12, 10
"""Before the first word, and between the last one and the closing."""
SHORTEST = 30 * FPS
CLOSING_FRAMES, LONGEST_CLOSING = 4 * FPS, 8 * FPS
MARKS = {
    (True, False): "Giọng đọc do máy tạo", (False, True): "Hình do máy tạo",
    (True, True): "Giọng đọc, hình do máy tạo", (False, False): "",
}  # fmt: skip
"""Shown on the first and the last picture (law 134/2025/QH15, article 11), by who speaks and who
made the photos."""
CAPTION_PADDING = 2 * 38
FIELDS = ("ke", "song", "nen", "giay")
SKIES = ((0.78, 0.3), (0.15, 0.58), (0.9, 0.62), (0.4, 0.16))
RAISED = {False: 0.06, True: -0.14}
"""How far above the middle (share of the height) what must be seen stands: captions are below; on
the cover the title is above."""
UNDER_TITLES = (64, 60, 56, 52, 48, 44)
COVER_GAPS = 40 + 56 + 48 + 16
"""Pixels above the title, between it and the figure, below that, and below its words."""
FIGURE_HEIGHT = 0.75
BANNER_WIDE = 1060
"""Pixels that the title over a photo may take in a wide picture."""


@dataclass(frozen=True)
class Narration:
    """A finished sound with its captions; `script` are its words as written and as said, `read`
    says written words aloud; `engine`: the machine that speaks, empty for a person."""

    path: Path
    milliseconds: int
    cues: tuple[Cue, ...]
    script: tuple[Spoken, ...]
    read: Read
    engine: str = ""
    is_exact: bool = True


@dataclass(frozen=True)
class Matter:
    """What a clip shows beside the story: photos, headings and quotations, who took the photos;
    whether a machine made one of them."""

    story: Story
    photos: tuple[Photo, ...] = ()
    sayings: tuple[Saying, ...] = ()
    credit: str = ""
    has_synthetic_photo: bool = False


class Cut:
    """Prepares the captions at once, every scene only when it is due."""

    def __init__(self, matter: Matter, narration: Narration, sign: Sign, shape: Shape) -> None:
        self._matter, self._narration, self._sign, self._shape = matter, narration, sign, shape
        self._drawer = Drawer(shape, sign)
        self._frame = Frame(shape, has_captions=True, is_sample=sign.is_sample)
        self._mark = MARKS[bool(narration.engine), matter.has_synthetic_photo]
        self.captions = self._captions()

    def film(self) -> Film:
        """Everything but its encoding."""
        slots = plan(
            self.captions, self._narration.milliseconds, self._matter.story,
            layouts_of(self._matter.story), self._matter.photos, self._matter.sayings,
        )  # fmt: skip
        spoken = LEAD_FRAMES + round(self._narration.milliseconds * FPS / 1000) + AFTER_FRAMES
        scenes: list[tuple[Callable[[], Scene], int]] = []
        first = 0
        for number, slot in enumerate(slots):
            is_last = number + 1 == len(slots)
            last = spoken if is_last else LEAD_FRAMES + round(slot.last_ms * FPS / 1000)
            prepare = partial(self._scene, number, slot, last - first + DISSOLVE)
            scenes.append((prepare, last - first))
            first = last
        closing = min(LONGEST_CLOSING, max(CLOSING_FRAMES, SHORTEST - spoken))
        scenes.append((self._closing, closing))
        shots = in_a_row(scenes)
        return Film(
            self._shape.size, spoken + closing, shots,
            [*self._signs(shots, slots), *self._bands(spoken)],
            feed_of(self._narration.path), LEAD_FRAMES / FPS, drifts=True,
        )  # fmt: skip

    def _captions(self) -> list[Caption]:
        one, shape = self._narration, self._shape
        room = shape.width - shape.left - shape.right - CAPTION_PADDING

        def width(text: str) -> float:
            return width_of(text, shape.letters)

        return captions(one.script, one.cues, one.read, width, room)

    def _bands(self, last: int) -> list[Overlay]:
        """The captions, from the moment at which each is said."""
        pages: list[Page] = [
            {"kind": "caption", "lines": list(one.block.lines)} for one in self.captions
        ]
        plates = self._drawer.row_standing(pages, self._shape.left, self._shape.caption_bottom)
        spans = [
            (LEAD_FRAMES + round(one.first_ms * FPS / 1000),
             LEAD_FRAMES + round(one.last_ms * FPS / 1000))
            for one in self.captions
        ]  # fmt: skip
        return [
            Overlay(plate, begin, min(last, end))
            for plate, (begin, end) in zip(plates, spans, strict=True)
        ]

    def _signs(self, shots: Sequence[Shot], slots: Sequence[Slot]) -> list[Overlay]:
        """Over photos the commune's name stands on a plate; on cards it is drawn. Over the cover
        also the title, and that a machine speaks."""
        if not self._matter.photos:
            return []
        left, top = self._shape.left, self._shape.top
        page: Page = {"kind": "tag", "field": "giay", "mark": ""}
        plain = self._drawer.hanging(page, left, top)
        found = []
        for shot, slot in zip(shots, slots, strict=False):
            begin, end = shot.first + DISSOLVE // 2, shot.last - DISSOLVE // 2
            if isinstance(slot.visual, Cover):
                marked = self._drawer.hanging({**page, "mark": self._mark}, left, top)
                found += [Overlay(marked, 0, end), Overlay(self._banner(marked), 0, end)]
            elif isinstance(slot.visual, Photo):
                found.append(Overlay(plain, begin, end))
        return found

    def _banner(self, above: Plate) -> Plate:
        shape, title = self._shape, joined(self._matter.story.title)
        width = min(shape.width - shape.left - shape.right, BANNER_WIDE)
        page: Page = {
            "kind": "banner", "field": "song", "width": width, "words": title,
            "size": fitting(title, width - 88, 560 * shape.zoom, (88, 80, 72, 64, 56, 48)),
        }  # fmt: skip
        hung = self._drawer.hanging(page, shape.left, 0)
        return replace(hung, y=above.y + above.height + shape.px(20))

    def _scene(self, number: int, slot: Slot, frames: int) -> Scene:
        visual = slot.visual
        match visual:
            case Cover():
                return self._cover(frames)
            case Photo():
                return self._photo(visual, frames, back=number % 2 == 0)
            case Layout():
                found = scheme(visual.name, self._matter.story, self._frame)
                return self._drawer.card(found.page, found.base, found.coming)
            case Amount():
                found = amount_page(visual, self._frame, *self._look(number))
                return self._drawer.card(found.page, found.base, found.coming)
            case Rings():
                return self._rings(number)
            case Saying():
                field, sky = self._look(number)
                page = titled(
                    visual.words, self._frame, field=field, is_quote=visual.is_quote, sky=sky
                )
                return Still(self._drawer.still(page))

    def _rings(self, number: int) -> Scene:
        field, sky = self._look(number)
        title = joined(self._matter.story.title)
        page = titled(title, self._frame, field=field, is_quote=False, sky=sky)
        return Still(self._drawer.still(page))

    def _look(self, number: int) -> tuple[str, tuple[float, float]]:
        """Cards without data take turns in their field and their rings."""
        return FIELDS[number % len(FIELDS)], SKIES[number % len(SKIES)]

    def _photo(
        self, photo: Photo, frames: int, *, back: bool, is_cover: bool = False
    ) -> Scene:  # fmt: skip
        page = {**self._frame.page("words", "ke"), "words": "", "size": 50, "is_quote": False}
        field = self._drawer.still({**page, "head": False, "show": ["base"]})
        return photo_scene(
            photo, self._shape, frames, back=back, field=field, raised=RAISED[is_cover]
        )

    def _cover(self, frames: int) -> Scene:
        """The first photo, or a field with the title, and the figure where there is one."""
        if self._matter.photos:
            return self._photo(self._matter.photos[0], frames, back=False, is_cover=True)
        story = self._matter.story
        is_sample = self._frame.is_sample and bool(story.figures)
        frame = replace(self._frame, is_marked=bool(self._mark), is_sample=is_sample)
        width, height = frame.room
        page = frame.page("cover", "song", SKIES[0])
        title = joined(story.title)
        page |= {
            "title": title, "title_size": 0, "mark": self._mark, "figure": None, "show": ["base"],
        }  # fmt: skip
        if story.figures:
            hero = story.figures[0]
            value, unit = (hero.value + "%", "") if hero.unit == "%" else (hero.value, hero.unit)
            beside = width_of(unit, HERO[0] * 0.45) + 32 if unit else 0
            label, letters = joined(hero.label), fitting(title, width, height * 0.34, UNDER_TITLES)
            sizes = self._heights(height - _height_of((title, letters), (label, 56), width=width))
            page["figure"] = {
                "value": value, "unit": unit, "label": label,
                "size": largest(value, width - beside, sizes),
            }  # fmt: skip
            page["size"] = letters
        else:
            page["size"] = fitting(title, width, height * 0.86, TITLES)
        return Still(self._drawer.still(page))

    def _heights(self, room: float) -> list[float]:
        """Sizes of a figure that leave air above it and below."""
        zoom = self._shape.zoom
        sizes = [one * zoom for one in HERO]
        return [one for one in sizes if one * FIGURE_HEIGHT <= room - COVER_GAPS * zoom] or sizes[
            -1:
        ]

    def _closing(self) -> Scene:
        """Whose clip it is, from where, when, and whom to ask."""
        sign, shape = self._sign, self._shape
        lines = [
            ("Nguồn", sign.source), ("", sign.day), ("Ảnh", self._matter.credit),
            ("Hỏi thêm", sign.ask), ("", sign.site),
        ]  # fmt: skip
        page = replace(self._frame, is_closing=True).page("closing", "song", (0.92, 0.2))
        marks = [self._mark, "Số liệu minh họa" if sign.is_sample else ""]
        page |= {
            "lines": [[name, joined(words)] for name, words in lines if words],
            "mark": ". ".join(one for one in marks if one), "show": ["base"], "head": False,
            "has_top": False,
        }  # fmt: skip
        return Still(Drawer(shape, sign).still(page))


def _height_of(*texts: tuple[str, float], width: float) -> float:
    """What so many words (text, size of letters) need, one under the other."""
    return sum(lines_of(text, width, size) * size * LEADING for text, size in texts)
