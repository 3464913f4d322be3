"""The data of an article in words: on the page, read aloud, in plain text. Pure."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from lantoa.newsroom.data.facts import (
    DAY,
    Comparison,
    Facts,
    Figure,
    Milestone,
    Step,
    day_of,
    read_facts,
)


def words_of_block(block: Any) -> Iterator[str]:
    """The lines of one raw block of data; its own title first."""
    facts = read_facts([block], title="")
    name = str(block.get("type"))
    title = facts.titles.get(name, "")
    if title:
        yield title if title[-1] in ".?!:" else f"{title}."
    yield from words_of_facts(name, facts)


def words_of_facts(name: str, facts: Facts) -> Iterator[str]:
    """The data of one block in sentences, with the day up to which it counts."""
    yield from LINES[name](facts)
    if name in facts.days:
        yield f"{as_of_words(facts.days[name])}."


def as_of_words(day: str) -> str:
    """«Số liệu đến ngày 20/11/2026»; a month or a quarter as it is written."""
    return f"Số liệu đến {'ngày ' if day_of(day) else ''}{day}"


def figure_words(one: Figure) -> str:
    """«82,8% hộ được hỏi đã nghe. Hỏi 400 hộ.»"""
    return _sentence(f"{one.text} {one.label}") + (f" {_sentence(one.note)}" if one.note else "")


def step_words(number: int, one: Step) -> str:
    """«Bước 1: Viết. 74 tin bài.»"""
    return _sentence(f"Bước {number}: {one.name}") + (
        f" {_sentence(one.detail)}" if one.detail else ""
    )


def comparison_words(one: Comparison) -> str:
    """«Thời lượng phát: năm 2025 là 6 giờ, năm 2026 là 9 giờ.»"""
    before_day, after_day = (day[:1].lower() + day[1:] for day in (one.before_day, one.after_day))
    return _sentence(
        f"{one.label}: {before_day} là {one.before_text}, {after_day} là {one.after_text}"
    )


def milestone_words(one: Milestone) -> str:
    """«Ngày 18/5/2026: Ngày Khoa học và Công nghệ.»"""
    found = DAY.fullmatch(one.day)
    kind = "" if not found else "Ngày " if day_of(one.day) else "Tháng " if found[2] else "Năm "
    return _sentence(f"{kind}{one.day}: {one.event}")


def hamlet_words(facts: Facts) -> Iterator[str]:
    """How many of all stand well, then the names state by state."""
    if facts.hamlets:
        count = f"{facts.hamlets_full} trên {len(facts.hamlets)}"
        yield _sentence(f"{count} {facts.hamlets_label}")
        for state, names in facts.hamlets_by_state:
            yield _sentence(f"{state}: {', '.join(names)}")


def _steps(facts: Facts) -> Iterator[str]:
    return (step_words(number, one) for number, one in enumerate(facts.steps, 1))


def _comparison(facts: Facts) -> Iterator[str]:
    return iter([comparison_words(facts.comparison)] if facts.comparison else [])


LINES = {
    "figures": lambda facts: map(figure_words, facts.figures),
    "steps": _steps,
    "comparison": _comparison,
    "timeline": lambda facts: map(milestone_words, facts.timeline),
    "hamlets": hamlet_words,
}


def _sentence(words: str) -> str:
    """With a capital, its full stop, and plain spaces."""
    plain = words.replace("\u00a0", " ").strip()
    plain = plain[:1].upper() + plain[1:]
    return plain if plain[-1:] in ".?!" else f"{plain}."
