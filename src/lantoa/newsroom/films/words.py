"""An article's data as the story of a film: from `Facts` to what `media.moving` draws. Pure."""

from __future__ import annotations

from dataclasses import replace

from lantoa.media.moving.stories import Amount, Change, Moment, Place, Step, Story
from lantoa.newsroom.data.facts import Comparison, Facts, day_of, measure
from lantoa.newsroom.data.words import as_of_words, words_of_facts
from lantoa.newsroom.graphics.composing import change_words, coming_place

BLOCKS = {
    "comparison": "comparison", "figures": "figures", "figure": "figures", "steps": "steps",
    "timeline": "timeline", "hamlets": "hamlets",
}  # fmt: skip
"""Layout of a card → the block of the article that fills it."""


def story_of(facts: Facts) -> Story:
    """What can be drawn of an article; a comparison that cannot be measured is left out."""
    moments = [Moment(one.day, one.event) for one in facts.timeline]
    return Story(
        title=facts.title,
        figures=tuple(
            Amount(one.value, one.unit, one.label, one.note) for one in facts.figures
        ),
        steps=tuple(Step(one.name, one.detail) for one in facts.steps),
        change=_change(facts.comparison),
        moments=tuple(_short_days(moments)),
        hero=coming_place(facts) if moments else 0,
        places=tuple(Place(one.name, str(one.state.value)) for one in facts.hamlets),
        places_label=facts.hamlets_label,
        titles={layout: facts.title_of(block) for layout, block in BLOCKS.items()},
        dated={
            layout: as_of_words(facts.days[block])
            for layout, block in BLOCKS.items()
            if block in facts.days
        },
    )  # fmt: skip


def told(facts: Facts, layout: str) -> str:
    """What somebody who cannot see the card is told: its title and all its data."""
    shown = replace(facts, figures=facts.figures[:1]) if layout == "figure" else facts
    title = facts.title_of(BLOCKS[layout])
    head = title if title[-1:] in ".?!" else f"{title}."
    return " ".join([head, *words_of_facts(BLOCKS[layout], shown)])


def _change(one: Comparison | None) -> Change | None:
    if one is None:
        return None
    before, after = measure(one.before), measure(one.after)
    if before is None or after is None or max(before, after) <= 0:
        return None
    return Change(
        before, after, one.before_text, one.after_text, one.before_day or "Trước",
        one.after_day or "Sau", change_words(before, after),
    )  # fmt: skip


def _short_days(moments: list[Moment]) -> list[Moment]:
    """Without the year where all stand in one."""
    days = [day_of(one.day) for one in moments]
    if None in days or len({day.year for day in days if day}) > 1:
        return moments
    return [Moment(one.day.rpartition("/")[0], one.event) for one in moments]
