"""What is seen in a clip and when: the picture changes where a sentence begins, and shows what is
being told where that is known. Pure."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise

from lantoa.media.moving.captions import Caption
from lantoa.media.moving.line_words import LINKS, OPENERS
from lantoa.media.moving.stories import Amount, Photo, Story
from lantoa.vietnamese import fold
from lantoa.vietnamese.word_groups import COMPOUNDS

COVER_MS, SLOT_MS, SHORTEST_MS, LONGEST_MS = 3600, 6500, 4200, 10_000
NOT_AT_A_SENTENCE_MS = 2000
"""A cut within a sentence is as bad as one that comes so much too early or late."""
MAGNITUDES = ("trăm", "nghìn", "ngàn", "triệu", "tỷ", "tỉ", "phần")


@dataclass(frozen=True)
class Saying:
    """A few words for a card: a heading, a quotation, or a figure out of the text."""

    words: str
    is_quote: bool = False


@dataclass(frozen=True)
class Layout:
    """A card of the article's data, by its name (see `pages.layouts_of`)."""

    name: str


@dataclass(frozen=True)
class Cover:
    """The first picture: it says what it is about."""


@dataclass(frozen=True)
class Rings:
    """The commune's mark over the title, where there is nothing else to show; they stand elsewhere
    each time."""

    number: int


Visual = Cover | Photo | Layout | Saying | Amount | Rings


@dataclass(frozen=True)
class Slot:
    """Something to see, from one millisecond of the narration to another."""

    visual: Visual
    first_ms: int
    last_ms: int


def plan(
    captions: Sequence[Caption], total_ms: int, story: Story, layouts: Sequence[str],
    photos: Sequence[Photo], sayings: Sequence[Saying],
) -> list[Slot]:  # fmt: skip
    """Covers the whole narration. Data and headings stand where they are told, photos fill what is
    left; without photos a figure that is named stands there, or the mark."""
    spans = list(pairwise(cuts(captions, total_ms)))
    names = [name for name in layouts if name != "figure" or "figures" not in layouts]
    cards: list[Layout | Saying] = [*(Layout(name) for name in names), *sayings]
    placed = _placed(cards, [last for _, last in spans], story, captions)
    waiting = [one for one in cards if isinstance(one, Layout) and one not in placed.values()]
    slots, pictures = [Slot(Cover(), *spans[0])], 1  # the cover shows the first photo
    for at, (first, last) in list(enumerate(spans))[1:]:
        visual = placed.get(at)
        if visual is None and waiting and (at % 2 == 0 or not photos):
            visual = waiting.pop(0)
        if visual is None and photos:
            visual, pictures = photos[pictures % len(photos)], pictures + 1
        visual = visual or named_figure(captions, first, last) or Rings(at)
        slots.append(Slot(visual, first, last))
    return _merged(slots)


def _placed(
    cards: Sequence[Layout | Saying], ends: Sequence[int], story: Story,
    captions: Sequence[Caption],
) -> dict[int, Visual]:  # fmt: skip
    """Cards whose words are told, by the number of the slot in which that is, or the next one."""
    placed: dict[int, Visual] = {}
    for card in cards:
        told = _told_at(card, story, captions)
        if told is None:
            continue
        at = next((at for at, end in enumerate(ends) if told < end), len(ends) - 1)
        for place in (at, at + 1):
            if 0 < place < len(ends) and place not in placed:
                placed[place] = card
                break
    return placed


def cuts(captions: Sequence[Caption], total_ms: int) -> list[int]:
    """Milliseconds at which the picture changes, from 0 to the end."""
    edges = [0]
    wanted = COVER_MS
    while total_ms - edges[-1] > wanted + SHORTEST_MS:
        low, high = edges[-1] + (2400 if len(edges) == 1 else SHORTEST_MS), edges[-1] + LONGEST_MS
        able = [one for one in captions if low <= one.first_ms <= min(high, total_ms - SHORTEST_MS)]
        if not able:
            edges.append(edges[-1] + wanted)
        else:
            goal = edges[-1] + wanted
            edges.append(
                min(
                    able,
                    key=lambda one: (
                        abs(one.first_ms - goal) + (0 if one.opens else NOT_AT_A_SENTENCE_MS)
                    ),
                ).first_ms
            )
        wanted = SLOT_MS
    return [*edges, total_ms]


def _told_at(card: Layout | Saying, story: Story, captions: Sequence[Caption]) -> int | None:
    """When the narration comes to what a card shows."""
    for key in _keys(card, story):
        wanted = fold(key)
        if not wanted:
            continue
        for one, two in zip(captions, [*captions[1:], None], strict=True):
            own, after = fold(one.block.text), fold(two.block.text) if two else ""
            if wanted in own or (wanted in f"{own} {after}" and wanted not in after):
                return one.first_ms
    return None


def _keys(card: Layout | Saying, story: Story) -> list[str]:
    if isinstance(card, Saying):
        return [" ".join(card.words.split()[:5])]
    name = card.name
    if name == "comparison" and story.change:
        return [story.change.before_words, story.change.after_words]
    if name == "steps":
        return ["Bước 1:", story.steps[0].name]
    if name == "timeline":
        return [one.event for one in story.moments[:2]]
    if name == "hamlets":
        return [story.places_label]
    if name in ("figure", "figures"):
        first = story.figures[0]
        return [
            f"{first.value}{first.unit} {first.label}"[:24],
            f"{first.value} {first.unit}".strip(),
        ]
    return []


FIGURE = re.compile(r"^\d[\d.]*(?:,\d+)?[%‰]?$")


def named_figure(captions: Sequence[Caption], first_ms: int, last_ms: int) -> Amount | None:
    """The first figure with its unit that is named in this time («186 triệu đồng»), for a card;
    a figure without a unit says too little, and neither does a date."""
    for one in captions:
        if not first_ms <= one.first_ms < last_ms:
            continue
        words = one.block.text.split()
        for at, word in enumerate(words):
            value = word.rstrip(".,;:!?")
            if not FIGURE.match(value):
                continue
            if value[-1] in "%‰":  # its unit; what follows is another word («1‰ trở lên»)
                return Amount(value, "", "")
            if value != word or (at and words[at - 1].lower() in DATING):
                continue
            unit = _unit(words[at + 1 :])
            if unit:
                return Amount(word, unit, "")
    return None


PARTS_OF_DAY = frozenset(("sáng", "trưa", "chiều", "tối", "đêm"))
DATES = "ngày tháng năm thứ số thôn tổ quyết điều bước lúc"
DATING = frozenset(DATES.split())
"""What stands behind these is no amount."""


def _unit(words: Sequence[str]) -> str:
    """The word behind a figure, two where they are one («triệu đồng»)."""
    plain = [word.rstrip(".,;:!?") for word in words[:2]]
    if not plain or not plain[0].isalpha() or not plain[0].islower():
        return ""
    if plain[0] in LINKS or plain[0] in OPENERS:
        return ""
    is_pair = len(plain) > 1 and plain[0] == words[0] and (
        plain[0] in MAGNITUDES
        or (plain[0], plain[1]) in COMPOUNDS
        or (plain[0] == "giờ" and plain[1] in PARTS_OF_DAY)
    )  # fmt: skip
    return " ".join(plain) if is_pair else plain[0]


def _merged(slots: Sequence[Slot]) -> list[Slot]:
    """What stays the same is one slot."""
    found: list[Slot] = []
    for slot in slots:
        if found and found[-1].visual == slot.visual:
            found[-1] = Slot(slot.visual, found[-1].first_ms, slot.last_ms)
        else:
            found.append(slot)
    return found
