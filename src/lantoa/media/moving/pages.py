"""The cards of a story as pages for `cards.typ`, and what of each comes when."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from lantoa.media.moving.cards import Coming, Page
from lantoa.media.moving.counting import counted, number_in
from lantoa.media.moving.fitting import LEADING, fitting, largest, lines_of, width_of
from lantoa.media.moving.frames import Frame, Scheme, Sky
from lantoa.media.moving.lines import joined
from lantoa.media.moving.shapes import FPS
from lantoa.media.moving.stories import Amount, Change, Moment, Place, Step, Story
from lantoa.vietnamese.holding import NO_BREAK

HERO = tuple(range(320, 119, -8))
TITLES = (104, 96, 88, 80, 72, 64, 56, 50)
TEXTS = (52, 48, 44, 40)
FIRST_MOVE, ROLL = 1, 11
"""From the second frame on the first figure counts up, and stands within the first half second:
networks make the first frame their cover, and no figure there may be another than the true one."""
MOST_STEPS, MOST_MOMENTS, MOST_PLACES, MOST_FIGURES = 6, 6, 15, 3
UNIT_SHARE = 0.42
HERO_GAPS, SECOND_SHARE = 187, 0.58
"""Between the parts of several figures; the others beside the first, which is seen before them."""
STATES = {"full": "đủ", "part": "thiếu", "unknown": "chưa rõ"}


def layouts_of(story: Story) -> list[str]:
    """Which cards the data are enough for, the most telling first."""
    found = []
    if story.change:
        found.append("comparison")
    if len(story.figures) > 1:
        found.append("figures")
    if len(story.steps) > 1:
        found.append("steps")
    if len(story.moments) > 1:
        found.append("timeline")
    if len(story.places) > 2:
        found.append("hamlets")
    if story.figures:
        found.append("figure")
    return found


def scheme(layout: str, story: Story, frame: Frame) -> Scheme:
    """The card of this name. Raises KeyError for a name that is none."""
    if layout == "comparison":
        assert story.change is not None
        return comparison(story.change, frame)
    if layout == "steps":
        return steps(story.steps[:MOST_STEPS], frame)
    if layout == "timeline":
        return timeline(*_last_moments(story), frame)
    if layout == "hamlets":
        return hamlets(story.places, story.places_label, frame)
    most = {"figure": 1, "figures": MOST_FIGURES}[layout]
    return figures(story.figures[:most], frame)


def reading_frames(*texts: str) -> int:
    """Frames that reading takes, at three syllables a second."""
    return round(sum(len(text.split()) for text in texts) / 3 * FPS)


def figures(shown: Sequence[Amount], frame: Frame) -> Scheme:
    """One to three figures; the first is the hero."""
    width = frame.room[0]
    wide = width * 0.55 if frame.shape.is_wide else width
    columns = max(1, len(shown) - 1)
    shown = [_with_percent(one) for one in shown]
    values, coming = [], []
    at, hero = FIRST_MOVE, 0.0
    for place, one in enumerate(shown):
        is_hero = place == 0
        room = wide if is_hero else (width - 40 * (columns - 1)) / columns
        sizes = _hero_sizes(shown, frame) if is_hero else _other_sizes(hero, frame)
        size = largest(one.value, room - _unit_room(one, sizes), sizes)
        hero = size if is_hero else hero
        values.append(
            {"value": one.value, "unit": one.unit, "label": joined(one.label),
             "note": joined(one.note), "size": size}
        )  # fmt: skip
        counts = _counts(one, 0.6 if is_hero else 0.0)
        paint = ("giay" if len(shown) == 1 else "song") if is_hero else "muc"
        coming.append(
            Coming(
                f"figure{place}", at, ROLL if is_hero else 20, "rise", counts=counts,
                unit=one.unit, size=size, paint=paint,
            )
        )  # fmt: skip
        coming.append(Coming(f"label{place}", at + (6 if is_hero else 4)))
        if is_hero and len(shown) > 1:
            coming.append(Coming("rule", 40, 14, "right"))
        at = 50 if is_hero else at + 34
    field = "song" if len(shown) == 1 else "nen"
    page = frame.page("figures", field, (0.62, 0.42) if len(shown) == 1 else None)
    page["figures"] = values
    words = [text for one in shown for text in (one.value, one.unit, one.label, one.note)]
    base = ("label0",) if coming[0].counts else ("figure0",)
    kept = tuple(one for one in coming if one.part not in base)
    return Scheme(page, base, kept, reading_frames(*words))


def _hero_sizes(shown: Sequence[Amount], frame: Frame) -> list[float]:
    most = frame.room[1] * 0.5 if len(shown) == 1 else _hero_room(shown, frame)
    return _up_to(most, [size * frame.shape.zoom for size in HERO])


def _other_sizes(hero: float, frame: Frame) -> list[float]:
    return _up_to(hero * SECOND_SHARE, [size * frame.shape.zoom for size in range(132, 71, -6)])


def _up_to(most: float, sizes: list[float]) -> list[float]:
    return [size for size in sizes if size <= most] or sizes[-1:]


def _hero_room(shown: Sequence[Amount], frame: Frame) -> float:
    """The height that is left for the first of several figures, as a size of letters."""
    width, height = frame.room
    zoom, column = frame.shape.zoom, (width - 40) / (len(shown) - 1)
    if frame.shape.is_wide:
        return height * 0.34
    texts = [(shown[0].label, width, 52 * zoom), (shown[0].note, width, 40.0)]
    rows = [[(one.label, column, 44.0), (one.note, column, 40.0)] for one in shown[1:]]
    words = sum(map(_text_height, texts)) + max(sum(map(_text_height, row)) for row in rows)
    return min(height * 0.34, (height - words - HERO_GAPS * zoom) / 0.7 / (1 + SECOND_SHARE))


def _text_height(text: tuple[str, float, float]) -> float:
    """Pixels of words in a width at a size: from the top of the first line to the last base."""
    words, width, size = text
    return (lines_of(joined(words), width, size, "Medium") * LEADING - 0.55) * size if words else 0


def amount_page(one: Amount, frame: Frame, field: str, sky: Sky) -> Scheme:
    """A figure that was named, alone on a field of its own."""
    found = figures([one], replace(frame, is_sample=False))
    paint = "giay" if field in ("song", "muc") else "song"
    page = {**found.page, "field": field, "sky": sky, "has_top": False}
    coming = tuple(replace(part, paint="anh" if field == "muc" else paint) for part in found.coming)
    return Scheme(page, found.base, coming, found.frames)


def _with_percent(one: Amount) -> Amount:
    """A percent sign is part of its figure."""
    return replace(one, value=f"{one.value}%", unit="") if one.unit == "%" else one


def _unit_room(one: Amount, sizes: Sequence[float]) -> float:
    if not one.unit:
        return 0.0
    return width_of(one.unit, max(40.0, sizes[0] * UNIT_SHARE)) + 0.1 * sizes[0]


def _counts(one: Amount, start: float) -> tuple[str, ...]:
    number = number_in(one.value)
    return tuple(counted(one.value, ROLL, start)) if number else ()


def steps(shown: Sequence[Step], frame: Frame) -> Scheme:
    """Steps in order, joined by a line; the first stands at once."""
    width, height = frame.room
    each = height / len(shown)
    sizes = [size * frame.shape.zoom for size in (60, 54, 48, 44)]
    size = min(
        fitting(joined(one.name), width - 128, each * 0.62, sizes)
        for one in shown
    )  # fmt: skip
    size = max(size, 42)
    with_detail = all(_step_height(one, width - 128, size) < each - 16 for one in shown)
    page = frame.page("steps", "giay")
    page["size"] = size
    page["steps"] = [
        {"name": joined(one.name), "detail": joined(one.detail) if with_detail else ""}
        for one in shown
    ]
    coming, at = [], 30
    for place in range(1, len(shown)):
        coming.append(Coming(f"line{place - 1}", at, 12, "down"))
        coming.append(Coming(f"step{place}", at + 10))
        at += max(38, reading_frames(shown[place].name, shown[place].detail))
    words = [text for one in shown for text in (one.name, one.detail if with_detail else "")]
    return Scheme(page, ("step0",), tuple(coming), reading_frames(*words))


def _step_height(one: Step, width: float, size: float) -> float:
    name = lines_of(joined(one.name), width, size) * size * LEADING
    return name + 20 + lines_of(joined(one.detail), width, 40, "Regular") * 40 * LEADING


def comparison(change: Change, frame: Frame) -> Scheme:
    """Two bars from one base line, their heights in true proportion. The second one grows from
    the height of the first."""
    width, _ = frame.room
    page = frame.page("comparison", "giay")
    narrow = (width - 36) * 0.44 - 60
    page |= {
        "before": change.before, "after": change.after, "note": joined(change.note),
        "before_words": _in_two(change.before_words), "after_words": _in_two(change.after_words),
        "before_name": joined(change.before_name), "after_name": joined(change.after_name),
        "size": min(
            fitting(_in_two(words), narrow, 260, (88, 80, 72, 64, 56, 48))
            for words in (change.before_words, change.after_words)
        ),
    }  # fmt: skip
    coming = [Coming("after", FIRST_MOVE, 20, "grow"), Coming("afterlabel", 15)]
    if change.note:  # when the bar stands: while it grows, the words would be cut at its foot
        coming.append(Coming("afternote", FIRST_MOVE + 20))
    words = (change.before_words, change.after_words, change.before_name, change.after_name)
    return Scheme(
        page, ("before", "beforelabel"), tuple(coming), reading_frames(*words, change.note)
    )


def _in_two(value: str) -> str:
    """«9 giờ 45 phút» may break behind the hours, and is the larger for it."""
    return joined(value).replace(f"giờ{NO_BREAK}", "giờ ")


def timeline(shown: Sequence[Moment], hero: int, frame: Frame) -> Scheme:
    """Days from the top; the hero is the one that comes."""
    width, height = frame.room
    each = height / len(shown)
    left = max(120.0, *(width_of(one.day, 48) + 8 for one in shown))
    size = min(
        fitting(joined(one.event), width - left - 90, min(each, 200) * 0.8, TEXTS, "Medium")
        for one in shown
    )
    page = frame.page("timeline", "nen" if frame.has_captions else "muc")
    page |= {
        "size": size, "hero": hero, "left": left,
        "moments": [{"day": one.day, "event": joined(one.event)} for one in shown],
    }  # fmt: skip
    coming, at = [], 26
    for place in range(1, len(shown)):
        coming.append(Coming(f"line{place - 1}", at, 12, "down"))
        coming.append(Coming(f"moment{place}", at + 8))
        at += max(34, reading_frames(shown[place].event))
    words = [text for one in shown for text in (one.day, one.event)]
    return Scheme(page, ("moment0",), tuple(coming), reading_frames(*words))


def _last_moments(story: Story) -> tuple[Sequence[Moment], int]:
    """So many as there is room for, with the one that comes among them."""
    first = max(0, min(story.hero - MOST_MOMENTS + 2, len(story.moments) - MOST_MOMENTS))
    return story.moments[first : first + MOST_MOMENTS], story.hero - first


def hamlets(shown: Sequence[Place], label: str, frame: Frame) -> Scheme:
    """How many hamlets are complete, and each with its state, by shape as well as by colour."""
    full = sum(one.state == "full" for one in shown)
    listed = shown
    if len(shown) > MOST_PLACES:  # where there is no room for all, those that lack something
        listed = [one for one in shown if one.state != "full"][:MOST_PLACES]
    page = frame.page("hamlets", "giay")
    page |= {
        "size": 170 * frame.shape.zoom * (0.66 if frame.shape.is_wide else 1),
        "value": str(full), "whole": str(len(shown)), "label": joined(label),
        "columns": 5 if frame.shape.is_wide else 2 if len(listed) <= 8 else 3,
        "hamlets": [{"name": one.name, "state": one.state} for one in listed],
        "legend": [
            [state, f"{words}, {count}"]
            for state, words in STATES.items()
            if (count := sum(one.state == state for one in shown))
        ],
    }  # fmt: skip
    coming = [Coming(f"hamlet{place}", 20 + 5 * place, 10) for place in range(len(listed))]
    coming.append(Coming("legend", 30 + 5 * len(listed)))
    return Scheme(page, ("figure0", "label0"), tuple(coming), 50 + 12 * len(listed))


def titled(
    words: str,
    frame: Frame,
    *,
    field: str,
    is_quote: bool = False,
    sky: tuple[float, float] | None = None,
) -> Page:
    """A card with a few words."""
    width, height = frame.room
    page = frame.page("words", field, sky)
    page |= {
        "words": joined(words), "is_quote": is_quote, "show": ["base"], "has_top": False,
        "size": fitting(joined(words), width - (60 if is_quote else 0), height * 0.9, TITLES),
    }  # fmt: skip
    return page
