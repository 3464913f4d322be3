"""What stands on a picture, word for word, for each of the six layouts. Pure.

A picture holds at most 60 words (tiếng) with its foot; what is held together is held here, what
is too long is refused in words that name it.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field, replace
from datetime import date
from typing import Any

from lantoa.core.errors import Refused
from lantoa.newsroom.data.facts import CLOSE_UNITS, Comparison, Facts, Figure, day_of, measure
from lantoa.newsroom.data.words import as_of_words, words_of_facts
from lantoa.newsroom.graphics.choosing import Layout, layout_of
from lantoa.newsroom.terms import HamletState
from lantoa.vietnamese import date_short, fold, held, number

MOST_WORDS = 60
SAMPLE = "SỐ LIỆU MINH HỌA"
TOO_MANY = (
    "Hình «{name}» có {count} tiếng, nhiều hơn {most}, nhìn trên điện thoại không đọc được. "
    "Chưa làm hình. Rút gọn lời trong khối số liệu, hoặc chọn kiểu trình bày khác."
)
# A step that begins with a figure shows it large: «82,8% có nghe».
FIRST_FIGURE = re.compile(r"(\d[\d.,]*(?:\d|%|‰))(?: (.*))?")
HOURS_MINUTES = re.compile(r"(\d+ giờ) (\d+ phút)")
GROUNDS = {"one": "field", "three": "quiet", "time": "ink"}


@dataclass(frozen=True)
class Picture:
    """One picture before it is drawn: its layout, the colour of its ground, its words and values
    for the template, and the same in words, a line a thing."""

    layout: Layout
    ground: str
    title: str
    values: Mapping[str, Any]
    foot: tuple[str, ...]
    commune: str
    sample: str = ""
    alt: str = ""
    spots: Mapping[str, tuple[tuple[int, int], str]] = field(default_factory=dict)


def compose(
    facts: Facts, code: str, *, title: str = "", is_sample: bool = False,
    points: Mapping[str, tuple[int, int]] | None = None,
) -> Picture:  # fmt: skip
    """The picture of one layout. `title` takes the place of the data's own; `points` are where
    the hamlets stand on the commune's drawing. Refuses what the layout cannot show."""
    layout = layout_of(code)
    if layout is None:
        raise Refused("Không có kiểu trình bày này. Chưa làm hình. Chọn một kiểu trong danh sách.")
    reason = layout.why_not(facts)
    if reason:
        raise Refused(f"{reason} Chưa làm hình.")
    words = title or facts.title_of(layout.block)
    values = FILL[code](facts)
    picture = Picture(
        layout, GROUNDS.get(code, "paper"), held(words), values, tuple(_foot(facts, layout)),
        facts.commune[:1].upper() + facts.commune[1:], SAMPLE if is_sample else "",
        _alt(facts, layout, words), _spots(facts, points or {}) if code == "map" else {},
    )  # fmt: skip
    if code == "map" and word_count(picture) > MOST_WORDS:
        picture = replace(picture, values=_without_full_names(values))
    _refuse_too_many(picture)
    return picture


def _without_full_names(values: Mapping[str, Any]) -> dict[str, Any]:
    """Where there are too many hamlets to name, those that stand well are signs alone; the words
    beside the picture name them all."""
    names = [
        {**one, "name": ""} if one["state"] == HamletState.FULL else one
        for one in values["names"]
    ]  # fmt: skip
    return {**values, "names": names}


def _foot(facts: Facts, layout: Layout) -> list[str]:
    """Up to which day it counts, else the day of the article; and where it comes from."""
    as_of = facts.days.get(layout.block, "")
    day = as_of_words(as_of).replace("đến ngày ", "đến ") if as_of else ""
    if not day and facts.day:
        day = f"Ngày {date_short(facts.day)}"
    source = f"Nguồn: {facts.source}" if facts.source else ""
    return [held(line) for line in (day, source) if line]


def _alt(facts: Facts, layout: Layout, title: str) -> str:
    """The picture in words for those who cannot see it, made from the data alone."""
    shown = facts if layout.code != "one" else _first_figure_only(facts)
    source = [f"Nguồn: {facts.source}."] if facts.source else []
    head = title if title[-1:] in ".?!" else f"{title}."
    return "\n".join([head, *words_of_facts(layout.block, shown), *source])


def _first_figure_only(facts: Facts) -> Facts:
    return replace(facts, figures=facts.figures[:1])


def _one(facts: Facts) -> dict[str, Any]:
    figure = facts.figures[0]
    hero, label = _hero(figure)
    return {"hero": hero, "label": held(label), "note": held(figure.note)}


def _hero(one: Figure) -> tuple[str, str]:
    """What stands large, and what follows: a percent sign stays with its number, any other unit
    begins the words («1.260», «hộ được đến tận nhà»)."""
    if not one.unit or one.unit in CLOSE_UNITS:
        return one.text, one.label
    return one.value, f"{one.unit} {one.label}"


def _three(facts: Facts) -> dict[str, Any]:
    return {
        "items": [
            {"text": hero, "label": held(_with_note(label, one.note))}
            for one in facts.figures[:3]
            for hero, label in [_hero(one)]
        ]
    }


def _with_note(label: str, note: str) -> str:
    return f"{label}; {note[:1].lower()}{note[1:]}" if note else label


def _steps(facts: Facts) -> dict[str, Any]:
    rows = [
        {"name": held(step.name), "detail": held(step.detail), "hero": ""} for step in facts.steps
    ]
    last = FIRST_FIGURE.fullmatch(facts.steps[-1].detail)
    if last:
        rows[-1] |= {"hero": last[1], "detail": held(last[2] or "")}
    return {"items": rows}


def _before(facts: Facts) -> dict[str, Any]:
    one = facts.comparison
    assert one is not None
    before, after = measure(one.before) or 0.0, measure(one.after) or 0.0
    most = max(before, after)
    label = one.label[:1].upper() + one.label[1:]
    return {
        "label": held(label),
        "before": {
            "day": held(one.before_day), "parts": _parts(one.before, one), "share": before / most,
            "change": "",
        },
        "after": {
            "day": held(one.after_day), "parts": _parts(one.after, one), "share": after / most,
            "change": held(change_words(before, after)),
        },
    }  # fmt: skip


def _parts(value: str, one: Comparison) -> list[str]:
    """«9 giờ» and «45 phút» on two lines, a number over its unit."""
    hours = HOURS_MINUTES.fullmatch(value)
    parts = [hours[1], hours[2]] if hours else [value, *([one.unit] if one.unit else [])]
    if one.unit in ("%", "‰"):
        parts = [f"{value}{one.unit}"]
    return [part.replace(" ", "\u00a0") for part in parts]


def change_words(before: float, after: float) -> str:
    """«thêm 54%», «gấp 2,3 lần», «bớt 12%»; nothing where there was nothing before."""
    if not before:
        return ""
    ratio = after / before
    if ratio >= 2:
        times = f"{ratio:.1f}".replace(".", ",").removesuffix(",0")
        return f"gấp {times} lần" if ratio < 100 else f"gấp {number(round(ratio))} lần"
    percent = round(abs(ratio - 1) * 100)
    if percent == 0:
        return "gần như không đổi" if after != before else "không đổi"
    return f"{'thêm' if ratio > 1 else 'bớt'} {percent}%"


def _time(facts: Facts) -> dict[str, Any]:
    coming = coming_place(facts)
    rows = [
        {"day": _short_day(one.day), "event": held(one.event), "hero": at == coming}
        for at, one in enumerate(facts.timeline)
    ]
    return {"items": rows}


def coming_place(facts: Facts) -> int:
    """The place of the day that comes after the article's own, else of the last one."""
    days = [day_of(one.day) for one in facts.timeline]
    since = facts.day or date.min
    return next(
        (at for at, day in enumerate(days) if day and day >= since), len(facts.timeline) - 1
    )


def _short_day(day: str) -> str:
    """«10/12» of «10/12/2026»: the year stands in the title or the foot; months keep theirs."""
    found = day_of(day)
    return f"{found.day}/{found.month}" if found else day


def _map(facts: Facts) -> dict[str, Any]:
    counts = {state: sum(one.state == state for one in facts.hamlets) for state in HamletState}
    return {
        "count": [str(facts.hamlets_full), str(len(facts.hamlets))],
        "count_colour": "good" if 2 * facts.hamlets_full >= len(facts.hamlets) else "warn",
        "label": held(facts.hamlets_label),
        "names": [{"name": one.name, "state": str(one.state)} for one in facts.hamlets],
        "legend": [
            {"state": str(state), "text": f"{state.label}, {count}"}
            for state, count in counts.items()
            if count
        ],
    }


def _spots(
    facts: Facts, points: Mapping[str, tuple[int, int]]
) -> dict[str, tuple[tuple[int, int], str]]:
    """Where each hamlet stands and how, where all of them stand somewhere of their own."""
    known = {fold(name): point for name, point in points.items()}
    found = {
        one.name: (known[fold(one.name)], str(one.state))
        for one in facts.hamlets
        if fold(one.name) in known
    }
    is_whole = len(found) == len(facts.hamlets) == len({point for point, _ in found.values()})
    return found if is_whole else {}


FILL: dict[str, Callable[[Facts], dict[str, Any]]] = {
    "one": _one, "three": _three, "steps": _steps, "before": _before, "time": _time, "map": _map,
}  # fmt: skip


def word_count(picture: Picture) -> int:
    """Words (tiếng) on the picture, foot and frame included."""
    return sum(len(text.replace("\u00a0", " ").split()) for text in texts_of(picture))


def texts_of(picture: Picture) -> list[str]:
    """Every text that is written on the picture."""
    own = [*_texts(picture.values), picture.title, picture.sample, picture.commune, *picture.foot]
    return [text for text in own if text]


NO_WORDS = ("state", "count_colour")


def _texts(value: Any) -> list[str]:
    """Every text inside the values that is written on the picture."""
    if isinstance(value, str):
        return [value]
    if isinstance(value, Mapping):
        return [text for key, one in value.items() if key not in NO_WORDS for text in _texts(one)]
    return [text for one in value for text in _texts(one)] if isinstance(value, list) else []


def _refuse_too_many(picture: Picture) -> None:
    count = word_count(picture)
    if count > MOST_WORDS:
        name = picture.layout.name
        raise Refused(TOO_MANY.format(name=name, count=count, most=MOST_WORDS))
